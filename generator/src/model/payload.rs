//! What the server sends by itself, and what it is answered: the bodies of webhooks and callbacks. OpenAPI 3.1.1 §4.8.1,
//! §4.8.18.

use indexmap::IndexMap;

use super::operation::{METHODS, body, responses};
use super::value::Reader;
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
            payloads.extend(of_content(name, &body.value.content));
        }
        let answer = format!("{name} response");
        for (_, response) in responses(&operation, reader, sink) {
            payloads.extend(of_content(&answer, &response.value.content));
        }
    }
}

/// The payloads of a body, one for each media type.
fn of_content(
    name: &str,
    content: &IndexMap<String, openapiv3::MediaType>,
) -> impl Iterator<Item = Payload> {
    content.values().filter_map(move |media_type| {
        let Some(openapiv3::ReferenceOr::Reference { reference }) = &media_type.schema else {
            return None;
        };
        Pointer::from_own_reference(reference).map(|schema| Payload {
            name: name.to_owned(),
            schema,
        })
    })
}
