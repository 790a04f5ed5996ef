use crate::analyze::fixture::{lines, operation};
use crate::ir::{BodyEncoding, Explode, ParameterStyle, PartContent, RequestBody, Reserved, Type};

fn body(members: &str) -> Option<RequestBody> {
    let members = lines(members, "  ");
    let (operation, _) = operation(
        "post",
        "/pets",
        &format!("requestBody:{members}\nresponses: {{ '204': {{ description: Done }} }}"),
    );
    operation.body
}

fn media_types(content: &str) -> Vec<(String, Type, BodyEncoding)> {
    let body = body(&format!("content:\n{content}")).expect("a body");
    body.bodies
        .into_iter()
        .map(|body| (body.media_type, body.r#type, body.encoding))
        .collect()
}

#[test]
fn json_is_preferred() {
    let found = media_types(
        "  text/plain: { schema: { type: string } }\n  application/vnd.api+json: { schema: { type: string } }\n  application/json: { schema: { type: string } }",
    );
    assert_eq!(
        found,
        [
            (
                "application/json".to_owned(),
                Type::String,
                BodyEncoding::Json
            ),
            (
                "application/vnd.api+json".to_owned(),
                Type::String,
                BodyEncoding::Json
            )
        ]
    );
}

#[test]
fn text_and_bytes_go_as_they_are() {
    assert_eq!(
        media_types("  text/csv: {}"),
        [("text/csv".to_owned(), Type::String, BodyEncoding::Text)]
    );
    assert_eq!(
        media_types("  '*/*': { schema: { type: string, format: binary } }"),
        [(
            "application/octet-stream".to_owned(),
            Type::UploadBody,
            BodyEncoding::Bytes
        )]
    );
}

#[test]
fn json_without_a_schema_is_any_json() {
    assert_eq!(
        media_types("  application/json: {}"),
        [(
            "application/json".to_owned(),
            Type::Json,
            BodyEncoding::Json
        )]
    );
}

#[test]
fn h17_what_is_no_media_type_is_left_out() {
    assert_eq!(
        body("content: { \"application/json\\r\\nX: y\": {} }"),
        None
    );
}

#[test]
fn a_form_says_which_properties_are_special() {
    let found = media_types(
        "  application/x-www-form-urlencoded:
    schema:
      type: object
      properties:
        name: { type: string }
        tags: { type: array, items: { type: string } }
        filter: { type: object, properties: { a: { type: string } } }
        address: { type: object, properties: { a: { type: string } } }
    encoding:
      tags: { style: pipeDelimited, explode: false }
      filter: { style: deepObject, explode: true }",
    );
    let BodyEncoding::Form(parts) = &found[0].2 else {
        panic!("a form")
    };
    let parts: Vec<_> = parts
        .iter()
        .map(|part| (part.wire_name.as_str(), part.content))
        .collect();
    let style = |style, explode| PartContent::Style {
        style,
        explode,
        reserved: Reserved::Encoded,
    };
    assert_eq!(
        parts,
        [
            ("tags", style(ParameterStyle::PipeDelimited, Explode::No)),
            ("filter", style(ParameterStyle::DeepObject, Explode::Yes)),
            ("address", PartContent::Json),
        ]
    );
}

#[test]
fn a_multipart_body_has_files_json_and_text() {
    let found = media_types(
        "  multipart/form-data:
    schema:
      type: object
      properties:
        name: { type: string }
        photo: { type: string, format: binary }
        more: { type: array, items: { type: string, format: binary } }
        meta: { type: object, properties: { a: { type: string } } }
        raw: { type: string }
    encoding:
      photo: { contentType: image/png }
      raw: { contentType: application/json }",
    );
    let BodyEncoding::Multipart(parts) = &found[0].2 else {
        panic!("multipart")
    };
    let parts: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                part.wire_name.as_str(),
                part.content,
                part.content_type.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("name", PartContent::Text, None),
            ("photo", PartContent::File, Some("image/png")),
            ("more", PartContent::Files, None),
            ("meta", PartContent::Json, None),
            ("raw", PartContent::Json, Some("application/json")),
        ]
    );
}

#[test]
fn bodies_of_different_types_are_chosen_by_type() {
    let body = body(
        "content:
  application/json: { schema: { type: object, properties: { url: { type: string } } } }
  multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } }
  image/png: {}
  application/xml: { schema: { type: object } }",
    )
    .expect("a body");
    let Type::Named(_) = body.r#type else {
        panic!("{:?}", body.r#type)
    };
    let forms: Vec<&str> = body
        .bodies
        .iter()
        .map(|body| body.media_type.as_str())
        .collect();
    assert_eq!(
        forms,
        ["application/json", "multipart/form-data", "image/png"]
    );
}

#[test]
fn lines_are_a_list() {
    let found = media_types(
        "  application/x-ndjson: { schema: { type: array, items: { type: integer } } }",
    );
    assert_eq!(
        found,
        [(
            "application/x-ndjson".to_owned(),
            Type::Array(Box::new(Type::I64)),
            BodyEncoding::Lines
        )]
    );
    let text = media_types("  application/x-ndjson: { schema: { type: string } }");
    assert_eq!(text[0].1, Type::String);
}

#[test]
fn xml_is_what_a_type_describes() {
    for (schema, described) in [
        (
            "type: object, xml: { name: a }, properties: { b: { type: string } }",
            true,
        ),
        ("type: object, properties: { b: { type: string } }", false),
        (
            "type: object, xml: { name: 'a b' }, properties: { b: { type: string } }",
            false,
        ),
        (
            "type: object, xml: { name: a }, properties: { $b: { type: string } }",
            false,
        ),
        (
            "type: object, xml: { name: a }, properties: { $b: { type: string, xml: { name: b } } }",
            true,
        ),
        (
            "type: object, xml: { name: a }, properties: { b: { oneOf: [{ type: string }, { type: array, items: {} }] } }",
            false,
        ),
        (
            "type: object, xml: { name: a }, properties: { b: { type: object, xml: { attribute: true }, properties: { c: {} } } }",
            false,
        ),
        ("type: object, xml: { name: a }", false),
        (
            "type: array, xml: { name: a }, items: { type: integer, xml: { name: b } }",
            true,
        ),
        (
            "type: array, items: { type: integer, xml: { name: b } }",
            false,
        ),
        ("type: string, xml: { name: a }", false),
        (
            "xml: { name: a }, oneOf: [{ title: B, type: object, required: [b], properties: { b: { type: string } } }, { title: C, type: object, required: [c], properties: { c: { type: string } } }]",
            true,
        ),
        (
            "xml: { name: a }, oneOf: [{ title: B, type: object, properties: { b: { type: string } } }, { type: integer }]",
            false,
        ),
        (
            "type: object, xml: { name: a }, properties: { b: { type: array, items: { type: integer }, xml: { attribute: true } } }",
            true,
        ),
        (
            "type: object, xml: { name: a }, properties: { b: { type: array, items: { type: array, items: { type: integer } }, xml: { attribute: true } } }",
            false,
        ),
    ] {
        let found = media_types(&format!("  application/xml: {{ schema: {{ {schema} }} }}"));
        let xml = matches!(found.as_slice(), [(_, _, BodyEncoding::Xml(_))]);
        let text = matches!(found.as_slice(), [(_, Type::String, BodyEncoding::Text)]);
        assert_eq!((xml, text), (described, !described), "{schema}: {found:?}");
    }
}

#[test]
fn what_json_says_already_is_not_offered_as_xml() {
    let schema = |xml: &str| {
        format!(
            "{{ schema: {{ type: object, {xml} properties: {{ b: {{ type: string, {xml} }} }} }} }}"
        )
    };
    let (json, xml) = (schema(""), schema("xml: { name: a },"));
    let found = media_types(&format!("  application/json: {json}\n  text/xml: {xml}"));
    assert_eq!(found.len(), 1);
    let other =
        "{ schema: { type: object, xml: { name: a }, properties: { c: { type: string } } } }";
    let found = media_types(&format!("  application/json: {json}\n  text/xml: {other}"));
    assert_eq!(found.len(), 2);
}
