//! The path of an operation.

/// A path template, taken apart. OpenAPI 3.1.1 §4.8.8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The template as the document writes it, for prose and traces.
    pub template: String,
    /// Its pieces in order.
    pub pieces: Vec<PathPiece>,
    /// Names and values that every call sends in the query, decoded.
    pub query: Vec<(String, String)>,
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPiece {
    /// Text that is sent as it stands, percent-encoded already where it has to be, slashes included.
    Literal(String),
    /// The value of the parameter of this index in [`Operation::parameters`](super::Operation::parameters).
    Parameter(usize),
}
