//! Requests to the server that gives tokens. RFC 6749 §3.2, RFC 8414.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

use super::super::body::{Body, BodyLimit};
use super::super::clock::timeout;
use super::super::limits::Limits;
use super::super::server::is_loopback;
use super::super::{TokenError, Transport, percent};
use super::credential::header_value;

/// The longest time to wait for an answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// The largest answer that is read.
const BODY_LIMIT: usize = 1 << 20;

/// How tokens are fetched.
#[derive(Clone, Copy)]
pub(crate) struct Endpoint<'a> {
    pub(crate) transport: &'a dyn Transport,
    /// The server of the API, to which a relative address is relative.
    pub(crate) server: &'a Url,
    pub(crate) user_agent: &'a HeaderValue,
    /// Whether secrets may go without TLS.
    pub(crate) allow_insecure: bool,
}

/// Who asks for a token. RFC 6749 §2.3.
#[derive(Clone)]
pub(crate) struct ClientId {
    pub(crate) id: String,
    /// Its secret; none for an application that cannot keep one.
    pub(crate) secret: Option<SecretString>,
    /// Whether the secret goes in the body, not in a header.
    pub(crate) in_body: bool,
}

impl Endpoint<'_> {
    /// The full address.
    pub(crate) fn locate(&self, address: &str) -> Result<Url, TokenError> {
        let failed = |problem: String| TokenError::new(problem, None);
        let url = self.server.join(address).map_err(|error| {
            failed(format!(
                "the address of the token endpoint is invalid: {error}"
            ))
        })?;
        if url.scheme() != "https" && !is_loopback(&url) && !self.allow_insecure {
            let problem = "the token endpoint has no TLS (`.allow_insecure()` permits it)";
            return Err(failed(problem.to_owned()));
        }
        Ok(url)
    }

    /// Sends a form, as this client.
    pub(crate) async fn post(
        &self,
        address: &str,
        client: &ClientId,
        fields: &[(&str, &str)],
    ) -> Result<(u16, Value), TokenError> {
        let url = self.locate(address)?;
        let invalid = || TokenError::new("the client id or secret cannot be sent", None);
        let mut form = String::new();
        let mut add = |name: &str, value: &str| {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(&percent::form(name));
            form.push('=');
            form.push_str(&percent::form(value));
        };
        for (name, value) in fields {
            add(name, value);
        }
        let basic = client.secret.as_ref().filter(|_| !client.in_body);
        if basic.is_none() {
            add("client_id", &client.id);
            if let Some(secret) = &client.secret {
                add("client_secret", secret.expose_secret());
            }
        }
        let mut request = self.request(Method::POST, &url, form).ok_or_else(invalid)?;
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(CONTENT_TYPE, form_type);
        if let Some(secret) = basic {
            let (id, secret) = (
                percent::form(&client.id),
                percent::form(secret.expose_secret()),
            );
            let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
            let basic = header_value(&basic).ok_or_else(invalid)?;
            request.headers_mut().insert(AUTHORIZATION, basic);
        }
        self.send(request).await
    }

    /// Reads a document that is open to all.
    pub(crate) async fn get(&self, address: &str) -> Result<(u16, Value), TokenError> {
        let url = self.locate(address)?;
        let request = self.request(Method::GET, &url, String::new());
        let request = request.ok_or_else(|| TokenError::new("the address cannot be sent", None))?;
        self.send(request).await
    }

    fn request(&self, method: Method, url: &Url, body: String) -> Option<http::Request<Bytes>> {
        http::Request::builder()
            .method(method)
            .uri(url.as_str())
            .header(USER_AGENT, self.user_agent)
            .header(ACCEPT, "application/json")
            .body(Bytes::from(body))
            .ok()
    }

    async fn send(&self, request: http::Request<Bytes>) -> Result<(u16, Value), TokenError> {
        let exchange = async {
            let response = self.transport.send(request).await;
            let (head, body) = response.map_err(|error| error.to_string())?.into_parts();
            let mut body = Body::new(body, Limits::idle(TIME_LIMIT));
            let body = body.read(BodyLimit::Fail(BODY_LIMIT)).await;
            let body = body.map_err(|error| error.to_string())?;
            Ok::<_, String>((head.status.as_u16(), body))
        };
        let (status, body) = match timeout(TIME_LIMIT, exchange).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(problem)) => {
                let problem = format!("the token endpoint cannot be reached: {problem}");
                return Err(TokenError::new(problem, None));
            }
            Err(_) => return Err(TokenError::new("the token endpoint took too long", None)),
        };
        Ok((status, serde_json::from_slice(&body).unwrap_or_default()))
    }
}
