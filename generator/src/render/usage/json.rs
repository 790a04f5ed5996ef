//! JSON in samples: as text, and as the arguments of `json!`.

use std::fmt::Write as _;

use proc_macro2::Literal;
use serde_json::Value;

use super::layout::{Expression, Item};

/// A string literal.
pub(super) fn string(text: &str) -> Expression {
    Expression::atom(Literal::string(text).to_string())
}

/// `json!(value)`.
pub(super) fn macro_call(value: &Value) -> Expression {
    match parts(value) {
        Expression::List { open, close, items } => Expression::List {
            open: format!("json!({open}"),
            close: format!("{close})"),
            items,
        },
        other => Expression::call("json!", [other]),
    }
}

fn parts(value: &Value) -> Expression {
    match value {
        Value::Null | Value::Bool(_) => Expression::atom(value.to_string()),
        Value::Number(number) => Expression::atom(match (number.as_i64(), number.as_u64()) {
            (Some(small), _) if i32::try_from(small).is_ok() => small.to_string(),
            (Some(signed), _) => format!("{signed}_i64"),
            (None, Some(unsigned)) => format!("{unsigned}_u64"),
            (None, None) => float(number.as_f64().unwrap_or_default()),
        }),
        Value::String(text) => string(text),
        Value::Array(items) => Expression::list("[", "]", items.iter().map(parts)),
        Value::Object(members) => {
            let pair = |(key, value): (&String, &Value)| {
                let key = Literal::string(key).to_string();
                Item::from(Expression::Pair {
                    key,
                    value: Box::new(parts(value)),
                })
            };
            let items = members.iter().map(pair).collect();
            Expression::List {
                open: "{".to_owned(),
                close: "}".to_owned(),
                items,
            }
        }
    }
}

/// A float literal without a suffix.
pub(super) fn float(value: f64) -> String {
    let text = value.to_string();
    if text.contains(['.', 'e', 'N', 'i']) {
        text
    } else {
        format!("{text}.0")
    }
}

/// JSON text over several lines, in which every character is one that a reader sees.
pub(crate) fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = character == '\n'
            || character.escape_debug().len() == 1
            || matches!(character, '"' | '\\' | '\'');
        if plain {
            out.push(character);
        } else {
            // Only strings hold such characters, and there they can be spelled in UTF-16.
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// JSON text as a raw string literal that nothing in it can end.
pub(super) fn raw_string(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
