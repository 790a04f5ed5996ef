//! Swagger 2.0 into the form of OpenAPI 3.0.
//!
//! The tree is rewritten as a whole before the walk: definitions, parameters, responses and security schemes move under
//! `components`, and parameters in the body become request bodies. References follow. Swagger 2.0.

mod inline;
mod operation;
mod parameter;
mod reference;
mod root;

use super::resolve::Resolver;
use crate::source::Value;

/// Rewrites a document, with the parts of it that stand in other files.
pub(super) fn document(root: &Value, resolver: &mut Resolver<'_>) -> Value {
    let mut root = root.clone();
    inline::inline(&mut root, resolver);
    root::document(&root)
}

/// Where the place of a pointer, as a fragment has it, stands in the form of 3.0.
pub(super) fn moved(fragment: &str) -> String {
    let reference = reference::moved(&format!("#{fragment}"));
    reference.strip_prefix('#').unwrap_or(fragment).to_owned()
}
