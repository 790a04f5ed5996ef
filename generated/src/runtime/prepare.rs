//! What a call, its operation and its client say together: the request to send.

use std::borrow::Cow;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use url::{Position, Url};

use super::auth::Wallet;
use super::content_encoding::ACCEPTED;
use super::exchange::Exchange;
use super::repeat::Outcome;
use super::request::EncodedRequest;
use super::server::{is_loopback, same_origin};
use super::{
    CallError, Credential, ErrorKind, Handle, InvalidArgument, InvalidServer, Metadata,
    RedirectPolicy, Requirement, RetryPolicy, ServerUrl, random, trace,
};

/// What a caller says about one call.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) redirect: Option<RedirectPolicy>,
    pub(crate) headers: HeaderMap,
    /// Credentials of its own, by the names of their schemes.
    pub(crate) credentials: Vec<(String, Credential)>,
    pub(crate) server: Option<ServerUrl>,
    pub(crate) idempotency_key: Option<HeaderValue>,
    /// Statuses whose bodies are left unread, as inclusive ranges.
    pub(crate) streams: &'static [(u16, u16)],
    /// How often a stream of events may be asked for again.
    pub(crate) reconnects: u32,
    /// The address of a page, as another page gave it; it goes before what the operation encodes.
    pub(crate) link: Option<String>,
    /// What is wrong with an option; told when the call is sent.
    pub(crate) invalid: Option<InvalidArgument>,
}

/// A call under way, which is large: so it stays on the heap, and only its address is handed on.
pub(crate) type Dispatched = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Sends a call. Not generic: it is compiled once for all operations.
pub(crate) fn execute(
    metadata: &'static Metadata,
    prepared: Result<Box<Exchange>, ErrorKind>,
) -> Dispatched {
    Box::pin(async move {
        let exchange = prepared.map_err(|kind| Box::new(CallError::new(metadata.id, kind)))?;
        trace::call(metadata, pin!(exchange.run())).await
    })
}

/// What is sent for a call; on the heap, as it is large and handed on several times.
pub(crate) fn prepare(
    handle: Handle,
    metadata: &'static Metadata,
    request: Result<EncodedRequest, InvalidArgument>,
    options: CallOptions,
) -> Result<Box<Exchange>, ErrorKind> {
    let request = request?;
    if let Some(invalid) = options.invalid {
        return Err(invalid.into());
    }
    let shared = handle.shared();
    let (own, trusted) = server(&handle, metadata, options.server.as_ref())?;
    let url = {
        let server = own.as_ref().or(shared.server.as_ref());
        let server = server.ok_or_else(InvalidServer::missing)?;
        match &options.link {
            Some(link) => page(server, link)?,
            None => locate(server, &request.target)?,
        }
    };
    let method = Method::from_bytes(metadata.method.as_bytes())
        .map_err(|_| InvalidArgument::new("method", "cannot be sent"))?;
    let mut headers = headers(&handle, metadata, request.headers, &options.headers);
    let keyed = idempotency_key(metadata, &method, options.idempotency_key, &mut headers);
    let (credentials, usable) = credentials(&handle, options.credentials, trusted)?;
    let security: &[Requirement] = if usable {
        credentials.select(metadata.security, &headers)?
    } else {
        &[]
    };
    let in_clear = url.scheme() != "https" && !is_loopback(&url);
    if in_clear && !security.is_empty() && !shared.allow_insecure {
        return Err(InvalidServer::in_clear().into());
    }
    let policy = options.retry.or_else(|| shared.retry.clone());
    let policy = policy.unwrap_or_else(|| {
        metadata
            .retry
            .as_ref()
            .map_or_else(RetryPolicy::default, RetryPolicy::documented)
    });
    let timeouts = shared
        .timeouts
        .of_call(options.timeout, options.total_timeout);
    let redirect = options.redirect.unwrap_or(shared.redirect);
    Ok(Box::new(Exchange {
        body: compressed(&handle, &mut headers, request.body),
        repeatable: keyed || is_idempotent(&method),
        handle,
        metadata,
        method,
        url,
        headers,
        cookies: request.cookies,
        source: request.source,
        credentials,
        security,
        server: own,
        policy,
        redirect,
        timeouts,
        streams: options.streams,
        reconnects: options.reconnects,
    }))
}

/// The credentials of a call, and whether there are any for its server: the client's where it is trusted, with the
/// call's own in their place.
fn credentials(
    handle: &Handle,
    own: Vec<(String, Credential)>,
    trusted: bool,
) -> Result<(Arc<Wallet>, bool), InvalidArgument> {
    let configured = &handle.shared().credentials;
    if own.is_empty() {
        return Ok((Arc::clone(configured), trusted));
    }
    let mut wallet = if trusted {
        Wallet::clone(configured)
    } else {
        configured.emptied()
    };
    for (key, credential) in own {
        let unknown = || InvalidArgument::new(key.as_str(), "is no security scheme of the API");
        wallet.set(wallet.scheme(&key).ok_or_else(unknown)?, credential);
    }
    match wallet.invalid() {
        Some(scheme) => Err(InvalidArgument::new(
            scheme,
            "is a credential that cannot be sent",
        )),
        None => Ok((Arc::new(wallet), true)),
    }
}

/// The body as it is sent, compressed where the client says so.
#[cfg(feature = "gzip")]
fn compressed(handle: &Handle, headers: &mut HeaderMap, body: Option<Bytes>) -> Option<Bytes> {
    if handle.shared().compress {
        super::content_encoding::compress(headers, body)
    } else {
        body
    }
}

/// The body as it is sent.
#[cfg(not(feature = "gzip"))]
fn compressed(_handle: &Handle, _headers: &mut HeaderMap, body: Option<Bytes>) -> Option<Bytes> {
    body
}

/// The server of a call where that is not the client's, and whether the client's credentials may go to its server: to
/// where they were configured for.
fn server(
    handle: &Handle,
    metadata: &Metadata,
    own: Option<&ServerUrl>,
) -> Result<(Option<Url>, bool), InvalidServer> {
    let shared = handle.shared();
    if let Some(own) = own {
        let own = own.parse()?;
        let trusted = shared
            .server
            .as_ref()
            .is_none_or(|server| same_origin(server, &own));
        return Ok((Some(own), trusted));
    }
    match metadata.server.filter(|_| !shared.server_is_set) {
        Some(address) => Ok((Some(ServerUrl::new(address).parse()?), true)),
        None => Ok((None, true)),
    }
}

/// The address of the request. What a URL parser makes of it must be what was assembled: otherwise an argument would
/// lead it to another route.
fn locate(server: &Url, target: &str) -> Result<Url, InvalidArgument> {
    let changed = || InvalidArgument::new("path", "would change the route of the request");
    let base = server.path().trim_end_matches('/');
    let slash = if base.is_empty() && !target.starts_with('/') {
        "/"
    } else {
        ""
    };
    let path = if base.is_empty() && slash.is_empty() {
        Cow::Borrowed(target)
    } else {
        Cow::Owned([base, slash, target].concat())
    };
    // Only a path with two slashes at its start would name another host.
    let url = if path.starts_with("//") {
        Url::parse(&[&server[..Position::BeforePath], &path].concat())
    } else {
        server.join(&path)
    };
    let url = url.map_err(|_| changed())?;
    if url[Position::BeforePath..] == *path && same_origin(server, &url) && url.fragment().is_none()
    {
        Ok(url)
    } else {
        Err(changed())
    }
}

/// The address of a page that another page names: on the same server.
fn page(server: &Url, link: &str) -> Result<Url, ErrorKind> {
    match server.join(link) {
        Ok(mut url)
            if same_origin(server, &url)
                && url.username().is_empty()
                && url.password().is_none() =>
        {
            url.set_fragment(None);
            Ok(url)
        }
        _ => Err(ErrorKind::CrossOriginPage),
    }
}

/// The call's own headers go before the operation's, these before the client's.
fn headers(
    handle: &Handle,
    metadata: &Metadata,
    operation: HeaderMap,
    own: &HeaderMap,
) -> HeaderMap {
    let shared = handle.shared();
    let mut headers = operation;
    headers.reserve(HEADERS);
    for (name, value) in &shared.headers {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    headers
        .entry(USER_AGENT)
        .or_insert_with(|| shared.user_agent.clone());
    if let Some(accept) = metadata.accept.and_then(static_value) {
        headers.entry(ACCEPT).or_insert(accept);
    }
    if let Some(accepted) = &*ACCEPTED {
        headers
            .entry(ACCEPT_ENCODING)
            .or_insert_with(|| accepted.clone());
    }
    for (name, value) in own {
        headers.insert(name, value.clone());
    }
    headers
}

/// How many headers there is room for at once, besides the operation's: as many as most requests have.
const HEADERS: usize = 5;

/// A header's value of the document's; nothing when it is none.
fn static_value(text: &'static str) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()
}

/// Sets the key that lets the server tell a repetition from a new request, and says whether there is one. A new one is
/// made where the document names the header and the method is not safe to repeat without.
fn idempotency_key(
    metadata: &Metadata,
    method: &Method,
    own: Option<HeaderValue>,
    headers: &mut HeaderMap,
) -> bool {
    if own.is_none() && is_idempotent(method) {
        // It is safe to repeat as it is.
        return false;
    }
    let name = metadata.idempotency_header.unwrap_or("Idempotency-Key");
    if own.is_none() && headers.contains_key(name) {
        return true;
    }
    let made = || {
        metadata.idempotency_header?;
        HeaderValue::from_str(&random::hex_128()).ok()
    };
    let Some(key) = own.or_else(made) else {
        return false;
    };
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return false;
    };
    headers.insert(name, key);
    true
}

/// RFC 9110 §9.2.2.
fn is_idempotent(method: &Method) -> bool {
    matches!(
        method.as_str(),
        "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" | "QUERY"
    )
}
