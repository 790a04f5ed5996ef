use crate::analyze::fixture::{api, document, items, operation};
use crate::ir::{BodyEncoding, Operation, StatusRange, SuccessType, Type};

fn responses(members: &str) -> Operation {
    let members = items(members, "  ");
    operation("get", "/pets", &format!("responses:{members}")).0
}

#[test]
fn a_success_without_content_is_unit_and_asks_for_nothing() {
    let operation = responses("'204': { description: Done }");
    assert_eq!(operation.responses.success, SuccessType::Single(Type::Unit));
    assert_eq!(operation.responses.accept, None);
}

#[test]
fn json_without_a_schema_is_asked_for_but_has_no_value() {
    let operation = responses("'200': { description: Done, content: { application/json: {} } }");
    assert_eq!(operation.responses.success, SuccessType::Single(Type::Unit));
    assert_eq!(
        operation.responses.accept.as_deref(),
        Some("application/json")
    );
}

#[test]
fn accept_names_the_forms_of_success_and_then_of_errors() {
    let operation = responses(
        "'400': { description: No, content: { application/problem+json: { schema: { type: object } } } }
         '200': { description: Ok, content: { text/html: {}, application/json: { schema: { type: string } } } }",
    );
    assert_eq!(
        operation.responses.accept.as_deref(),
        Some("application/json, application/problem+json")
    );
}

#[test]
fn an_answer_of_several_parts_is_a_stream_of_bytes() {
    let operation = responses(
        "'200': { description: Ok, content: { multipart/mixed: { schema: { type: object, properties: { file: { type: string, format: binary } } } } } }",
    );
    assert_eq!(
        operation.responses.success,
        SuccessType::Single(Type::ByteStream)
    );
}

#[test]
fn successes_of_one_type_are_that_type() {
    let operation = responses(
        "'200': { description: Ok, content: { application/json: { schema: { type: string } } } }
         '202': { description: Later, content: { application/json: { schema: { type: string } } } }",
    );
    assert_eq!(
        operation.responses.success,
        SuccessType::Single(Type::String)
    );
}

#[test]
fn successes_of_several_types_are_an_enum() {
    let paths = "  /pets:
    put:
      operationId: savePet
      responses:
        '200': { description: Ok, content: { application/json: { schema: { type: string } } } }
        '201': { description: New }";
    let (api, _) = api(&document(paths, ""));
    let success = &api.successes[0];
    assert_eq!(
        api.operations[0].responses.success,
        SuccessType::Enum(success.name.clone())
    );
    assert_eq!(success.name.as_str(), "SavePetSuccess");
    let variants: Vec<_> = success
        .variants
        .iter()
        .map(|one| (one.name.as_str(), one.body.is_some()))
        .collect();
    assert_eq!(variants, [("Ok", true), ("Created", false)]);
}

#[test]
fn default_is_a_success_only_where_nothing_else_is() {
    let alone = responses(
        "default: { description: Ok, content: { application/json: { schema: { type: string } } } }",
    );
    assert_eq!(alone.responses.success, SuccessType::Single(Type::String));
    let beside = responses(
        "'204': { description: Done }
         default: { description: No, content: { application/json: { schema: { type: string } } } }",
    );
    assert_eq!(beside.responses.success, SuccessType::Single(Type::Unit));
    assert_eq!(beside.responses.all[1].status, StatusRange::Default);
    assert!(!beside.responses.all[1].success);
}

#[test]
fn bytes_and_text_are_read_as_they_are() {
    let bytes = responses("'200': { description: Ok, content: { image/png: {} } }");
    assert_eq!(
        bytes.responses.success,
        SuccessType::Single(Type::ByteStream)
    );
    let text = responses(
        "'200': { description: Ok, content: { text/csv: { schema: { type: object } } } }",
    );
    assert_eq!(text.responses.success, SuccessType::Single(Type::String));
    assert_eq!(
        text.responses.all[0]
            .body
            .as_ref()
            .map(|body| &body.encoding),
        Some(&BodyEncoding::Text)
    );
}

#[test]
fn headers_are_kept_but_for_the_content_type() {
    let operation = responses(
        "'200': { description: Ok, headers: { Total-Number: { schema: { type: integer } }, Content-Type: { schema: { type: string } } } }",
    );
    let headers: Vec<_> = operation.responses.all[0]
        .headers
        .iter()
        .map(|one| (one.wire_name.as_str(), one.r#type.clone()))
        .collect();
    assert_eq!(headers, [("Total-Number", Type::I64)]);
}

#[test]
fn an_answer_to_head_has_no_body() {
    let (operation, _) = operation(
        "head",
        "/pets",
        "responses: { '200': { description: Ok, content: { application/json: { schema: { type: string } } } } }",
    );
    assert_eq!(operation.responses.success, SuccessType::Single(Type::Unit));
}
