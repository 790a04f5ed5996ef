//! Enums of literals, which keep values that they do not know.

use askama::Template;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident};
use super::super::documentation::{Docs, deprecated};
use super::super::template;
use crate::ir::{Enumeration, EnumerationRepresentation, TypeDefinition};

#[derive(Template)]
#[template(path = "enum.rs")]
struct EnumView {
    docs: Code,
    derives: Code,
    name: Code,
    variants: Vec<Code>,
    unknown: Code,
}

pub(super) fn items(
    definition: &TypeDefinition,
    enumeration: &Enumeration,
) -> Result<Vec<Item>, Error> {
    let docs = Docs::of(&definition.documentation).outer();
    let deprecation = deprecated(&definition.documentation);
    let derives = match enumeration.representation {
        EnumerationRepresentation::String | EnumerationRepresentation::Integer => {
            quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash)])
        }
        EnumerationRepresentation::Json => quote!(#[derive(Debug, Clone, PartialEq)]),
    };
    let unknown = match enumeration.representation {
        EnumerationRepresentation::String => quote!(String),
        EnumerationRepresentation::Integer => quote!(i64),
        EnumerationRepresentation::Json => quote!(Value),
    };
    let variants = enumeration.values.iter().map(|value| {
        let wire = match &value.value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let name = ident(value.name.as_str());
        let docs = Docs::of_member(&value.documentation, value.name.plain(), &wire).outer();
        let deprecated = deprecated(&value.documentation);
        code(quote!(#docs #deprecated #name))
    });
    let view = EnumView {
        docs: code(docs),
        derives: code(quote!(#derives #deprecation)),
        name: code(ident(definition.name.as_str())),
        variants: variants.collect(),
        unknown: code(unknown),
    };
    template::items("enum.rs", &view)
}
