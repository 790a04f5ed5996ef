//! Request bodies. OpenAPI 3.1.1 §4.8.13.

use super::{Documentation, Explode, FieldName, Header, ParameterStyle, Reserved, Type, Xml};

/// What an operation sends.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestBody {
    /// The field of the inputs' struct.
    pub name: FieldName,
    /// Whether a call must have it.
    pub required: bool,
    /// Description and examples.
    pub documentation: Documentation,
    /// Its forms, one a media type, the preferred first. Never empty.
    pub bodies: Vec<Body>,
    /// The argument's type: the single body's type, or the union over all of them.
    pub r#type: Type,
    /// Members of the JSON object that are sent as `true`, whatever the argument says.
    pub switches: Vec<String>,
}

/// One media type of a request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// As it is sent in `Content-Type`.
    pub media_type: String,
    /// The type of the value.
    pub r#type: Type,
    /// How the value becomes bytes.
    pub encoding: BodyEncoding,
    /// Examples of this media type.
    pub documentation: Documentation,
}

/// How a value becomes the bytes of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyEncoding {
    /// JSON, and anything that ends in `+json`.
    Json,
    /// `application/x-www-form-urlencoded`, with the properties that need another style than `form`, exploded.
    Form(Vec<Part>),
    /// `multipart/*`.
    Multipart(Vec<Part>),
    /// XML, with what is said of its first element.
    Xml(Box<Xml>),
    /// Text as it stands.
    Text,
    /// Bytes as they are.
    Bytes,
    /// Server-sent events; only in responses.
    Events(EventItem),
    /// Values of JSON, one a line.
    Lines,
    /// Values of JSON, each behind a record separator (RFC 7464).
    Sequence,
}

/// What is taken of each server-sent event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventItem {
    /// The event as it is.
    Whole,
    /// Its data, as text.
    Text,
    /// Its data, which is JSON.
    Data,
    /// An object of its fields, of which `data` is JSON.
    Object,
    /// An object of its fields, of which `data` is text.
    TextObject,
}

/// `encoding` of one property of a form or multipart body. OpenAPI 3.1.1 §4.8.15.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The property on the wire.
    pub wire_name: String,
    /// The field that holds it.
    pub field: FieldName,
    /// How its value is sent.
    pub content: PartContent,
    /// `contentType`, if the document gives one.
    pub content_type: Option<String>,
    /// Headers of the part, but for those that its content gives.
    pub headers: Vec<PartHeader>,
}

/// A header of a part, which a call may set.
#[derive(Debug, Clone, PartialEq)]
pub struct PartHeader {
    /// The field of the inputs' struct, and its setter.
    pub field: FieldName,
    /// What the document says of it.
    pub header: Header,
}

/// How a part's value is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartContent {
    /// As text.
    Text,
    /// As JSON.
    Json,
    /// As a file, with its name and type.
    File,
    /// As several files, a part each.
    Files,
    /// By style, in a form.
    Style {
        /// `style`.
        style: ParameterStyle,
        /// `explode`.
        explode: Explode,
        /// `allowReserved`.
        reserved: Reserved,
    },
}
