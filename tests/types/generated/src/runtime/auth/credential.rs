//! One credential.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::super::SchemeKind;
use super::oauth2::ClientCredentials;

/// A credential for one security scheme. `Debug` does not show it.
#[derive(Clone)]
pub struct Credential {
    pub(super) kind: Kind,
}

#[derive(Clone)]
pub(super) enum Kind {
    /// The value of `Authorization`, or of the API key.
    Value(SecretString),
    /// Tokens are fetched.
    ClientCredentials(ClientCredentials),
}

impl Credential {
    /// A user name and password. RFC 7617.
    pub fn basic(user: &str, password: &SecretString) -> Self {
        let pair = SecretString::from(format!("{user}:{}", password.expose_secret()));
        Self::value(format!("Basic {}", STANDARD.encode(pair.expose_secret())))
    }

    /// A token. RFC 6750.
    pub fn bearer(token: impl Into<SecretString>) -> Self {
        Self::value(format!("Bearer {}", token.into().expose_secret()))
    }

    /// A key.
    pub fn api_key(key: impl Into<SecretString>) -> Self {
        Self {
            kind: Kind::Value(key.into()),
        }
    }

    /// The whole value of `Authorization`.
    pub fn http(value: impl Into<SecretString>) -> Self {
        Self {
            kind: Kind::Value(value.into()),
        }
    }

    /// An application's own credentials, for which tokens are fetched. RFC 6749 §4.4.
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self {
            kind: Kind::ClientCredentials(ClientCredentials::new(
                client_id.into(),
                client_secret.into(),
            )),
        }
    }

    /// Adds a parameter to the request for a token, such as `resource` or `audience`. Only for
    /// [`client_credentials`](Self::client_credentials).
    #[must_use]
    pub fn token_parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Kind::ClientCredentials(credentials) = &mut self.kind {
            credentials.parameters.push((name.into(), value.into()));
        }
        self
    }

    /// Asks for these scopes, whatever the operation needs. Only for [`client_credentials`](Self::client_credentials).
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        if let Kind::ClientCredentials(credentials) = &mut self.kind {
            credentials.scopes = Some(scopes.into_iter().map(Into::into).collect());
        }
        self
    }

    /// Sends id and secret in the body of the request for a token, for servers that don't take them in the
    /// `Authorization` header. Only for [`client_credentials`](Self::client_credentials).
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        if let Kind::ClientCredentials(credentials) = &mut self.kind {
            credentials.secret_in_body = true;
        }
        self
    }

    fn value(value: String) -> Self {
        Self {
            kind: Kind::Value(value.into()),
        }
    }

    /// The text to send; nothing for one that is fetched.
    pub(super) fn text(&self) -> &str {
        match &self.kind {
            Kind::Value(value) => value.expose_secret(),
            Kind::ClientCredentials(_) => "",
        }
    }

    pub(super) fn header_value(&self) -> Option<HeaderValue> {
        header_value(self.text())
    }

    /// Whether it can be sent where its scheme sends it. White space around it or a line break in it is a mistake,
    /// which no server would explain.
    pub(super) fn fits(&self, kind: SchemeKind) -> bool {
        let Kind::Value(value) = &self.kind else {
            return true;
        };
        let text = value.expose_secret();
        let bare = text.strip_prefix("Bearer ").unwrap_or(text);
        let clean = !bare.is_empty() && bare.trim() == bare && self.header_value().is_some();
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
