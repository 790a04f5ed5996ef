//! What may be there or not.

use serde_json::{Map, Value, json};

use super::{Purpose, WIDTH};

/// An object without each of its members, with each of them null, and with one more.
pub(super) fn each_member(
    schema: &Value,
    members: &Map<String, Value>,
    add: &mut impl FnMut(String, Purpose, Value),
) {
    for name in members.keys().take(WIDTH) {
        let mut without = members.clone();
        without.shift_remove(name);
        add(
            format!("without `{name}`"),
            Purpose::Tried,
            Value::Object(without),
        );
        // In a union a null that one branch refuses may pass as an undeclared member of another.
        if schema.get("oneOf").or(schema.get("anyOf")).is_some() {
            continue;
        }
        let mut null = members.clone();
        null.insert(name.clone(), Value::Null);
        add(
            format!("`{name}` is null"),
            Purpose::Tried,
            Value::Object(null),
        );
    }
    let mut more = members.clone();
    more.insert("x-undeclared".to_owned(), json!({ "a": [1, null, "b"] }));
    add(
        "with an undeclared member".to_owned(),
        Purpose::Unknown,
        Value::Object(more),
    );
}
