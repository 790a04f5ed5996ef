//! What a type is made of, by which it is found again.

use super::merge::Part;
use crate::ir::JsonKind;
use crate::model::Pointer;

/// The schemas whose common values a type holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The schemas; the last one is the most special, and names the type.
    pub(super) parts: Vec<Part>,
    /// The one kind of values that counts, where the schemas allow several.
    pub(super) only: Option<JsonKind>,
    /// Whether `format: binary` is a file.
    pub(super) multipart: bool,
}

impl Key {
    /// One schema, wholly.
    pub(super) fn of(pointer: &Pointer) -> Self {
        Self {
            parts: vec![Part::whole(pointer.clone())],
            only: None,
            multipart: false,
        }
    }

    /// Several schemas, wholly.
    pub(super) fn all(pointers: &[Pointer]) -> Self {
        Self {
            parts: pointers.iter().cloned().map(Part::whole).collect(),
            only: None,
            multipart: false,
        }
    }

    /// The same, with another view of files.
    pub(super) fn in_form(mut self, multipart: bool) -> Self {
        self.multipart = multipart;
        self
    }

    /// The schema, if it is a single one as a whole.
    pub(super) fn single(&self) -> Option<&Pointer> {
        match self.parts.as_slice() {
            [part] if part.unions && self.only.is_none() => Some(&part.pointer),
            _ => None,
        }
    }

    /// The schema that names the type.
    pub(super) fn home(&self) -> Pointer {
        self.parts
            .last()
            .map(|part| part.pointer.clone())
            .unwrap_or_default()
    }
}
