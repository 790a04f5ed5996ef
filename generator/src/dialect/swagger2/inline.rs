//! Path items, parameters and responses of Swagger 2.0 that stand in other files: they are brought into the document
//! before it is rewritten, since each has another form in OpenAPI 3.0.

use super::super::resolve::Resolver;
use crate::source::{Value, ValueKind};

/// How many references in a row are followed.
const STEPS: usize = 100;

/// Brings in what references to other files lead to; what they do not lead to is reported when the document is walked.
pub(super) fn inline(root: &mut Value, resolver: &mut Resolver<'_>) {
    for key in ["parameters", "responses"] {
        for (_, value) in members(root.get_mut(key)) {
            bring(value, resolver);
        }
    }
    for (_, item) in members(root.get_mut("paths")) {
        bring(item, resolver);
        parameters(item, resolver);
        for (_, operation) in members(Some(item)) {
            parameters(operation, resolver);
            for (_, response) in members(operation.get_mut("responses")) {
                bring(response, resolver);
            }
        }
    }
}

fn members(value: Option<&mut Value>) -> impl Iterator<Item = (&str, &mut Value)> {
    value
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(|members| members.iter_mut())
}

fn parameters(value: &mut Value, resolver: &mut Resolver<'_>) {
    let list = value.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in list.into_iter().flatten() {
        bring(parameter, resolver);
    }
}

/// Puts what a reference to another file leads to in its place.
fn bring(value: &mut Value, resolver: &mut Resolver<'_>) {
    for _ in 0..STEPS {
        let reference = value.get("$ref").and_then(Value::as_str);
        let Some(reference) = reference.filter(|reference| !reference.starts_with('#')) else {
            return;
        };
        let reference = reference.to_owned();
        let target = resolver.resolve(0, &reference).ok();
        let Some(mut found) = target.and_then(|target| resolver.value(&target)) else {
            return;
        };
        let (location, _) = reference.split_once('#').unwrap_or((&reference, ""));
        rebase(&mut found, location);
        *value = found;
    }
}

/// Makes references of the file at `location` lead to the same places from the document.
fn rebase(value: &mut Value, location: &str) {
    match &mut value.kind {
        ValueKind::Array(items) => items.iter_mut().for_each(|item| rebase(item, location)),
        ValueKind::Object(members) => {
            for (key, member) in members.iter_mut() {
                match &mut member.kind {
                    ValueKind::String(text) if key == "$ref" => *text = rebased(text, location),
                    _ => rebase(member, location),
                }
            }
        }
        _ => {}
    }
}

fn rebased(reference: &str, location: &str) -> String {
    if reference.starts_with('#') {
        return format!("{location}{reference}");
    }
    match location.rsplit_once('/') {
        Some((folder, _)) if !reference.contains("://") && !reference.starts_with('/') => {
            format!("{folder}/{reference}")
        }
        _ => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::rebased;

    #[test]
    fn references_of_another_file_count_from_the_document() {
        assert_eq!(
            rebased("#/definitions/A", "b/c.yaml"),
            "b/c.yaml#/definitions/A"
        );
        assert_eq!(rebased("d.yaml#/A", "b/c.yaml"), "b/d.yaml#/A");
        assert_eq!(rebased("../d.yaml", "c.yaml"), "../d.yaml");
        assert_eq!(rebased("https://e.com/d", "b/c.yaml"), "https://e.com/d");
    }
}
