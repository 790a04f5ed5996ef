//! Files on the network, which are read only where the user allows it. SECURITY B9.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::time::Duration;

use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

/// How long one address may take, redirects included.
const TIME: Duration = Duration::from_secs(10);
/// How many redirects are followed, all within the origin of the address.
const REDIRECTS: usize = 3;

/// What addresses may be like, and what networks they may lead into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// The one scheme.
    pub(super) scheme: &'static str,
    /// Whether an address that a name resolves to may be asked.
    pub(super) reaches: fn(IpAddr) -> bool,
}

/// Addresses of https in the public network: the rules of every run. Tests have a server on the same machine.
const PUBLIC: Rules = Rules {
    scheme: "https",
    reaches: is_public,
};

/// Reads addresses.
pub(super) trait Fetch: fmt::Debug + Send {
    /// What an address gives, and one byte more than `limit` at most.
    ///
    /// # Errors
    ///
    /// Why it gives nothing, in a few words that do not quote the answer.
    fn fetch(&self, address: &Url, limit: usize) -> Result<Vec<u8>, String>;
}

/// The address that a reference means from a file at `base`; `None` for what cannot be read: another scheme than https, or
/// an address with a user in it.
pub(super) fn address(base: Option<&Url>, location: &str) -> Option<Url> {
    address_by(PUBLIC, base, location)
}

fn address_by(rules: Rules, base: Option<&Url>, location: &str) -> Option<Url> {
    let mut address = match base {
        Some(base) => base.join(location).ok()?,
        None => Url::parse(location).ok()?,
    };
    address.set_fragment(None);
    let plain = address.scheme() == rules.scheme
        && address.has_host()
        && address.username().is_empty()
        && address.password().is_none();
    plain.then_some(address)
}

/// The address that a file was read from; `None` for one of the disk.
pub(super) fn address_of(path: &Path) -> Option<Url> {
    path.to_str()
        .filter(|path| path.starts_with("https://"))
        .and_then(|path| Url::parse(path).ok())
}

/// The document at an address.
pub(super) fn document(address: &str, limit: usize) -> io::Result<(Url, Vec<u8>)> {
    let address = self::address(None, address)
        .ok_or_else(|| io::Error::other("only addresses of https without a user are read"))?;
    let bytes = Https::default().fetch(&address, limit);
    Ok((address.clone(), bytes.map_err(io::Error::other)?))
}

/// Reads addresses of https; those that lead into a network of one's own are refused, after names are resolved.
#[derive(Debug)]
pub(super) struct Https {
    agent: ureq::Agent,
    rules: Rules,
}

impl Default for Https {
    fn default() -> Self {
        Self::by(PUBLIC)
    }
}

impl Https {
    /// A reader of addresses that keep to `rules`.
    pub(super) fn by(rules: Rules) -> Self {
        let config = ureq::Agent::config_builder()
            .https_only(rules.scheme == PUBLIC.scheme)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(TIME))
            .user_agent(concat!("sdksmith/", env!("CARGO_PKG_VERSION")))
            .build();
        let resolver = Within {
            inner: DefaultResolver::default(),
            reaches: rules.reaches,
        };
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, rules }
    }
}

impl Fetch for Https {
    fn fetch(&self, address: &Url, limit: usize) -> Result<Vec<u8>, String> {
        let mut current = address.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.agent.get(current.as_str()).call();
            let answer = answer.map_err(|error| error.to_string())?;
            let status = answer.status();
            if status.is_redirection() {
                let location = answer.headers().get("location");
                let location = location.and_then(|location| location.to_str().ok());
                current = location
                    .and_then(|location| address_by(self.rules, Some(&current), location))
                    .filter(|next| next.origin() == address.origin())
                    .ok_or("it redirects to another origin")?;
                continue;
            }
            if !status.is_success() {
                return Err(format!(
                    "the server answers with status {}",
                    status.as_u16()
                ));
            }
            let reader = answer.into_body().into_reader();
            return super::load::read_at_most(reader, limit).map_err(|error| error.to_string());
        }
        Err(format!("it redirects more than {REDIRECTS} times"))
    }
}

/// Resolves names, and keeps addresses of some networks only.
struct Within {
    inner: DefaultResolver,
    reaches: fn(IpAddr) -> bool,
}

impl fmt::Debug for Within {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Within")
    }
}

impl Resolver for Within {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| (self.reaches)(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(kept)
    }
}

/// Whether an address is of the public network. RFC 6890.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => is_public_v4(address),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match a {
        0 | 10 | 127 | 224..=255 => true,
        100 => (64..=127).contains(&b),
        169 => b == 254,
        172 => (16..=31).contains(&b),
        192 => b == 168 || (b == 0 && (c == 0 || c == 2)),
        198 => b == 18 || b == 19 || (b == 51 && c == 100),
        203 => b == 0 && c == 113,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // Global unicast is 2000::/3; documentation and tunnels into version 4 lie within it.
    let [first, second, ..] = address.segments();
    let special = matches!((first, second), (0x2001, 0x0db8 | 0) | (0x2002, _));
    first >> 13 == 1 && !special
}

#[cfg(test)]
mod tests {
    use super::{address, is_public};

    #[test]
    fn b09_only_plain_addresses_of_https_are_read() {
        let base = address(None, "https://e.com/a/b.yaml").unwrap();
        let joined = |location| address(Some(&base), location).map(|url| url.to_string());
        assert_eq!(joined("c.yaml").as_deref(), Some("https://e.com/a/c.yaml"));
        assert_eq!(
            joined("../c.yaml#/x").as_deref(),
            Some("https://e.com/c.yaml")
        );
        assert_eq!(joined("//f.com/c").as_deref(), Some("https://f.com/c"));
        for location in [
            "http://e.com/c",
            "file:///etc/passwd",
            "ftp://e.com/c",
            "https://user@e.com/c",
            "https://user:word@e.com/c",
            "javascript:x",
            "C:\\x",
        ] {
            assert_eq!(joined(location), None, "{location}");
            assert!(address(None, location).is_none(), "{location}");
        }
    }

    #[test]
    fn b09_networks_of_ones_own_are_not_public() {
        for inner in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.31.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
        ] {
            assert!(!is_public(inner.parse().unwrap()), "{inner}");
        }
        for outer in ["1.1.1.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111"] {
            assert!(is_public(outer.parse().unwrap()), "{outer}");
        }
    }
}
