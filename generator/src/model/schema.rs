//! Schemas, each an openapiv3 value by itself.
//!
//! The schemas in a schema are replaced by references to their own places before openapiv3 sees it. What it cannot hold
//! besides, such as `prefixItems`, goes under keys that begin with `x-sdksmith-`.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use super::{Pointer, Schema, SchemaNode};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::dialect::{Document, UNRESOLVED};
use crate::source::{Value, ValueKind};

/// Keywords that hold one schema.
const ONE: &[&str] = &["items", "additionalProperties"];
/// Keywords that hold a list of schemas.
const LISTS: &[&str] = &["allOf", "oneOf", "anyOf"];
/// Keywords that openapiv3 does not know, and what they travel as.
const LIFTED: &[(&str, &str)] = &[
    ("prefixItems", "x-sdksmith-prefix-items"),
    ("patternProperties", "x-sdksmith-pattern-properties"),
    ("propertyNames", "x-sdksmith-property-names"),
];
/// Keywords that hold schemas nobody needs unless they are referred to.
const SKIPPED: &[&str] = &["$defs", "definitions"];

/// Collects schemas until every one that something refers to is there.
pub(super) struct Schemas<'a> {
    document: &'a Document,
    pub(super) nodes: IndexMap<Pointer, SchemaNode>,
    /// Places that are still to be read, the next one last.
    open: Vec<Pointer>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            nodes: IndexMap::new(),
            open: Vec::new(),
        }
    }

    /// Reads the schema at a place, and every schema in it or referred to by it.
    pub(super) fn read(&mut self, pointer: Pointer, sink: &mut Sink) {
        self.open.push(pointer);
        while let Some(pointer) = self.open.pop() {
            if self.nodes.contains_key(&pointer) {
                continue;
            }
            let first = self.open.len();
            let node = match self.document.get(&pointer) {
                Some(value) => self.node(value, &pointer, sink),
                None => SchemaNode::Schema(Box::new(any())),
            };
            // What comes first in the document is read first.
            if let Some(added) = self.open.get_mut(first..) {
                added.reverse();
            }
            self.nodes.insert(pointer, node);
        }
    }

    fn node(&mut self, value: &Value, pointer: &Pointer, sink: &mut Sink) -> SchemaNode {
        let Some(members) = value.as_object() else {
            return SchemaNode::Schema(Box::new(any()));
        };
        if let Some(target) = members
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(Pointer::from_own_reference)
        {
            self.open.push(target.clone());
            return SchemaNode::Reference(target);
        }
        if members.contains_key(UNRESOLVED) {
            return SchemaNode::Schema(Box::new(any()));
        }
        let mut json = Map::new();
        for (key, value) in members {
            if !SKIPPED.contains(&key) {
                self.member(&mut json, key, value, &pointer.child(key));
            }
        }
        integers(&mut json);
        match serde_json::from_value::<openapiv3::Schema>(Json::Object(json)) {
            Ok(schema) => SchemaNode::Schema(Box::new(schema.into())),
            Err(error) => {
                let message = format!("a schema cannot be read: {error}");
                let place = self.document.place(pointer);
                sink.push(Diagnostic::new(
                    Code::InternalError,
                    message,
                    place,
                    "taken as any value",
                ));
                SchemaNode::Schema(Box::new(any()))
            }
        }
    }

    fn member(
        &mut self,
        json: &mut Map<String, Json>,
        key: &str,
        value: &Value,
        pointer: &Pointer,
    ) {
        if let Some((_, extension)) = LIFTED.iter().find(|(name, _)| *name == key) {
            json.insert((*extension).to_owned(), self.lifted(value, pointer));
        } else if key == "properties" {
            let members = value.as_object().into_iter().flatten();
            let references = members
                .map(|(name, _)| (name.to_owned(), self.lift(pointer.child(name))))
                .collect();
            json.insert(key.to_owned(), Json::Object(references));
        } else if LISTS.contains(&key) {
            let count = value.as_array().map_or(0, Vec::len);
            let references = (0..count)
                .map(|index| self.lift(pointer.index(index)))
                .collect();
            json.insert(key.to_owned(), Json::Array(references));
        } else if ONE.contains(&key) && value.as_object().is_some() {
            let reference = self.lift(pointer.clone());
            json.insert(key.to_owned(), reference);
        } else {
            json.insert(key.to_owned(), value.to_json());
        }
    }

    /// Puts a schema on the list, and gives the reference that stands for it.
    fn lift(&mut self, pointer: Pointer) -> Json {
        let reference = json!({ "$ref": pointer.to_reference() });
        self.open.push(pointer);
        reference
    }

    /// The references to schemas under a keyword that openapiv3 does not know, as texts.
    fn lifted(&mut self, value: &Value, pointer: &Pointer) -> Json {
        let mut reference = |pointer: Pointer| {
            let text = pointer.to_reference();
            self.open.push(pointer);
            Json::String(text)
        };
        match &value.kind {
            ValueKind::Array(items) => (0..items.len())
                .map(|index| reference(pointer.index(index)))
                .collect(),
            ValueKind::Object(members)
                if pointer.last().as_deref() == Some("patternProperties") =>
            {
                members
                    .keys()
                    .map(|name| (name.to_owned(), reference(pointer.child(name))))
                    .collect::<Map<_, _>>()
                    .into()
            }
            _ => reference(pointer.clone()),
        }
    }

    /// Breaks circles of bare references, which stand for no value, and says so once for each.
    pub(super) fn break_circles(&mut self, sink: &mut Sink) {
        let mut settled: BTreeSet<Pointer> = BTreeSet::new();
        let pointers: Vec<_> = self.nodes.keys().cloned().collect();
        for pointer in pointers {
            let mut chain = Vec::new();
            let mut current = pointer;
            while let Some(SchemaNode::Reference(target)) = self.nodes.get(&current) {
                if settled.contains(&current) {
                    break;
                }
                if chain.contains(&current) {
                    let place = self.document.place(&current.child("$ref"));
                    let message = "references lead in a circle, and to no schema";
                    sink.push(Diagnostic::new(
                        Code::ReferenceCycle,
                        message,
                        place,
                        "back to where it began",
                    ));
                    self.nodes
                        .insert(current.clone(), SchemaNode::Schema(Box::new(any())));
                    break;
                }
                let target = target.clone();
                chain.push(std::mem::replace(&mut current, target));
                if chain.len() > self.document.limits().references {
                    let place = self.document.place(&current);
                    let message = format!(
                        "a chain of more than {} references",
                        self.document.limits().references
                    );
                    sink.push(Diagnostic::new(
                        Code::ReferenceChainTooLong,
                        message,
                        place,
                        "the limit is passed here",
                    ));
                    self.nodes
                        .insert(current.clone(), SchemaNode::Schema(Box::new(any())));
                    break;
                }
            }
            settled.extend(chain);
        }
    }
}

/// The schema that every value fits.
fn any() -> Schema {
    Schema::default()
}

/// Takes away bounds of integers that are no integers of 64 bits; they travel exactly under `x-sdksmith-bounds`.
fn integers(json: &mut Map<String, Json>) {
    let integer = json.get("type").and_then(Json::as_str) == Some("integer");
    for key in ["minimum", "maximum", "multipleOf"] {
        let Some(value) = json.get(key) else { continue };
        let whole = value
            .as_f64()
            .filter(|value| value.fract() == 0.0 && value.abs() < 9.0e15);
        let fits = match (value.as_i64(), whole) {
            (Some(_), _) => continue,
            (None, Some(_)) if integer => None,
            (None, _) if integer => Some(false),
            _ => Some(value.is_number()),
        };
        match fits {
            None => {
                // `1.0` is an integer that openapiv3 does not take for one.
                let text = value.to_string();
                let whole = text
                    .split_once('.')
                    .map_or(text.as_str(), |(whole, _)| whole);
                match whole.parse::<i64>() {
                    Ok(exact) => json.insert(key.to_owned(), Json::from(exact)),
                    Err(_) => json.shift_remove(key),
                };
            }
            Some(false) => {
                json.shift_remove(key);
            }
            Some(true) => {}
        }
    }
}
