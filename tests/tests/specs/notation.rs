//! The notation of a schema on one line.
//!
//! `|null` means nullable, `= v` the default, `len`, `n` and `range` the bounds of a string, an array and a number,
//! `ex` the example, `ro` and `wo` readOnly and writeOnly. After the name of a property, `!` means required and `?` not.

use serde_json::Value;

use crate::document::{elements, flag, members, text};

/// Whether a schema has more to show than its kind.
pub(crate) fn is_nested(schema: &Value) -> bool {
    ["properties", "items", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| schema.get(*key).is_some())
}

/// The type of a schema and all else that it says about a value as a whole.
pub(crate) fn kind(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return last(reference).to_owned();
    }
    let mut parts = vec![type_of(schema)];
    for key in ["format", "title"] {
        parts.extend(
            schema
                .get(key)
                .map(|value| format!("{key} {}", plain(value))),
        );
    }
    parts.extend(bounds(schema));
    if schema.get("enum").is_some() {
        let values: Vec<_> = elements(schema, "enum").map(plain).collect();
        parts.push(format!("enum {}", values.join(", ")));
    }
    for (label, key) in [("const", "const"), ("=", "default"), ("ex", "example")] {
        parts.extend(
            schema
                .get(key)
                .map(|value| format!("{label} {}", plain(value))),
        );
    }
    match schema.get("additionalProperties") {
        Some(Value::Bool(more)) => parts.push(format!("additional {more}")),
        Some(more) if !is_nested(more) => parts.push(format!("additional {}", kind(more))),
        _ => {}
    }
    for (label, key) in [
        ("ro", "readOnly"),
        ("wo", "writeOnly"),
        ("deprecated", "deprecated"),
    ] {
        parts.extend(flag(schema, key).then(|| label.to_owned()));
    }
    parts.extend(schema.get("discriminator").map(discriminator));
    parts.join(" ")
}

fn type_of(schema: &Value) -> String {
    let (name, nullable) = match schema.get("type") {
        Some(Value::String(name)) => (name.clone(), flag(schema, "nullable")),
        Some(Value::Array(names)) => {
            let other = names
                .iter()
                .filter_map(Value::as_str)
                .filter(|name| *name != "null");
            (
                other.collect::<Vec<_>>().join("|"),
                names.iter().any(|name| name == "null"),
            )
        }
        _ => ("any".to_owned(), false),
    };
    let name = match schema.get("items") {
        Some(items) if !is_nested(items) => format!("[{}]", kind(items)),
        _ => name,
    };
    if nullable {
        format!("{name}|null")
    } else {
        name
    }
}

fn bounds(schema: &Value) -> Vec<String> {
    let pairs = [
        ("len", "minLength", "maxLength"),
        ("n", "minItems", "maxItems"),
        ("range", "minimum", "maximum"),
    ];
    let bound = |key| schema.get(key).map(Value::to_string).unwrap_or_default();
    let bounds = pairs.map(|(label, least, most)| (label, bound(least), bound(most)));
    let given = bounds
        .into_iter()
        .filter(|(_, least, most)| !least.is_empty() || !most.is_empty());
    given
        .map(|(label, least, most)| format!("{label} {least}..{most}"))
        .collect()
}

fn discriminator(discriminator: &Value) -> String {
    let by = format!("by {}", text(discriminator, "propertyName"));
    let mapping = members(discriminator, "mapping");
    let mapping: Vec<_> = mapping
        .map(|(value, to)| format!("{value}: {}", last(&plain(to))))
        .collect();
    if mapping.is_empty() {
        by
    } else {
        format!("{by} {{{}}}", mapping.join(", "))
    }
}

/// A string without quotes, unless it is empty; any other value as JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        other => other.to_string(),
    }
}

/// The last segment of a reference.
pub(crate) fn last(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
