//! Swagger 2.0 into the form of OpenAPI 3.0.
//!
//! The tree is rewritten as a whole before the walk: definitions, parameters, responses and security schemes move under
//! `components`, and parameters in the body become request bodies. References follow. Swagger 2.0.

mod operation;
mod parameter;
mod reference;
mod root;

use crate::source::Value;

/// Rewrites a document.
pub(super) fn document(root: &Value) -> Value {
    root::document(root)
}
