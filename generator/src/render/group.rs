//! Groups of operations: a handle with a method for each.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::Error;
use super::code::{Code, code, ident};
use super::context::Context;
use super::documentation::Docs;
use super::{lint, operation, template};
use crate::ir::Group;

#[derive(Template)]
#[template(path = "group.rs")]
struct GroupView {
    docs: Code,
    name: Code,
    groups: Vec<Code>,
    methods: Vec<Code>,
}

/// The struct of a group, and its methods.
pub(crate) fn items(group: &Group, context: &Context<'_>) -> Result<Vec<Item>, Error> {
    let operations = group
        .operations
        .iter()
        .filter_map(|index| context.api.operations.get(*index));
    let groups = group.groups.iter().filter(|group| is_used(group));
    let view = GroupView {
        docs: code(docs(group).outer()),
        name: code(ident(group.name.as_str())),
        groups: groups
            .map(|group| code(accessor(group, &TokenStream::new(), &TokenStream::new())))
            .collect(),
        methods: operations
            .map(|o| code(operation::method(o, context)))
            .collect(),
    };
    template::items("group.rs", &view)
}

/// The method that gives a group, whose struct is found in `module`, compiled under `condition`.
pub(crate) fn accessor(
    group: &Group,
    module: &TokenStream,
    condition: &TokenStream,
) -> TokenStream {
    let docs = docs(group).outer();
    let misnamed = lint::method_of_a_trait(group.method.as_str());
    let (method, name) = (ident(group.method.as_str()), ident(group.name.as_str()));
    quote! {
        #docs
        #condition
        #misnamed
        pub fn #method(&self) -> #module #name {
            #module #name::new(self.handle.clone())
        }
    }
}

/// Whether a group has an operation, itself or within.
pub(crate) fn is_used(group: &Group) -> bool {
    let mut waiting = vec![group];
    while let Some(group) = waiting.pop() {
        if !group.operations.is_empty() {
            return true;
        }
        waiting.extend(&group.groups);
    }
    false
}

fn docs(group: &Group) -> Docs {
    let title = super::markdown::line(&group.title);
    Docs::of(&group.documentation).or_else(|| format!("Operations of {title}."))
}
