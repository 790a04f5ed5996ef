//! The tree that every document is read into: JSON's six kinds, each node with its origin.

use super::{Key, Number, Object};

/// A node of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it holds.
    pub kind: ValueKind,
    /// Where it was read.
    pub origin: Origin,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its digits as they were written.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object, in document order.
    Object(Object),
}

/// Which node of which file a value was read from; values made by us carry the origin of what they were made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Index of the file in [`super::Files`].
    pub(crate) file: u32,
    /// Index of the node in its file, counted in document order.
    pub(crate) node: u32,
}

impl Value {
    /// A node of a kind at a place.
    pub fn new(kind: ValueKind, origin: Origin) -> Self {
        Self { kind, origin }
    }

    /// A text.
    pub fn text(text: impl Into<String>, origin: Origin) -> Self {
        Self::new(ValueKind::String(text.into()), origin)
    }

    /// `true` or `false`.
    pub fn boolean(value: bool, origin: Origin) -> Self {
        Self::new(ValueKind::Bool(value), origin)
    }

    /// A list.
    pub fn array(items: Vec<Self>, origin: Origin) -> Self {
        Self::new(ValueKind::Array(items), origin)
    }

    /// An object of the given members.
    pub fn object<K: Into<Key>>(
        members: impl IntoIterator<Item = (K, Self)>,
        origin: Origin,
    ) -> Self {
        Self::new(ValueKind::Object(members.into_iter().collect()), origin)
    }

    /// An object without members.
    pub fn empty(origin: Origin) -> Self {
        Self::new(ValueKind::Object(Object::new()), origin)
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            ValueKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            ValueKind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        match &self.kind {
            ValueKind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The items, if it is a list, to change.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.kind {
            ValueKind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.kind {
            ValueKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The members, if it is an object, to change.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match &mut self.kind {
            ValueKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, ValueKind::Null)
    }

    /// The member of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// The member of an object, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.as_object_mut()?.get_mut(key)
    }

    /// The member of an object or the item of a list, by a segment of a JSON pointer.
    pub fn child(&self, segment: &str) -> Option<&Self> {
        match &self.kind {
            ValueKind::Object(members) => members.get(segment),
            ValueKind::Array(items) => items.get(index_of(segment)?),
            _ => None,
        }
    }

    /// The member of an object or the item of a list, by a segment of a JSON pointer, to change.
    pub fn child_mut(&mut self, segment: &str) -> Option<&mut Self> {
        match &mut self.kind {
            ValueKind::Object(members) => members.get_mut(segment),
            ValueKind::Array(items) => items.get_mut(index_of(segment)?),
            _ => None,
        }
    }

    /// What it is, in the words of a diagnostic.
    pub fn described(&self) -> &'static str {
        match &self.kind {
            ValueKind::Null => "null",
            ValueKind::Bool(_) => "a boolean",
            ValueKind::Number(_) => "a number",
            ValueKind::String(_) => "a string",
            ValueKind::Array(_) => "an array",
            ValueKind::Object(_) => "an object",
        }
    }

    /// The same as JSON; numbers that JSON libraries cannot hold become the nearest one that they can.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            ValueKind::Null => serde_json::Value::Null,
            ValueKind::Bool(value) => serde_json::Value::Bool(*value),
            ValueKind::Number(number) => number.to_json(),
            ValueKind::String(text) => serde_json::Value::String(text.clone()),
            ValueKind::Array(items) => items.iter().map(Self::to_json).collect(),
            ValueKind::Object(members) => members
                .iter()
                .map(|(key, value)| (key.to_owned(), value.to_json()))
                .collect(),
        }
    }
}

/// An array index as RFC 6901 writes it: digits, no leading zero.
fn index_of(segment: &str) -> Option<usize> {
    let digits = segment == "0" || (!segment.starts_with('0') && !segment.starts_with('+'));
    if digits { segment.parse().ok() } else { None }
}
