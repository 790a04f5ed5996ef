//! What documents of every version become.

mod openapi32;
mod references;

use serde_json::{Value as Json, json};

use super::normalise;
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{Pointer, ReadOptions, SpecInput, load};

fn normalised(text: &str) -> (Json, Vec<Diagnostic>) {
    let source = load(&SpecInput::text("a.yaml", text), &ReadOptions::default()).unwrap();
    let mut sink = Sink::new();
    let document = normalise(source, &mut sink).unwrap();
    (document.root().to_json(), sink.into_sorted())
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let line = |diagnostic: &Diagnostic| diagnostic.primary().unwrap().position().line;
    diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code.as_str(), line(diagnostic)))
        .collect()
}

/// The schema `A` of a document that has this one schema, written in flow style.
fn schema(version: &str, schema: &str) -> (Json, Vec<&'static str>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{B: {{type: string}}, A: {schema}}}}}\n"
    );
    let (root, diagnostics) = normalised(&text);
    let codes = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    (root["components"]["schemas"]["A"].clone(), codes)
}

#[test]
fn keywords_of_3_1_take_the_form_of_3_0() {
    let cases = [
        (
            "{type: [string, 'null']}",
            json!({"type": "string", "nullable": true}),
        ),
        (
            "{type: [string, integer]}",
            json!({"x-sdksmith-types": ["string", "integer"]}),
        ),
        (
            "{type: 'null'}",
            json!({"x-sdksmith-null": true, "nullable": true}),
        ),
        ("{const: a}", json!({"x-sdksmith-const": "a"})),
        (
            "{type: string, examples: [a, b]}",
            json!({"type": "string", "x-sdksmith-examples": ["a", "b"]}),
        ),
        ("true", json!({})),
        ("false", json!({"x-sdksmith-never": true})),
        (
            "{contentEncoding: base64}",
            json!({"x-sdksmith-content-encoding": "base64"}),
        ),
        ("{not: {type: string}}", json!({"x-sdksmith-not": true})),
        (
            "{if: {type: string}, then: {}}",
            json!({"x-sdksmith-conditional": true}),
        ),
        (
            "{$ref: '#/components/schemas/B'}",
            json!({"$ref": "#/components/schemas/B"}),
        ),
        (
            "{$ref: '#/components/schemas/B', description: d}",
            json!({"description": "d", "allOf": [{"$ref": "#/components/schemas/B"}]}),
        ),
        (
            "{type: integer, exclusiveMinimum: 5, minimum: 3}",
            json!({
                "type": "integer", "exclusiveMinimum": true, "minimum": 5,
                "x-sdksmith-bounds": {"minimum": "3", "exclusiveMinimum": "5"}
            }),
        ),
    ];
    for (text, expected) in cases {
        let (found, codes) = schema("3.1.0", text);
        assert_eq!(found, expected, "{text}");
        assert_eq!(codes, Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn h12_bounds_stay_exact() {
    let (found, _) = schema(
        "3.0.3",
        "{type: integer, maximum: 18446744073709551616, exclusiveMaximum: true}",
    );
    assert_eq!(
        found["x-sdksmith-bounds"],
        json!({"exclusiveMaximum": "18446744073709551616"})
    );
}

#[test]
fn siblings_of_a_reference_count_in_3_1_and_annotations_do_in_3_0() {
    let text = "{$ref: '#/components/schemas/B', maxLength: 3, description: d}";
    assert_eq!(
        schema("3.1.0", text).0,
        json!({"maxLength": 3, "description": "d", "allOf": [{"$ref": "#/components/schemas/B"}]})
    );
    let (found, codes) = schema("3.0.3", text);
    assert_eq!(
        found,
        json!({"description": "d", "allOf": [{"$ref": "#/components/schemas/B"}]})
    );
    assert_eq!(codes, ["ignored-reference-sibling"]);
}

#[test]
fn what_has_one_meaning_is_accepted_with_a_word() {
    let cases = [
        (
            "{type: string, required: true}",
            json!({"type": "string"}),
            "misplaced-required",
        ),
        ("{type: String}", json!({"type": "string"}), "unknown-value"),
        (
            "{type: date}",
            json!({"type": "string", "format": "date"}),
            "unknown-value",
        ),
        (
            "{type: string, maxLength: '3'}",
            json!({"type": "string", "maxLength": 3}),
            "coerced-type",
        ),
        (
            "{type: string, enum: [017, b]}",
            json!({"type": "string", "enum": ["017", "b"]}),
            "mismatched-value",
        ),
        (
            "{type: object, required: a}",
            json!({"type": "object", "required": ["a"]}),
            "coerced-type",
        ),
    ];
    for (text, expected, code) in cases {
        assert_eq!(schema("3.0.3", text), (expected, vec![code]), "{text}");
    }
}

#[test]
fn a_wrong_type_is_said_once_at_its_place_and_left_out() {
    let text = "openapi: 3.0.3\ninfo:\n  title: t\n  version: 1.10\npaths:\n  /a:\n    get:\n      parameters: 5\n      responses: {}\n";
    let (root, diagnostics) = normalised(text);
    assert_eq!(
        codes(&diagnostics),
        [("coerced-type", 4), ("wrong-type", 8)]
    );
    assert_eq!(root["info"]["version"], "1.10");
    assert_eq!(root["paths"]["/a"]["get"], json!({"responses": {}}));
    let wrong = &diagnostics[1];
    assert_eq!(
        wrong.message,
        "`parameters` should be an array, not a number"
    );
    assert_eq!(wrong.pointer, "/paths/~1a/get/parameters");
    assert_eq!(wrong.primary().unwrap().position().column, 19);
}

#[test]
fn b02_invalid_nested_schemas_take_linear_time() {
    for (depth, open, close) in [
        (10, "{\"oneOf\":[", ",5]}"),
        (27, "{\"oneOf\":[", ",5]}"),
        (27, "{\"properties\":{\"a\":", ",\"b\":5}}"),
    ] {
        let nested = format!("{}5{}", open.repeat(depth), close.repeat(depth));
        let text = format!(
            "{{\"openapi\":\"3.0.0\",\"info\":{{\"title\":\"t\",\"version\":\"1\"}},\"paths\":{{}},\"components\":{{\"schemas\":{{\"A\":{nested}}}}}}}"
        );
        let (_, diagnostics) = normalised(&text);
        assert_eq!(diagnostics.len(), depth + 1);
        assert!(
            diagnostics
                .iter()
                .all(|diagnostic| diagnostic.code.as_str() == "wrong-type")
        );
    }
}

#[test]
fn an_unresolved_reference_names_the_nearest() {
    let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Client: {type: object}\n    Other:\n      $ref: '#/components/schemas/Clinet'\n";
    let (root, diagnostics) = normalised(text);
    assert_eq!(codes(&diagnostics), [("unresolved-reference", 8)]);
    let diagnostic = &diagnostics[0];
    assert_eq!(
        diagnostic.message,
        "reference points to nothing: `#/components/schemas/Clinet`"
    );
    assert_eq!(
        diagnostic.labels[0].text,
        "no schema of this name in `components.schemas`"
    );
    assert_eq!(
        diagnostic.help.as_deref(),
        Some("`Client` is defined at line 6; did you mean `#/components/schemas/Client`?")
    );
    assert_eq!(
        root["components"]["schemas"]["Other"]["x-sdksmith-unresolved"],
        true
    );
}

#[test]
fn references_lead_anywhere_in_the_document() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\nx-parts:\n  P: {type: [string, 'null']}\ncomponents:\n  schemas:\n    A: {$ref: '#/x-parts/P'}\n    B: {$ref: '#named'}\n    C: {$anchor: named, type: object, properties: {d: {type: [integer, 'null']}}}\n    E: {$ref: '#/components/schemas/F/properties/d'}\n    F: {$ref: '#/components/schemas/C'}\n";
    let (root, diagnostics) = normalised(text);
    assert_eq!(codes(&diagnostics), []);
    assert_eq!(
        root["x-parts"]["P"],
        json!({"type": "string", "nullable": true})
    );
    assert_eq!(
        root["components"]["schemas"]["B"]["$ref"],
        "#/components/schemas/C"
    );
    assert_eq!(
        root["components"]["schemas"]["E"]["$ref"],
        "#/components/schemas/C/properties/d"
    );
}

#[test]
fn h31_versions_that_are_not_known_are_refused() {
    for text in [
        "openapi: 9.9",
        "openapi: 3",
        "swagger: '1.2'",
        "swaggerVersion: '1.2'",
        "{}",
        "[]",
        "a: 1",
    ] {
        let source = load(&SpecInput::text("a.yaml", text), &ReadOptions::default()).unwrap();
        let mut sink = Sink::new();
        assert!(normalise(source, &mut sink).is_none(), "{text}");
        assert_eq!(codes(sink.diagnostics()), [("not-openapi", 1)], "{text}");
    }
}

#[test]
fn what_several_files_refer_to_is_one_schema_of_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "openapi.yaml",
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a: {$ref: 'a.yaml'}\ncomponents:\n  schemas:\n    Named: {$ref: 'parts.yaml#/Inner'}\n",
    );
    write(
        "a.yaml",
        "get:\n  responses:\n    200:\n      description: ok\n      content: {application/json: {schema: {$ref: 'parts.yaml#/Outer'}}}\n",
    );
    write(
        "parts.yaml",
        "Outer: {type: object, properties: {i: {$ref: '#/Inner'}, self: {$ref: '#/Outer'}}}\nInner: {type: strin}\n",
    );
    let source = load(
        &SpecInput::Path(folder.path().join("openapi.yaml")),
        &ReadOptions::default(),
    )
    .unwrap();
    let mut sink = Sink::new();
    let document = normalise(source, &mut sink).unwrap();
    let root = document.root().to_json();
    assert_eq!(root["paths"]["/a"]["$ref"], "#/components/pathItems/a");
    let response = &root["components"]["pathItems"]["a"]["get"]["responses"]["200"];
    assert_eq!(
        response["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Outer"
    );
    let outer = &root["components"]["schemas"]["Outer"]["properties"];
    assert_eq!(outer["i"]["$ref"], "#/components/schemas/Named");
    assert_eq!(outer["self"]["$ref"], "#/components/schemas/Outer");
    assert_eq!(root["components"]["schemas"].as_object().unwrap().len(), 2);
    // The fault in the other file is said once, there.
    let diagnostics = sink.into_sorted();
    assert_eq!(codes(&diagnostics), [("unknown-value", 2)]);
    assert!(
        diagnostics[0]
            .primary()
            .unwrap()
            .file
            .name
            .ends_with("parts.yaml")
    );
    let place = document.place(&Pointer::from("/components/schemas/Named"));
    assert_eq!(
        (place.pointer.as_str(), place.position().line),
        ("/Inner", 2)
    );
}

const SWAGGER: &str = "
swagger: '2.0'
info: {title: t, version: '1'}
host: api.example.com
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
paths:
  /pets:
    post:
      parameters:
        - {name: ids, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: tags, in: query, type: array, items: {type: string}}
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses:
        200: {description: ok, schema: {$ref: '#/definitions/Pet'}}
        default: {description: no, schema: {$ref: '#/definitions/Pet'}}
    put:
      consumes: [multipart/form-data]
      parameters:
        - {name: photo, in: formData, type: file, required: true}
        - {name: note, in: formData, type: string}
      responses: {204: {description: ok}}
definitions:
  Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}, n: {type: string, x-nullable: true}}}
securityDefinitions:
  key: {type: apiKey, in: header, name: X-Key}
  login: {type: basic}
  oauth: {type: oauth2, flow: application, tokenUrl: 'https://a.example/token', scopes: {r: read}}
";

#[test]
fn swagger_2_takes_the_form_of_3_0() {
    let (root, diagnostics) = normalised(SWAGGER);
    assert_eq!(codes(&diagnostics), []);
    assert_eq!(
        root["servers"],
        json!([{"url": "https://api.example.com/v1"}, {"url": "http://api.example.com/v1"}])
    );
    let post = &root["paths"]["/pets"]["post"];
    assert_eq!(
        post["parameters"],
        json!([
            {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, "style": "form", "explode": true},
            {"name": "tags", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, "style": "form", "explode": false}
        ])
    );
    let pet = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}});
    assert_eq!(post["requestBody"]["content"], pet);
    assert_eq!(post["requestBody"]["required"], true);
    assert_eq!(post["responses"]["200"]["content"], pet);
    assert_eq!(post["responses"]["default"]["content"], pet);
}

#[test]
fn forms_definitions_and_schemes_of_swagger_2_move() {
    let (root, _) = normalised(SWAGGER);
    assert_eq!(
        root["paths"]["/pets"]["put"]["requestBody"]["content"]["multipart/form-data"]["schema"],
        json!({
            "type": "object", "required": ["photo"],
            "properties": {"photo": {"type": "string", "format": "binary"}, "note": {"type": "string"}}
        })
    );
    let components = &root["components"];
    assert_eq!(
        components["schemas"]["Pet"]["discriminator"],
        json!({"propertyName": "kind"})
    );
    assert_eq!(
        components["schemas"]["Pet"]["properties"]["n"],
        json!({"type": "string", "nullable": true})
    );
    assert_eq!(
        components["securitySchemes"]["login"],
        json!({"type": "http", "scheme": "basic"})
    );
    assert_eq!(
        components["securitySchemes"]["oauth"]["flows"],
        json!({"clientCredentials": {"tokenUrl": "https://a.example/token", "scopes": {"r": "read"}}})
    );
}
