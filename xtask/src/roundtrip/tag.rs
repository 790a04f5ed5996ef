//! What discriminators say of the schemas they choose. OpenAPI 3.0.3 §4.7.25.

use std::collections::BTreeMap;

use sdksmith::model::{Model, Pointer};
use serde_json::Value;

/// What a discriminator says where it chooses a schema.
#[derive(Debug)]
pub(super) struct Tag {
    /// The member.
    pub(super) property: String,
    /// Its values.
    pub(super) values: Vec<String>,
}

/// The schemas that a discriminator chooses: the branches of unions, and those made of a base by `allOf`.
pub(super) fn all(model: &Model) -> BTreeMap<Pointer, Tag> {
    let mut tags = BTreeMap::new();
    for (pointer, _) in model.schemas() {
        let Some(schema) = model.document().get(pointer) else {
            continue;
        };
        let count = |key| {
            schema
                .get(key)
                .and_then(|list| list.as_array())
                .map_or(0, Vec::len)
        };
        if let Some(discriminator) = schema.get("discriminator") {
            for key in ["oneOf", "anyOf"] {
                for index in 0..count(key) {
                    let place = pointer.child(key).index(index);
                    insert(&mut tags, model, &discriminator.to_json(), &place);
                }
            }
        }
        for index in 0..count("allOf") {
            let base = pointer.child("allOf").index(index);
            let base = model.resolve(&base).map(|(place, _)| place);
            let base = base.and_then(|place| model.document().get(place));
            if let Some(discriminator) = base.and_then(|base| base.get("discriminator")) {
                insert(&mut tags, model, &discriminator.to_json(), pointer);
            }
        }
    }
    tags
}

/// The schemas that are made of a base with a discriminator, by the base.
pub(super) fn children(model: &Model) -> BTreeMap<Pointer, Vec<Pointer>> {
    let mut children: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
    for (_, pointer) in model.component_schemas() {
        let parents = model
            .document()
            .get(pointer)
            .and_then(|schema| schema.get("allOf"));
        let count = parents.and_then(|list| list.as_array()).map_or(0, Vec::len);
        for index in 0..count {
            let parent = pointer.child("allOf").index(index);
            let Some((base, _)) = model.resolve(&parent) else {
                continue;
            };
            let schema = model.document().get(base);
            if schema.is_some_and(|schema| schema.get("discriminator").is_some()) {
                children
                    .entry(base.clone())
                    .or_default()
                    .push(pointer.clone());
            }
        }
    }
    children
}

fn insert(
    tags: &mut BTreeMap<Pointer, Tag>,
    model: &Model,
    discriminator: &Value,
    place: &Pointer,
) {
    let property = discriminator.get("propertyName").and_then(Value::as_str);
    let values = values(model, discriminator, place);
    let Some(((target, _), property)) = model.resolve(place).zip(property) else {
        return;
    };
    if !values.is_empty() {
        let property = property.to_owned();
        tags.insert(target.clone(), Tag { property, values });
    }
}

/// The values that choose the schema at a place: those that the mapping gives it, else its name. None for a schema
/// without a name.
pub(super) fn values(model: &Model, discriminator: &Value, place: &Pointer) -> Vec<String> {
    let document = model.document();
    let written = document.get(place).and_then(|branch| branch.get("$ref"));
    let target = model.resolve(place).map(|(place, _)| place.to_reference());
    let reference = written
        .and_then(|reference| reference.as_str())
        .map_or_else(|| place.to_reference(), str::to_owned);
    let Some(name) = reference.strip_prefix("#/components/schemas/") else {
        return Vec::new();
    };
    if name.contains('/') {
        return Vec::new();
    }
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let leads_here = |value: &Value| {
        let value = value.as_str();
        value == Some(&*reference) || value == Some(name) || value == target.as_deref()
    };
    let mapped: Vec<String> = mapping
        .into_iter()
        .flatten()
        .filter(|(_, target)| leads_here(target))
        .map(|(value, _)| value.clone())
        .collect();
    if mapped.is_empty() {
        return vec![name.to_owned()];
    }
    mapped
}
