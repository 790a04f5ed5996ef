use crate::analyze::fixture::{api, api_with, document, operation};
use crate::config::{Retry, Settings};
use crate::ir::{PathPiece, Type};

const OK: &str = "responses: { '204': { description: Done } }";

#[test]
fn h14_an_operation_whose_path_leads_elsewhere_is_left_out() {
    let paths = format!(
        "  /a/../b: {{ get: {{ {OK} }} }}
  /a?x: {{ get: {{ {OK} }} }}
  /fine: {{ get: {{ {OK} }} }}"
    );
    let (api, told) = api(&document(&paths, ""));
    assert_eq!(api.operations.len(), 1);
    assert_eq!(
        api.groups
            .iter()
            .flat_map(|group| &group.operations)
            .collect::<Vec<_>>(),
        [&0]
    );
    assert_eq!(
        told,
        [
            "malformed-path: path has a segment `.` or `..`: `/a/../b`",
            "malformed-path: path holds a query that is no list of `name=value`: `/a?x`"
        ]
    );
}

#[test]
fn a_path_is_taken_apart_in_its_own_order() {
    let (operation, _) = operation(
        "post",
        "/users/{userId}/force refresh",
        "parameters: [{ name: q, in: query, schema: { type: string } }, { name: userId, in: path, required: true, schema: { type: integer } }]\nresponses: { '204': { description: Done } }",
    );
    let literal = |text: &str| PathPiece::Literal(text.to_owned());
    assert_eq!(
        operation.path.pieces,
        [
            literal("/users/"),
            PathPiece::Parameter(1),
            literal("/force%20refresh")
        ]
    );
    assert_eq!(operation.path.template, "/users/{userId}/force refresh");
}

#[test]
fn the_configuration_says_how_calls_are_repeated() {
    let retry = Retry {
        initial_interval: 1,
        max_interval: 2,
        max_elapsed: 3,
        exponent: 1.5,
        statuses: vec![(503, 503)],
        connection_errors: true,
    };
    let settings = Settings {
        retry: Some(retry),
        idempotency_header: Some("Idempotency-Key".to_owned()),
        ..Settings::default()
    };
    let paths = format!(
        "  /a:
    get: {{ {OK} }}
    post: {{ {OK} }}
    patch: {{ x-speakeasy-retries: {{ strategy: none }}, {OK} }}"
    );
    let (api, told) = api_with(&document(&paths, ""), &settings);
    assert!(told.is_empty(), "{told:?}");
    let keys = api.operations.iter();
    let keys: Vec<_> = keys
        .map(|operation| operation.idempotency_header.as_deref())
        .collect();
    assert_eq!(
        keys,
        [None, Some("Idempotency-Key"), Some("Idempotency-Key")]
    );
    for operation in &api.operations {
        let retry = operation.retry.as_ref().unwrap();
        assert_eq!(
            (retry.max_elapsed_time, &retry.statuses[..]),
            (3, &[(503, 503)][..])
        );
    }
}

#[test]
fn an_optional_idempotency_key_is_set_on_the_call() {
    let header = |required: bool| {
        operation(
            "post",
            "/payments",
            &format!("parameters: [{{ name: Idempotency-Key, in: header, required: {required}, schema: {{ type: string }} }}]\n{OK}"),
        )
        .0
    };
    let optional = header(false);
    assert_eq!(
        optional.idempotency_header.as_deref(),
        Some("Idempotency-Key")
    );
    assert_eq!(optional.parameters, []);
    let required = header(true);
    assert_eq!(
        required.idempotency_header.as_deref(),
        Some("Idempotency-Key")
    );
    assert_eq!(required.arguments[0].r#type, Type::String);
}

#[test]
fn servers_of_an_operation_are_its_own() {
    let (operation, told) = operation(
        "get",
        "/a",
        &format!("servers: [{{ url: 'https://files.example.com/v1/' }}]\n{OK}"),
    );
    let servers: Vec<_> = operation
        .servers
        .iter()
        .map(|server| server.url.as_str())
        .collect();
    assert_eq!(servers, ["https://files.example.com/v1"]);
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn a_relative_server_is_left_out_with_a_warning() {
    let (api, told) = api(&document(
        &format!("  /a: {{ get: {{ {OK} }} }}"),
        "servers: [{ url: /v1 }, { url: 'https://a.example.com' }]",
    ));
    assert_eq!(
        api.servers
            .iter()
            .map(|server| server.url.as_str())
            .collect::<Vec<_>>(),
        ["https://a.example.com"]
    );
    assert_eq!(
        told,
        ["relative-server: server has a relative address: `/v1`"]
    );
}

#[test]
fn documentation_of_the_path_stands_in() {
    let paths = format!(
        "  /a:\n    summary: About a\n    get: {{ description: Gets a., deprecated: true, {OK} }}"
    );
    let (api, _) = api(&document(&paths, ""));
    let documentation = &api.operations[0].documentation;
    assert_eq!(documentation.summary.as_deref(), Some("About a"));
    assert_eq!(documentation.description.as_deref(), Some("Gets a."));
    assert!(documentation.deprecated);
}
