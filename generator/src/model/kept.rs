//! Schemas as they are kept: what openapiv3 read, in a fifth of the memory.
//!
//! A value of `openapiv3::Schema` takes more than a kilobyte, and a document has thousands of them. What most schemas do
//! not say is boxed, and the schemas in a schema are places.

use indexmap::IndexMap;
use openapiv3::{Discriminator, ExternalDocumentation, ReferenceOr, Type};
use serde_json::Value;

use super::Pointer;

/// A schema. OpenAPI 3.0.3 §4.7.24.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schema {
    /// What it says besides what values fit.
    pub schema_data: SchemaData,
    /// What values fit.
    pub schema_kind: SchemaKind,
}

/// What a schema says besides what values fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SchemaData {
    /// `nullable`.
    pub nullable: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `externalDocs`.
    pub external_docs: Option<Box<ExternalDocumentation>>,
    /// `example`.
    pub example: Option<Box<Value>>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// `default`.
    pub default: Option<Box<Value>>,
    extensions: Option<Box<IndexMap<String, Value>>>,
}

/// What values fit a schema.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemaKind {
    /// Those of one type, with no choice.
    Type(Type),
    /// Those of exactly one of several schemas.
    OneOf(Vec<Pointer>),
    /// Those of each of several schemas.
    AllOf(Vec<Pointer>),
    /// Those of one or more of several schemas.
    AnyOf(Vec<Pointer>),
    /// What a schema shuts out says nothing of a type.
    Not,
    /// Anything else.
    Any(Box<AnySchema>),
}

/// A schema of keywords of several kinds, or of none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnySchema {
    /// What openapiv3 read, but for the members of `oneOf`, `allOf` and `anyOf`.
    pub rest: openapiv3::AnySchema,
    /// `oneOf`.
    pub one_of: Vec<Pointer>,
    /// `allOf`.
    pub all_of: Vec<Pointer>,
    /// `anyOf`.
    pub any_of: Vec<Pointer>,
}

impl SchemaData {
    /// The value of a key that begins with `x-`.
    pub fn extension(&self, key: &str) -> Option<&Value> {
        self.extensions.as_ref()?.get(key)
    }
}

impl Default for SchemaKind {
    fn default() -> Self {
        Self::Any(Box::default())
    }
}

impl From<openapiv3::Schema> for Schema {
    fn from(schema: openapiv3::Schema) -> Self {
        Self {
            schema_data: schema.schema_data.into(),
            schema_kind: schema.schema_kind.into(),
        }
    }
}

impl From<openapiv3::SchemaData> for SchemaData {
    fn from(mut data: openapiv3::SchemaData) -> Self {
        data.extensions.shrink_to_fit();
        Self {
            nullable: data.nullable,
            read_only: data.read_only,
            write_only: data.write_only,
            deprecated: data.deprecated,
            external_docs: data.external_docs.map(Box::new),
            example: data.example.map(Box::new),
            title: data.title,
            description: data.description,
            discriminator: data.discriminator.map(Box::new),
            default: data.default.map(Box::new),
            extensions: (!data.extensions.is_empty()).then(|| Box::new(data.extensions)),
        }
    }
}

impl From<openapiv3::SchemaKind> for SchemaKind {
    fn from(kind: openapiv3::SchemaKind) -> Self {
        match kind {
            openapiv3::SchemaKind::Type(r#type) => Self::Type(r#type),
            openapiv3::SchemaKind::OneOf { one_of } => Self::OneOf(places(one_of)),
            openapiv3::SchemaKind::AllOf { all_of } => Self::AllOf(places(all_of)),
            openapiv3::SchemaKind::AnyOf { any_of } => Self::AnyOf(places(any_of)),
            openapiv3::SchemaKind::Not { .. } => Self::Not,
            openapiv3::SchemaKind::Any(mut any) => Self::Any(Box::new(AnySchema {
                one_of: places(std::mem::take(&mut any.one_of)),
                all_of: places(std::mem::take(&mut any.all_of)),
                any_of: places(std::mem::take(&mut any.any_of)),
                rest: any,
            })),
        }
    }
}

/// Where schemas in a schema stand; they have been replaced by references before openapiv3 saw them.
fn places(schemas: Vec<ReferenceOr<openapiv3::Schema>>) -> Vec<Pointer> {
    schemas
        .into_iter()
        .filter_map(|schema| match schema {
            ReferenceOr::Reference { reference } => Pointer::from_own_reference(&reference),
            ReferenceOr::Item(_) => None,
        })
        .collect()
}
