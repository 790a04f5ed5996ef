//! Which values can be described in XML. OpenAPI 3.1.1 §4.8.26.

use std::collections::BTreeSet;

use super::schema::Types;
use crate::ir::{
    Enumeration, EnumerationRepresentation, Field, Structure, Type, TypeKind, Xml, XmlNode,
};

/// Why a type is not read from XML, nor written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Undescribed {
    /// It is text, or anything, so that nothing is lost.
    Plain,
    /// The document says more than can be described.
    Because(&'static str),
}

/// Whether what an element holds follows from a type, so that a document of XML can be read into it and written from it:
/// a struct, a union of structs, or a list. A union of anything else cannot be described: text does not say what it is.
pub(super) fn described(types: &Types<'_>, r#type: &Type) -> Result<(), Undescribed> {
    let bare = types.bare(r#type);
    let whole = matches!(bare, Type::Array(_) | Type::Tuple(_))
        || !types.fields(&bare).is_empty()
        || is_union(types, &bare);
    if !whole {
        return Err(Undescribed::Plain);
    }
    let mut seen = BTreeSet::new();
    let mut waiting = vec![bare];
    while let Some(r#type) = waiting.pop() {
        match types.bare(&r#type) {
            Type::Array(item) | Type::Map(item) => waiting.push(*item),
            Type::Named(name) => {
                let new = seen.insert(name.clone());
                if let Some(definition) = types.definition(&Type::Named(name)).filter(|_| new) {
                    let inner = held(types, &definition.kind).map_err(Undescribed::Because)?;
                    waiting.extend(inner);
                }
            }
            Type::Tuple(places) => waiting.extend(places),
            other if is_scalar(&other) || matches!(other, Type::Json | Type::JsonObject) => {}
            _ => return Err(Undescribed::Because("it holds what XML has no text for")),
        }
    }
    Ok(())
}

/// The types that a definition holds, or why it cannot be described.
fn held(types: &Types<'_>, kind: &TypeKind) -> Result<Vec<Type>, &'static str> {
    match kind {
        TypeKind::Structure(structure) => {
            is_placed(types, structure)?;
            let fields = structure.fields.iter().map(|field| &field.r#type);
            let others = structure.additional.iter().map(|others| &others.r#type);
            Ok(fields.chain(others).cloned().collect())
        }
        TypeKind::Union(union) => {
            let variants: Vec<Type> = union
                .variants
                .iter()
                .map(|one| one.r#type.clone())
                .collect();
            if variants.iter().all(|variant| is_structure(types, variant)) {
                Ok(variants)
            } else {
                Err("it is one of several types, and not each of them is an object")
            }
        }
        TypeKind::Enumeration(enumeration) if !is_of_one_kind(enumeration) => {
            Err("an enum has values of several types, which are the same in text")
        }
        TypeKind::Enumeration(_) | TypeKind::Alias(_) => Ok(Vec::new()),
    }
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
        && has_named_places(root)
}

/// Whether each member of a struct has a place in its element.
fn is_placed(types: &Types<'_>, structure: &Structure) -> Result<(), &'static str> {
    if !structure.flattened.is_empty() {
        return Err("an object has the members of one of several types among its own");
    }
    let fields = structure.fields.iter();
    if !fields.clone().all(|field| is_field_placed(types, field)) {
        return Err("an attribute or a text is to hold more than text");
    }
    let bare = |field: &Field| {
        let wrapped = field.xml.as_ref().is_some_and(|xml| xml.wrapped);
        !wrapped && matches!(types.bare(&field.r#type), Type::Tuple(_))
    };
    if fields.clone().any(bare) {
        return Err("a list with a type of its own in each place has no element around it");
    }
    let fields = fields.map(|field| (field.xml.as_deref(), &field.wire_name));
    let constants = structure.constants.iter();
    let constants = constants.map(|constant| (constant.xml.as_deref(), &constant.wire_name));
    let mut names = fields.chain(constants);
    if !names.all(|(xml, wire_name)| has_names(xml, wire_name)) {
        return Err("a member has a name that no element can have");
    }
    Ok(())
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
    node == XmlNode::Element || scalar
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
        && has_named_places(xml)
        && xml
            .item
            .as_deref()
            .is_none_or(|item| has_names(Some(item), "item"))
}

/// Whether each place of a tuple is an element whose name can be written.
fn has_named_places(xml: &Xml) -> bool {
    let mut places = xml.places.iter();
    places.all(|place| place.node == XmlNode::Element && has_names(Some(place), "item"))
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
