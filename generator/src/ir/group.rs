//! Groups of operations: a tag, or a part of a dotted one.

use super::{Documentation, MethodName, ModuleName, TypeName};

/// `client.vault().consumers()`: a handle with the operations of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The method that gives the group, on the client or on the parent group.
    pub method: MethodName,
    /// The struct of the group.
    pub name: TypeName,
    /// The module (and file) of its operations; unique in the API.
    pub module: ModuleName,
    /// The tag as the document writes it, for headings.
    pub title: String,
    /// The tag's description.
    pub documentation: Documentation,
    /// Operations of this group itself, as indices into [`Api::operations`](super::Api::operations).
    pub operations: Vec<usize>,
    /// Groups within this one.
    pub groups: Vec<Group>,
}
