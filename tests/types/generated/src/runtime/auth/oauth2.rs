//! Tokens by the client credentials flow: fetched, kept, and fetched anew before they end. RFC 6749 §4.4.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::{Instant, timeout};
use url::Url;

use super::super::body::{Body, BodyLimit};
use super::super::server::is_loopback;
use super::super::{ErrorKind, SchemeKind, TokenError, Transport, percent};
use super::credential::header_value;

/// The longest time to wait for a token.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// The largest answer of a token endpoint that is read.
const BODY_LIMIT: usize = 1 << 20;
/// A token is fetched anew this long before it ends, or a tenth of its life before, if that is shorter.
const LEEWAY: Duration = Duration::from_secs(60);
/// Lives longer than this are taken for this, so that no clock overflows.
const LONGEST_LIFE: u64 = 365 * 24 * 60 * 60;

/// How tokens are fetched.
#[derive(Clone, Copy)]
pub(crate) struct TokenEndpoint<'a> {
    pub(crate) transport: &'a dyn Transport,
    /// The server of the API, to which a relative address is relative.
    pub(crate) server: &'a Url,
    pub(crate) user_agent: &'a HeaderValue,
    /// Whether secrets may go without TLS.
    pub(crate) allow_insecure: bool,
}

/// A token to send.
pub(super) struct Token {
    pub(super) header: HeaderValue,
    /// Which fetching gave it.
    pub(super) round: u64,
}

/// An application's own credentials, with the tokens fetched for them.
#[derive(Clone)]
pub(super) struct ClientCredentials {
    client_id: String,
    client_secret: SecretString,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) secret_in_body: bool,
    /// What was fetched, by the scopes asked for.
    slots: Arc<Mutex<Slots>>,
}

/// Slots by the scopes that they are for.
type Slots = Vec<(String, Arc<Slot>)>;

/// The token for one set of scopes. Whoever holds the lock fetches; the others wait for it and share what came.
#[derive(Default)]
struct Slot {
    rounds: AtomicU64,
    state: tokio::sync::Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Fetched>,
    /// How the last fetching failed, if it did.
    failure: Option<ErrorKind>,
}

struct Fetched {
    header: HeaderValue,
    round: u64,
    /// When to fetch the next; `None` when the server does not say how long it lives.
    renewal: Option<Instant>,
}

impl ClientCredentials {
    pub(super) fn new(client_id: String, client_secret: SecretString) -> Self {
        Self {
            client_id,
            client_secret,
            parameters: Vec::new(),
            scopes: None,
            secret_in_body: false,
            slots: Arc::default(),
        }
    }

    /// A token for these scopes: the one at hand, or a new one when it is about to end or is of the `stale` round.
    pub(super) async fn token(
        &self,
        kind: SchemeKind,
        scopes: &[&str],
        endpoint: TokenEndpoint<'_>,
        stale: Option<u64>,
    ) -> Result<Token, ErrorKind> {
        let SchemeKind::OAuth2ClientCredentials {
            token_url,
            scopes: documented,
        } = kind
        else {
            let problem = "the security scheme has no token endpoint";
            return Err(TokenError::new(problem, None).into());
        };
        let scope = match &self.scopes {
            Some(scopes) => scopes.join(" "),
            None if scopes.is_empty() => documented.join(" "),
            None => scopes.join(" "),
        };
        let slot = self.slot(&scope);
        let seen = slot.rounds.load(Ordering::Acquire);
        let mut held = slot.state.lock().await;
        let rounds = slot.rounds.load(Ordering::Acquire);
        if let Some(token) = held.token.as_ref().filter(|token| token.is_fresh(stale)) {
            return Ok(Token {
                header: token.header.clone(),
                round: token.round,
            });
        }
        if rounds > seen
            && let Some(failure) = &held.failure
        {
            return Err(failure.clone());
        }
        let round = rounds.saturating_add(1);
        let fetched = self.fetch(token_url, &scope, endpoint).await;
        slot.rounds.store(round, Ordering::Release);
        match fetched {
            Ok((header, life)) => {
                let renewal = life
                    .and_then(|life| Instant::now().checked_add(life.saturating_sub(leeway(life))));
                held.token = Some(Fetched {
                    header: header.clone(),
                    round,
                    renewal,
                });
                held.failure = None;
                Ok(Token { header, round })
            }
            Err(failure) => {
                held.token = None;
                held.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    fn slot(&self, scope: &str) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = slots.iter().find(|(known, _)| known == scope) {
            return Arc::clone(slot);
        }
        let slot = Arc::<Slot>::default();
        slots.push((scope.to_owned(), Arc::clone(&slot)));
        slot
    }

    /// Asks the token endpoint once.
    async fn fetch(
        &self,
        token_url: &str,
        scope: &str,
        endpoint: TokenEndpoint<'_>,
    ) -> Result<(HeaderValue, Option<Duration>), ErrorKind> {
        let url = endpoint.server.join(token_url).map_err(|error| {
            TokenError::new(
                format!("the address of the token endpoint is invalid: {error}"),
                None,
            )
        })?;
        if url.scheme() != "https" && !is_loopback(&url) && !endpoint.allow_insecure {
            return Err(TokenError::new(
                "the token endpoint has no TLS (`.allow_insecure()` permits it)",
                None,
            )
            .into());
        }
        let request = self.request(&url, scope, endpoint)?;
        let exchange = async {
            let response = endpoint
                .transport
                .send(request)
                .await
                .map_err(|error| error.to_string())?;
            let (head, body) = response.into_parts();
            let mut body = Body::new(body, TIME_LIMIT);
            let body = body.read(BodyLimit::Fail(BODY_LIMIT)).await;
            Ok::<_, String>((
                head.status.as_u16(),
                body.map_err(|error| error.to_string())?,
            ))
        };
        let (status, body) = match timeout(TIME_LIMIT, exchange).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(problem)) => {
                return Err(TokenError::new(
                    format!("the token endpoint cannot be reached: {problem}"),
                    None,
                )
                .into());
            }
            Err(_) => return Err(TokenError::new("the token endpoint took too long", None).into()),
        };
        Ok(read_token(status, &body)?)
    }

    fn request(
        &self,
        url: &Url,
        scope: &str,
        endpoint: TokenEndpoint<'_>,
    ) -> Result<http::Request<Bytes>, TokenError> {
        let invalid = || TokenError::new("the client id or secret cannot be sent", None);
        let (id, secret) = (
            percent::form(&self.client_id),
            percent::form(self.client_secret.expose_secret()),
        );
        let mut form = String::from("grant_type=client_credentials");
        let mut add = |name: &str, value: &str| {
            form.push('&');
            form.push_str(&percent::form(name));
            form.push('=');
            form.push_str(value);
        };
        if !scope.is_empty() {
            add("scope", &percent::form(scope));
        }
        for (name, value) in &self.parameters {
            add(name, &percent::form(value));
        }
        if self.secret_in_body {
            add("client_id", &id);
            add("client_secret", &secret);
        }
        let mut request = http::Request::builder()
            .method(Method::POST)
            .uri(url.as_str())
            .header(USER_AGENT, endpoint.user_agent)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Bytes::from(form))
            .map_err(|_| invalid())?;
        if !self.secret_in_body {
            let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
            request
                .headers_mut()
                .insert(AUTHORIZATION, header_value(&basic).ok_or_else(invalid)?);
        }
        Ok(request)
    }
}

impl Fetched {
    fn is_fresh(&self, stale: Option<u64>) -> bool {
        stale != Some(self.round) && self.renewal.is_none_or(|renewal| Instant::now() < renewal)
    }
}

fn leeway(life: Duration) -> Duration {
    LEEWAY.min(life / 10)
}

/// The token of an answer, and how long it lives. RFC 6749 §5.1, §5.2.
fn read_token(status: u16, body: &[u8]) -> Result<(HeaderValue, Option<Duration>), TokenError> {
    let failed = |problem: &str| TokenError::new(problem, Some(status));
    let answer: Option<Value> = serde_json::from_slice(body).ok();
    let member = |name: &str| answer.as_ref().and_then(|answer| answer.get(name));
    if !(200..300).contains(&status) {
        let code = member("error")
            .and_then(Value::as_str)
            .filter(|code| is_error_code(code));
        return Err(failed(&format!(
            "the token endpoint answered {status} {}",
            code.unwrap_or_default()
        )));
    }
    let Some(token) = member("access_token").and_then(Value::as_str) else {
        return Err(failed(
            "the answer of the token endpoint holds no `access_token`",
        ));
    };
    let header = header_value(&format!("Bearer {token}"))
        .ok_or_else(|| failed("the token cannot be sent"))?;
    let life =
        member("expires_in").and_then(|life| life.as_f64().or_else(|| life.as_str()?.parse().ok()));
    let life = life.map(|seconds| {
        Duration::try_from_secs_f64(seconds.max(0.0))
            .unwrap_or(Duration::MAX)
            .min(Duration::from_secs(LONGEST_LIFE))
    });
    Ok((header, life))
}

/// Whether it is a word like those of RFC 6749 §5.2, and not something that echoes a secret.
fn is_error_code(code: &str) -> bool {
    code.len() <= 40
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
