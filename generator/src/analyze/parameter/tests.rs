use crate::analyze::fixture::{items, operation};
use crate::ir::{
    Explode, Parameter, ParameterEncoding, ParameterLocation, ParameterStyle, Reserved, Type,
};

const OK: &str = "\nresponses: { '204': { description: Done } }";

fn parameters(path: &str, list: &str) -> (Vec<Parameter>, Vec<String>) {
    let list = items(list, "  - ");
    let (operation, told) = operation("get", path, &format!("parameters:{list}{OK}"));
    (operation.parameters, told)
}

fn style(parameter: &Parameter) -> (ParameterStyle, Explode, Reserved) {
    match &parameter.encoding {
        ParameterEncoding::Style {
            style,
            explode,
            reserved,
        } => (*style, *explode, *reserved),
        ParameterEncoding::Content { media_type } => panic!("a style, not {media_type}"),
    }
}

#[test]
fn styles_have_the_defaults_of_their_place() {
    let (parameters, told) = parameters(
        "/pets/{id}",
        "{ name: id, in: path, required: true, schema: { type: string } }
         { name: tags, in: query, schema: { type: array, items: { type: string } } }
         { name: X-Trace, in: header, schema: { type: string } }
         { name: session, in: cookie, schema: { type: string } }",
    );
    let encoded = Reserved::Encoded;
    let styles: Vec<_> = parameters.iter().map(style).collect();
    assert_eq!(
        styles,
        [
            (ParameterStyle::Simple, Explode::No, encoded),
            (ParameterStyle::Form, Explode::Yes, encoded),
            (ParameterStyle::Simple, Explode::No, encoded),
            (ParameterStyle::Form, Explode::Yes, encoded),
        ]
    );
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn style_explode_and_allow_reserved_are_taken() {
    let (parameters, _) = parameters(
        "/pets/{id}",
        "{ name: id, in: path, required: true, style: matrix, explode: true, schema: { type: string } }
         { name: a, in: query, explode: false, schema: { type: array, items: { type: string } } }
         { name: b, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }
         { name: c, in: query, style: deepObject, schema: { type: object } }
         { name: d, in: query, allowReserved: true, schema: { type: string } }",
    );
    let styles: Vec<_> = parameters.iter().map(style).collect();
    assert_eq!(
        styles,
        [
            (ParameterStyle::Matrix, Explode::Yes, Reserved::Encoded),
            (ParameterStyle::Form, Explode::No, Reserved::Encoded),
            (
                ParameterStyle::PipeDelimited,
                Explode::No,
                Reserved::Encoded
            ),
            (ParameterStyle::DeepObject, Explode::Yes, Reserved::Encoded),
            (ParameterStyle::Form, Explode::Yes, Reserved::Allowed),
        ]
    );
}

#[test]
fn content_is_sent_by_its_media_type() {
    let (parameters, _) = parameters(
        "/pets",
        "{ name: filter, in: query, content: { application/json: { schema: { type: object } } } }",
    );
    assert_eq!(
        parameters[0].encoding,
        ParameterEncoding::Content {
            media_type: "application/json".to_owned()
        }
    );
    assert_eq!(parameters[0].r#type, Type::JsonObject);
}

#[test]
fn an_undeclared_path_parameter_is_a_required_string() {
    let (parameters, told) = parameters(
        "/pets/{id}",
        "{ name: a, in: query, schema: { type: string } }",
    );
    let id = &parameters[1];
    assert_eq!(
        (id.name.as_str(), id.location, id.required, &id.r#type),
        ("id", ParameterLocation::Path, true, &Type::String)
    );
    assert_eq!(
        told,
        ["undeclared-path-parameter: path parameter `id` is not declared: `/pets/{id}`"]
    );
}

#[test]
fn a_path_parameter_that_the_path_does_not_have_is_left_out() {
    let (parameters, told) = parameters(
        "/pets",
        "{ name: id, in: path, required: true, schema: { type: string } }",
    );
    assert_eq!(parameters, []);
    assert_eq!(
        told,
        ["unused-path-parameter: path parameter `id` is not part of the path: `/pets`"]
    );
}

#[test]
fn headers_that_are_described_elsewhere_are_no_parameters() {
    let (parameters, told) = parameters(
        "/pets",
        "{ name: Accept, in: header, schema: { type: string } }
         { name: content-type, in: header, schema: { type: string } }
         { name: Authorization, in: header, schema: { type: string } }",
    );
    assert_eq!(parameters, []);
    assert_eq!(told, Vec::<String>::new());
}

#[test]
fn h16_headers_of_the_client_and_invalid_names_are_left_out() {
    let (parameters, told) = parameters(
        "/pets",
        "{ name: Host, in: header, schema: { type: string } }
         { name: 'x y', in: header, schema: { type: string } }
         { name: X-UPPER, in: header, schema: { type: string } }",
    );
    let names: Vec<_> = parameters
        .iter()
        .map(|parameter| parameter.wire_name.as_str())
        .collect();
    assert_eq!(names, ["X-UPPER"]);
    assert_eq!(
        told,
        [
            "forbidden-header: header `Host` belongs to the HTTP client",
            "invalid-header-name: name can't be sent in a header: `x y`"
        ]
    );
}

#[test]
fn names_that_are_taken_say_their_place() {
    let (parameters, _) = parameters(
        "/pets/{id}",
        "{ name: id, in: query, schema: { type: string } }
         { name: id, in: path, required: true, schema: { type: string } }
         { name: timeout, in: query, schema: { type: integer } }
         { name: X-Request-Id, in: header, schema: { type: string } }
         { name: 'page[size]', in: query, schema: { type: integer } }
         { name: type, in: query, schema: { type: string } }",
    );
    let names: Vec<_> = parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "id_query",
            "id",
            "timeout_query",
            "request_id",
            "page_size",
            "r#type"
        ]
    );
}

#[test]
fn arguments_come_as_path_query_header_body() {
    let (operation, _) = operation(
        "put",
        "/a/{x}/b/{y}",
        "parameters:
  - { name: X-H, in: header, required: true, schema: { type: string } }
  - { name: q, in: query, required: true, schema: { type: integer } }
  - { name: y, in: path, required: true, schema: { type: string } }
  - { name: x, in: path, required: true, schema: { type: string } }
  - { name: o, in: query, schema: { type: string } }
requestBody: { content: { application/json: { schema: { type: string } } } }
responses: { '204': { description: Done } }",
    );
    let arguments: Vec<_> = operation
        .arguments
        .iter()
        .map(|one| (one.name.as_str(), one.r#type.clone()))
        .collect();
    assert_eq!(
        arguments,
        [
            ("x", Type::String),
            ("y", Type::String),
            ("q", Type::I64),
            ("h", Type::String),
            ("body", Type::Nullable(Box::new(Type::String))),
        ]
    );
}
