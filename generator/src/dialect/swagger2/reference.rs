//! References of Swagger 2.0, and the keys that mean another thing there.

use crate::source::{Pointer, Value, ValueKind, percent_decoded};

/// Where the parts of a document of Swagger 2.0 stand in OpenAPI 3.0.
const MOVED: &[(&str, &str)] = &[
    ("/definitions/", "/components/schemas/"),
    ("/parameters/", "/components/parameters/"),
    ("/responses/", "/components/responses/"),
    ("/securityDefinitions/", "/components/securitySchemes/"),
];

/// Keys whose value is data of the API, and no part of the document.
const DATA: &[&str] = &["example", "examples", "default", "enum"];
/// Keys whose value is an object with names of the author's for keys.
const NAMED: &[&str] = &[
    "responses",
    "properties",
    "schemas",
    "parameters",
    "requestBodies",
    "securitySchemes",
    "headers",
    "paths",
    "content",
];

/// Makes every local reference within a value point to where the parts of the document have moved; data stays.
pub(super) fn rewrite(value: &mut Value) {
    rewrite_members(value, false);
}

/// `named` says that keys are names, so that `default` is a response or a property, and no data.
fn rewrite_members(value: &mut Value, named: bool) {
    match &mut value.kind {
        ValueKind::Array(items) => items.iter_mut().for_each(rewrite),
        ValueKind::Object(members) => {
            for (key, member) in members.iter_mut() {
                match &mut member.kind {
                    ValueKind::String(text) if key == "$ref" => *text = moved(text),
                    _ if !named && DATA.contains(&key) => {}
                    _ => rewrite_members(member, !named && NAMED.contains(&key)),
                }
            }
        }
        _ => {}
    }
}

/// A local reference of Swagger 2.0 in OpenAPI 3.0; one into another file stays.
pub(super) fn moved(reference: &str) -> String {
    let Some(fragment) = reference.strip_prefix('#') else {
        return reference.to_owned();
    };
    let decoded = percent_decoded(fragment);
    MOVED
        .iter()
        .find_map(|(from, to)| {
            fragment
                .strip_prefix(from)
                .map(|rest| format!("#{to}{rest}"))
        })
        .or_else(|| {
            MOVED.iter().find_map(|(from, to)| {
                decoded
                    .strip_prefix(from)
                    .map(|rest| format!("#{to}{rest}"))
            })
        })
        .unwrap_or_else(|| reference.to_owned())
}

/// The value that a reference within a document points to, else the value itself.
pub(super) fn followed<'a>(root: &'a Value, value: &'a Value) -> &'a Value {
    let target = value
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(Pointer::from_reference)
        .and_then(|pointer| {
            let mut target = root;
            for segment in pointer.segments() {
                target = target.child(&segment)?;
            }
            Some(target)
        });
    target.unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn references_follow_what_has_moved() {
        assert_eq!(moved("#/definitions/Pet"), "#/components/schemas/Pet");
        assert_eq!(moved("#/parameters/limit"), "#/components/parameters/limit");
        assert_eq!(moved("#/paths/~1a"), "#/paths/~1a");
        assert_eq!(
            moved("Pet.yaml#/definitions/Pet"),
            "Pet.yaml#/definitions/Pet"
        );
    }
}
