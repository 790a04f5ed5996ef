//! Values of enums on the wire.

use askama::Template;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident, text};
use super::super::template;
use crate::ir::{Enumeration, EnumerationRepresentation, TypeDefinition};

#[derive(Template)]
#[template(path = "codec_enum.rs")]
struct CodecEnumView {
    writer: Code,
    name: Code,
    values: Vec<Code>,
}

pub(super) fn items(
    definition: &TypeDefinition,
    enumeration: &Enumeration,
) -> Result<Vec<Item>, Error> {
    let writer = match enumeration.representation {
        EnumerationRepresentation::String => quote!(codec::string_enum),
        EnumerationRepresentation::Integer => quote!(codec::integer_enum),
        EnumerationRepresentation::Json => quote!(codec::json_enum),
    };
    let values = enumeration.values.iter().map(|value| {
        let name = ident(value.name.as_str());
        let wire = match (enumeration.representation, &value.value) {
            (EnumerationRepresentation::String, serde_json::Value::String(wire)) => text(wire),
            (EnumerationRepresentation::Integer, serde_json::Value::Number(wire)) => {
                // An integer of JSON is one of Rust.
                wire.to_string()
                    .parse()
                    .unwrap_or_else(|_| text(&wire.to_string()))
            }
            (_, wire) => text(&wire.to_string()),
        };
        code(quote!(#name => #wire))
    });
    let name = ident(definition.name.as_str());
    let view = CodecEnumView {
        writer: code(writer),
        values: values.collect(),
        name: code(quote!(models::#name)),
    };
    template::items("codec_enum.rs", &view)
}
