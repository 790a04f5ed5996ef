//! Whether two JSON values are the same: numbers by value, members in any order, everything else to the letter.

use serde_json::{Number, Value};

/// The first difference: where it is, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// A JSON pointer.
    pub(super) pointer: String,
    pub(super) message: String,
}

/// The first difference between what was read and what was written.
pub(super) fn difference(read: &Value, written: &Value) -> Option<Difference> {
    let mut pointer = Vec::new();
    let message = differs(read, written, &mut pointer)?;
    let escaped = pointer
        .iter()
        .map(|key: &String| key.replace('~', "~0").replace('/', "~1"));
    let pointer = escaped.fold(String::new(), |pointer, key| pointer + "/" + &key);
    Some(Difference { pointer, message })
}

fn differs(read: &Value, written: &Value, at: &mut Vec<String>) -> Option<String> {
    match (read, written) {
        (Value::Object(left), Value::Object(right)) => {
            for (key, value) in left {
                at.push(key.clone());
                let Some(other) = right.get(key) else {
                    return Some(format!("{} is lost", short(value)));
                };
                if let Some(message) = differs(value, other, at) {
                    return Some(message);
                }
                at.pop();
            }
            let (key, value) = right.iter().find(|(key, _)| !left.contains_key(*key))?;
            at.push(key.clone());
            Some(format!("{} is added", short(value)))
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (value, other)) in left.iter().zip(right).enumerate() {
                at.push(index.to_string());
                if let Some(message) = differs(value, other, at) {
                    return Some(message);
                }
                at.pop();
            }
            None
        }
        (Value::Number(left), Value::Number(right)) if same(left, right) => None,
        _ if read == written => None,
        _ => Some(format!("{} becomes {}", short(read), short(written))),
    }
}

fn same(left: &Number, right: &Number) -> bool {
    let whole = |number: &Number| {
        number
            .as_i64()
            .map(i128::from)
            .or(number.as_u64().map(i128::from))
    };
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.as_f64() == right.as_f64(),
    }
}

/// A value in a line.
pub(super) fn short(value: &Value) -> String {
    let text = value.to_string();
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(read: &Value, written: &Value) -> Option<String> {
        difference(read, written).map(|difference| difference.pointer)
    }

    #[test]
    fn numbers_count_by_value_and_members_in_any_order() {
        let read = json!({"a": 1, "b": [1.0, 2e3]});
        assert_eq!(at(&read, &json!({"b": [1, 2000], "a": 1.0})), None);
        assert_eq!(
            at(&read, &json!({"b": [1, 2001], "a": 1})),
            Some("/b/1".to_owned())
        );
    }

    #[test]
    fn neighbours_beyond_53_bits_are_two_numbers() {
        let read = json!(9_007_199_254_740_993_i64);
        assert_eq!(
            at(&read, &json!(9_007_199_254_740_992_i64)),
            Some(String::new())
        );
    }

    #[test]
    fn null_is_not_absent() {
        let read = json!({"a/b": null});
        assert_eq!(at(&read, &json!({})), Some("/a~1b".to_owned()));
        assert_eq!(at(&json!({}), &read), Some("/a~1b".to_owned()));
    }

    #[test]
    fn text_is_compared_to_the_letter() {
        let read = json!("2020-01-01T00:00:00Z");
        assert_eq!(
            at(&read, &json!("2020-01-01T00:00:00+00:00")),
            Some(String::new())
        );
    }
}
