//! Plain values.

use serde_json::{Value, json};

use super::pattern;

/// Texts of the formats that generated types know, the plainest first; some are not of the format, which is an annotation.
const TEXTS: [(&str, &[&str]); 10] = [
    (
        "date-time",
        &[
            "2024-02-29T12:34:56Z",
            "1999-12-31T23:59:59.123456789+05:30",
            "2024-06-30T00:00:00.000Z",
            "2024-01-01T00:00:00-00:00",
            "yesterday",
        ],
    ),
    (
        "date",
        &["2024-02-29", "0001-01-01", "9999-12-31", "2024-02-30"],
    ),
    (
        "uuid",
        &[
            "123e4567-e89b-12d3-a456-426614174000",
            "00000000-0000-0000-0000-000000000000",
            "123E4567-E89B-12D3-A456-426614174000",
            "none",
        ],
    ),
    ("byte", &["aGVsbG8=", "", "-_-_", "+/+/", "?"]),
    ("email", &["a@example.com"]),
    ("uri", &["https://example.com/a?b=c#d"]),
    ("url", &["https://example.com/a?b=c#d"]),
    ("ipv4", &["192.0.2.1"]),
    ("ipv6", &["2001:db8::1"]),
    ("time", &["12:34:56Z"]),
];

/// Texts that any string may be.
const ANY: [&str; 3] = ["", "text", "Zoë \"\\\u{7f}\u{1f600}\u{2028}"];

/// A plain value of a type.
pub(super) fn value(schema: &Value, kind: &str) -> Value {
    match kind {
        "boolean" => json!(true),
        "integer" => least(schema).map_or(json!(1), |least| json!(least)),
        "number" => schema
            .get("minimum")
            .cloned()
            .or_else(|| Some(json!(schema.get("exclusiveMinimum")?.as_f64()? + 0.5)))
            .unwrap_or(json!(1.5)),
        "string" => json!(text(schema)),
        _ => Value::Null,
    }
}

fn least(schema: &Value) -> Option<i64> {
    let bound = |key| schema.get(key).and_then(Value::as_i64);
    bound("minimum")
        .or_else(|| bound("exclusiveMinimum").map(|bound| bound.saturating_add(1)))
        .or_else(|| bound("maximum").map(|bound| bound.min(1)))
}

fn text(schema: &Value) -> String {
    let format = schema
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let known = TEXTS.iter().find(|(name, _)| *name == format);
    let plain = known.and_then(|(_, texts)| texts.first()).copied();
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let matching = pattern.and_then(pattern::matching);
    let mut text = matching.unwrap_or_else(|| plain.unwrap_or("text").to_owned());
    let length = |key| {
        let length = schema.get(key).and_then(Value::as_u64)?;
        usize::try_from(length).ok()
    };
    if let Some(least) = length("minLength").filter(|least| *least <= 10_000) {
        while text.chars().count() < least {
            text.push('a');
        }
    }
    if let Some(most) = length("maxLength") {
        text = text.chars().take(most).collect();
    }
    text
}

/// Values at the ends of what a type allows.
pub(super) fn bounds(schema: &Value, kind: &str) -> Vec<(String, Value)> {
    let values: Vec<Value> = match kind {
        "boolean" => vec![json!(true), json!(false)],
        "integer" | "number" => numbers(schema, kind == "number"),
        "string" => {
            let format = schema
                .get("format")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let known = TEXTS.iter().find(|(name, _)| *name == format);
            known
                .map_or(&ANY[..], |(_, texts)| texts)
                .iter()
                .map(|text| json!(text))
                .collect()
        }
        _ => Vec::new(),
    };
    values
        .into_iter()
        .map(|value| (format!("value {value}"), value))
        .collect()
}

fn numbers(schema: &Value, fractions: bool) -> Vec<Value> {
    let format = schema.get("format").and_then(Value::as_str);
    let mut values = vec![json!(0)];
    // The validator takes formats for annotations, but nobody means a number below zero by these.
    if !format.is_some_and(|format| format.starts_with("uint")) {
        values.push(json!(-1));
    }
    values.extend(
        ["minimum", "maximum"]
            .iter()
            .filter_map(|key| schema.get(key))
            // A bound beyond 64 bits is no integer to `serde_json`.
            .filter(|bound| fractions || !bound.is_f64())
            .cloned(),
    );
    match format {
        Some("int32") => values.extend([json!(i32::MIN), json!(i32::MAX)]),
        Some("int64") => values.extend([json!(i64::MIN), json!(i64::MAX)]),
        Some("uint64") => values.push(json!(u64::MAX)),
        Some("uint32") => values.push(json!(u32::MAX)),
        Some("int8" | "uint8" | "int16" | "uint16") => values.push(json!(127)),
        _ => values.push(json!(9_007_199_254_740_991_i64)),
    }
    if fractions {
        let fractions = [0.5, -1.25, 0.1, 1e300, 1e-7];
        values.extend(fractions.map(|value| json!(value)));
    }
    values
}
