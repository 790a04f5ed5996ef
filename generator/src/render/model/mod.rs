//! The types of `models`: structs with public fields, open enums, unions, aliases.

mod alias;
mod enumeration;
mod structure;
mod union;

use syn::Item;

use super::Error;
use super::index::Index;
use crate::ir::{TypeDefinition, TypeKind};

/// The items of a definition: the type and its `impl`s.
pub(crate) fn items(definition: &TypeDefinition, index: &Index<'_>) -> Result<Vec<Item>, Error> {
    match &definition.kind {
        TypeKind::Structure(structure) => structure::items(definition, structure, index),
        TypeKind::Enumeration(enumeration) => enumeration::items(definition, enumeration),
        TypeKind::Union(union) => union::items(definition, union, index),
        TypeKind::Alias(target) => alias::items(definition, target),
    }
}
