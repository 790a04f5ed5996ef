//! What a user of the generator decides about one document.

use indexmap::IndexMap;

use super::{PaginationByOperation, Scalars};

/// What a user of the generator decides about one document; `analyze` takes it beside the document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Names that the user chose.
    pub rename: Renames,
    /// Which Rust types stand for scalars.
    pub scalars: Scalars,
    /// How operations are walked page by page, in place of what is found by rules.
    pub pagination: PaginationByOperation,
    /// `strict`: whether warnings about the document are errors.
    pub strict: bool,
    /// How calls are tried again, in place of what the document says.
    pub retry: Option<Retry>,
    /// The header for the key that lets the server tell a repetition of a call from a new one, where the document names
    /// none and the method needs one.
    pub idempotency_header: Option<String>,
    /// How messages of webhooks are signed, in place of what the document says.
    pub webhook_signature: Option<Signature>,
}

/// How messages of webhooks are signed with HMAC-SHA256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// By Standard Webhooks 1.0.0.
    Standard,
    /// Over the body, in hexadecimal digits.
    Hex {
        /// `header`: that of the signature.
        header: String,
        /// `prefix`: what stands before the signature.
        prefix: String,
    },
    /// Over the body, in Base64.
    Base64 {
        /// `header`: that of the signature.
        header: String,
        /// `prefix`: what stands before the signature.
        prefix: String,
    },
    /// Over the time and the body, in hexadecimal digits beside the time.
    Timestamped {
        /// `header`: that of the time and the signatures.
        header: String,
        /// `timestamp`: what stands before the time.
        timestamp: String,
        /// `prefix`: what stands before a signature.
        prefix: String,
    },
}

/// How calls are tried again. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Retry {
    /// `initial-interval`: the shortest wait before a retry.
    pub initial_interval: u64,
    /// `max-interval`: the longest wait between two tries.
    pub max_interval: u64,
    /// `max-elapsed`: the longest time for all tries and waits.
    pub max_elapsed: u64,
    /// `exponent`: the growth of the wait from try to try.
    pub exponent: f64,
    /// `statuses`: those that are tried again, as inclusive ranges.
    pub statuses: Vec<(u16, u16)>,
    /// `connection-errors`: whether a connection that fails is tried again.
    pub connection_errors: bool,
}

/// Names that the user chose, which win over every rule and over the document itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    /// By `operationId`, or by method and path as in `GET /api/applications`.
    pub operations: IndexMap<String, Call>,
    /// By the name in `components.schemas`, or by the JSON pointer of the schema.
    pub types: IndexMap<String, String>,
    /// By the tag as the document writes it; the value is dotted where groups nest.
    pub groups: IndexMap<String, String>,
}

impl Renames {
    /// The call that the user chose for an operation; `method` in upper case, `path` as the document writes it.
    pub fn operation(&self, id: Option<&str>, method: &str, path: &str) -> Option<&Call> {
        let by_place = || self.operations.get(&format!("{method} {path}"));
        id.and_then(|id| self.operations.get(id)).or_else(by_place)
    }

    /// Takes the names of `other`, where they differ in place of those that are here.
    pub(super) fn extend(&mut self, other: Self) {
        self.operations.extend(other.operations);
        self.types.extend(other.types);
        self.groups.extend(other.groups);
    }
}

/// How a call is named: `list`, or `applications.list` to choose the group as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The groups from the client on; empty to leave the operation where its tag puts it.
    pub groups: Vec<String>,
    /// The method.
    pub method: String,
}

impl Call {
    /// Takes a dotted text; `None` when a part of it is no plain lower case name.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<String> = text.split('.').map(str::to_owned).collect();
        if !parts.iter().all(|part| is_name(part)) {
            return None;
        }
        let method = parts.pop()?;
        Some(Self {
            groups: parts,
            method,
        })
    }
}

/// Whether `text` may be asked for as a name: letters, digits and `_`, a letter first. `naming` makes the identifier.
pub(super) fn is_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
