//! An operation: what a call sends, and what can come back.

use super::{
    ArgumentName, Documentation, MethodName, Pagination, Parameter, Path, RequestBody, Responses,
    SecurityRequirement, Server, Type, TypeName,
};

/// One operation of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId`, or the one made of method and path where the document has none.
    pub id: String,
    /// JSON pointer of the operation in the document as it was read.
    pub pointer: String,
    /// The tag under which it is found, as the document writes it.
    pub tag: Option<String>,
    /// How a user writes the call, from the client on: `applications().list`.
    pub call: String,
    /// The method of its group.
    pub method_name: MethodName,
    /// The struct of its inputs, such as `ListApplications`.
    pub name: TypeName,
    /// The HTTP method.
    pub method: Method,
    /// The path, with its parameters in place.
    pub path: Path,
    /// Summary, description, deprecation.
    pub documentation: Documentation,
    /// Parameters in document order, those of the path item included.
    pub parameters: Vec<Parameter>,
    /// The body, if it takes one.
    pub body: Option<RequestBody>,
    /// The arguments of the call, in order: required path, query, header, cookie parameters, then the body.
    pub arguments: Vec<Argument>,
    /// What can come back.
    pub responses: Responses,
    /// Alternatives of credentials; empty when none is needed.
    pub security: Vec<SecurityRequirement>,
    /// Servers of its own; empty for those of the API.
    pub servers: Vec<Server>,
    /// Retries that the document asks for.
    pub retry: Option<RetryPolicy>,
    /// How it pages, if it does.
    pub pagination: Option<Pagination>,
    /// Header that makes a repeated call safe.
    pub idempotency_header: Option<String>,
}

/// An argument of the call's method.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: ArgumentName,
    /// Its type, `Option` included where the body is optional.
    pub r#type: Type,
    /// Where its value goes.
    pub source: ArgumentSource,
}

/// What an argument stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArgumentSource {
    /// The parameter of this index.
    Parameter(usize),
    /// The request body.
    Body,
}

/// An HTTP method; anything else than the named ones comes from `additionalOperations` (OpenAPI 3.2 §4.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
    /// `QUERY` (OpenAPI 3.2 §4.9).
    Query,
    /// A method that has no field of its own in a path item.
    Other(String),
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(method) => method,
        }
    }
}

/// Retries as `x-speakeasy-retries` states them. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    /// Wait before the first retry.
    pub initial_interval: u64,
    /// Longest wait between two tries.
    pub max_interval: u64,
    /// Longest time for all tries and waits.
    pub max_elapsed_time: u64,
    /// Growth of the wait from try to try.
    pub exponent: f64,
    /// Statuses that are retried, as inclusive ranges: `5XX` is `(500, 599)`.
    pub statuses: Vec<(u16, u16)>,
    /// Whether a connection that fails is retried.
    pub connection_errors: bool,
}
