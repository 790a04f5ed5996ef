//! Values as arguments of constructors, setters and calls: `impl Into<T>` where that helps, `T` where it does not.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::ident;
use super::index::Index;
use super::type_use::{Place, type_use};
use crate::ir::{Presence, Type};

/// A value as an argument takes it.
pub(crate) struct Argument {
    /// `name: Type`.
    pub(crate) declaration: TokenStream,
    /// The expression that makes the value of it.
    pub(crate) value: TokenStream,
}

/// The argument `name` for a value of `r#type`.
pub(crate) fn argument(index: &Index<'_>, name: &str, r#type: &Type, place: Place) -> Argument {
    let name = ident(name);
    let (taken, value) = taken(index, &name, r#type, place);
    Argument {
        declaration: quote!(#name: #taken),
        value,
    }
}

/// The argument `name` for a field: `Some` is added to the value where the field is optional.
pub(crate) fn field_argument(
    index: &Index<'_>,
    name: &str,
    r#type: &Type,
    presence: Presence,
    place: Place,
) -> Argument {
    let identifier = ident(name);
    let written = type_use(r#type, place);
    match presence {
        Presence::Required => argument(index, name, r#type, place),
        Presence::Nullable => Argument {
            declaration: quote!(#identifier: impl Into<Option<#written>>),
            value: quote!(#identifier.into()),
        },
        Presence::Optional => {
            let Argument { declaration, value } = argument(index, name, r#type, place);
            Argument {
                declaration,
                value: quote!(Some(#value)),
            }
        }
        Presence::OptionalNullable => Argument {
            declaration: quote!(#identifier: impl Into<Maybe<#written>>),
            value: quote!(#identifier.into()),
        },
    }
}

fn taken(
    index: &Index<'_>,
    name: &TokenStream,
    r#type: &Type,
    place: Place,
) -> (TokenStream, TokenStream) {
    let written = type_use(r#type, place);
    let resolved = index.resolved(r#type);
    match resolved {
        _ if is_plain(resolved) => (written, name.clone()),
        Type::Array(element) if is_plain(index.resolved(element)) => {
            let element = type_use(element, place);
            (
                quote!(impl IntoIterator<Item = #element>),
                quote!(#name.into_iter().collect()),
            )
        }
        Type::Array(element) => {
            let element = type_use(element, place);
            (
                quote!(impl IntoIterator<Item = impl Into<#element>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        Type::Map(_) | Type::JsonObject => {
            let element = if let Type::Map(element) = resolved {
                type_use(element, place)
            } else {
                quote!(Value)
            };
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#element>)>),
                quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
            )
        }
        Type::Boxed(inner) => {
            let (taken, value) = taken(index, name, inner, place);
            (taken, quote!(Box::new(#value)))
        }
        _ => (quote!(impl Into<#written>), quote!(#name.into())),
    }
}

/// Whether nothing of use converts into the type.
fn is_plain(r#type: &Type) -> bool {
    matches!(
        r#type,
        Type::Unit
            | Type::Boolean
            | Type::I32
            | Type::I64
            | Type::I128
            | Type::U32
            | Type::U64
            | Type::F64
            | Type::Tuple(_)
    )
}
