//! Values with the place they stand at.

use super::{Pointer, Schema};

/// A value, with its place in the normalised document.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// Where the value really stands, references followed: `/components/parameters/appId`.
    pub pointer: Pointer,
    /// The value.
    pub value: T,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(pointer: Pointer, value: T) -> Self {
        Self { pointer, value }
    }
}

/// A schema of the document. OpenAPI 3.0.3 §4.7.24.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemaNode {
    /// A bare `$ref`, to the place it names.
    Reference(Pointer),
    /// A schema; the schemas in it are references to their own places.
    Schema(Box<Schema>),
}
