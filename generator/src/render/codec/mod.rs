//! How models are read and written: the wire names that the models themselves do not carry.

mod enumeration;
mod structure;
mod union;

use syn::Item;

use super::Error;
use super::index::Index;
use crate::ir::{TypeDefinition, TypeKind};

/// The `impl` of a definition; an alias needs none.
pub(crate) fn items(definition: &TypeDefinition, index: &Index<'_>) -> Result<Vec<Item>, Error> {
    match &definition.kind {
        TypeKind::Structure(structure) => structure::items(index, definition, structure),
        TypeKind::Enumeration(enumeration) => enumeration::items(definition, enumeration),
        TypeKind::Union(union) => union::items(definition, union, index),
        TypeKind::Alias(_) => Ok(Vec::new()),
    }
}
