//! Examples: whether they are there, valid, and free of members that nothing declares.

use serde_json::Value;

use crate::{
    document::{Document, elements, members},
    json_schema::{self, discriminated},
    visit::{self, Direction},
};

/// A value that stands beside the schema it has to fit.
struct Example<'a> {
    pointer: String,
    direction: Direction,
    schema: &'a Value,
    value: &'a Value,
}

/// All examples of the document, and the defaults.
fn collect(document: &Document) -> Vec<Example<'_>> {
    let mut all = Vec::new();
    for carrier in visit::carriers(document) {
        for value in carrier.examples {
            let schema = carrier.schema.expect("a schema beside the example");
            all.push(Example {
                pointer: carrier.pointer.clone(),
                direction: carrier.direction,
                schema,
                value,
            });
        }
    }
    for place in visit::schemas(document) {
        let schema = place.schema;
        let single = ["example", "default"]
            .into_iter()
            .filter_map(|key| schema.get(key));
        for value in single.chain(elements(schema, "examples")) {
            all.push(Example {
                pointer: place.pointer.clone(),
                direction: Direction::Either,
                schema,
                value,
            });
        }
    }
    all
}

/// Examples and defaults that their schema does not allow.
pub(crate) fn invalid(document: &Document) -> Vec<String> {
    let mut complaints = Vec::new();
    for example in collect(document) {
        let validator = json_schema::validator(document, example.schema, example.direction);
        for error in validator.iter_errors(example.value) {
            complaints.push(format!(
                "{}: {error} at `{}`",
                example.pointer,
                error.instance_path()
            ));
        }
    }
    complaints
}

/// Members of examples that no schema declares, as misspelt ones.
pub(crate) fn undeclared(document: &Document) -> Vec<String> {
    let mut complaints = Vec::new();
    for example in collect(document) {
        strangers(
            document,
            example.schema,
            example.value,
            &example.pointer,
            &mut complaints,
        );
    }
    complaints
}

/// Bodies with a schema and without an example.
pub(crate) fn missing(document: &Document) -> Vec<String> {
    let bodies = visit::carriers(document)
        .into_iter()
        .filter(|carrier| carrier.is_body);
    let bare = bodies.filter(|body| body.schema.is_some() && body.examples.is_empty());
    bare.map(|body| format!("{}: no example", body.pointer))
        .collect()
}

fn strangers(
    document: &Document,
    schema: &Value,
    value: &Value,
    at: &str,
    complaints: &mut Vec<String>,
) {
    let mut parts = Vec::new();
    flatten(document, schema, value, &mut parts);
    match value {
        Value::Array(values) => {
            for items in parts.iter().filter_map(|part| part.get("items")) {
                for (index, value) in values.iter().enumerate() {
                    strangers(document, items, value, &format!("{at}/{index}"), complaints);
                }
            }
        }
        Value::Object(object) => {
            let is_open = parts
                .iter()
                .all(|part| members(part, "properties").next().is_none());
            for (name, value) in object {
                let declarations = parts
                    .iter()
                    .filter_map(|part| part.get("properties")?.get(name));
                let declarations: Vec<_> = declarations.collect();
                if declarations.is_empty() && !is_open {
                    complaints.push(format!("{at}: member `{name}` is not declared"));
                }
                for declaration in declarations {
                    strangers(
                        document,
                        declaration,
                        value,
                        &format!("{at}/{name}"),
                        complaints,
                    );
                }
            }
        }
        _ => {}
    }
}

/// The schema, and those it is composed of as far as they concern `value`; references followed.
fn flatten<'a>(
    document: &'a Document,
    schema: &'a Value,
    value: &Value,
    parts: &mut Vec<&'a Value>,
) {
    let schema = document.resolve(schema);
    parts.push(schema);
    for key in ["allOf", "anyOf"] {
        for one in elements(schema, key) {
            flatten(document, one, value, parts);
        }
    }
    let property = schema
        .pointer("/discriminator/propertyName")
        .and_then(Value::as_str);
    let chosen = property
        .and_then(|property| value.get(property))
        .and_then(Value::as_str);
    for one in elements(schema, "oneOf") {
        let reference = one.get("$ref").and_then(Value::as_str);
        let is_other = chosen.is_some_and(|chosen| {
            discriminated(schema)
                .iter()
                .any(|(value, other)| Some(other.as_str()) == reference && value != chosen)
        });
        if !is_other {
            flatten(document, one, value, parts);
        }
    }
}
