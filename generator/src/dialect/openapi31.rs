//! Schemas of JSON Schema 2020-12, and of whatever people write, into the form of OpenAPI 3.0.
//!
//! What 3.0 cannot hold goes under keys that begin with `x-sdksmith-`. OpenAPI 3.1.1 §4.8.24.

use super::shape::Kind;
use super::version::Version;
use super::walk::Walk;
use super::{bounds, schema_type, schema_values};
use crate::diagnostic::Code;
use crate::source::{Object, Value, ValueKind};

/// Members of an object.
pub(super) type Members = Object;

/// Keys beside a `$ref` that say something about the value at its end, also to readers of OpenAPI 3.0.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
    "xml",
];

/// Keys that say nothing about values.
const SILENT: &[&str] = &[
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$vocabulary",
    "summary",
    "id",
];

/// Keywords that decide by the value, so that no type can say what they say.
const CONDITIONAL: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contains",
];

/// `true`, or nothing, is the empty schema; `false` is one that no value fits.
pub(super) fn boolean_schema(value: &mut Value) {
    let origin = value.origin;
    match value.kind {
        ValueKind::Bool(true) | ValueKind::Null => value.kind = Value::empty(origin).kind,
        ValueKind::Bool(false) => {
            let never = ("x-sdksmith-never".to_owned(), Value::boolean(true, origin));
            value.kind = Value::object([never], origin).kind;
        }
        _ => {}
    }
}

/// Brings one schema into the form of 3.0; schemas in it are brought when the walk comes to them.
pub(super) fn schema(value: &mut Value, walk: &mut Walk<'_, '_>) {
    let origin = value.origin;
    let Some(members) = value.as_object_mut() else {
        return;
    };
    super::openapi32::event_data(members);
    rename(members, "$dynamicRef", "$ref");
    rename(members, "$recursiveRef", "$ref");
    if members.contains_key("$ref") {
        reference_siblings(members, walk);
        if members.len() == 1 {
            return;
        }
    }
    schema_type::types(members, walk);
    bounds::bounds(members, origin);
    schema_values::values(members, walk);
    rename(members, "x-nullable", "nullable");
    rename(members, "xml", "x-sdksmith-xml");
    rename(members, "contentEncoding", "x-sdksmith-content-encoding");
    rename(members, "contentMediaType", "x-sdksmith-content-media-type");
    if members
        .get("items")
        .is_some_and(|items| items.as_array().is_some())
    {
        rename(members, "items", "prefixItems");
    }
    if members.get("items").and_then(Value::as_bool) == Some(false)
        && members.contains_key("prefixItems")
    {
        members.remove("items");
    }
    flags(members, origin);
    discriminator(members, walk);
    misplaced_required(members, walk);
    for key in ["allOf", "oneOf", "anyOf"] {
        if members
            .get(key)
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        {
            members.remove(key);
        }
    }
}

/// Marks what cannot be said in types.
fn flags(members: &mut Members, origin: crate::source::Origin) {
    if members.contains_key("not") {
        members.remove("not");
        members.insert("x-sdksmith-not".to_owned(), Value::boolean(true, origin));
    }
    let conditional = CONDITIONAL.iter().any(|key| {
        members
            .get(key)
            .is_some_and(|value| value.as_bool().is_none())
    });
    if conditional {
        members.insert(
            "x-sdksmith-conditional".to_owned(),
            Value::boolean(true, origin),
        );
    }
    for key in CONDITIONAL {
        members.remove(key);
    }
}

/// A `$ref` with siblings becomes one of `allOf`, beside which the siblings stand. OpenAPI 3.0.3 §4.7.23 ignores siblings.
fn reference_siblings(members: &mut Members, walk: &mut Walk<'_, '_>) {
    members.retain(|key, _| !SILENT.contains(&key));
    if walk.version < Version::V31 {
        let ignored: Vec<_> = members
            .iter()
            .filter(|(key, _)| {
                *key != "$ref" && !key.starts_with("x-") && !ANNOTATIONS.contains(key)
            })
            .map(|(key, value)| (key.to_owned(), value.origin))
            .collect();
        for (key, at) in ignored {
            let message = format!("`{key}` beside a `$ref` is ignored");
            let help =
                "OpenAPI 3.0 ignores it; write the reference into `allOf` if it should count";
            walk.warn_key(
                Code::IgnoredReferenceSibling,
                message,
                at,
                "has no effect",
                help,
            );
            members.remove(&key);
        }
    }
    let only_extensions = members
        .keys()
        .all(|key| key == "$ref" || (key.starts_with("x-") && key != "x-nullable"));
    if only_extensions {
        members.retain(|key, _| key == "$ref");
        return;
    }
    let Some(reference) = members.remove("$ref") else {
        return;
    };
    let origin = reference.origin;
    let item = Value::object([("$ref".to_owned(), reference)], origin);
    match members.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(items) => items.push(item),
        None => {
            members.insert("allOf".to_owned(), Value::array(vec![item], origin));
        }
    }
}

/// A discriminator that is only the name of a property, as in Swagger 2.0.
fn discriminator(members: &mut Members, walk: &mut Walk<'_, '_>) {
    let Some(discriminator) = members.get_mut("discriminator") else {
        return;
    };
    if discriminator.as_str().is_none() {
        return;
    }
    let origin = discriminator.origin;
    let name = Value::new(
        std::mem::replace(&mut discriminator.kind, ValueKind::Null),
        origin,
    );
    discriminator.kind = Value::object([("propertyName".to_owned(), name)], origin).kind;
    if walk.version != Version::Swagger2 {
        let message = format!(
            "{} should be an object, not a string",
            Kind::Discriminator.described()
        );
        walk.warn(
            Code::CoercedType,
            message,
            origin,
            "taken as its `propertyName`",
        );
    }
}

/// `required: true` in a property says nothing.
fn misplaced_required(members: &mut Members, walk: &mut Walk<'_, '_>) {
    let Some(required) = members.get("required") else {
        return;
    };
    let says_boolean =
        required.as_bool().is_some() || matches!(required.as_str(), Some("true" | "false"));
    if says_boolean {
        let origin = required.origin;
        members.remove("required");
        let message = "`required` of a schema is a list of the names of its properties";
        let help = "ignored; name the property in `required` of the object that has it";
        walk.warn_key(
            Code::MisplacedRequired,
            message,
            origin,
            "says nothing here",
            help,
        );
    }
}

/// Gives a key another name, at the same place among the keys, unless that name is taken.
pub(super) fn rename(members: &mut Members, from: &str, to: &str) {
    if members.contains_key(to) {
        members.remove(from);
        return;
    }
    members.rename(from, to);
}
