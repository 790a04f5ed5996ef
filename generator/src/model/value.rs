//! Values of the document as openapiv3 values.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

use super::{Located, Pointer};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::dialect::{Document, UNRESOLVED};
use crate::source::{Object, Value};

/// Turns values into openapiv3 values, one at a time.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document,
    /// Schemas that were met, and are still to be read.
    pub(super) schemas: Vec<Pointer>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            schemas: Vec::new(),
        }
    }

    /// Follows references to the value itself, and where it stands. Nothing for what could not be resolved, which has been
    /// reported, and for references in a circle.
    pub(super) fn follow(
        &self,
        pointer: &Pointer,
        sink: &mut Sink,
    ) -> Option<(Pointer, &'a Value)> {
        let mut at = pointer.clone();
        for _ in 0..=self.document.limits().references {
            let value = self.document.get(&at)?;
            if value.get(UNRESOLVED).is_some() {
                return None;
            }
            match value
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(Pointer::from_own_reference)
            {
                Some(target) => at = target,
                None => return Some((at, value)),
            }
        }
        let place = self.document.place(&pointer.child("$ref"));
        let message = "references lead in a circle or too far";
        sink.push(Diagnostic::new(
            Code::ReferenceCycle,
            message,
            place,
            "no value at its end",
        ));
        None
    }

    /// Reads a value that has been made of JSON.
    pub(super) fn located<T: DeserializeOwned>(
        &self,
        pointer: Pointer,
        json: Json,
        sink: &mut Sink,
    ) -> Option<Located<T>> {
        match serde_json::from_value(json) {
            Ok(value) => Some(Located::new(pointer, value)),
            Err(error) => {
                let place = self.document.place(&pointer);
                let message = format!("a part of the document cannot be read: {error}");
                sink.push(Diagnostic::new(Code::WrongType, message, place, "left out"));
                None
            }
        }
    }

    /// A parameter, header, request body or response as JSON: schemas become references, whatever else is referred to
    /// is put in its place.
    pub(super) fn json(&mut self, pointer: &Pointer, value: &Value, sink: &mut Sink) -> Json {
        let Some(members) = value.as_object() else {
            return value.to_json();
        };
        let mut json = Map::new();
        for (key, member) in members {
            let at = pointer.child(key);
            let converted = match key {
                "schema" => self.schema(at),
                "itemSchema" => {
                    let reference = Json::String(at.to_reference());
                    self.schemas.push(at);
                    json.insert("x-sdksmith-item-schema".to_owned(), reference);
                    continue;
                }
                "content" | "headers" | "encoding" => self.map(&at, member, sink),
                "examples" => self.examples(&at, member, sink),
                "links" | "callbacks" => continue,
                _ => member.to_json(),
            };
            json.insert(key.to_owned(), converted);
        }
        Json::Object(json)
    }

    fn schema(&mut self, pointer: Pointer) -> Json {
        let reference = json!({ "$ref": pointer.to_reference() });
        self.schemas.push(pointer);
        reference
    }

    /// Media types, headers or encodings by name.
    fn map(&mut self, pointer: &Pointer, value: &Value, sink: &mut Sink) -> Json {
        let mut json = Map::new();
        for name in value.as_object().into_iter().flat_map(Object::keys) {
            if let Some((at, value)) = self.follow(&pointer.child(name), sink) {
                json.insert(name.to_owned(), self.json(&at, value, sink));
            }
        }
        Json::Object(json)
    }

    fn examples(&mut self, pointer: &Pointer, value: &Value, sink: &mut Sink) -> Json {
        let mut json = Map::new();
        for name in value.as_object().into_iter().flat_map(Object::keys) {
            if let Some((_, value)) = self.follow(&pointer.child(name), sink) {
                json.insert(name.to_owned(), value.to_json());
            }
        }
        Json::Object(json)
    }

    /// The items of a list, each read by itself.
    pub(super) fn list<T: DeserializeOwned>(
        &self,
        pointer: &Pointer,
        sink: &mut Sink,
    ) -> Vec<Located<T>> {
        let items = self
            .document
            .get(pointer)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let located = |(index, item): (usize, &Value)| {
            self.located(pointer.index(index), item.to_json(), sink)
        };
        items.enumerate().filter_map(located).collect()
    }
}

/// The members of an object whose keys begin with `x-`.
pub(super) fn extensions(value: &Value) -> IndexMap<String, Json> {
    let members = value.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| key.starts_with("x-"))
        .map(|(key, value)| (key.to_owned(), value.to_json()))
        .collect()
}
