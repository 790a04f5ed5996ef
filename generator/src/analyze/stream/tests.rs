use crate::analyze::fixture::{api, document, items, operation};
use crate::ir::{Api, BodyEncoding, EventItem, SuccessType, Type};

/// The success of an operation with this content, as its type and how it is read.
fn success(content: &str, schemas: &str) -> (String, BodyEncoding) {
    let (api, told) = stream(content, schemas);
    assert_eq!(told, Vec::<String>::new());
    let responses = &api.operations[0].responses;
    let SuccessType::Single(success) = &responses.success else {
        panic!("{:?}", responses.success);
    };
    let body = responses.all[0].body.as_ref().unwrap();
    (text(success), body.encoding.clone())
}

fn text(r#type: &Type) -> String {
    match r#type {
        Type::EventStream(item) => format!("EventStream<{}>", text(item)),
        Type::JsonLines(item) => format!("JsonLines<{}>", text(item)),
        Type::Named(name) => name.to_string(),
        other => format!("{other:?}"),
    }
}

fn stream(content: &str, schemas: &str) -> (Api, Vec<String>) {
    let content = items(content, "            ");
    let schemas = items(schemas, "    ");
    let paths = format!(
        "  /events:\n    get:\n      operationId: watch\n      responses:\n        '200':\n          description: Ok\n          content:{content}"
    );
    api(&document(
        &paths,
        &format!("components:\n  schemas:{schemas}"),
    ))
}

const PET: &str = "Pet: { type: object, required: [name], properties: { name: { type: string } } }";

fn events(item: EventItem) -> BodyEncoding {
    BodyEncoding::Events(item)
}

#[test]
fn events_of_a_schema_are_their_data() {
    let content = "text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } }";
    let expected = ("EventStream<Pet>".to_owned(), events(EventItem::Data));
    assert_eq!(success(content, PET), expected);
}

#[test]
fn an_array_of_events_is_its_items() {
    let content = "text/event-stream: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }";
    let expected = ("EventStream<Pet>".to_owned(), events(EventItem::Data));
    assert_eq!(success(content, PET), expected);
}

#[test]
fn events_without_a_schema_are_themselves() {
    for content in [
        "text/event-stream: {}",
        "text/event-stream: { schema: { type: string } }",
    ] {
        let expected = ("EventStream<Event>".to_owned(), events(EventItem::Whole));
        assert_eq!(success(content, PET), expected);
    }
}

#[test]
fn a_schema_that_names_the_fields_of_an_event_is_the_event() {
    let content = "text/event-stream: { schema: { $ref: '#/components/schemas/Message' } }";
    let data = "Message: { type: object, required: [data], properties: { event: { type: string }, data: { $ref: '#/components/schemas/Pet' } } }";
    let expected = ("EventStream<Message>".to_owned(), events(EventItem::Object));
    assert_eq!(success(content, &format!("{PET}\n{data}")), expected);
    let text =
        "Message: { type: object, properties: { id: { type: string }, data: { type: string } } }";
    let expected = (
        "EventStream<Message>".to_owned(),
        events(EventItem::TextObject),
    );
    assert_eq!(success(content, text), expected);
}

#[test]
fn lines_are_values() {
    for media_type in ["application/x-ndjson", "application/jsonl"] {
        let content = format!("{media_type}: {{ schema: {{ $ref: '#/components/schemas/Pet' }} }}");
        let expected = ("JsonLines<Pet>".to_owned(), BodyEncoding::Lines);
        assert_eq!(success(&content, PET), expected);
    }
    let content = "application/json-seq: { schema: { $ref: '#/components/schemas/Pet' } }";
    let expected = ("JsonLines<Pet>".to_owned(), BodyEncoding::Sequence);
    assert_eq!(success(content, PET), expected);
    let expected = ("JsonLines<Json>".to_owned(), BodyEncoding::Lines);
    assert_eq!(success("application/x-ndjson: {}", PET), expected);
}

/// A document of one operation, with the content of its answer and what else there is.
fn watching(content: &str) -> String {
    format!(
        "openapi: 3.2.0
info: {{ title: Pets, version: '1' }}
paths:
  /events:
    get:
      operationId: watch
      responses:
        '200':
          description: Ok
          content:
{content}"
    )
}

#[test]
fn item_schema_goes_before_schema() {
    let (api, told) = api(&watching(
        "            application/jsonl:
              schema: { type: array }
              itemSchema: { type: object, properties: { name: { type: string } } }
",
    ));
    assert_eq!(told, Vec::<String>::new());
    let SuccessType::Single(success) = &api.operations[0].responses.success else {
        panic!();
    };
    assert_eq!(text(success), "JsonLines<Event>");
    assert_eq!(api.types.len(), 1);
}

#[test]
fn an_error_is_read_at_once() {
    let content = items(
        "text/event-stream: { schema: { $ref: '#/components/schemas/Pet' } }",
        "            ",
    );
    let paths = format!(
        "  /events:\n    get:\n      responses:\n        '400':\n          description: No\n          content:{content}"
    );
    let (api, _) = api(&document(
        &paths,
        &format!("components:\n  schemas:\n    {PET}"),
    ));
    let body = api.errors[0].variants[0].body.as_ref().unwrap();
    assert_eq!(body.encoding, BodyEncoding::Text);
}

#[test]
fn a_stream_beside_another_answer_is_a_call_of_its_own() {
    let document = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /chat:
    post:
      operationId: chat
      requestBody: { content: { application/json: { schema: { type: object, properties: { stream: { type: boolean } } } } } }
      responses:
        '200':
          description: Ok
          content:
            application/json: { schema: { type: number } }
            text/event-stream: { schema: { type: integer } }
";
    let (api, told) = api(document);
    assert_eq!(told, Vec::<String>::new());
    let [plain, streamed] = api.operations.as_slice() else {
        panic!("{:?}", api.operations);
    };
    assert_eq!(plain.responses.success, SuccessType::Single(Type::F64));
    assert_eq!(plain.responses.accept.as_deref(), Some("application/json"));
    let SuccessType::Single(success) = &streamed.responses.success else {
        panic!();
    };
    assert_eq!(text(success), "EventStream<I64>");
    assert_eq!(
        streamed.responses.accept.as_deref(),
        Some("text/event-stream")
    );
    assert_eq!(streamed.id, plain.id);
    assert_eq!(
        streamed.method_name.plain(),
        format!("{}_stream", plain.method_name.plain())
    );
    assert_eq!(streamed.body.as_ref().unwrap().switches, ["stream"]);
    assert!(plain.body.as_ref().unwrap().switches.is_empty());
    assert_eq!(api.groups[0].operations, [0, 1]);
}

#[test]
fn an_extension_says_that_json_comes_item_by_item() {
    for (hint, expected) in [
        ("true", "JsonLines<I64>"),
        ("{ format: json }", "JsonLines<I64>"),
        ("{ format: sse }", "EventStream<I64>"),
        ("{ stream-condition: $request.stream }", "I64"),
        ("false", "I64"),
    ] {
        let (operation, _) = operation(
            "get",
            "/numbers",
            &format!(
                "x-fern-streaming: {hint}\nresponses: {{ '200': {{ description: Ok, content: {{ application/json: {{ schema: {{ type: integer }} }} }} }} }}"
            ),
        );
        let SuccessType::Single(success) = &operation.responses.success else {
            panic!();
        };
        assert_eq!(text(success), expected, "{hint}");
    }
}

#[test]
fn the_content_of_data_is_its_type() {
    let (api, told) = api(&watching(
        "            text/event-stream:
              itemSchema:
                type: object
                required: [event, data]
                properties:
                  event: { type: string }
                  data:
                    type: string
                    contentMediaType: application/json
                    contentSchema: { $ref: '#/components/schemas/Pet' }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
",
    ));
    assert_eq!(told, Vec::<String>::new());
    let body = api.operations[0].responses.all[0].body.as_ref().unwrap();
    assert_eq!(body.encoding, events(EventItem::Object));
    let Type::EventStream(item) = &body.r#type else {
        panic!("{:?}", body.r#type);
    };
    let item = api
        .types
        .iter()
        .find(|definition| Type::Named(definition.name.clone()) == **item);
    let crate::ir::TypeKind::Structure(structure) = &item.unwrap().kind else {
        panic!();
    };
    let data = structure
        .fields
        .iter()
        .find(|field| field.wire_name == "data")
        .unwrap();
    assert_eq!(text(&data.r#type), "Pet");
}

#[test]
fn a_member_of_the_request_asks_for_a_stream() {
    let document = "openapi: 3.0.3
info: { title: Chat, version: '1' }
paths:
  /chat:
    post:
      operationId: chat
      x-fern-streaming:
        format: sse
        stream-condition: $request.live
        response: { $ref: '#/components/schemas/Answer' }
        response-stream: { $ref: '#/components/schemas/Chunk' }
      requestBody:
        content: { application/json: { schema: { type: object, properties: { live: { type: boolean } } } } }
      responses:
        '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Answer' } } } }
components:
  schemas:
    Answer: { type: object, properties: { text: { type: string } } }
    Chunk: { type: object, properties: { delta: { type: string } } }
";
    let (api, told) = api(document);
    assert_eq!(told, Vec::<String>::new());
    let successes = api.operations.iter().map(|operation| {
        let SuccessType::Single(success) = &operation.responses.success else {
            panic!();
        };
        (operation.method_name.plain(), text(success))
    });
    let successes: Vec<(&str, String)> = successes.collect();
    let expected = [("chat", "Answer"), ("chat_stream", "EventStream<Chunk>")];
    assert_eq!(
        successes,
        expected.map(|(name, text)| (name, text.to_owned()))
    );
    assert_eq!(api.operations[1].body.as_ref().unwrap().switches, ["live"]);
}

#[test]
fn the_last_event_may_be_named() {
    for (said, sentinel) in [
        ("x-speakeasy-sse-sentinel: '[END]', ", Some("[END]")),
        ("x-speakeasy-sse-sentinel: '', ", None),
        ("", None),
    ] {
        let (operation, _) = operation(
            "get",
            "/events",
            &format!(
                "responses: {{ '200': {{ description: Ok, content: {{ text/event-stream: {{ {said}schema: {{ type: integer }} }} }} }} }}"
            ),
        );
        let body = operation.responses.all[0].body.as_ref().unwrap();
        assert_eq!(body.sentinel.as_deref(), sentinel, "{said}");
    }
}
