//! What a token endpoint gives. RFC 6749 §5.1.

use std::fmt;
use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;

use super::super::TokenError;

/// Lives longer than this are taken for this, so that no clock overflows.
const LONGEST_LIFE: u64 = 365 * 24 * 60 * 60;

/// A token, with what came along with it. `Debug` shows none of it.
#[derive(Clone)]
pub struct TokenSet {
    access_token: SecretString,
    refresh_token: Option<SecretString>,
    expires_in: Option<Duration>,
}

impl TokenSet {
    /// A token that the caller has.
    pub fn new(access_token: impl Into<SecretString>) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            expires_in: None,
        }
    }

    /// Adds the token by which new ones are fetched.
    #[must_use]
    pub fn with_refresh_token(mut self, token: impl Into<SecretString>) -> Self {
        self.refresh_token = Some(token.into());
        self
    }

    /// Says how long the token lives from now on; if nobody says, it is used until it is refused.
    #[must_use]
    pub fn with_expires_in(mut self, life: Duration) -> Self {
        self.expires_in = Some(life);
        self
    }

    /// The token that calls send.
    pub fn access_token(&self) -> &SecretString {
        &self.access_token
    }

    /// The token by which new ones are fetched, if there is one.
    pub fn refresh_token(&self) -> Option<&SecretString> {
        self.refresh_token.as_ref()
    }

    /// How long the token lives, from when it came.
    pub fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    /// Reads the answer of a token endpoint.
    pub(crate) fn read(status: u16, answer: &Value) -> Result<Self, TokenError> {
        let failed = |problem: &str| TokenError::new(problem, Some(status));
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        if !(200..300).contains(&status) {
            let code = text("error").filter(|code| is_error_code(code));
            let problem = format!(
                "the token endpoint answered {status} {}",
                code.unwrap_or_default()
            );
            return Err(failed(&problem).with_code(code));
        }
        let Some(token) = text("access_token") else {
            let problem = "the answer of the token endpoint holds no `access_token`";
            return Err(failed(problem));
        };
        let life = answer.get("expires_in");
        let life = life.and_then(|life| life.as_f64().or_else(|| life.as_str()?.parse().ok()));
        Ok(Self {
            access_token: token.into(),
            refresh_token: text("refresh_token").map(SecretString::from),
            expires_in: life.map(|seconds| {
                Duration::try_from_secs_f64(seconds.max(0.0))
                    .unwrap_or(Duration::MAX)
                    .min(Duration::from_secs(LONGEST_LIFE))
            }),
        })
    }
}

impl fmt::Debug for TokenSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TokenSet")
            .field("access_token", &"[redacted]")
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// Whether it is a word like those of RFC 6749 §5.2, and not something that echoes a secret.
fn is_error_code(code: &str) -> bool {
    code.len() <= 40
        && code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
