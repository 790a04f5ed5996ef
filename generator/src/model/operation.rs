//! Operations, with everything they refer to.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use super::value::{Reader, extensions};
use super::{Located, Operation, Pointer};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::source::{Object, Value};

/// Methods that a path item has keys for. OpenAPI 3.2.0 §4.9.
pub(super) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];
/// Keys of an operation that are read by themselves.
const BESIDE: &[&str] = &[
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "servers",
];

/// Every operation under `paths`, in document order.
pub(super) fn operations(reader: &mut Reader<'_>, sink: &mut Sink) -> Vec<Operation> {
    let paths = Pointer::of(["paths"]);
    let document = reader.document;
    let names = document
        .get(&paths)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Object::keys);
    let mut operations = Vec::new();
    for path in names.filter(|name| !name.starts_with("x-")) {
        let own = paths.child(path);
        let Some((at, _)) = reader.follow(&own, sink) else {
            continue;
        };
        let item = PathItem {
            path,
            places: if at == own { vec![at] } else { vec![own, at] },
        };
        for (method, pointer) in item.methods(reader) {
            operations.extend(item.operation(&method, &pointer, reader, sink));
        }
    }
    operations.shrink_to_fit();
    operations
}

/// A path item: what stands beside its `$ref`, if it has one, and what that refers to. OpenAPI 3.0.3 §4.7.9.
struct PathItem<'a> {
    path: &'a str,
    /// Its places, those that count more first.
    places: Vec<Pointer>,
}

impl PathItem<'_> {
    /// The methods, in document order, and where their operations stand.
    fn methods(&self, reader: &Reader<'_>) -> IndexMap<String, Pointer> {
        let mut methods = IndexMap::new();
        for place in &self.places {
            for (key, value) in reader
                .document
                .get(place)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                if METHODS.contains(&key) {
                    methods
                        .entry(key.to_ascii_uppercase())
                        .or_insert_with(|| place.child(key));
                } else if key == "additionalOperations" {
                    for name in value.as_object().into_iter().flat_map(Object::keys) {
                        methods
                            .entry(name.to_owned())
                            .or_insert_with(|| place.child(key).child(name));
                    }
                }
            }
        }
        methods
    }

    fn operation(
        &self,
        method: &str,
        own: &Pointer,
        reader: &mut Reader<'_>,
        sink: &mut Sink,
    ) -> Option<Operation> {
        let (pointer, value) = reader.follow(own, sink)?;
        let mut json: Map<String, Json> = value
            .as_object()?
            .iter()
            .filter(|(key, _)| !BESIDE.contains(&key))
            .map(|(key, value)| (key.to_owned(), value.to_json()))
            .collect();
        json.insert("responses".to_owned(), json!({}));
        let read =
            reader.located::<openapiv3::Operation>(pointer.clone(), Json::Object(json), sink)?;
        let mut servers = reader.list(&pointer.child("servers"), sink);
        for place in &self.places {
            if servers.is_empty() {
                servers = reader.list(&place.child("servers"), sink);
            }
        }
        Some(Operation {
            path: self.path.to_owned(),
            method: method.to_owned(),
            value: read.value,
            parameters: self.parameters(&pointer, reader, sink),
            request_body: body(&pointer, reader, sink),
            responses: responses(&pointer, reader, sink),
            servers,
            path_summary: self.text("summary", reader),
            path_description: self.text("description", reader),
            path_extensions: self.extensions(reader),
            pointer,
        })
    }

    fn text(&self, key: &str, reader: &Reader<'_>) -> Option<String> {
        let mut values = self
            .places
            .iter()
            .filter_map(|place| reader.document.get(&place.child(key)));
        values.find_map(Value::as_str).map(str::to_owned)
    }

    fn extensions(&self, reader: &Reader<'_>) -> IndexMap<String, Json> {
        let mut all = IndexMap::new();
        for value in self
            .places
            .iter()
            .filter_map(|place| reader.document.get(place))
        {
            for (key, value) in extensions(value) {
                all.entry(key).or_insert(value);
            }
        }
        all
    }

    /// Parameters of the path item and of the operation, which override by name and place.
    fn parameters(
        &self,
        operation: &Pointer,
        reader: &mut Reader<'_>,
        sink: &mut Sink,
    ) -> Vec<Located<openapiv3::Parameter>> {
        let mut all: IndexMap<(String, String), Located<openapiv3::Parameter>> = IndexMap::new();
        let shared = self.places.iter().map(|place| place.child("parameters"));
        for list in shared {
            for (key, parameter) in parameters_of(&list, reader, sink) {
                all.entry(key).or_insert(parameter);
            }
        }
        let mut own: IndexMap<(String, String), Pointer> = IndexMap::new();
        for (key, parameter) in parameters_of(&operation.child("parameters"), reader, sink) {
            let first = own.insert(key.clone(), parameter.pointer.clone());
            if let Some(first) = first.filter(|first| *first != parameter.pointer) {
                let message = format!("parameter is declared twice: `{}` in {}", key.0, key.1);
                let diagnostic = Diagnostic::new(
                    Code::DuplicateParameter,
                    message,
                    reader.document.place(&parameter.pointer.child("name")),
                    "again here",
                )
                .also(reader.document.place(&first.child("name")), "first here")
                .help("the last one counts");
                sink.push(diagnostic);
            }
            all.insert(key, parameter);
        }
        let mut parameters: Vec<_> = all.into_values().collect();
        parameters.shrink_to_fit();
        parameters
    }
}

/// The parameters of a list, each with its name and place.
fn parameters_of(
    list: &Pointer,
    reader: &mut Reader<'_>,
    sink: &mut Sink,
) -> Vec<((String, String), Located<openapiv3::Parameter>)> {
    let count = reader
        .document
        .get(list)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let mut parameters = Vec::new();
    for index in 0..count {
        let Some((at, value)) = reader.follow(&list.index(index), sink) else {
            continue;
        };
        let text = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let key = (text("name"), text("in"));
        let json = reader.json(&at, value, sink);
        if let Some(parameter) = reader.located(at, json, sink) {
            parameters.push((key, parameter));
        }
    }
    parameters
}

pub(super) fn body(
    operation: &Pointer,
    reader: &mut Reader<'_>,
    sink: &mut Sink,
) -> Option<Located<openapiv3::RequestBody>> {
    let own = operation.child("requestBody");
    reader.document.get(&own).filter(|_| {
        reader
            .document
            .get(operation)
            .is_some_and(|value| value.get("requestBody").is_some())
    })?;
    let (at, value) = reader.follow(&own, sink)?;
    let json = reader.json(&at, value, sink);
    reader.located(at, json, sink)
}

/// The responses of an operation, by status.
pub(super) fn responses(
    operation: &Pointer,
    reader: &mut Reader<'_>,
    sink: &mut Sink,
) -> Vec<(String, Located<openapiv3::Response>)> {
    let own = operation.child("responses");
    let statuses = reader
        .document
        .get(&own)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Object::keys);
    let mut responses: IndexMap<String, Located<openapiv3::Response>> = IndexMap::new();
    for key in statuses.filter(|key| !key.starts_with("x-")) {
        let Some(status) = status(key) else {
            let message = format!("response key is no status: `{key}`");
            let place = reader.document.key_place(&own.child(key));
            let diagnostic = Diagnostic::new(Code::InvalidStatus, message, place, "left out");
            sink.push(
                diagnostic.help(
                    "a response is named by its status (`200`), a range (`4XX`) or `default`",
                ),
            );
            continue;
        };
        let Some((at, value)) = reader.follow(&own.child(key), sink) else {
            continue;
        };
        let json = reader.json(&at, value, sink);
        if let Some(response) = reader.located(at, json, sink) {
            responses.entry(status).or_insert(response);
        }
    }
    let mut responses: Vec<_> = responses.into_iter().collect();
    responses.shrink_to_fit();
    responses
}

/// The status of a key as the specification writes it: `200`, `4XX`, `default`.
fn status(key: &str) -> Option<String> {
    let upper = key.trim().to_ascii_uppercase();
    match upper.as_bytes() {
        b"DEFAULT" => Some("default".to_owned()),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] | [b'1'..=b'5', b'X', b'X'] => Some(upper),
        _ => None,
    }
}
