//! Types of what webhooks and callbacks send and are answered, and of components that nothing refers to.

use super::analyzed;

const TEXT: &str = "openapi: 3.1.0
info: {title: t, version: '1'}
webhooks:
  petAdded:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  petRenamed:
    post:
      requestBody: {content: {application/json: {schema: {properties: {name: {type: string}}}}}}
paths:
  /pets:
    post:
      operationId: createPet
      responses: {'204': {description: ok}}
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Done'}}}}
components:
  schemas:
    Pet: {properties: {owner: {$ref: '#/components/schemas/Owner'}}}
    Owner: {properties: {name: {type: string}}}
    Done: {properties: {ok: {type: boolean}}}
    Unused: {properties: {a: {type: string}}}
";

#[test]
fn payloads_of_webhooks_and_callbacks_become_types_that_are_read_and_written() {
    let (api, _) = analyzed(TEXT);
    let names: Vec<&str> = api
        .types
        .iter()
        .map(|definition| definition.name.plain())
        .collect();
    assert_eq!(names, ["Pet", "Owner", "Done", "PetRenamedBody"]);
    for definition in &api.types {
        assert!(definition.usage.request && definition.usage.response);
    }
    assert_eq!(api.operations.len(), 1);
}

#[test]
fn components_that_nothing_refers_to_are_types_only_where_there_is_no_operation() {
    let (api, _) = analyzed(&TEXT.replace("paths:\n  /pets:", "paths: {}\nx-left-out:\n  /pets:"));
    let names: Vec<&str> = api
        .types
        .iter()
        .map(|definition| definition.name.plain())
        .collect();
    assert_eq!(names, ["Pet", "Owner", "Done", "Unused", "PetRenamedBody"]);
}

#[test]
fn what_answers_a_webhook_is_a_type_as_what_it_sends_is() {
    let (api, _) = analyzed(
        "openapi: 3.1.0
info: {title: t, version: '1'}
webhooks:
  orderPlaced:
    post:
      requestBody: {content: {application/json: {schema: {properties: {id: {type: string}}}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {properties: {taken: {type: boolean}}}}}}
        '409': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
        '410': {description: d}
components:
  schemas:
    Fault: {properties: {why: {type: string}}}
",
    );
    let names: Vec<&str> = api
        .types
        .iter()
        .map(|definition| definition.name.plain())
        .collect();
    assert_eq!(
        names,
        ["Fault", "OrderPlacedBody", "OrderPlacedResponseBody"]
    );
    for definition in &api.types {
        assert!(definition.usage.request && definition.usage.response);
    }
}
