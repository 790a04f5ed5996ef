//! Values in a schema: `const`, `enum`, `default`, `examples`.

use super::openapi31::{Members, rename};
use super::walk::Walk;
use crate::diagnostic::Code;
use crate::source::{Number, Value, ValueKind};

/// Brings the values of a schema into the form of 3.0, and makes those of another type than the schema's what they say.
pub(super) fn values(members: &mut Members, walk: &mut Walk<'_, '_>) {
    rename(members, "const", "x-sdksmith-const");
    examples(members);
    let expected = members
        .get("type")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let Some(expected) = expected
        .filter(|name| matches!(name.as_str(), "string" | "integer" | "number" | "boolean"))
    else {
        return;
    };
    let mut changed = None;
    if let Some(items) = members.get_mut("enum").and_then(Value::as_array_mut) {
        for item in items.iter_mut() {
            if matches(item, &expected, walk) {
                changed.get_or_insert(item.origin);
            }
        }
    }
    for key in ["x-sdksmith-const", "default"] {
        if let Some(value) = members.get_mut(key)
            && matches(value, &expected, walk)
        {
            changed.get_or_insert(value.origin);
        }
    }
    if let Some(origin) = changed {
        let message = format!("a value is not of the type of its schema, `{expected}`");
        walk.warn(
            Code::MismatchedValue,
            message,
            origin,
            "taken for what it says",
        );
    }
    unfit(members, &expected, walk);
}

/// Leaves out what its own schema does not allow.
fn unfit(members: &mut Members, expected: &str, walk: &mut Walk<'_, '_>) {
    let mut wrong = Vec::new();
    if let Some(items) = members.get_mut("enum").and_then(Value::as_array_mut) {
        items.retain(|item| {
            let fits = fits(item, expected);
            if !fits {
                wrong.push((item.origin, "a value of `enum`", "left out"));
            }
            fits
        });
        if items.is_empty() {
            members.remove("enum");
        }
    }
    if let Some(default) = members.get("default")
        && !fits(default, expected)
    {
        wrong.push((default.origin, "the default", "left out"));
        members.remove("default");
    }
    for (origin, what, label) in wrong {
        let message = format!("{what} is not of the type of its schema, `{expected}`");
        walk.warn(Code::MismatchedValue, message, origin, label);
    }
    let listed = members.get("enum").and_then(Value::as_array);
    if let (Some(default), Some(items)) = (members.get("default"), listed)
        && default.kind != ValueKind::Null
        && !items.iter().any(|item| item.kind == default.kind)
    {
        let message = "the default is none of the values of `enum`".to_owned();
        let origin = default.origin;
        walk.warn(Code::MismatchedValue, message, origin, "kept as it is");
    }
}

/// Whether a value is of a type, or null, which `nullable` decides about.
fn fits(value: &Value, expected: &str) -> bool {
    match &value.kind {
        ValueKind::Null => true,
        ValueKind::String(_) => expected == "string",
        ValueKind::Number(number) => {
            expected == "number" || (expected == "integer" && number.is_integer())
        }
        ValueKind::Bool(_) => expected == "boolean",
        ValueKind::Array(_) | ValueKind::Object(_) => false,
    }
}

/// Makes a value of another type what it says; whether it was one.
fn matches(value: &mut Value, expected: &str, walk: &Walk<'_, '_>) -> bool {
    let meant = match (&value.kind, expected) {
        (ValueKind::Number(_) | ValueKind::Bool(_), "string") => {
            ValueKind::String(walk.files().text(value.origin).to_owned())
        }
        (ValueKind::String(text), "integer" | "number") => match Number::parse(text) {
            Some(number) if expected == "number" || number.is_integer() => {
                ValueKind::Number(number)
            }
            _ => return false,
        },
        (ValueKind::String(text), "boolean") if text == "true" || text == "false" => {
            ValueKind::Bool(text == "true")
        }
        _ => return false,
    };
    value.kind = meant;
    true
}

/// The examples of JSON Schema are a list; some documents have a map of them, as media types do.
fn examples(members: &mut Members) {
    let Some(examples) = members.remove("examples") else {
        return;
    };
    let origin = examples.origin;
    let list = match examples.kind {
        ValueKind::Array(items) => items,
        ValueKind::Object(named) => {
            let value = |example: Value| example.get("value").cloned().unwrap_or(example);
            named.into_iter().map(|(_, named)| value(named)).collect()
        }
        ValueKind::Null => return,
        kind => vec![Value::new(kind, origin)],
    };
    members.insert("x-sdksmith-examples".to_owned(), Value::array(list, origin));
}
