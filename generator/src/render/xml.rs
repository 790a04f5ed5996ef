//! What the runtime is told of types that stand in XML.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::code::{ident, text};
use super::index::Index;
use crate::ir::{
    Api, BodyEncoding, Constant, EnumerationRepresentation, Field, Presence, Selection, Structure,
    Type, TypeDefinition, TypeKind, Union, Xml, XmlNode,
};

/// The names of the structs and unions that stand in bodies of XML.
pub(crate) fn described<'a>(api: &'a Api, index: &Index<'a>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting = documents(api);
    while let Some(r#type) = waiting.pop() {
        match index.resolved(r#type) {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                waiting.push(inner);
            }
            Type::Tuple(places) => waiting.extend(places),
            Type::Named(name) => {
                let Some(definition) = index.definition(name.as_str()) else {
                    continue;
                };
                match &definition.kind {
                    TypeKind::Structure(structure) if found.insert(definition.name.as_str()) => {
                        waiting.extend(structure.fields.iter().map(|field| &field.r#type));
                        waiting.extend(structure.additional.iter().map(|others| &others.r#type));
                    }
                    TypeKind::Union(union) if found.insert(definition.name.as_str()) => {
                        waiting.extend(union.variants.iter().map(|variant| &variant.r#type));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    found
}

/// The types of bodies of XML.
pub(crate) fn documents(api: &Api) -> Vec<&Type> {
    let mut types = Vec::new();
    for operation in &api.operations {
        let sent = operation.body.iter().flat_map(|body| &body.bodies);
        let sent = sent.filter(|body| matches!(body.encoding, BodyEncoding::Xml(_)));
        types.extend(sent.map(|body| &body.r#type));
        let read = operation.responses.all.iter();
        let read = read.filter_map(|response| response.body.as_ref());
        let read = read.filter(|body| matches!(body.encoding, BodyEncoding::Xml(_)));
        types.extend(read.map(|body| &body.r#type));
    }
    types
}

/// The `impl` of a type that stands in XML.
pub(crate) fn items(definition: &TypeDefinition, index: &Index<'_>) -> Vec<Item> {
    let name = ident(definition.name.as_str());
    let item = match &definition.kind {
        TypeKind::Structure(described) => structure(&name, described, index),
        TypeKind::Union(described) => union(&name, described, index),
        TypeKind::Enumeration(_) | TypeKind::Alias(_) => return Vec::new(),
    };
    syn::parse2(item).into_iter().collect()
}

fn structure(name: &TokenStream, structure: &Structure, index: &Index<'_>) -> TokenStream {
    let members = members(structure, index);
    let others = if let Some(additional) = &structure.additional {
        content(&additional.r#type, None, "item", index)
    } else {
        quote!(xml::Content::Any)
    };
    quote! {
        impl xml::Structure for models::#name {
            const XML: &'static xml::Object = &xml::Object {
                members: &[#(#members),*],
                others: #others,
            };
        }
    }
}

/// Variants are told apart as they are in JSON.
fn union(name: &TokenStream, union: &Union, index: &Index<'_>) -> TokenStream {
    let variants = union.variants.iter().filter_map(|variant| {
        let Type::Named(name) = bare(&variant.r#type, index) else {
            return None;
        };
        let name = ident(name.as_str());
        let tags = variant.tags.iter().map(|tag| text(tag));
        let fallback = variant.fallback.then(|| quote!(.fallback()));
        Some(quote!(xml::Variant::new::<models::#name>(&[#(#tags),*])#fallback))
    });
    let by = match union.selection {
        Selection::Tag { .. } => quote!(by_tag),
        Selection::Shape => quote!(by_shape),
    };
    quote! {
        impl xml::Union for models::#name {
            const XML: &'static xml::Choice = &xml::Choice::#by::<Self>(&[#(#variants),*]);
        }
    }
}

/// The root of a body.
pub(crate) fn root(r#type: &Type, xml: &Xml, index: &Index<'_>) -> TokenStream {
    let name = xml.name.as_deref().unwrap_or_default();
    let content = content(r#type, Some(xml), name, index);
    element(name, Some(xml), &content)
}

/// Constants first, as they are written.
fn members(structure: &Structure, index: &Index<'_>) -> Vec<TokenStream> {
    let constants = structure.constants.iter().map(constant);
    let fields = structure.fields.iter().map(|field| member(field, index));
    constants.chain(fields).collect()
}

fn constant(constant: &Constant) -> TokenStream {
    let content = match constant.value {
        serde_json::Value::Number(_) => quote!(xml::Content::Number),
        serde_json::Value::Bool(_) => quote!(xml::Content::Boolean),
        serde_json::Value::String(_) => quote!(xml::Content::Text),
        _ => quote!(xml::Content::Any),
    };
    placed(&constant.wire_name, constant.xml.as_deref(), &content)
}

fn member(field: &Field, index: &Index<'_>) -> TokenStream {
    let xml = field.xml.as_deref();
    let Type::Array(items) = bare(&field.r#type, index) else {
        let content = content(&field.r#type, xml, &field.wire_name, index);
        return placed(&field.wire_name, xml, &content);
    };
    if xml.is_some_and(|xml| xml.wrapped) {
        let content = content(&field.r#type, xml, &field.wire_name, index);
        return placed(&field.wire_name, xml, &content);
    }
    // Without an item nothing says that the list is there.
    let required = matches!(field.presence, Presence::Required | Presence::Nullable);
    let or_empty = required.then(|| quote!(.or_empty()));
    if xml.is_some_and(|xml| xml.node != XmlNode::Element) {
        let item = content(items, None, "item", index);
        let tokens = quote!(xml::Content::Tokens(&#item));
        let member = placed(&field.wire_name, xml, &tokens);
        return quote!(#member #or_empty);
    }
    let key = text(&field.wire_name);
    let item = item(items, xml, &field.wire_name, index);
    quote!(xml::Member::repeated(#key, #item)#or_empty)
}

/// A member that is no list of elements.
fn placed(wire_name: &str, xml: Option<&Xml>, content: &TokenStream) -> TokenStream {
    let key = text(wire_name);
    let element = element(wire_name, xml, content);
    match xml.map(|xml| xml.node).unwrap_or_default() {
        XmlNode::Element => quote!(xml::Member::element(#key, #element)),
        XmlNode::Attribute => quote!(xml::Member::attribute(#key, #element)),
        XmlNode::Text => quote!(xml::Member::text(#key, #content)),
        XmlNode::CharacterData => quote!(xml::Member::character_data(#key, #content)),
    }
}

/// An element, or an attribute; `name` is for one of which the document says nothing.
fn element(name: &str, xml: Option<&Xml>, content: &TokenStream) -> TokenStream {
    let own = xml.and_then(|xml| xml.name.as_deref());
    let name = text(own.unwrap_or(name));
    let prefix = xml.and_then(|xml| xml.prefix.as_deref()).map(text);
    let prefix = prefix.map(|prefix| quote!(.prefix(#prefix)));
    let namespace = xml.and_then(|xml| xml.namespace.as_deref()).map(text);
    let namespace = namespace.map(|namespace| quote!(.namespace(#namespace)));
    quote!(xml::Element::new(#name, #content)#prefix #namespace)
}

/// The element of an item: with its own name, else with that of the list.
fn item(items: &Type, list: Option<&Xml>, name: &str, index: &Index<'_>) -> TokenStream {
    let own = list.and_then(|list| list.item.as_deref());
    let outer = list.and_then(|list| list.name.as_deref()).unwrap_or(name);
    let content = content(items, own, outer, index);
    let plain = |xml: &&Xml| xml.prefix.is_none() && xml.namespace.is_none();
    let Some(list) = list.filter(|_| own.as_ref().is_none_or(plain)) else {
        return element(outer, own, &content);
    };
    // Where an item says nothing of its namespace, it is that of the list.
    let xml = Xml {
        name: own.and_then(|own| own.name.clone()),
        prefix: list.prefix.clone(),
        namespace: list.namespace.clone(),
        ..Xml::default()
    };
    element(outer, Some(&xml), &content)
}

/// What an element of a type holds; `name` is that of the items of a list that have none.
fn content(r#type: &Type, xml: Option<&Xml>, name: &str, index: &Index<'_>) -> TokenStream {
    match bare(r#type, index) {
        Type::Boolean => quote!(xml::Content::Boolean),
        Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::F64
        | Type::Number
        | Type::Decimal => {
            quote!(xml::Content::Number)
        }
        Type::DateTime | Type::Date | Type::Uuid | Type::Base64 | Type::Url => {
            quote!(xml::Content::Token)
        }
        Type::JsonObject => quote!(xml::Content::Map(&xml::Content::Any)),
        Type::Map(values) => {
            let values = content(values, None, "item", index);
            quote!(xml::Content::Map(&#values))
        }
        Type::Array(items) => {
            let item = item(items, xml, name, index);
            quote!(xml::Content::List(&#item))
        }
        Type::Tuple(places) => {
            let told = xml.map(|xml| xml.places.as_slice()).unwrap_or_default();
            let places = places.iter().enumerate().map(|(index_of, place)| {
                let own = told.get(index_of);
                let content = content(place, own, name, index);
                element(name, own, &content)
            });
            quote!(xml::Content::Tuple(&[#(#places),*]))
        }
        Type::Named(name) => match index.definition(name.as_str()).map(|found| &found.kind) {
            Some(TypeKind::Structure(_)) => {
                let name = ident(name.as_str());
                quote!(xml::Content::object::<models::#name>())
            }
            Some(TypeKind::Union(_)) => {
                let name = ident(name.as_str());
                quote!(xml::Content::choice::<models::#name>())
            }
            Some(TypeKind::Enumeration(enumeration))
                if enumeration.representation == EnumerationRepresentation::String =>
            {
                quote!(xml::Content::Token)
            }
            Some(TypeKind::Enumeration(_)) => quote!(xml::Content::Number),
            _ => quote!(xml::Content::Any),
        },
        Type::String | Type::Secret => quote!(xml::Content::Text),
        _ => quote!(xml::Content::Any),
    }
}

/// The type behind aliases, boxes and `Option`.
fn bare<'t, 'a: 't>(r#type: &'t Type, index: &Index<'a>) -> &'t Type {
    let mut current = index.resolved(r#type);
    while let Type::Nullable(inner) | Type::Boxed(inner) = current {
        current = index.resolved(inner);
    }
    current
}
