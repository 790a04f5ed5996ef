//! The document as openapiv3 values, one by one, every one with the place it stands at.
//!
//! In goes a [`Document`] in the form of OpenAPI 3.0; out comes a [`Model`]. Schemas never nest:
//! each one, at any depth, is an entry of its own under its JSON pointer, and what refers to it holds a reference
//! to that pointer. openapiv3 therefore never sees nesting, and one bad node gives one diagnostic.

mod kept;
mod located;
mod operation;
mod payload;
mod root;
mod schema;
#[cfg(test)]
mod tests;
mod value;

use indexmap::IndexMap;

pub use kept::{AnySchema, Schema, SchemaData, SchemaKind};
pub use located::{Located, SchemaNode};
pub use payload::{Message, Payload};

use crate::diagnostic::{Place, Sink};
use crate::dialect::Document;
pub use crate::source::Pointer;
use schema::Schemas;
use value::{Reader, extensions};

/// A whole document, read and checked node by node.
#[derive(Debug)]
pub struct Model {
    /// Title, version, description. Whatever is missing has been filled in and reported.
    pub info: openapiv3::Info,
    /// `externalDocs` of the root.
    pub external_docs: Option<openapiv3::ExternalDocumentation>,
    /// The version of OpenAPI that the document declares, as text: `2.0`, `3.0.3`, `3.1.0`.
    pub version: String,
    /// Servers of the root, in document order.
    pub servers: Vec<Located<openapiv3::Server>>,
    /// Declared tags, in document order.
    pub tags: Vec<Located<openapiv3::Tag>>,
    /// Security of operations that say nothing of it.
    pub security: Option<Vec<openapiv3::SecurityRequirement>>,
    /// Security schemes by name, in document order.
    pub security_schemes: IndexMap<String, Located<openapiv3::SecurityScheme>>,
    /// Every operation under `paths`, in document order.
    pub operations: Vec<Operation>,
    /// What webhooks and callbacks send, in document order.
    pub payloads: Vec<Payload>,
    /// Keys of the root that begin with `x-`.
    pub extensions: IndexMap<String, serde_json::Value>,
    schemas: IndexMap<Pointer, SchemaNode>,
    components: IndexMap<String, Pointer>,
    document: Document,
}

/// An operation, with everything it refers to resolved.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// The key under `paths`, such as `/clients/{clientId}`.
    pub path: String,
    /// The method in upper case: `GET`, `QUERY`, or whatever the document names.
    pub method: String,
    /// The rest of it; its parameters, request body, responses, callbacks and servers are empty: they stand beside it.
    pub value: openapiv3::Operation,
    /// Parameters of the path item, then of the operation, which override by name and place; in document order.
    pub parameters: Vec<Located<openapiv3::Parameter>>,
    /// The request body.
    pub request_body: Option<Located<openapiv3::RequestBody>>,
    /// Responses by status (`200`, `4XX`, `default`), in document order. Headers and examples in them are items.
    pub responses: Vec<(String, Located<openapiv3::Response>)>,
    /// Servers of the operation, else of the path item; empty where those of the root hold.
    pub servers: Vec<Located<openapiv3::Server>>,
    /// `summary` of the path item.
    pub path_summary: Option<String>,
    /// `description` of the path item.
    pub path_description: Option<String>,
    /// Keys of the path item that begin with `x-`; those of the operation are in `value`.
    pub path_extensions: IndexMap<String, serde_json::Value>,
}

/// Reads a document in the form of OpenAPI 3.0.
///
/// What is wrong is said to `sink` and left out; the rest goes on.
pub fn build(document: Document, sink: &mut Sink) -> Model {
    let mut reader = Reader::new(&document);
    let operations = operation::operations(&mut reader, sink);
    let payloads = payload::payloads(&mut reader, &operations, sink);
    let components = root::components(&reader);
    let mut schemas = Schemas::new(&document);
    for pointer in components.values().chain(&reader.schemas) {
        schemas.read(pointer.clone(), sink);
    }
    schemas.break_circles(sink);
    let schemas = schemas.nodes;
    Model {
        info: root::info(&reader, sink),
        external_docs: root::external_docs(&reader, sink),
        version: document.version().to_owned(),
        servers: reader.list(&Pointer::of(["servers"]), sink),
        tags: reader.list(&Pointer::of(["tags"]), sink),
        security: root::security(&reader),
        security_schemes: root::security_schemes(&reader, sink),
        operations,
        payloads,
        extensions: extensions(document.root()),
        schemas,
        components,
        document,
    }
}

impl Model {
    /// The schema at a place. Every reference to a schema that a model holds points to one.
    pub fn schema(&self, pointer: &Pointer) -> Option<&SchemaNode> {
        self.schemas.get(pointer)
    }

    /// The schema that a reference of an openapiv3 value (`#/…`) points to, with its place.
    pub fn schema_at(&self, reference: &str) -> Option<(&Pointer, &SchemaNode)> {
        let pointer = Pointer::from_own_reference(reference)?;
        self.schemas.get_key_value(&pointer)
    }

    /// The schema at a place, with references followed to what is none; nothing for a circle of references.
    pub fn resolve<'a>(&'a self, pointer: &'a Pointer) -> Option<(&'a Pointer, &'a Schema)> {
        let mut current = pointer;
        for _ in 0..=self.schemas.len() {
            match self.schemas.get(current)? {
                SchemaNode::Reference(target) => current = target,
                SchemaNode::Schema(schema) => return Some((current, schema)),
            }
        }
        None
    }

    /// Every schema with its place: components in document order, with the schemas in them, then the rest.
    pub fn schemas(&self) -> impl Iterator<Item = (&Pointer, &SchemaNode)> {
        self.schemas.iter()
    }

    /// The schemas of `components`, by name, in document order.
    pub fn component_schemas(&self) -> impl Iterator<Item = (&str, &Pointer)> {
        self.components
            .iter()
            .map(|(name, pointer)| (name.as_str(), pointer))
    }

    /// Where a place of the document stands in the user's own file; the pointer of the result is the one in that file.
    ///
    /// A place that does not exist gives the nearest one around it.
    pub fn place(&self, pointer: &Pointer) -> Place {
        self.document.place(pointer)
    }

    /// Where the key of a place stands in the user's own file; for an item of a list, the item.
    pub fn key_place(&self, pointer: &Pointer) -> Place {
        self.document.key_place(pointer)
    }

    /// The document that the model was read from.
    pub fn document(&self) -> &Document {
        &self.document
    }
}
