//! What the server sends by itself, and what it is answered: the bodies of webhooks and callbacks. OpenAPI 3.1.1 §4.8.1,
//! §4.8.18.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::operation::{METHODS, body, responses};
use super::value::{Reader, extensions};
use super::{Operation, Pointer};
use crate::diagnostic::Sink;
use crate::source::{Object, Value};

/// The schema of a message that the server sends, or of the answer that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// The name of the webhook or callback; of an answer, with `response` behind it.
    pub name: String,
    /// The schema.
    pub schema: Pointer,
    /// What is told of the message beside its body; `None` of an answer.
    pub message: Option<Message>,
}

/// What a document tells of a message that the server sends, beside its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The operation.
    pub operation: Pointer,
    /// `summary` of the operation.
    pub summary: Option<String>,
    /// `description` of the operation.
    pub description: Option<String>,
    /// The media type of the body.
    pub media_type: String,
    /// The names of declared headers, in lower case.
    pub headers: Vec<String>,
    /// Keys of the operation that begin with `x-`, then those of its path item.
    pub extensions: IndexMap<String, Json>,
}

/// The payloads of the webhooks, then those of the callbacks of each operation.
pub(super) fn payloads(
    reader: &mut Reader<'_>,
    operations: &[Operation],
    sink: &mut Sink,
) -> Vec<Payload> {
    let mut payloads = Vec::new();
    let webhooks = Pointer::of(["webhooks"]);
    for name in names(&webhooks, reader) {
        of_path_item(&name, &webhooks.child(&name), reader, sink, &mut payloads);
    }
    for operation in operations {
        let callbacks = operation.pointer.child("callbacks");
        for name in names(&callbacks, reader) {
            let Some((callback, _)) = reader.follow(&callbacks.child(&name), sink) else {
                continue;
            };
            for expression in names(&callback, reader) {
                let item = callback.child(&expression);
                of_path_item(&name, &item, reader, sink, &mut payloads);
            }
        }
    }
    payloads
}

/// The keys of an object, but for extensions.
fn names(pointer: &Pointer, reader: &Reader<'_>) -> Vec<String> {
    let members = reader.document.get(pointer).and_then(Value::as_object);
    let keys = members.into_iter().flat_map(Object::keys);
    keys.filter(|key| !key.starts_with("x-"))
        .map(str::to_owned)
        .collect()
}

fn of_path_item(
    name: &str,
    pointer: &Pointer,
    reader: &mut Reader<'_>,
    sink: &mut Sink,
    payloads: &mut Vec<Payload>,
) {
    let Some((item, _)) = reader.follow(pointer, sink) else {
        return;
    };
    for method in names(&item, reader) {
        if !METHODS.contains(&method.as_str()) {
            continue;
        }
        let operation = item.child(&method);
        if let Some(body) = body(&operation, reader, sink) {
            let headers = headers(&[&item, &operation], reader, sink);
            let bodies = of_content(name, &body.value.content);
            payloads.extend(bodies.map(|(media_type, payload)| {
                let told = (&operation, &item);
                let message = message(told, media_type, headers.clone(), reader);
                Payload {
                    message: Some(message),
                    ..payload
                }
            }));
        }
        let answer = format!("{name} response");
        for (_, response) in responses(&operation, reader, sink) {
            let bodies = of_content(&answer, &response.value.content);
            payloads.extend(bodies.map(|(_, payload)| payload));
        }
    }
}

fn message(
    (operation, item): (&Pointer, &Pointer),
    media_type: &str,
    headers: Vec<String>,
    reader: &Reader<'_>,
) -> Message {
    let text = |key: &str| {
        let value = reader.document.get(&operation.child(key));
        value.and_then(Value::as_str).map(str::to_owned)
    };
    let mut all = IndexMap::new();
    for place in [operation, item] {
        for (key, value) in reader
            .document
            .get(place)
            .map(extensions)
            .into_iter()
            .flatten()
        {
            all.entry(key).or_insert(value);
        }
    }
    Message {
        summary: text("summary"),
        description: text("description"),
        operation: operation.clone(),
        media_type: media_type.to_owned(),
        headers,
        extensions: all,
    }
}

/// The names of the headers that path items and operations declare.
fn headers(places: &[&Pointer], reader: &Reader<'_>, sink: &mut Sink) -> Vec<String> {
    let mut names = Vec::new();
    for place in places {
        let list = place.child("parameters");
        let declared = reader.document.get(&list).and_then(Value::as_array);
        for index in 0..declared.map_or(0, Vec::len) {
            let Some((_, parameter)) = reader.follow(&list.index(index), sink) else {
                continue;
            };
            let text = |key: &str| parameter.get(key).and_then(Value::as_str);
            if let (Some("header"), Some(name)) = (text("in"), text("name")) {
                names.push(name.to_ascii_lowercase());
            }
        }
    }
    names
}

/// The payloads of a body, one for each media type.
fn of_content<'a>(
    name: &str,
    content: &'a IndexMap<String, openapiv3::MediaType>,
) -> impl Iterator<Item = (&'a str, Payload)> {
    content.iter().filter_map(move |(media_type, media)| {
        let Some(openapiv3::ReferenceOr::Reference { reference }) = &media.schema else {
            return None;
        };
        let payload = Pointer::from_own_reference(reference).map(|schema| Payload {
            name: name.to_owned(),
            schema,
            message: None,
        });
        payload.map(|payload| (media_type.as_str(), payload))
    })
}
