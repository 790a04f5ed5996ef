//! Bounds of numbers, kept exact. OpenAPI 3.0 says of a bound that it is exclusive; 3.1 has exclusive bounds of their own.

use std::cmp::Ordering;

use super::openapi31::Members;
use crate::source::{Number, Origin, Value, ValueKind};

/// Puts the exact bounds under `x-sdksmith-bounds`, and leaves them in the form of 3.0 as well.
pub(super) fn bounds(members: &mut Members, origin: Origin) {
    let mut exact: Vec<(String, Value)> = Vec::new();
    for (inclusive, exclusive, tighter) in [
        ("minimum", "exclusiveMinimum", Ordering::Greater),
        ("maximum", "exclusiveMaximum", Ordering::Less),
    ] {
        let own = members.get(exclusive).and_then(Value::as_number).cloned();
        let bound = members.get(inclusive).and_then(Value::as_number).cloned();
        let flagged = members.get(exclusive).and_then(Value::as_bool) == Some(true);
        match (&bound, &own) {
            (Some(bound), _) if flagged => exact.push((exclusive.to_owned(), text(bound, origin))),
            (Some(bound), _) => exact.push((inclusive.to_owned(), text(bound, origin))),
            _ => {}
        }
        if let Some(own) = own {
            exact.push((exclusive.to_owned(), text(&own, origin)));
            let at = members.get(exclusive).map_or(origin, |value| value.origin);
            let decides = bound.is_none_or(|bound| compare(&own, &bound) != tighter.reverse());
            if decides {
                members.insert(inclusive.to_owned(), Value::new(ValueKind::Number(own), at));
            }
            members.insert(exclusive.to_owned(), Value::boolean(decides, at));
        }
    }
    if let Some(factor) = members.get("multipleOf").and_then(Value::as_number) {
        exact.push(("multipleOf".to_owned(), text(factor, origin)));
    }
    if !exact.is_empty() && !members.contains_key("x-sdksmith-bounds") {
        members.insert("x-sdksmith-bounds".to_owned(), Value::object(exact, origin));
    }
}

fn text(number: &Number, origin: Origin) -> Value {
    Value::text(number.as_str(), origin)
}

fn compare(left: &Number, right: &Number) -> Ordering {
    let (left, right) = (left.as_f64(), right.as_f64());
    left.zip(right)
        .and_then(|(left, right)| left.partial_cmp(&right))
        .unwrap_or(Ordering::Equal)
}
