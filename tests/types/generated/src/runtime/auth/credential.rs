//! One credential.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::super::SchemeKind;
use super::oauth2::Grant;
use super::source::Credentials;
use super::token_cache::TokenCache;
use super::token_set::TokenSet;

/// A credential for one security scheme. `Debug` does not show it.
#[derive(Clone)]
pub struct Credential {
    pub(super) kind: Kind,
}

#[derive(Clone)]
pub(super) enum Kind {
    /// The value of `Authorization`, or of the API key; and as a header has it, where one can.
    Value(SecretString, Option<HeaderValue>),
    /// Tokens are fetched.
    Grant(Box<Grant>),
    /// It comes from the caller's own code.
    Source(Arc<dyn Credentials>, TokenCache),
    /// Certificates and the key for them, each as PEM.
    #[cfg(feature = "rustls")]
    Identity(Arc<[u8]>, SecretString),
}

impl Credential {
    /// A user name and password. RFC 7617.
    pub fn basic(user: &str, password: &SecretString) -> Self {
        let pair = SecretString::from(format!("{user}:{}", password.expose_secret()));
        Self::value(format!("Basic {}", STANDARD.encode(pair.expose_secret())).into())
    }

    /// A token. RFC 6750.
    pub fn bearer(token: impl Into<SecretString>) -> Self {
        Self::value(format!("Bearer {}", token.into().expose_secret()).into())
    }

    /// A key.
    pub fn api_key(key: impl Into<SecretString>) -> Self {
        Self::value(key.into())
    }

    /// The whole value of `Authorization`.
    pub fn http(value: impl Into<SecretString>) -> Self {
        Self::value(value.into())
    }

    /// An application's own credentials, for which tokens are fetched. RFC 6749 §4.4.
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        let grant = Grant::client_credentials(client_id.into(), client_secret.into());
        Self {
            kind: Kind::Grant(Box::new(grant)),
        }
    }

    /// Tokens that a user has granted to the application of this id; new ones are fetched by the refresh token before
    /// they end. RFC 6749 §6.
    pub fn tokens(client_id: impl Into<String>, tokens: &TokenSet) -> Self {
        let grant = Grant::tokens(client_id.into(), tokens);
        Self {
            kind: Kind::Grant(Box::new(grant)),
        }
    }

    /// A credential that code of the caller's gives when a call needs it.
    pub fn from_source(source: impl Credentials) -> Self {
        Self {
            kind: Kind::Source(Arc::new(source), TokenCache::default()),
        }
    }

    /// The identity that connections show to the server: certificates, the client's own first, and the key for it, both
    /// as PEM.
    #[cfg(feature = "rustls")]
    pub fn identity(certificates: &[u8], key: impl Into<SecretString>) -> Self {
        Self {
            kind: Kind::Identity(certificates.into(), key.into()),
        }
    }

    /// Adds a parameter to the request for a token, such as `resource` or `audience`. Only where tokens are fetched.
    #[must_use]
    pub fn token_parameter(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.with_grant(|grant| grant.parameters.push((name.into(), value.into())))
    }

    /// Asks for these scopes, whatever the operation needs. Only where tokens are fetched.
    #[must_use]
    pub fn scopes(self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.with_grant(|grant| grant.scopes = Some(scopes))
    }

    /// Adds the secret of the application to [`tokens`](Self::tokens), for one that can keep it.
    #[must_use]
    pub fn client_secret(self, secret: impl Into<SecretString>) -> Self {
        self.with_grant(|grant| grant.client.secret = Some(secret.into()))
    }

    /// Sends id and secret in the body of the request for a token, for servers that don't take them in the
    /// `Authorization` header. Only where tokens are fetched.
    #[must_use]
    pub fn secret_in_body(self) -> Self {
        self.with_grant(|grant| grant.client.in_body = true)
    }

    /// Tells of tokens whenever new ones were fetched, to keep them for later. Only where tokens are fetched.
    #[must_use]
    pub fn on_tokens(self, listener: impl Fn(&TokenSet) + Send + Sync + 'static) -> Self {
        self.with_grant(|grant| grant.listener = Some(Arc::new(listener)))
    }

    fn with_grant(mut self, change: impl FnOnce(&mut Grant)) -> Self {
        if let Kind::Grant(grant) = &mut self.kind {
            change(grant);
        }
        self
    }

    fn value(value: SecretString) -> Self {
        let header = header_value(value.expose_secret());
        Self {
            kind: Kind::Value(value, header),
        }
    }

    /// Whether it can be sent where its scheme sends it. White space around it or a line break in it is a mistake,
    /// which no server would explain.
    pub(super) fn fits(&self, kind: SchemeKind) -> bool {
        let Kind::Value(value, header) = &self.kind else {
            return true;
        };
        let text = value.expose_secret();
        let bare = text.strip_prefix("Bearer ").unwrap_or(text);
        let clean = !bare.is_empty() && bare.trim() == bare && header.is_some();
        match kind {
            SchemeKind::ApiKeyCookie(_) => {
                clean && !text.contains([';', ',', ' ', '"', '\\']) && text.is_ascii()
            }
            _ => clean,
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// A header's value that HTTP libraries do not print.
pub(super) fn header_value(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}
