//! The small errors that a call can fail with before a response is read.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An argument that cannot be sent as it is. It does not show the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidArgument {
    name: String,
    problem: String,
}

impl InvalidArgument {
    /// Says what is wrong with an argument, without its value.
    pub fn new(name: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            problem: problem.into(),
        }
    }

    /// The argument, by its name in the document.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the argument `{}` {}", self.name, self.problem)
    }
}

impl std::error::Error for InvalidArgument {}

/// A credential that the operation needs and the client does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingCredential {
    alternatives: Vec<String>,
}

impl MissingCredential {
    /// Lists what would do, each as the builder's methods to call.
    pub(crate) fn new(alternatives: Vec<String>) -> Self {
        Self { alternatives }
    }

    /// What would do: the builder's methods to call, one alternative an item.
    pub fn alternatives(&self) -> &[String] {
        &self.alternatives
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "no credential: the client's builder needs {}",
            self.alternatives.join(", or ")
        )
    }
}

impl std::error::Error for MissingCredential {}

/// Why no token came from the token endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenError {
    problem: String,
    status: Option<u16>,
    code: Option<String>,
}

impl TokenError {
    /// Says what went wrong, without what was sent.
    pub(crate) fn new(problem: impl Into<String>, status: Option<u16>) -> Self {
        Self {
            problem: problem.into(),
            status,
            code: None,
        }
    }

    /// Adds the word by which the token endpoint says why.
    pub(crate) fn with_code(mut self, code: Option<&str>) -> Self {
        self.code = code.map(str::to_owned);
        self
    }

    /// The word by which the token endpoint says why, such as `invalid_grant`. RFC 6749 §5.2.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The status of the token endpoint's answer, if one came.
    pub fn status(&self) -> Option<u16> {
        self.status
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no token: {}", self.problem)
    }
}

impl std::error::Error for TokenError {}

/// A file that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    path: PathBuf,
    kind: io::ErrorKind,
}

impl FileError {
    /// Says what is wrong with a file.
    pub fn new(path: &Path, error: &io::Error) -> Self {
        Self {
            path: path.to_owned(),
            kind: error.kind(),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong with it.
    pub fn kind(&self) -> io::ErrorKind {
        self.kind
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.kind)
    }
}

impl std::error::Error for FileError {}

/// What a call was doing when its time was up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Making a connection.
    Connect,
    /// Sending the body, of which the server took no more.
    Write,
    /// Sending the request and waiting for the status and headers.
    Headers,
    /// Waiting for more of the body.
    Body,
    /// All of one try.
    Total,
    /// All of the call: its tries, and the waits between them.
    Call,
}

impl fmt::Display for TimeoutPhase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Connect => "connecting",
            Self::Write => "sending the body",
            Self::Headers => "waiting for the response",
            Self::Body => "waiting for more of the body",
            Self::Total => "reading the response",
            Self::Call => "trying again",
        })
    }
}
