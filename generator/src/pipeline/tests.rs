//! Documents that would cost much, or say something else than they seem to.

use serde_json::{Value, json};

use super::{Generated, Generator};
use crate::diagnostic::Code;
use crate::source::SpecInput;

fn generated(document: &Value) -> Generated {
    let spec = SpecInput::text("openapi.json", document.to_string());
    Generator::new(spec).generate(&mut |_| {}).unwrap()
}

/// A document with these schemas, the first of which an operation gives.
fn of_schemas(schemas: &Value) -> Value {
    let first = schemas.as_object().unwrap().keys().next().unwrap();
    let schema = json!({"$ref": format!("#/components/schemas/{first}")});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1.0.0"},
        "servers": [{"url": "https://a.example"}],
        "paths": {"/a": {"get": {"operationId": "getA", "responses": {"200": {
            "description": "d", "content": {"application/json": {"schema": schema}}
        }}}}},
        "components": {"schemas": schemas}
    })
}

fn codes(generated: &Generated) -> Vec<Code> {
    let diagnostics = generated.read.diagnostics.iter();
    diagnostics.map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn h13_a_pattern_is_text_and_never_compiled() {
    let long = "(a+)+$".repeat(200_000);
    for pattern in ["(a+)+$", "(?<=a)b", "[", "*/ \" `x` #![a]", &long] {
        let document = of_schemas(&json!({
            "A": {"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}}
        }));
        let generated = generated(&document);
        assert_eq!(codes(&generated), []);
        assert!(generated.tree.is_some());
    }
    // What is not there can't compile one.
    let manifest = include_str!("../../Cargo.toml");
    assert!(!manifest.contains("\nregex"));
}

/// `levels` schemas in one another by a keyword, around a leaf.
fn nested(keyword: &str, levels: usize, leaf: Value) -> Value {
    (0..levels).fold(leaf, |inner, _| match keyword {
        "properties" => json!({"properties": {"a": inner}}),
        "allOf" | "anyOf" | "oneOf" => json!({keyword: [inner]}),
        _ => json!({keyword: inner}),
    })
}

#[test]
fn h22_a_bad_leaf_is_one_fault_however_deep_it_stands() {
    // `not` is left out unread.
    for keyword in [
        "properties",
        "items",
        "additionalProperties",
        "allOf",
        "anyOf",
        "oneOf",
    ] {
        for levels in [10, 40, 1_000] {
            let schema = if levels < 100 {
                nested(keyword, levels, json!({"type": "object", "properties": 5})).to_string()
            } else {
                // Deeper than a value of serde_json is made and dropped without a thought.
                let (open, close) = match keyword {
                    "properties" => ("{\"properties\":{\"a\":".to_owned(), "}}"),
                    "allOf" | "anyOf" | "oneOf" => (format!("{{\"{keyword}\":["), "]}"),
                    _ => (format!("{{\"{keyword}\":"), "}"),
                };
                format!("{}5{}", open.repeat(levels), close.repeat(levels))
            };
            let document = of_schemas(&json!({"A": "@"})).to_string();
            let text = document.replace("\"@\"", &schema);
            // Flow style of YAML is JSON.
            for name in ["openapi.json", "openapi.yaml"] {
                let read = Generator::new(SpecInput::text(name, text.as_str())).read(&mut |_| {});
                let found: Vec<Code> = read
                    .unwrap()
                    .diagnostics
                    .iter()
                    .map(|diagnostic| diagnostic.code)
                    .collect();
                let shallow = [Code::WrongType];
                let deep = [Code::NestingTooDeep];
                assert!(
                    found == shallow && levels < 1_000 || found == deep && levels > 10,
                    "{keyword}, {levels}, {name}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn h32_parts_of_unusual_size_are_read() {
    let names = |count: usize| (0..count).map(|number| format!("n{number}"));
    let properties: serde_json::Map<String, Value> = names(2_000)
        .map(|name| (name, json!({"type": "string"})))
        .collect();
    let branches: Vec<Value> = names(200)
        .map(|name| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}}))
        .collect();
    let mut schemas = json!({
        "Wide": {"type": "object", "properties": properties, "description": "long ".repeat(200_000)},
        "Values": {"type": "string", "enum": names(10_000).collect::<Vec<_>>()},
        "Choice": {"oneOf": branches},
    });
    let all = schemas.as_object_mut().unwrap();
    for name in names(2_000) {
        all.insert(name, json!({"type": "object", "properties": {"v": {"$ref": "#/components/schemas/Values"}, "c": {"$ref": "#/components/schemas/Choice"}}}));
    }
    let spec = SpecInput::text("openapi.json", of_schemas(&schemas).to_string());
    let read = Generator::new(spec).read(&mut |_| {}).unwrap();
    assert!(!read.has_errors(), "{:?}", read.diagnostics.first());
}
