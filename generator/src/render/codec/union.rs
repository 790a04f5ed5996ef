//! Unions on the wire: by the text of a member, or by shape.

use askama::Template;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident, text};
use super::super::index::Index;
use super::super::template;
use crate::ir::{
    JsonKind, Selection, Shape, TextFormat, Type, TypeDefinition, TypeKind, Union, Variant,
};

#[derive(Template)]
#[template(path = "codec_tagged_union.rs")]
struct CodecTaggedUnionView {
    name: Code,
    name_text: Code,
    tag: Code,
    readers: Vec<Code>,
    fallback: Option<Code>,
    writers: Vec<Code>,
}

#[derive(Template)]
#[template(path = "codec_shaped_union.rs")]
struct CodecShapedUnionView {
    name: Code,
    name_text: Code,
    shapes: Vec<Code>,
    readers: Vec<Code>,
    writers: Vec<Code>,
}

pub(super) fn items(
    definition: &TypeDefinition,
    union: &Union,
    index: &Index<'_>,
) -> Result<Vec<Item>, Error> {
    let name = ident(definition.name.as_str());
    let name = code(quote!(models::#name));
    let name_text = code(text(definition.name.plain()));
    match &union.selection {
        Selection::Tag { wire_name } => {
            let view = CodecTaggedUnionView {
                name,
                name_text,
                tag: code(text(wire_name)),
                readers: union
                    .variants
                    .iter()
                    .map(|v| code(tagged_reader(v, index)))
                    .collect(),
                fallback: union
                    .variants
                    .iter()
                    .find(|variant| variant.fallback)
                    .map(|variant| code(fallback_reader(variant, index))),
                writers: union
                    .variants
                    .iter()
                    .map(|v| code(tagged_writer(v, index)))
                    .collect(),
            };
            template::items("codec_tagged_union.rs", &view)
        }
        Selection::Shape => {
            let view = CodecShapedUnionView {
                name,
                name_text,
                shapes: union
                    .variants
                    .iter()
                    .map(|variant| code(shape(&variant.shape)))
                    .collect(),
                readers: union
                    .variants
                    .iter()
                    .enumerate()
                    .map(shaped_reader)
                    .collect(),
                writers: union
                    .variants
                    .iter()
                    .map(|v| code(shaped_writer(v)))
                    .collect(),
            };
            template::items("codec_shaped_union.rs", &view)
        }
    }
}

fn tagged_reader(variant: &Variant, index: &Index<'_>) -> TokenStream {
    if variant.tags.is_empty() || variant.fallback {
        return TokenStream::new();
    }
    let tags = variant.tags.iter().map(|tag| text(tag));
    let read = read(variant, index);
    quote!(#(#tags)|* => fields.#read,)
}

/// Reads what has a tag that is missing or unknown, and keeps the tag among the members.
fn fallback_reader(variant: &Variant, index: &Index<'_>) -> TokenStream {
    let read = read(variant, index);
    quote!(fields.untagged().#read)
}

fn read(variant: &Variant, index: &Index<'_>) -> TokenStream {
    let name = ident(variant.name.as_str());
    let read = if is_structure(variant, index) {
        quote!(structure)
    } else {
        quote!(value)
    };
    let boxed = is_boxed(variant).then(|| quote!(.map(Box::new)));
    quote!(#read()#boxed.map(Self::#name))
}

fn tagged_writer(variant: &Variant, index: &Index<'_>) -> TokenStream {
    let name = ident(variant.name.as_str());
    let tag = text(variant.tags.first().map_or("", String::as_str));
    let write = if is_structure(variant, index) {
        quote!(variant)
    } else {
        quote!(value)
    };
    let value = if is_boxed(variant) {
        quote!(&**value)
    } else {
        quote!(value)
    };
    if variant.fallback {
        return quote!(Self::#name(value) => members.untagged().#write(#tag, #value),);
    }
    quote!(Self::#name(value) => members.#write(#tag, #value),)
}

fn is_boxed(variant: &Variant) -> bool {
    matches!(variant.r#type, Type::Boxed(_))
}

fn is_structure(variant: &Variant, index: &Index<'_>) -> bool {
    let definition = index.defined(&variant.r#type);
    definition.is_some_and(|definition| matches!(definition.kind, TypeKind::Structure(_)))
}

fn shaped_reader((index, variant): (usize, &Variant)) -> Code {
    let name = ident(variant.name.as_str());
    let index = Literal::usize_unsuffixed(index);
    code(quote!(#index => Deserialize::deserialize(value).map(Self::#name),))
}

fn shaped_writer(variant: &Variant) -> TokenStream {
    let name = ident(variant.name.as_str());
    quote!(Self::#name(value) => Serialize::serialize(value, serializer),)
}

fn shape(shape: &Shape) -> TokenStream {
    let kinds = shape.kinds.iter().map(|kind| match kind {
        JsonKind::Null => quote!(JsonKind::Null),
        JsonKind::Boolean => quote!(JsonKind::Boolean),
        JsonKind::Integer => quote!(JsonKind::Integer),
        JsonKind::Number => quote!(JsonKind::Number),
        JsonKind::String => quote!(JsonKind::String),
        JsonKind::Array => quote!(JsonKind::Array),
        JsonKind::Object => quote!(JsonKind::Object),
    });
    let required = shape.required.iter().map(|name| text(name));
    let properties = shape.properties.iter().map(|name| text(name));
    let constants = shape.constants.iter().map(|(name, values)| {
        let name = text(name);
        let values = values.iter().map(|value| text(&value.to_string()));
        quote!((#name, &[#(#values),*]))
    });
    let values = shape.values.iter().map(|value| text(&value.to_string()));
    let format = match shape.format {
        None => quote!(None),
        Some(TextFormat::DateTime) => quote!(Some(DateTime::is_valid)),
        Some(TextFormat::Date) => quote!(Some(Date::is_valid)),
        Some(TextFormat::Uuid) => quote!(Some(Uuid::is_valid)),
        Some(TextFormat::Base64) => quote!(Some(Base64::is_valid)),
    };
    let open = shape.open;
    quote! {
        Shape {
            kinds: &[#(#kinds),*],
            required: &[#(#required),*],
            properties: &[#(#properties),*],
            constants: &[#(#constants),*],
            values: &[#(#values),*],
            format: #format,
            open: #open,
        }
    }
}
