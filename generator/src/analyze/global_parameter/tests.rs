use crate::analyze::fixture::{api, document};
use crate::ir::{ParameterLocation, Type};

const DOCUMENT: &str = "  /vault/consumers/{consumer_id}:
    get:
      parameters:
        - $ref: '#/components/parameters/applicationId'
        - { name: consumer_id, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Done } }";

const REST: &str = "x-speakeasy-globals:
  parameters:
    - $ref: '#/components/parameters/consumerId'
    - $ref: '#/components/parameters/applicationId'
    - { name: x, in: body }
components:
  parameters:
    consumerId:
      { x-speakeasy-name-override: consumerId, name: x-apideck-consumer-id, in: header, required: true, schema: { type: string }, example: test-consumer }
    applicationId:
      { x-speakeasy-name-override: appId, name: x-apideck-app-id, in: header, required: true, description: Your app., schema: { type: string } }";

#[test]
fn globals_are_set_on_the_client_and_optional_in_calls() {
    let (api, told) = api(&document(DOCUMENT, REST));
    let globals: Vec<_> = api
        .globals
        .iter()
        .map(|one| {
            (
                one.setter.as_str(),
                one.location,
                one.wire_name.as_str(),
                one.r#type.clone(),
            )
        })
        .collect();
    assert_eq!(
        globals,
        [
            (
                "consumer_id",
                ParameterLocation::Header,
                "x-apideck-consumer-id",
                Type::String
            ),
            (
                "app_id",
                ParameterLocation::Header,
                "x-apideck-app-id",
                Type::String
            ),
        ]
    );
    assert_eq!(
        api.globals[1].documentation.description.as_deref(),
        Some("Your app.")
    );
    assert_eq!(
        told,
        [
            "unsupported-feature: entry of `x-speakeasy-globals` is no parameter of a query or header"
        ]
    );
}

#[test]
fn a_path_parameter_is_not_the_global_of_its_name() {
    let (api, _) = api(&document(DOCUMENT, REST));
    let operation = &api.operations[0];
    let arguments: Vec<_> = operation
        .arguments
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(arguments, ["consumer_id"]);
    let globals: Vec<_> = operation
        .parameters
        .iter()
        .map(|one| (one.name.as_str(), one.global))
        .collect();
    assert_eq!(globals, [("app_id", true), ("consumer_id", false)]);
}
