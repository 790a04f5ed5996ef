//! The normalised document.

use std::sync::Arc;

use crate::diagnostic::Place;
use crate::source::{Files, Limits, Origin, Pointer, Value};

/// One self-contained value in the form of OpenAPI 3.0, each node with its origin.
///
/// Every reference in it begins with `#/`. What 3.0 cannot hold stands under keys that begin with `x-sdksmith-`.
#[derive(Debug)]
pub struct Document {
    pub(super) root: Value,
    pub(super) version: String,
    pub(super) files: Arc<Files>,
    pub(super) limits: Limits,
}

impl Document {
    /// The value.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The version of OpenAPI or Swagger that the document declares.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The files that it was read from.
    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }

    /// The limits it was read within.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The value at a place.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        let mut value = &self.root;
        for segment in pointer.segments() {
            value = value.child(&segment)?;
        }
        Some(value)
    }

    /// The origin of the value at a place, else of the nearest one around it.
    pub fn origin(&self, pointer: &Pointer) -> Origin {
        let mut value = &self.root;
        for segment in pointer.segments() {
            match value.child(&segment) {
                Some(child) => value = child,
                None => break,
            }
        }
        value.origin
    }

    /// Where a place stands in the file that it came from; a place that does not exist gives the nearest one around it.
    pub fn place(&self, pointer: &Pointer) -> Place {
        self.files.place(self.origin(pointer))
    }

    /// Where the key of a place stands in the file that it came from.
    pub fn key_place(&self, pointer: &Pointer) -> Place {
        self.files.key_place(self.origin(pointer))
    }
}
