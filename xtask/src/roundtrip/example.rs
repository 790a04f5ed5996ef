//! The examples that a document gives, each with the place of its schema.

use sdksmith::model::{Model, Pointer};
use serde_json::Value;

use super::rules::Direction;

/// A value that a document shows.
#[derive(Debug)]
pub(super) struct Example {
    /// The schema that it is an example of.
    pub(super) schema: Pointer,
    /// Where the example stands.
    pub(super) place: String,
    /// The way it goes, where the place says so.
    pub(super) direction: Option<Direction>,
    /// The value, or why there is none.
    pub(super) value: Result<Value, &'static str>,
}

/// All examples, in the order of the schemas.
pub(super) fn collect(model: &Model, folder: &std::path::Path) -> Vec<Example> {
    let mut examples = Vec::new();
    for (schema, _) in model.schemas() {
        let mut add = |place: Pointer, value: Result<Value, &'static str>| {
            examples.push(Example {
                schema: schema.clone(),
                direction: direction(&place),
                place: place.as_str().to_owned(),
                value,
            });
        };
        let document = model.document();
        if let Some(own) = document.get(schema) {
            if let Some(example) = own.get("example") {
                add(schema.child("example"), Ok(example.to_json()));
            }
            let listed = own
                .get("x-sdksmith-examples")
                .and_then(|list| list.as_array());
            for (index, example) in listed.into_iter().flatten().enumerate() {
                add(schema.child("examples").index(index), Ok(example.to_json()));
            }
        }
        let carrier = schema.parent().filter(|_| is_carried(schema));
        let Some((place, carrier)) =
            carrier.and_then(|place| document.get(&place).map(|value| (place, value)))
        else {
            continue;
        };
        let carrier = carrier.to_json();
        let json = is_json(&place);
        if let Some(example) = carrier.get("example") {
            add(place.child("example"), of_media(json, example.clone()));
        }
        let named = carrier.get("examples").and_then(Value::as_object);
        for (name, example) in named.into_iter().flatten() {
            let at = place.child("examples").child(name);
            let value = value_of(model, example, folder);
            add(at, value.and_then(|value| of_media(json, value)));
        }
    }
    examples
}

/// Whether a schema is that of a media type, a parameter or a header, and not a property of this name.
fn is_carried(schema: &Pointer) -> bool {
    let segments: Vec<String> = schema.segments().collect();
    let [.., before, _, last] = segments.as_slice() else {
        return false;
    };
    last == "schema" && before != "properties"
}

/// Whether values at a place are JSON; those of parameters and headers are compared as such.
fn is_json(place: &Pointer) -> bool {
    let segments: Vec<String> = place.segments().collect();
    let [.., content, media] = segments.as_slice() else {
        return true;
    };
    let media = media.split(';').next().unwrap_or_default().trim();
    content != "content" || media == "*/*" || media.ends_with("json")
}

fn of_media(json: bool, value: Value) -> Result<Value, &'static str> {
    if json {
        Ok(value)
    } else {
        Err("the media type is not JSON")
    }
}

/// The value of an example object.
fn value_of(
    model: &Model,
    example: &Value,
    folder: &std::path::Path,
) -> Result<Value, &'static str> {
    let mut current = example.clone();
    while let Some(reference) = current.get("$ref").and_then(Value::as_str) {
        let target = Pointer::from_own_reference(reference)
            .and_then(|pointer| model.document().get(&pointer));
        let target = target.ok_or("the reference leads nowhere")?.to_json();
        if target == current {
            return Err("the reference leads nowhere");
        }
        current = target;
    }
    let given = ["value", "dataValue"]
        .iter()
        .find_map(|key| current.get(key));
    if let Some(value) = given {
        return Ok(value.clone());
    }
    let Some(external) = current.get("externalValue").and_then(Value::as_str) else {
        return Err("the example has no value");
    };
    let path = std::path::Path::new(external);
    let local = !external.contains("://")
        && path.components().all(|part| {
            matches!(
                part,
                std::path::Component::Normal(_) | std::path::Component::CurDir
            )
        });
    if !local {
        return Err("the external value is no file of the document's folder");
    }
    let text = std::fs::read_to_string(folder.join(path))
        .map_err(|_| "the external value can't be read")?;
    serde_json::from_str(&text).map_err(|_| "the external value is no JSON")
}

/// The way that values of a place go.
fn direction(place: &Pointer) -> Option<Direction> {
    for segment in place.segments() {
        match segment.as_str() {
            "requestBody" | "requestBodies" | "parameters" => return Some(Direction::Request),
            "responses" | "headers" => return Some(Direction::Response),
            "schemas" => return None,
            _ => {}
        }
    }
    None
}
