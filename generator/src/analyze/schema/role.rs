//! What a schema is for.

use crate::ir::StatusRange;

/// What a schema is for, seen from the operation that uses it. It decides the names of inline types, and where values go.
///
/// `stem` is the operation's `ir::Operation::name`, such as `ListApplications`. Where the schema stands in
/// `components`, its name there counts and not the stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The schema of a parameter.
    Parameter {
        /// The operation.
        stem: String,
        /// The parameter, as it is called in the SDK.
        name: String,
    },
    /// The schema of a request body.
    Body {
        /// The operation.
        stem: String,
        /// How it is written.
        form: BodyForm,
    },
    /// The schema of a response.
    Response {
        /// The operation.
        stem: String,
        /// The statuses it is for.
        status: StatusRange,
        /// Whether it counts as success.
        success: bool,
    },
    /// The schema of a response header, or of a header of a part.
    Header {
        /// The operation.
        stem: String,
        /// The header.
        name: String,
        /// Whether it is sent.
        request: bool,
    },
}

/// How a body is written, as far as it changes types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyForm {
    /// JSON, a form, text, bytes.
    Plain,
    /// `multipart/*`: properties of `format: binary` are files.
    Multipart,
}

/// Where values go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// Nobody says.
    Both,
}

impl Role {
    pub(super) fn direction(&self) -> Direction {
        match self {
            Self::Parameter { .. } | Self::Body { .. } | Self::Header { request: true, .. } => {
                Direction::Request
            }
            Self::Response { .. } | Self::Header { request: false, .. } => Direction::Response,
        }
    }
}
