//! Responses. OpenAPI 3.1.1 §4.8.16.

use super::{Documentation, Type, TypeName, VariantName};

/// What can come back from an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Responses {
    /// Every documented response, in document order.
    pub all: Vec<Response>,
    /// What a successful call gives.
    pub success: SuccessType,
    /// The enum of documented errors, in [`Api::errors`](super::Api::errors).
    pub error: TypeName,
    /// `Accept`, as it is sent; `None` when no documented response has a body.
    pub accept: Option<String>,
}

/// What a successful call gives.
#[derive(Debug, Clone, PartialEq)]
pub enum SuccessType {
    /// The same type for every success status, [`Type::Unit`] without a body.
    Single(Type),
    /// An enum of [`Api::successes`](super::Api::successes), since statuses give different bodies.
    Enum(TypeName),
}

/// One documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The statuses it is for.
    pub status: StatusRange,
    /// Whether it counts as success: 2XX, and 3XX that carries no redirect; `default` only when nothing else does, and
    /// then for 2XX statuses.
    pub success: bool,
    /// Its description.
    pub documentation: Documentation,
    /// Its body; `None` without content.
    pub body: Option<ResponseBody>,
    /// Its documented headers.
    pub headers: Vec<Header>,
}

/// The body of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseBody {
    /// Its media type, as documented; the preferred one when there are several.
    pub media_type: String,
    /// Every documented media type, in document order.
    pub media_types: Vec<String>,
    /// The type of its value.
    pub r#type: Type,
    /// How bytes become the value.
    pub encoding: super::BodyEncoding,
    /// The data of the event that ends a stream, where the document names one.
    pub sentinel: Option<String>,
    /// Examples.
    pub documentation: Documentation,
}

/// A documented response header.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its name, as documented.
    pub wire_name: String,
    /// Its type.
    pub r#type: Type,
    /// Whether it is always there.
    pub required: bool,
    /// What it means.
    pub documentation: Documentation,
}

/// The statuses of a response: one, a range such as `4XX`, or all that are not named otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// Exactly this one.
    Exact(u16),
    /// `1XX` to `5XX`, by the first digit.
    Range(u8),
    /// `default`.
    Default,
}

/// The documented errors of one or more operations.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorEnum {
    /// Its name, such as `CreateClientError`.
    pub name: TypeName,
    /// Variants in document order. The last one, for what the document does not name, is not listed.
    pub variants: Vec<ErrorVariant>,
    /// Further names of it, one for each operation that shares it.
    pub aliases: Vec<TypeName>,
    /// Index of the first operation that uses it.
    pub operation: usize,
}

/// One documented error.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorVariant {
    /// Such as `NotFound`.
    pub name: VariantName,
    /// The statuses it is for.
    pub status: StatusRange,
    /// Its body and how it is read; `None` without content.
    pub body: Option<ResponseBody>,
    /// Its description; of the first operation, where several share the enum.
    pub documentation: Documentation,
}

/// The success bodies of an operation that has several.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessEnum {
    /// Its name, such as `ReplaceSignInExperienceSuccess`.
    pub name: TypeName,
    /// Variants in document order.
    pub variants: Vec<SuccessVariant>,
}

/// One success of several.
#[derive(Debug, Clone, PartialEq)]
pub struct SuccessVariant {
    /// Such as `Created`.
    pub name: VariantName,
    /// The statuses it is for.
    pub status: StatusRange,
    /// Its body; `None` without content.
    pub body: Option<ResponseBody>,
    /// Its description.
    pub documentation: Documentation,
}
