//! Lints of rustc and clippy that a document can cause, silenced where they fire.

use proc_macro2::TokenStream;
use quote::quote;

/// Methods of the standard traits that clippy wants to see implemented (`should_implement_trait`).
const TRAIT_METHODS: [&str; 30] = [
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// For a function of `arguments` arguments, the receiver included.
pub(crate) fn many_arguments(arguments: usize) -> TokenStream {
    if arguments <= 7 {
        return TokenStream::new();
    }
    quote!(#[allow(clippy::too_many_arguments, reason = "the API requires every one of them")])
}

/// For a method that is named like one of a standard trait.
pub(crate) fn method_of_a_trait(name: &str) -> TokenStream {
    if !TRAIT_METHODS.contains(&name) {
        return TokenStream::new();
    }
    quote!(#[allow(clippy::should_implement_trait, reason = "the API has a word of the same name")])
}
