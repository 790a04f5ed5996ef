//! Why a client could not be built.

use std::fmt;

use super::super::{InvalidArgument, InvalidServer};

/// Why a client could not be built. It shows no credential.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The address of the server cannot be used.
    Server(InvalidServer),
    /// A credential would go over the network without TLS.
    Insecure,
    /// The credential of this security scheme cannot be sent: it is empty, has white space around it, or characters
    /// that no header can have.
    Credential {
        /// The scheme's name in the document.
        scheme: &'static str,
    },
    /// A header or a global parameter cannot be sent.
    Argument(InvalidArgument),
    /// The HTTP client could not be set up.
    Transport(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(error) => error.fmt(formatter),
            Self::Insecure => formatter.write_str(
                "a credential would go to a server without TLS (`.allow_insecure()` permits it)",
            ),
            Self::Credential { scheme } => write!(
                formatter,
                "the credential for `{scheme}` is empty, has white space around it, or characters that cannot be sent"
            ),
            Self::Argument(error) => error.fmt(formatter),
            Self::Transport(problem) => {
                write!(formatter, "the HTTP client cannot be set up: {problem}")
            }
        }
    }
}

impl std::error::Error for BuildError {}

impl From<InvalidServer> for BuildError {
    fn from(error: InvalidServer) -> Self {
        Self::Server(error)
    }
}

impl From<InvalidArgument> for BuildError {
    fn from(error: InvalidArgument) -> Self {
        Self::Argument(error)
    }
}
