//! Credentials that come from wherever the caller keeps them.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use secrecy::SecretString;

use super::super::ErrorKind;

/// What [`Credentials::provide`] gives, later.
pub type CredentialsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Provided, CredentialsError>> + Send + 'a>>;

/// Gives the credential of a security scheme when a call needs it: from a vault, a file that changes, a login of one's own.
///
/// What it gives is kept for its life, and shared by all calls: it is asked once, whatever the number of calls that wait.
pub trait Credentials: Send + Sync + 'static {
    /// Gives the token or the key as it is; for `basic`, the user name, a colon, and the password. `refused` says that the
    /// server did not accept the last one (401), after which the call is sent once more.
    ///
    /// # Errors
    /// There is none; the call ends with this error, and nothing is sent.
    fn provide(&self, refused: bool) -> CredentialsFuture<'_>;
}

/// A credential, and how long it can be used.
#[derive(Clone)]
pub struct Provided {
    pub(super) text: SecretString,
    pub(super) life: Option<Duration>,
}

impl Provided {
    /// A credential that is used until the server refuses it.
    pub fn new(text: impl Into<SecretString>) -> Self {
        Self {
            text: text.into(),
            life: None,
        }
    }

    /// Asks for another after this long, or somewhat before.
    #[must_use]
    pub fn expires_in(mut self, life: Duration) -> Self {
        self.life = Some(life);
        self
    }
}

impl fmt::Debug for Provided {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// Why there is no credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialsError(String);

impl CredentialsError {
    /// An error with a message, which must hold no credential: it is shown to users.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no credential: {}", self.0)
    }
}

impl std::error::Error for CredentialsError {}

impl From<CredentialsError> for ErrorKind {
    fn from(error: CredentialsError) -> Self {
        Self::Credentials(error)
    }
}
