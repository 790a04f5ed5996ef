//! Setting up a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::super::auth::Wallet;
use super::super::hook::Hooks;
use super::super::request::{Global, header_entry, to_value};
use super::super::retry_budget::RetryBudget;
use super::super::server::is_loopback;
use super::super::throttle::{Rate, Throttle};
use super::super::{
    Api, Credential, Hook, HttpTransport, InvalidArgument, Place, RedirectPolicy, RetryPolicy,
    ServerUrl, Transport,
};
use super::{BuildError, Handle, Shared, Timeouts};

/// Sets up a client. What is wrong with the settings is told by [`build`](Self::build).
#[must_use]
pub struct Builder<A> {
    server: Option<ServerUrl>,
    credentials: Wallet,
    globals: Vec<Global>,
    headers: HeaderMap,
    user_agent: Option<String>,
    timeouts: Timeouts,
    retry: Option<RetryPolicy>,
    redirect: RedirectPolicy,
    max_response_bytes: usize,
    max_line_bytes: usize,
    #[cfg(feature = "gzip")]
    compress: bool,
    allow_insecure: bool,
    proxy: bool,
    transport: Option<Arc<dyn Transport>>,
    hooks: Hooks,
    throttle: Throttle,
    invalid: Option<InvalidArgument>,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Builder<A> {
    /// The settings that hold where nothing is said.
    pub fn new() -> Self {
        Self {
            server: None,
            credentials: Wallet::new(A::DESCRIPTION.schemes),
            globals: Vec::new(),
            headers: HeaderMap::new(),
            user_agent: None,
            timeouts: Timeouts::default(),
            retry: None,
            redirect: RedirectPolicy::default(),
            max_response_bytes: 64 << 20,
            max_line_bytes: 8 << 20,
            #[cfg(feature = "gzip")]
            compress: false,
            allow_insecure: false,
            proxy: true,
            transport: None,
            hooks: Hooks::default(),
            throttle: Throttle::default(),
            invalid: None,
            api: PhantomData,
        }
    }

    /// Sends all calls to this address instead of the documented server. Credentials go to its scheme, host and port
    /// only.
    pub fn base_url(self, address: impl Into<String>) -> Self {
        self.server(address.into())
    }

    /// Sends all calls to this server.
    pub fn server(mut self, server: impl Into<ServerUrl>) -> Self {
        self.server = Some(server.into());
        self
    }

    /// Ends each try after this long. Default: 60 seconds, of which 30 may pass without anything coming.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts = self.timeouts.with_total(timeout);
        self
    }

    /// Gives up connecting after this long. Default: 10 seconds. A transport or HTTP client of one's own has its own.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.connect = timeout;
        self
    }

    /// Gives up a try when nothing happens for this long: the server takes no more of the body, or neither headers nor the
    /// next part of the response come. Default: 30 seconds, or as long as a whole try where [`timeout`](Self::timeout)
    /// allows more.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts = self.timeouts.with_idle(timeout);
        self
    }

    /// Ends each call after this long, with all its tries, the waits between them, and the fetching of tokens. Default:
    /// as long as the tries take; the [`RetryPolicy`] bounds those after the first.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// How failed requests are tried again, instead of what the document says. Default: up to three tries.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Which redirects are followed. Default: five of GET and HEAD, within the server.
    pub fn redirect(mut self, policy: RedirectPolicy) -> Self {
        self.redirect = policy;
        self
    }

    /// Sends a header with every call. A header of the call's goes before it.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        match header_entry(name, value.as_ref()) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(invalid) => self.invalid = self.invalid.or(Some(invalid)),
        }
        self
    }

    /// Sends this `User-Agent` instead of the SDK's own.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sends requests through an HTTP client of one's own. It should follow no redirects and repeat nothing:
    /// `redirect::Policy::none()`, `retry::never()`, `referer(false)`.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(HttpTransport::from(client))
    }

    /// Sends requests through a transport of one's own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self.credentials.own_connections = true;
        self
    }

    /// Tells a hook what happens to every call, and lets it change each request.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.add(hook);
        self
    }

    /// Has at most this many requests under way at once; others wait for their turn. Default: as many as there are.
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        let requests = requests.clamp(1, Semaphore::MAX_PERMITS);
        self.throttle.at_once = Some(Semaphore::new(requests));
        self
    }

    /// Sends at most this many requests in each such period; others wait for their turn. Default: as many as there are.
    pub fn rate_limit(mut self, requests: u32, period: Duration) -> Self {
        self.throttle.rate = Some(Rate::new(requests.max(1), period));
        self
    }

    /// Refuses responses larger than this, counted once they are decompressed. Default: 64 MB.
    ///
    /// One that is read as it comes has no limit, but for what is taken into memory of it at once.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Refuses lines and events of streams that are longer than this. Default: 8 MB.
    pub fn max_line_bytes(mut self, bytes: usize) -> Self {
        self.max_line_bytes = bytes;
        self
    }

    /// Compresses the bodies of requests with gzip, from 1 KB up, but for those that are read as they are sent. Only for
    /// servers that are known to take it: a client cannot ask.
    #[cfg(feature = "gzip")]
    pub fn compress_requests(mut self) -> Self {
        self.compress = true;
        self
    }

    /// Lets credentials go to a server without TLS. Without it, that is an error for any other than this machine.
    pub fn allow_insecure(mut self) -> Self {
        self.allow_insecure = true;
        self
    }

    /// Ignores the proxies that the environment names (`HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`), which are used
    /// otherwise. A proxy sees everything that goes to a server without TLS, credentials too.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = false;
        self
    }

    /// Sets the credential of the security scheme of this index; generated methods name the scheme instead.
    pub fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        self.credentials.set(scheme, credential);
        self
    }

    /// Sets a parameter for every call that has none of its own; generated methods name the parameter instead.
    pub fn global(mut self, place: Place, name: &'static str, value: impl Serialize) -> Self {
        match to_value(name, &value) {
            Ok(value) => {
                self.globals
                    .retain(|global| (global.place, global.name) != (place, name));
                self.globals.push(Global { place, name, value });
            }
            Err(invalid) => self.invalid = self.invalid.or(Some(invalid)),
        }
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// A setting cannot be used: the address of the server, a credential, a header; or a credential would go to a
    /// server without TLS.
    pub fn build(self) -> Result<A, BuildError> {
        self.handle().map(A::from_handle)
    }

    /// What all calls of the client share.
    pub(crate) fn handle(self) -> Result<Handle, BuildError> {
        if let Some(invalid) = self.invalid {
            return Err(invalid.into());
        }
        let server_is_set = self.server.is_some();
        let server = self
            .server
            .or_else(|| A::DESCRIPTION.default_server.map(ServerUrl::new));
        let server = server.map(|server| server.parse()).transpose()?;
        if let Some(scheme) = self.credentials.invalid() {
            return Err(BuildError::Credential { scheme });
        }
        let in_clear = server
            .as_ref()
            .is_some_and(|url| url.scheme() == "http" && !is_loopback(url));
        if in_clear && !self.allow_insecure && !self.credentials.is_empty() {
            return Err(BuildError::Insecure);
        }
        let transport = if let Some(transport) = self.transport {
            transport
        } else {
            let connect = self.timeouts.connect;
            Arc::new(HttpTransport::new(connect, self.proxy, &self.credentials)?)
        };
        let user_agent = self
            .user_agent
            .unwrap_or_else(|| format!("{}/{}", A::DESCRIPTION.name, A::DESCRIPTION.version));
        let user_agent = HeaderValue::from_str(&user_agent).map_err(|_| {
            InvalidArgument::new("user-agent", "has characters that no header can have")
        })?;
        Ok(Handle::new(Shared {
            description: A::DESCRIPTION,
            transport,
            server,
            server_is_set,
            credentials: Arc::new(self.credentials),
            globals: self.globals,
            headers: self.headers,
            user_agent,
            timeouts: self.timeouts,
            retry: self.retry,
            redirect: self.redirect,
            max_response_bytes: self.max_response_bytes,
            max_line_bytes: self.max_line_bytes,
            #[cfg(feature = "gzip")]
            compress: self.compress,
            allow_insecure: self.allow_insecure,
            budget: RetryBudget::new(),
            hooks: self.hooks,
            throttle: self.throttle,
        }))
    }
}

impl<A: Api> Default for Builder<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A> fmt::Debug for Builder<A> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Builder")
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("redirect", &self.redirect)
            .finish_non_exhaustive()
    }
}
