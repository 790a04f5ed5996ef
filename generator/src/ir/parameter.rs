//! Parameters. OpenAPI 3.1.1 §4.8.12.

use super::{Documentation, FieldName, Type};

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The field of the inputs' struct, and of the setter where it is optional.
    pub name: FieldName,
    /// The name on the wire.
    pub wire_name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// Whether a call must have it.
    pub required: bool,
    /// Whether the client's global value is used where the call has none; such a parameter is never an argument.
    pub global: bool,
    /// Its type, without `Option`.
    pub r#type: Type,
    /// How its value becomes text.
    pub encoding: ParameterEncoding,
    /// Description, default, examples, constraints.
    pub documentation: Documentation,
    /// Whether its value is a secret (`format: password`).
    pub sensitive: bool,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// The whole query string (OpenAPI 3.2 §4.12.1).
    QueryString,
}

/// How the value of a parameter becomes text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By `style`, `explode` and `allowReserved`.
    Style {
        /// `style`.
        style: ParameterStyle,
        /// `explode`.
        explode: Explode,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// By a media type; JSON is written compactly.
    Content {
        /// The media type.
        media_type: String,
    },
}

/// `style`. OpenAPI 3.1.1 §4.8.12.3 "Style Values".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `;color=blue`.
    Matrix,
    /// `.blue`.
    Label,
    /// `blue,black`.
    Simple,
    /// `color=blue`.
    Form,
    /// `color=blue%20black`.
    SpaceDelimited,
    /// `color=blue%7Cblack`.
    PipeDelimited,
    /// `tsv of Swagger 2.0`.
    TabDelimited,
    /// `color[R]=100`.
    DeepObject,
}

/// `explode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explode {
    /// Each value on its own: `color=blue&color=black`.
    Yes,
    /// All values in one: `color=blue,black`.
    No,
}

/// `allowReserved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// Reserved characters are percent-encoded.
    Encoded,
    /// Reserved characters stay, but for those that would end the component.
    Allowed,
}
