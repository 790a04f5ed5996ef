//! The whole API.

use super::{
    ArgumentName, Documentation, ErrorEnum, Group, MethodName, Operation, SecurityScheme, Server,
    SuccessEnum, Type, TypeDefinition, Webhook,
};

/// One API, as one client of the output serves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, as text.
    pub version: String,
    /// The version of OpenAPI that the document declares.
    pub openapi: String,
    /// `info.summary`, `info.description`, `externalDocs`.
    pub documentation: Documentation,
    /// `info.contact`, as name, address and e-mail, each unchecked.
    pub contact: Vec<String>,
    /// `info.license.name`.
    pub license: Option<String>,
    /// Where the API is served, the default first. Empty when the caller has to say it.
    pub servers: Vec<Server>,
    /// Every security scheme, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Parameters that are set once on the client (`x-speakeasy-globals`).
    pub globals: Vec<GlobalParameter>,
    /// Operations by tag, in document order; dotted tags nest.
    pub groups: Vec<Group>,
    /// Every operation, in document order; groups refer to it by index.
    pub operations: Vec<Operation>,
    /// Every type of `models`, in document order.
    pub types: Vec<TypeDefinition>,
    /// Error enums, each shared by the operations with the same documented errors.
    pub errors: Vec<ErrorEnum>,
    /// Enums over several success bodies.
    pub successes: Vec<SuccessEnum>,
    /// Whether a `serde_json::Number` has to keep every digit of its text, as the user wants it.
    pub exact_numbers: bool,
    /// Signed messages that the server sends by itself.
    pub webhooks: Vec<Webhook>,
    /// Places that became free-form JSON, and why.
    pub untyped: Vec<Untyped>,
}

/// A parameter that the client holds for all calls; a call can override it.
#[derive(Debug, Clone, PartialEq)]
pub struct GlobalParameter {
    /// The builder's setter, and the argument's name in it.
    pub setter: MethodName,
    /// The argument of the setter.
    pub argument: ArgumentName,
    /// The key under which calls look the value up: the parameter's place and wire name.
    pub location: super::ParameterLocation,
    /// The name on the wire.
    pub wire_name: String,
    /// Its type.
    pub r#type: Type,
    /// What it means.
    pub documentation: Documentation,
}

/// A place of the document that has no better type than free-form JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untyped {
    /// JSON pointer in the document as it was read.
    pub pointer: String,
    /// File, as shown to the user.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// Why, in a few words.
    pub reason: String,
}
