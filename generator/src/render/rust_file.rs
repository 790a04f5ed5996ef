//! A Rust file of the output: docs, `use` lines, items.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;
use syn::visit::Visit;
use syn::{Attribute, Item};

use super::documentation::Docs;
use super::import::Sources;
use crate::format;

/// A Rust file of the output.
pub(crate) struct RustFile<'a> {
    /// What the file is about.
    pub(crate) docs: Docs,
    /// Its items.
    pub(crate) items: Vec<Item>,
    /// Types that the document calls deprecated; a file that uses one says so.
    pub(crate) deprecated: &'a BTreeSet<String>,
    /// Whether the items use fields that the document calls deprecated.
    pub(crate) deprecated_fields: bool,
}

impl RustFile<'_> {
    /// The file as text.
    pub(crate) fn print(self, sources: &Sources) -> String {
        let mut items = sources.uses(&self.items);
        let docs = self.docs.inner();
        let allow = self.allow();
        let attributes = Attribute::parse_inner.parse2(quote!(#docs #allow));
        items.extend(self.items);
        format::print(attributes.unwrap_or_default(), items)
    }

    /// Silences what the names of the document cause, where they occur.
    fn allow(&self) -> TokenStream {
        let placeholders = PLACEHOLDERS.iter().map(|name| (*name).to_owned()).collect();
        let deprecated = (self.deprecated_fields || self.mentions(self.deprecated)).then(
            || quote!(#![allow(deprecated, reason = "the API still has what it deprecates")]),
        );
        let placeholder = self.mentions(&placeholders).then(
            || quote!(#![allow(clippy::disallowed_names, reason = "the API has these names")]),
        );
        quote!(#deprecated #placeholder)
    }

    fn mentions(&self, names: &BTreeSet<String>) -> bool {
        let mut found = Found {
            names,
            found: false,
        };
        if !names.is_empty() {
            for item in &self.items {
                found.visit_item(item);
            }
        }
        found.found
    }
}

/// Names that clippy takes for a placeholder.
const PLACEHOLDERS: [&str; 3] = ["foo", "baz", "quux"];

/// Looks for names.
struct Found<'a> {
    names: &'a BTreeSet<String>,
    found: bool,
}

impl<'ast> Visit<'ast> for Found<'_> {
    fn visit_ident(&mut self, name: &'ast proc_macro2::Ident) {
        self.found |= self.names.contains(&name.to_string());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_tokens(call.tokens.clone());
    }
}

impl Found<'_> {
    fn visit_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.visit_tokens(group.stream()),
                proc_macro2::TokenTree::Ident(name) => self.visit_ident(&name),
                _ => {}
            }
        }
    }
}
