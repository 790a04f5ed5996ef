//! Objects that are wrong in a way that has one clear meaning.

use super::shape::Kind;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Object, Value, ValueKind};

/// Mends an object of the specification, with a word about what was done.
pub(super) fn object(value: &mut Value, kind: Kind, walk: &mut Walk<'_, '_>) {
    if value.get("$ref").is_some() && !(kind == Kind::Parameter && typed_by_reference(value, walk))
    {
        return;
    }
    match kind {
        Kind::Parameter => parameter(value, walk),
        Kind::Header => header(value, walk),
        _ => {}
    }
}

/// A parameter whose `$ref` stands where its schema should: beside its name and place.
fn typed_by_reference(value: &mut Value, walk: &mut Walk<'_, '_>) -> bool {
    let origin = value.origin;
    let Some(members) = value.as_object_mut() else {
        return false;
    };
    let named = members.contains_key("name") && members.contains_key("in");
    if !named || members.contains_key("schema") || members.contains_key("content") {
        return false;
    }
    let Some(reference) = members.remove("$ref") else {
        return false;
    };
    let at = reference.origin;
    let schema = Value::object([("$ref".to_owned(), reference)], origin);
    members.insert("schema".to_owned(), schema);
    let message = "`$ref` stands where the schema of a parameter should";
    walk.warn_key(
        Code::CoercedType,
        message,
        at,
        "beside `name` and `in`",
        "taken as its schema; write it under `schema`",
    );
    true
}

fn parameter(value: &mut Value, walk: &mut Walk<'_, '_>) {
    schema_or_content(value, Kind::Parameter, walk);
    let origin = value.origin;
    let Some(members) = value.as_object_mut() else {
        return;
    };
    let place = members
        .get("in")
        .and_then(Value::as_str)
        .map(str::to_ascii_lowercase);
    if place.as_deref() == Some("path")
        && members.get("required").and_then(Value::as_bool) != Some(true)
    {
        members.insert("required".to_owned(), Value::boolean(true, origin));
    }
    let known: &[&str] = match place.as_deref() {
        Some("path") => &["matrix", "label", "simple"],
        Some("header") => &["simple"],
        Some("cookie") => &["form"],
        _ => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    };
    style(value, known, walk);
}

fn header(value: &mut Value, walk: &mut Walk<'_, '_>) {
    schema_or_content(value, Kind::Header, walk);
    style(value, &["simple"], walk);
}

fn style(value: &mut Value, known: &[&str], walk: &mut Walk<'_, '_>) {
    let Some(style) = value.get("style") else {
        return;
    };
    let Some(text) = style.as_str() else { return };
    if known.contains(&text) {
        return;
    }
    let message = format!("style does not go with the place of the parameter: `{text}`");
    let place = walk.files().place(style.origin);
    let diagnostic = Diagnostic::new(Code::UnknownValue, message, place, "ignored");
    walk.sink
        .push(diagnostic.help(format!("the styles of this place are {}", known.join(", "))));
    if let Some(members) = value.as_object_mut() {
        members.remove("style");
    }
}

/// A parameter or header has a schema or a content; what has neither is taken as a text.
fn schema_or_content(value: &mut Value, kind: Kind, walk: &mut Walk<'_, '_>) {
    let origin = value.origin;
    let Some(members) = value.as_object_mut() else {
        return;
    };
    let empty = |value: &Value| value.is_null() || value.as_object().is_some_and(Object::is_empty);
    if members.get("content").is_some_and(empty) {
        members.remove("content");
    }
    if members.get("schema").is_some_and(Value::is_null) {
        members.remove("schema");
    }
    if members.contains_key("schema") {
        members.remove("content");
        return;
    }
    if members.contains_key("content") {
        return;
    }
    // Swagger 2.0 puts the type beside the name; so do some documents of 3.0.
    let mut schema = Value::empty(origin);
    let type_keys = [
        "type", "format", "items", "enum", "default", "minimum", "maximum", "pattern",
    ];
    if members.contains_key("type") {
        for key in type_keys {
            if let (Some(member), Some(schema)) = (members.remove(key), schema.as_object_mut()) {
                schema.insert(key.to_owned(), member);
            }
        }
    } else {
        schema.kind =
            Value::object([("type".to_owned(), Value::text("string", origin))], origin).kind;
    }
    members.insert("schema".to_owned(), schema);
    let message = format!("{} has neither `schema` nor `content`", kind.described());
    walk.warn_key(
        Code::MissingFieldFilled,
        message,
        origin,
        "of what type?",
        "taken as a string, or as the type beside its name",
    );
}

/// Leaves nothing of a value but its kind.
pub(super) fn take(value: &mut Value) -> Value {
    Value::new(
        std::mem::replace(&mut value.kind, ValueKind::Null),
        value.origin,
    )
}
