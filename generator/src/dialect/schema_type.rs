//! `type` of a schema: one of six names in OpenAPI 3.0, several or `null` in 3.1, and what people write besides.

use super::openapi31::Members;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Value, ValueKind};

/// The names that JSON Schema knows, but for `null`.
const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

/// What other names are taken for: a type, and the format that goes with it.
const ALIASES: &[(&str, &str, Option<&str>)] = &[
    ("file", "string", Some("binary")),
    ("date", "string", Some("date")),
    ("datetime", "string", Some("date-time")),
    ("date-time", "string", Some("date-time")),
    ("uuid", "string", Some("uuid")),
    ("text", "string", None),
    ("str", "string", None),
    ("int", "integer", None),
    ("int32", "integer", Some("int32")),
    ("int64", "integer", Some("int64")),
    ("long", "integer", Some("int64")),
    ("float", "number", Some("float")),
    ("double", "number", Some("double")),
    ("decimal", "number", None),
    ("bool", "boolean", None),
    ("list", "array", None),
    ("map", "object", None),
    ("dict", "object", None),
    ("hash", "object", None),
];

/// Brings `type` into the form of 3.0: one name, with `nullable` beside it.
pub(super) fn types(members: &mut Members, walk: &mut Walk<'_, '_>) {
    let Some(value) = members.get("type") else {
        return;
    };
    let origin = value.origin;
    let names: Vec<Value> = match &value.kind {
        ValueKind::String(_) => vec![value.clone()],
        ValueKind::Array(items) => items.clone(),
        // `type:` with nothing after it, and a bare `null`, mean the type of null.
        ValueKind::Null => vec![Value::text("null", origin)],
        // Anything else is reported by the walk, as any wrong type.
        _ => return,
    };
    let several = value.as_array().is_some();
    let mut known: Vec<Value> = Vec::new();
    let mut null = false;
    let mut any = false;
    for name in names {
        match name.as_str().map(str::trim) {
            Some("null") => null = true,
            Some("any") => {
                any = true;
                unknown(
                    &name,
                    "any",
                    walk,
                    "taken as any type; leave `type` out to say so",
                );
            }
            Some(text) if TYPES.contains(&text) => push(&mut known, text, &name),
            Some(text) => alias(text, &name, members, &mut known, walk),
            None if name.is_null() => null = true,
            None => {
                walk.wrong(&name, &super::shape::Shape::Text, "type");
            }
        }
    }
    if any {
        known.clear();
    }
    match known.len() {
        0 if null && !any => {
            members.remove("type");
            members.insert("x-sdksmith-null".to_owned(), Value::boolean(true, origin));
        }
        0 => {
            members.remove("type");
        }
        1 => {
            let name = known.remove(0);
            members.insert("type".to_owned(), name);
        }
        _ => {
            members.remove("type");
            members.insert("x-sdksmith-types".to_owned(), Value::array(known, origin));
        }
    }
    if null && (several || !any) {
        members.insert("nullable".to_owned(), Value::boolean(true, origin));
    }
}

fn push(known: &mut Vec<Value>, text: &str, name: &Value) {
    if !known.iter().any(|other| other.as_str() == Some(text)) {
        known.push(Value::text(text, name.origin));
    }
}

fn alias(
    text: &str,
    name: &Value,
    members: &mut Members,
    known: &mut Vec<Value>,
    walk: &mut Walk<'_, '_>,
) {
    let lower = text.to_ascii_lowercase();
    if TYPES.contains(&lower.as_str()) {
        unknown(name, text, walk, &format!("taken as `{lower}`"));
        return push(known, &lower, name);
    }
    match ALIASES.iter().find(|(alias, ..)| *alias == lower) {
        Some((_, standard, format)) => {
            // `file` is a type of Swagger 2.0, which the conversion has left in place.
            if lower != "file" || walk.version != super::version::Version::Swagger2 {
                unknown(name, text, walk, &format!("taken as `{standard}`"));
            }
            push(known, standard, name);
            if let Some(format) = format {
                members.get_or_insert_with("format", || Value::text(*format, name.origin));
            }
        }
        None => unknown(
            name,
            text,
            walk,
            "ignored; the types are string, number, integer, boolean, array and object",
        ),
    }
}

fn unknown(name: &Value, text: &str, walk: &mut Walk<'_, '_>, help: &str) {
    let place = walk.files().place(name.origin);
    let message = format!("there is no type of this name: `{text}`");
    walk.sink.push(
        Diagnostic::new(
            Code::UnknownValue,
            message,
            place,
            "not a type of JSON Schema",
        )
        .help(help),
    );
}
