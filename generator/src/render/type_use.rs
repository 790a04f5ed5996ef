//! Types as they are written in fields, arguments and results.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::ident;
use crate::ir::{Presence, Type};

/// Where a type is written, which decides how models are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In `models`: by their names.
    Models,
    /// Anywhere else: `models::Name`.
    Elsewhere,
}

/// The type as it is written at `place`.
pub(crate) fn type_use(r#type: &Type, place: Place) -> TokenStream {
    match r#type {
        Type::Unit => quote!(()),
        Type::Boolean => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::I128 => quote!(i128),
        Type::F64 => quote!(f64),
        Type::Number => quote!(Number),
        Type::Decimal => quote!(Decimal),
        Type::Url => quote!(Url),
        Type::String => quote!(String),
        Type::Secret => quote!(Secret),
        Type::DateTime => quote!(DateTime),
        Type::Date => quote!(Date),
        Type::Uuid => quote!(Uuid),
        Type::Base64 => quote!(Base64),
        Type::Bytes => quote!(Bytes),
        Type::File => quote!(FilePart),
        Type::UploadBody => quote!(UploadBody),
        Type::ByteStream => quote!(ByteStream),
        Type::Event => quote!(ServerSentEvent),
        Type::EventStream(inner) => generic(&quote!(EventStream), inner, place),
        Type::JsonLines(inner) => generic(&quote!(JsonLines), inner, place),
        Type::Json | Type::Null => quote!(Value),
        Type::JsonObject => quote!(Map<String, Value>),
        Type::Named(name) => {
            let name = ident(name.as_str());
            match place {
                Place::Models => name,
                Place::Elsewhere => quote!(models::#name),
            }
        }
        Type::Array(inner) => generic(&quote!(Vec), inner, place),
        Type::Nullable(inner) => generic(&quote!(Option), inner, place),
        Type::Boxed(inner) => generic(&quote!(Box), inner, place),
        Type::Map(inner) => {
            let inner = type_use(inner, place);
            quote!(BTreeMap<String, #inner>)
        }
        Type::Tuple(parts) => {
            let parts = parts.iter().map(|part| type_use(part, place));
            quote!((#(#parts,)*))
        }
    }
}

/// The type of a field: its type and what its presence adds.
pub(crate) fn field_type(r#type: &Type, presence: Presence, place: Place) -> TokenStream {
    let inner = type_use(r#type, place);
    match presence {
        Presence::Required => inner,
        Presence::Nullable | Presence::Optional => quote!(Option<#inner>),
        Presence::OptionalNullable => quote!(Maybe<#inner>),
    }
}

fn generic(outer: &TokenStream, inner: &Type, place: Place) -> TokenStream {
    let inner = type_use(inner, place);
    quote!(#outer<#inner>)
}

/// The type as prose names it: as Rust writes it, models by their names.
pub(crate) fn text(r#type: &Type) -> String {
    spelled(&type_use(r#type, Place::Models))
}

/// The type of a field as prose names it.
pub(crate) fn field_text(r#type: &Type, presence: Presence) -> String {
    spelled(&field_type(r#type, presence, Place::Models))
}

/// Tokens without the spaces that `quote` puts between them.
fn spelled(tokens: &TokenStream) -> String {
    let text = tokens.to_string();
    let tight = [
        (" :: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("( ", "("),
        (" )", ")"),
    ];
    tight
        .iter()
        .fold(text, |text, (loose, tight)| text.replace(loose, tight))
}
