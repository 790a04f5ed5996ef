//! Validity by the official JSON Schemas of the specification, which `schemas/` holds.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use crate::document::Document;

/// What the official schema of the document's version says against it.
pub(crate) fn errors(document: &Document) -> Vec<String> {
    let validator = if document.is_3_0() {
        version_3_0()
    } else {
        version_3_1()
    };
    let errors = validator.iter_errors(&document.root);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn version_3_0() -> Validator {
    let schema = parse(include_str!("../../schemas/openapi-3.0.json"));
    jsonschema::options()
        .with_draft(Draft::Draft4)
        .should_validate_formats(true)
        .build(&schema)
        .expect("the official schema of 3.0")
}

/// The schema of 3.1 leaves the dialect of schema objects open; this closes it with the default one.
fn version_3_1() -> Validator {
    let schemas = Registry::new()
        .add(
            "https://spec.openapis.org/oas/3.1/schema/2022-10-07",
            parse(include_str!("../../schemas/openapi-3.1.json")),
        )
        .and_then(|registry| {
            let dialect = parse(include_str!("../../schemas/openapi-3.1-dialect.json"));
            registry.add("https://spec.openapis.org/oas/3.1/dialect/base", dialect)
        })
        .and_then(|registry| {
            let vocabulary = parse(include_str!("../../schemas/openapi-3.1-vocabulary.json"));
            registry.add("https://spec.openapis.org/oas/3.1/meta/base", vocabulary)
        })
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("the official schemas of 3.1");
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/openapi-3.1-with-default-dialect",
        "$ref": "https://spec.openapis.org/oas/3.1/schema/2022-10-07",
        "$defs": {
            "schema": {
                "$dynamicAnchor": "meta",
                "$ref": "https://spec.openapis.org/oas/3.1/dialect/base"
            }
        }
    });
    jsonschema::options()
        .with_registry(&schemas)
        .should_validate_formats(true)
        .build(&schema)
        .expect("the official schema of 3.1 with the default dialect")
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a JSON Schema")
}
