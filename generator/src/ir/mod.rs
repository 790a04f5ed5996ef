//! Our own model of an API: everything decided, every name and type resolved, nothing of OpenAPI's syntax left.
//!
//! `analyze` makes an [`Api`]; `render` writes it down without asking a question about OpenAPI.
//! A `String` in here is prose or a wire literal, and the field's name says which; identifiers of the output are
//! [`name`] types and are made by `naming` only.

pub mod api;
pub mod documentation;
pub mod group;
pub mod name;
pub mod operation;
pub mod pagination;
pub mod parameter;
pub mod path;
pub mod request_body;
pub mod response;
pub mod rules;
pub mod schema;
pub mod security;
pub mod server;
pub mod r#type;
pub mod webhook;
pub mod xml;

pub use api::{Api, GlobalParameter, Untyped};
pub use documentation::{Constraint, Documentation, Example, ExternalDocumentation};
pub use group::Group;
pub use name::{
    ArgumentName, ConstantName, CrateName, FieldName, MethodName, ModuleName, TypeName, VariantName,
};
pub use operation::{Argument, ArgumentSource, Method, Operation, RetryPolicy};
pub use pagination::{NextPage, Pagination};
pub use parameter::{
    Explode, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, Reserved,
};
pub use path::{Path, PathPiece};
pub use request_body::{Body, BodyEncoding, EventItem, Part, PartContent, PartHeader, RequestBody};
pub use response::{
    ErrorEnum, ErrorVariant, Header, Response, ResponseBody, Responses, StatusRange, SuccessEnum,
    SuccessType, SuccessVariant,
};
pub use rules::Rules;
pub use schema::{
    Access, Additional, Constant, Enumeration, EnumerationRepresentation, EnumerationValue, Field,
    Flattened, FlattenedMembers, JsonKind, Presence, Selection, Shape, Structure, TextFormat,
    TypeDefinition, TypeKind, Union, Usage, Variant,
};
pub use security::{
    ApiKeyLocation, CredentialKind, CredentialMethod, OAuth2Flow, SecurityRequirement,
    SecurityScheme,
};
pub use server::{Server, ServerVariable};
pub use r#type::Type;
pub use webhook::{Webhook, WebhookSignature};
pub use xml::{Xml, XmlNode};
