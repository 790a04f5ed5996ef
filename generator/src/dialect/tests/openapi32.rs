//! What OpenAPI 3.2 adds, in the form of 3.0.

use serde_json::{Value as Json, json};

use super::{codes, normalised};
use crate::diagnostic::Diagnostic;

/// A document of 3.2 with one path and some components, both in flow style.
fn of(path_item: &str, components: &str) -> (Json, Vec<Diagnostic>) {
    normalised(&format!(
        "openapi: 3.2.0\ninfo: {{title: t, version: '1', summary: s}}\npaths: {{/a: {path_item}}}\ncomponents: {components}\n"
    ))
}

#[test]
fn methods_of_any_name_stay_beside_those_that_have_a_key() {
    let operation = "{responses: {default: {description: d}}}";
    let (root, diagnostics) = of(
        &format!("{{query: {operation}, additionalOperations: {{LINK: {operation}}}}}"),
        "{}",
    );
    assert_eq!(codes(&diagnostics), []);
    let expected = json!({"responses": {"default": {"description": "d"}}});
    assert_eq!(root["paths"]["/a"]["query"], expected);
    assert_eq!(
        root["paths"]["/a"]["additionalOperations"]["LINK"],
        expected
    );
}

#[test]
fn a_querystring_is_a_query_parameter_with_a_mark() {
    let (root, diagnostics) = of(
        "{parameters: [{name: q, in: querystring, content: {application/json: {schema: {type: object}}}}, {name: c, in: cookie, style: cookie, schema: {type: string}}]}",
        "{}",
    );
    assert_eq!(codes(&diagnostics), []);
    let parameters = &root["paths"]["/a"]["parameters"];
    assert_eq!(parameters[0]["in"], "query");
    assert_eq!(parameters[0]["x-sdksmith-querystring"], true);
    assert_eq!(parameters[1]["style"], "form");
    assert_eq!(parameters[1]["x-sdksmith-cookie-style"], true);
}

#[test]
fn media_types_are_components_and_items_of_streams_have_a_schema() {
    let (root, diagnostics) = of(
        "{get: {responses: {'200': {description: d, summary: s, content: {text/event-stream: {$ref: '#/components/mediaTypes/Events'}}}}}}",
        "{mediaTypes: {Events: {itemSchema: {type: [string, 'null']}}}}",
    );
    assert_eq!(codes(&diagnostics), []);
    let response = &root["paths"]["/a"]["get"]["responses"]["200"];
    assert_eq!(response["x-sdksmith-summary"], "s");
    assert_eq!(
        response["content"]["text/event-stream"],
        json!({"$ref": "#/components/mediaTypes/Events"})
    );
    assert_eq!(
        root["components"]["mediaTypes"]["Events"],
        json!({"itemSchema": {"type": "string", "nullable": true}})
    );
    assert_eq!(root["info"]["x-sdksmith-summary"], "s");
}

#[test]
fn a_device_flow_and_mutual_tls_are_kept_under_keys_of_our_own() {
    let (root, diagnostics) = of(
        "{}",
        "{securitySchemes: {D: {type: oauth2, flows: {deviceAuthorization: {deviceAuthorizationUrl: 'https://a.example/d', tokenUrl: 'https://a.example/t', scopes: {r: read}}}}, M: {type: mutualTLS}}}",
    );
    assert_eq!(codes(&diagnostics), []);
    let schemes = &root["components"]["securitySchemes"];
    let flows = &schemes["D"]["flows"];
    assert_eq!(
        flows["x-sdksmith-device-authorization"]["deviceAuthorizationUrl"],
        "https://a.example/d"
    );
    assert_eq!(flows.get("deviceAuthorization"), None);
    assert_eq!(schemes["M"]["type"], "http");
    assert_eq!(schemes["M"]["x-sdksmith-mutual-tls"], true);
}

#[test]
fn a_default_mapping_becomes_a_reference_and_one_to_nothing_is_left_out() {
    let schemas = |fallback: &str| {
        format!(
            "{{schemas: {{A: {{oneOf: [{{$ref: '#/components/schemas/B'}}], discriminator: {{propertyName: k, defaultMapping: {fallback}}}}}, B: {{type: object, properties: {{k: {{type: string}}}}}}}}}}"
        )
    };
    let discriminator = |root: &Json| root["components"]["schemas"]["A"]["discriminator"].clone();
    for fallback in ["B", "'#/components/schemas/B'"] {
        let (root, diagnostics) = of("{}", &schemas(fallback));
        assert_eq!(codes(&diagnostics), [], "{fallback}");
        assert_eq!(
            discriminator(&root),
            json!({"propertyName": "k", "x-sdksmith-default-mapping": "#/components/schemas/B"})
        );
    }
    let (root, diagnostics) = of("{}", &schemas("C"));
    assert_eq!(codes(&diagnostics), [("unresolved-mapping", 4)]);
    assert_eq!(discriminator(&root), json!({"propertyName": "k"}));
}

#[test]
fn tags_keep_what_3_0_does_not_know() {
    let (root, diagnostics) = normalised(
        "openapi: 3.2.0
info: {title: t, version: '1'}
servers: [{url: 'https://a.example', name: live}]
tags: [{name: a, summary: A, kind: nav}, {name: b, parent: a}]
paths: {}
",
    );
    assert_eq!(codes(&diagnostics), []);
    assert_eq!(
        root["tags"],
        json!([
            {"name": "a", "x-sdksmith-summary": "A", "x-sdksmith-kind": "nav"},
            {"name": "b", "x-sdksmith-parent": "a"},
        ])
    );
    assert_eq!(root["servers"][0]["x-sdksmith-name"], "live");
}
