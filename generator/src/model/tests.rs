//! What a model holds.

use super::{Model, Pointer, SchemaNode, build};
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect::normalise;
use crate::source::{ReadOptions, SpecInput, load};

fn model(text: &str) -> (Model, Vec<Diagnostic>) {
    let source = load(&SpecInput::text("a.yaml", text), &ReadOptions::default()).unwrap();
    let mut sink = Sink::new();
    let document = normalise(source, &mut sink).unwrap();
    let model = build(document, &mut sink);
    (model, sink.into_sorted())
}

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: t, version: '1'}
security: [{key: []}]
paths:
  /b/{id}:
    summary: Things
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {$ref: '#/components/parameters/page'}
    patch:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
      requestBody: {$ref: '#/components/requestBodies/Body'}
      responses:
        4xx: {description: no}
        200: {$ref: '#/components/responses/Ok'}
        default: {description: other}
    get: {responses: {}}
  /a:
    get: {operationId: a, responses: {}}
components:
  parameters:
    page: {name: page, in: query, schema: {type: string}}
  requestBodies:
    Body: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
  responses:
    Ok:
      description: ok
      headers: {X-Rate: {$ref: '#/components/headers/Rate'}}
      content: {application/json: {schema: {type: array, items: {type: object, properties: {x: {type: string}}}}}}
  headers:
    Rate: {schema: {type: integer}}
  schemas:
    Z: {$ref: '#/components/schemas/A'}
    A: {oneOf: [{type: string}, {$ref: '#/components/schemas/A'}], prefixItems: [{type: integer}]}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
";

#[test]
fn operations_have_everything_they_refer_to() {
    let (model, diagnostics) = model(DOCUMENT);
    assert_eq!(diagnostics, []);
    let calls: Vec<_> = model
        .operations
        .iter()
        .map(|call| format!("{} {}", call.method, call.path))
        .collect();
    assert_eq!(calls, ["PATCH /b/{id}", "GET /b/{id}", "GET /a"]);
    let patch = &model.operations[0];
    let parameters: Vec<_> = patch
        .parameters
        .iter()
        .map(|parameter| parameter.pointer.as_str())
        .collect();
    assert_eq!(
        parameters,
        [
            "/paths/~1b~1{id}/parameters/0",
            "/paths/~1b~1{id}/patch/parameters/0"
        ]
    );
    assert_eq!(
        patch.request_body.as_ref().unwrap().pointer.as_str(),
        "/components/requestBodies/Body"
    );
    let statuses: Vec<_> = patch
        .responses
        .iter()
        .map(|(status, _)| status.as_str())
        .collect();
    assert_eq!(statuses, ["4XX", "200", "default"]);
    assert_eq!(patch.path_summary.as_deref(), Some("Things"));
    let ok = &patch.responses[1].1;
    assert_eq!(ok.pointer.as_str(), "/components/responses/Ok");
    assert!(ok.value.headers["X-Rate"].as_item().is_some());
    assert_eq!(model.security_schemes.len(), 1);
    assert_eq!(model.security.as_ref().unwrap().len(), 1);
}

#[test]
fn every_schema_is_an_entry_of_its_own() {
    let (model, _) = model(DOCUMENT);
    let names: Vec<_> = model.component_schemas().map(|(name, _)| name).collect();
    assert_eq!(names, ["Z", "A"]);
    let a = Pointer::from("/components/schemas/A");
    assert_eq!(
        model.schema(&Pointer::from("/components/schemas/Z")),
        Some(&SchemaNode::Reference(a.clone()))
    );
    let Some(SchemaNode::Schema(schema)) = model.schema(&a) else {
        panic!("no schema")
    };
    assert_eq!(
        schema
            .schema_data
            .extension("x-sdksmith-prefix-items")
            .unwrap()
            .clone(),
        serde_json::json!(["#/components/schemas/A/prefixItems/0"])
    );
    let super::SchemaKind::OneOf(one_of) = &schema.schema_kind else {
        panic!("no union")
    };
    let references: Vec<_> = one_of.iter().map(Pointer::to_reference).collect();
    assert_eq!(
        references,
        [
            "#/components/schemas/A/oneOf/0",
            "#/components/schemas/A/oneOf/1"
        ]
    );
    for reference in references {
        assert!(model.schema_at(&reference).is_some(), "{reference}");
    }
    let deep = "/components/responses/Ok/content/application~1json/schema/items/properties/x";
    assert!(model.schema(&Pointer::from(deep)).is_some());
    assert_eq!(model.place(&Pointer::from(deep)).pointer, deep);
}

#[test]
fn h18_circles_of_references_are_broken_and_said_once() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n    C: {$ref: '#/components/schemas/C'}\n";
    let (model, diagnostics) = model(text);
    let codes: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    assert_eq!(codes, ["reference-cycle", "reference-cycle"]);
    for name in ["A", "B", "C"] {
        assert!(
            model
                .resolve(&Pointer::of(["components", "schemas", name]))
                .is_some(),
            "{name}"
        );
    }
}

#[test]
fn h19_a_long_chain_of_references_is_refused() {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n",
    );
    for index in 0..300 {
        text.extend([
            "    S",
            &index.to_string(),
            ": {$ref: '#/components/schemas/S",
            &(index + 1).to_string(),
            "'}\n",
        ]);
    }
    text += "    S300: {type: string}\n";
    let (_, diagnostics) = model(&text);
    assert!(
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code.as_str() == "reference-chain-too-long")
    );
    assert!(diagnostics.len() < 5, "{}", diagnostics.len());
}

#[test]
fn response_keys_that_are_no_status_are_left_out() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        ok: {description: x}\n        200: {description: y}\n";
    let (model, diagnostics) = model(text);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.as_str(), "invalid-status");
    assert_eq!(model.operations[0].responses.len(), 1);
}
