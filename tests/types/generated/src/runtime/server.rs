//! Addresses of servers. OpenAPI 3.1.1 §4.8.5.

use std::fmt;

use url::{Host, Url};

/// The address of a server: scheme, host, port and the path that all operations share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUrl(String);

impl ServerUrl {
    /// Takes an address, which is checked when the client is built or the call is sent.
    pub fn new(address: impl Into<String>) -> Self {
        Self(address.into())
    }

    /// The address with its variables filled in, each percent-encoded.
    pub fn fill(template: &str, variables: &[(&str, &str)]) -> Self {
        let mut address = template.to_owned();
        for (name, value) in variables {
            address = address.replace(&format!("{{{name}}}"), &super::percent::unreserved(value));
        }
        Self(address)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks the address: absolute, http or https, with a host, and without user name, query or fragment.
    pub(crate) fn parse(&self) -> Result<Url, InvalidServer> {
        let url = Url::parse(&self.0).map_err(|error| InvalidServer(error.to_string()))?;
        let problem = if !matches!(url.scheme(), "http" | "https") {
            "its scheme is neither http nor https"
        } else if !url.has_host() {
            "it has no host"
        } else if !url.username().is_empty() || url.password().is_some() {
            "it has a user name; set credentials on the client instead"
        } else if url.query().is_some() || url.fragment().is_some() {
            "it has a query or a fragment"
        } else {
            return Ok(url);
        };
        Err(InvalidServer(problem.to_owned()))
    }
}

impl<T: Into<String>> From<T> for ServerUrl {
    fn from(address: T) -> Self {
        Self(address.into())
    }
}

/// Why the address of a server cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidServer(String);

impl InvalidServer {
    /// There is none.
    pub(crate) fn missing() -> Self {
        Self("the document names none, and none is set (`.base_url(..)`)".to_owned())
    }

    /// Credentials would go there without TLS.
    pub(crate) fn in_clear() -> Self {
        Self(
            "it has no TLS, and credentials would go there (`.allow_insecure()` permits it)"
                .to_owned(),
        )
    }
}

impl fmt::Display for InvalidServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the address of the server cannot be used: {}",
            self.0
        )
    }
}

impl std::error::Error for InvalidServer {}

/// Whether two addresses have the same scheme, host and port: credentials go no further.
pub(crate) fn same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host() == other.host()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// Whether an address is of this machine, where a credential may go without TLS.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// An address without what may be secret: user name, query and fragment.
pub(crate) fn redacted(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}
