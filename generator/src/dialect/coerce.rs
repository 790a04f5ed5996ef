//! Scalars of the wrong type that have one clear meaning.

use super::shape::Shape;
use crate::source::{Files, Number, Value, ValueKind};

/// What became of a scalar.
pub(super) enum Outcome {
    /// It is what it should be.
    Fits,
    /// It was made so; what to say of it.
    Coerced(&'static str),
    /// It is a text, but none of those that are known.
    Unknown(&'static [&'static str]),
    /// It cannot be.
    Wrong,
}

/// Makes a scalar what it should be, where its meaning is clear.
pub(super) fn scalar(value: &mut Value, shape: &Shape, files: &Files) -> Outcome {
    match shape {
        Shape::Text => text(value, files),
        Shape::Boolean => boolean(value),
        Shape::Number | Shape::Count => number(value, matches!(shape, Shape::Count)),
        Shape::OneOf(known) => one_of(value, known),
        _ => Outcome::Fits,
    }
}

/// The text of a number or boolean is what stands in the file: `1.10` stays `1.10`.
fn text(value: &mut Value, files: &Files) -> Outcome {
    match value.kind {
        ValueKind::String(_) => Outcome::Fits,
        ValueKind::Number(_) | ValueKind::Bool(_) => {
            let was_number = matches!(value.kind, ValueKind::Number(_));
            value.kind = ValueKind::String(files.text(value.origin).to_owned());
            let message = if was_number {
                "should be a string, not a number"
            } else {
                "should be a string, not a boolean"
            };
            Outcome::Coerced(message)
        }
        _ => Outcome::Wrong,
    }
}

fn boolean(value: &mut Value) -> Outcome {
    let meant = match &value.kind {
        ValueKind::Bool(_) => return Outcome::Fits,
        ValueKind::String(text) if text.eq_ignore_ascii_case("true") => true,
        ValueKind::String(text) if text.eq_ignore_ascii_case("false") => false,
        ValueKind::Number(number) if number.as_str() == "1" => true,
        ValueKind::Number(number) if number.as_str() == "0" => false,
        _ => return Outcome::Wrong,
    };
    value.kind = ValueKind::Bool(meant);
    Outcome::Coerced("should be `true` or `false`, without quotes")
}

fn number(value: &mut Value, count: bool) -> Outcome {
    let coerced = match &value.kind {
        ValueKind::Number(_) => None,
        ValueKind::String(text) => match Number::parse(text.trim()) {
            Some(number) => Some(number),
            None => return Outcome::Wrong,
        },
        _ => return Outcome::Wrong,
    };
    let was_text = coerced.is_some();
    if let Some(number) = coerced {
        value.kind = ValueKind::Number(number);
    }
    if count {
        let Some(exact) = value.as_number().and_then(Number::as_u64) else {
            return Outcome::Wrong;
        };
        value.kind = Number::parse(&exact.to_string()).map_or(ValueKind::Null, ValueKind::Number);
    }
    if was_text {
        Outcome::Coerced("should be a number, without quotes")
    } else {
        Outcome::Fits
    }
}

fn one_of(value: &mut Value, known: &'static [&'static str]) -> Outcome {
    let ValueKind::String(text) = &value.kind else {
        return Outcome::Wrong;
    };
    if known.contains(&text.as_str()) {
        return Outcome::Fits;
    }
    match known
        .iter()
        .find(|name| name.eq_ignore_ascii_case(text.trim()))
    {
        Some(name) => {
            value.kind = ValueKind::String((*name).to_owned());
            Outcome::Coerced("is not written as the specification writes it")
        }
        None => Outcome::Unknown(known),
    }
}
