//! What the objects of OpenAPI look like, as data: which key takes what.
//!
//! One table serves every version: what only a later version knows is as welcome in an earlier one. OpenAPI 3.0.3 §4.7,
//! 3.1.1 §4.8, 3.2.0 §4.

/// What a value has to be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number, not negative.
    Count,
    /// A number.
    Number,
    /// A text of a fixed set.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// An object whose keys are names.
    Map(&'static Shape),
    /// An object whose keys are names, but for those that begin with `x-`.
    Patterned(&'static Shape),
    /// An object of the specification.
    Object(&'static ObjectShape),
    /// `true`, `false` or a schema.
    BooleanOrSchema,
}

/// What an object of the specification looks like.
#[derive(Debug)]
pub(crate) struct ObjectShape {
    /// Which it is.
    pub(crate) kind: Kind,
    /// Its keys and what they take.
    pub(crate) fields: &'static [(&'static str, Shape)],
    /// The keys that must be there, and what stands for them when they are not.
    pub(crate) required: &'static [(&'static str, Missing)],
}

/// What to do about a key that must be there and is not.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Missing {
    /// The object cannot be used.
    Fatal,
    /// A text stands for it.
    Text(&'static str),
    /// A text stands for it, which is not worth a word.
    Silent(&'static str),
    /// An empty object stands for it.
    Object,
    /// An empty object stands for it, which is not worth a word.
    SilentObject,
}

/// The objects of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Info,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
    Tag,
    Server,
    Other,
}

impl Kind {
    /// The name, for a message.
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "`info`",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "`flows`",
            Self::Flow => "an OAuth flow",
            Self::Tag => "a tag",
            Self::Server => "a server",
            Self::Other => "an object",
        }
    }

    /// The key of `components` for what of this kind is referred to; nothing for what references cannot name.
    pub(crate) fn component(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::Link => "links",
            Self::SecurityScheme => "securitySchemes",
            Self::PathItem => "pathItems",
            Self::MediaType => "mediaTypes",
            _ => return None,
        })
    }
}

impl ObjectShape {
    /// What a key takes.
    pub(crate) fn field(&self, key: &str) -> Option<&'static Shape> {
        self.fields
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, shape)| shape)
    }
}

impl Shape {
    /// The shape of a member or an item, by a segment of a pointer.
    pub(crate) fn child(&self, segment: &str) -> Option<&'static Self> {
        match self {
            Self::List(inner) | Self::Map(inner) => Some(inner),
            Self::Patterned(inner) => (!segment.starts_with("x-")).then_some(*inner),
            Self::Object(object) => object.field(segment),
            Self::BooleanOrSchema => super::shapes::SCHEMA.field(segment),
            Self::Any
            | Self::Text
            | Self::Boolean
            | Self::Count
            | Self::Number
            | Self::OneOf(_) => None,
        }
    }

    /// What is expected, in the words of a diagnostic.
    pub(crate) fn described(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text | Self::OneOf(_) => "a string",
            Self::Boolean => "`true` or `false`",
            Self::Count => "a whole number",
            Self::Number => "a number",
            Self::List(_) => "an array",
            Self::Map(_) | Self::Patterned(_) | Self::Object(_) => "an object",
            Self::BooleanOrSchema => "a schema, `true` or `false`",
        }
    }
}
