//! The values of texts in XML, as JSON has them.

use serde_json::{Number, Value};

use super::xml::Content;

/// The value of a text. What is not of its type stays text, so that the codec says what it expected.
pub(super) fn value(content: &Content<'_>, text: String) -> Value {
    let token = text.trim_ascii();
    match content {
        Content::Number | Content::Boolean if token.is_empty() => Value::Null,
        Content::Number => number(token).map_or_else(|| token.into(), Value::Number),
        Content::Boolean => match token {
            "true" | "1" => true.into(),
            "false" | "0" => false.into(),
            other => other.into(),
        },
        Content::Token => token.into(),
        Content::Tokens(item) => {
            let items = token.split_ascii_whitespace();
            items.map(|one| value(item, one.to_owned())).collect()
        }
        _ => text.into(),
    }
}

/// A number as JSON or XML Schema write it.
fn number(token: &str) -> Option<Number> {
    if let Ok(number) = serde_json::from_str(token) {
        return Some(number);
    }
    let whole = token.parse::<i64>().ok().map(Number::from);
    whole
        .or_else(|| token.parse::<u64>().ok().map(Number::from))
        .or_else(|| token.parse::<f64>().ok().and_then(Number::from_f64))
}

/// Whether a text is only there to set elements apart.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}
