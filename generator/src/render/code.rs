//! Code as templates receive it: made of tokens, never of text.

use std::fmt;

use askama::filters::Safe;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// A piece of Rust that a template may print. Everything else that a Rust template prints is an error of [`Refuse`].
pub(crate) type Code = Safe<Source>;

/// The text of tokens; nothing outside this module makes one.
pub(crate) struct Source(String);

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Tokens as a template takes them.
pub(crate) fn code(tokens: impl ToTokens) -> Code {
    Safe(Source(tokens.into_token_stream().to_string()))
}

/// The escaper of templates that end in `.rs`: it refuses whatever is no `Code`, so that no text of a document can
/// be pasted into Rust by mistake.
#[derive(Debug, Clone, Copy, Default)]
pub struct Refuse;

impl askama::filters::Escaper for Refuse {
    fn write_escaped_str<W: fmt::Write>(&self, _: W, _: &str) -> fmt::Result {
        Err(fmt::Error)
    }
}

/// An identifier that `naming` has made. Text that is none gives no tokens, so that the file does not parse and the
/// fault is found where it is.
pub(crate) fn ident(name: impl AsRef<str>) -> TokenStream {
    use syn::ext::IdentExt;
    use syn::parse::Parser;
    let parsed = syn::Ident::parse_any.parse_str(name.as_ref());
    parsed.map(ToTokens::into_token_stream).unwrap_or_default()
}

/// A string literal.
pub(crate) fn text(text: &str) -> Literal {
    Literal::string(text)
}

/// An integer literal without a suffix.
pub(crate) fn number(value: impl Into<i128>) -> Literal {
    Literal::i128_unsuffixed(value.into())
}

/// `Some(value)` or `None`.
pub(crate) fn option(value: Option<impl ToTokens>) -> TokenStream {
    if let Some(value) = value {
        quote!(Some(#value))
    } else {
        quote!(None)
    }
}
