//! Servers. OpenAPI 3.1.1 §4.8.5.

use super::{ConstantName, Documentation, FieldName, TypeName, VariantName};

/// A server of the API.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The variant of the `Server` enum.
    pub name: VariantName,
    /// The constant that holds its address, where it has no variables.
    pub constant: ConstantName,
    /// The address with its variables in braces; checked: absolute http(s), no userinfo, query or fragment.
    pub url: String,
    /// Its description.
    pub documentation: Documentation,
    /// Its variables in the order of the address.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's address.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The field of the server's variant.
    pub name: FieldName,
    /// The name in braces.
    pub wire_name: String,
    /// The value when the caller gives none.
    pub default: String,
    /// Allowed values, if they are listed, with the enum that holds them.
    pub values: Option<(TypeName, Vec<(VariantName, String)>)>,
    /// What it means.
    pub documentation: Documentation,
}
