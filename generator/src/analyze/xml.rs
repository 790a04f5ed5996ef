//! Which values can be described in XML. OpenAPI 3.1.1 §4.8.26.

use std::collections::BTreeSet;

use super::schema::Types;
use crate::ir::{
    Enumeration, EnumerationRepresentation, Field, Structure, Type, TypeKind, Xml, XmlNode,
};

/// Whether what an element holds follows from a type, so that a document of XML can be read into it and written from it:
/// a struct, a union of structs, or a list. A union of anything else cannot be described: text does not say what it is.
pub(super) fn is_described(types: &Types<'_>, r#type: &Type) -> bool {
    let bare = types.bare(r#type);
    let whole =
        matches!(bare, Type::Array(_)) || !types.fields(&bare).is_empty() || is_union(types, &bare);
    let mut seen = BTreeSet::new();
    let mut waiting = vec![bare];
    while let Some(r#type) = waiting.pop() {
        let fits = match types.bare(&r#type) {
            Type::Array(item) | Type::Map(item) => {
                waiting.push(*item);
                true
            }
            Type::Named(name) => {
                let new = seen.insert(name.clone());
                let definition = types.definition(&Type::Named(name));
                match definition.map(|definition| &definition.kind) {
                    Some(TypeKind::Structure(structure)) if new => {
                        let fields = structure.fields.iter();
                        waiting.extend(fields.map(|field| field.r#type.clone()));
                        let others = structure.additional.iter();
                        waiting.extend(others.map(|others| others.r#type.clone()));
                        is_placed(types, structure)
                    }
                    Some(TypeKind::Enumeration(enumeration)) => is_of_one_kind(enumeration),
                    Some(TypeKind::Union(union)) => {
                        let variants = union.variants.iter();
                        if new {
                            waiting.extend(variants.clone().map(|variant| variant.r#type.clone()));
                        }
                        variants
                            .clone()
                            .all(|variant| is_structure(types, &variant.r#type))
                    }
                    Some(TypeKind::Structure(_)) => true,
                    Some(TypeKind::Alias(_)) | None => false,
                }
            }
            other => is_scalar(&other) || matches!(other, Type::Json | Type::JsonObject),
        };
        if !fits {
            return false;
        }
    }
    whole
}

fn is_union(types: &Types<'_>, r#type: &Type) -> bool {
    let definition = types.definition(r#type);
    definition.is_some_and(|definition| matches!(definition.kind, TypeKind::Union(_)))
}

fn is_structure(types: &Types<'_>, r#type: &Type) -> bool {
    let definition = types.definition(&types.bare(r#type));
    definition.is_some_and(|definition| matches!(definition.kind, TypeKind::Structure(_)))
}

/// Whether the first element of a document has a name that can be written.
pub(super) fn is_named(root: &Xml) -> bool {
    let item = root
        .item
        .as_ref()
        .map_or(Some(""), |item| item.name.as_deref());
    root.name.as_deref().is_some_and(is_name)
        && item.is_none_or(|item| item.is_empty() || is_name(item))
}

/// Whether each member of a struct has a place in its element.
fn is_placed(types: &Types<'_>, structure: &Structure) -> bool {
    let fields = structure.fields.iter();
    let constants = structure.constants.iter();
    structure.flattened.is_empty()
        && fields.clone().all(|field| is_field_placed(types, field))
        && constants
            .clone()
            .all(|constant| has_names(constant.xml.as_deref(), &constant.wire_name))
}

fn is_field_placed(types: &Types<'_>, field: &Field) -> bool {
    let node = field.xml.as_ref().map_or(XmlNode::Element, |xml| xml.node);
    let mut bare = types.bare(&field.r#type);
    // Lists in attributes and in text have spaces between their items.
    if let (Type::Array(item), true) = (&bare, node != XmlNode::Element) {
        bare = types.bare(item);
    }
    let scalar = match types.definition(&bare).map(|definition| &definition.kind) {
        Some(TypeKind::Enumeration(_)) => true,
        Some(_) => false,
        None => is_scalar(&bare),
    };
    (node == XmlNode::Element || scalar) && has_names(field.xml.as_deref(), &field.wire_name)
}

/// Whether the names of a member can be written.
fn has_names(xml: Option<&Xml>, wire_name: &str) -> bool {
    let Some(xml) = xml else {
        return is_name(wire_name);
    };
    let nameless = matches!(xml.node, XmlNode::Text | XmlNode::CharacterData);
    let own = nameless || is_name(xml.name.as_deref().unwrap_or(wire_name));
    let prefix = xml.prefix.as_deref().is_none_or(is_name);
    own && prefix
        && xml
            .item
            .as_deref()
            .is_none_or(|item| has_names(Some(item), "item"))
}

/// Whether a text can be the name of an element or attribute, without a prefix. Namespaces in XML 1.0 §4.
fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    first && characters.all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

/// Whether all values of an enum are written the same way.
fn is_of_one_kind(enumeration: &Enumeration) -> bool {
    enumeration.representation != EnumerationRepresentation::Json
        || enumeration.values.iter().all(|one| one.value.is_number())
}

/// Whether values of a type are text in XML. An integer of more than 64 bits would lose digits on its way through JSON.
fn is_scalar(r#type: &Type) -> bool {
    matches!(
        r#type,
        Type::Boolean
            | Type::I32
            | Type::I64
            | Type::U32
            | Type::U64
            | Type::F64
            | Type::Number
            | Type::Decimal
            | Type::String
            | Type::Url
            | Type::Secret
            | Type::DateTime
            | Type::Date
            | Type::Uuid
            | Type::Base64
    )
}
