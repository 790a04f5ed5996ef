//! The one walk over a document: checks the type of every known key, brings schemas into the form of 3.0, and makes
//! every reference point into the one document.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::bundle::UNRESOLVED;
use super::resolve::{Resolver, Target};
use super::shape::{Kind, Missing, ObjectShape, Shape};
use super::version::Version;
use super::{coerce, openapi31, openapi32, shapes, tolerance};
use crate::diagnostic::{Code, Diagnostic, Severity, Sink};
use crate::source::{Files, Object, Origin, Pointer, Value, ValueKind};

/// Keys that tell people something and decide nothing: a wrong type there spoils no call.
const ANNOTATIONS: &[&str] = &[
    "example",
    "examples",
    "description",
    "summary",
    "title",
    "externalDocs",
    "contact",
    "license",
    "termsOfService",
    "tags",
    "default",
    "deprecated",
    "links",
    "callbacks",
    "webhooks",
];

/// The walk, and what it has found on the way.
pub(super) struct Walk<'a, 'b> {
    pub(super) resolver: Resolver<'a>,
    pub(super) sink: &'b mut Sink,
    pub(super) version: Version,
    /// Where places of other files now stand in the document.
    pub(super) imported: BTreeMap<Target, Pointer>,
    /// Names that are taken in `components`, by its keys.
    pub(super) taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// Values of other files that are still to be walked.
    pub(super) queue: VecDeque<Import>,
    /// Places of the document that are referred to, but that the table does not lead to.
    pub(super) extras: VecDeque<Extra>,
    pub(super) known_extras: BTreeMap<Pointer, Kind>,
}

/// A place that is referred to, and what is expected there.
pub(super) struct Extra {
    pub(super) pointer: Pointer,
    pub(super) kind: Kind,
    /// The file that references in it are relative to.
    pub(super) file: u32,
}

/// A value of another file on its way into the document.
pub(super) struct Import {
    pub(super) kind: Kind,
    pub(super) component: &'static str,
    pub(super) name: String,
    pub(super) value: Value,
    pub(super) file: u32,
}

impl Walk<'_, '_> {
    pub(super) fn files(&self) -> &Files {
        self.resolver.source.files()
    }

    /// Walks a value that should have a shape; whether it can stay.
    pub(super) fn visit(
        &mut self,
        value: &mut Value,
        shape: &'static Shape,
        key: &str,
        file: u32,
    ) -> bool {
        match shape {
            Shape::Any => true,
            Shape::Text | Shape::Boolean | Shape::Count | Shape::Number | Shape::OneOf(_) => {
                self.scalar(value, shape, key)
            }
            Shape::List(inner) => self.list(value, shape, inner, key, file),
            Shape::Map(inner) => self.map(value, shape, inner, key, file, false),
            Shape::Patterned(inner) => self.map(value, shape, inner, key, file, true),
            Shape::Object(object) => self.object(value, shape, object, key, file),
            Shape::BooleanOrSchema => {
                value.as_bool().is_some() || self.object(value, shape, &shapes::SCHEMA, key, file)
            }
        }
    }

    fn scalar(&mut self, value: &mut Value, shape: &Shape, key: &str) -> bool {
        match coerce::scalar(value, shape, self.files()) {
            coerce::Outcome::Fits => true,
            coerce::Outcome::Coerced(message) => {
                self.warn(
                    Code::CoercedType,
                    format!("`{key}` {message}"),
                    value.origin,
                    "taken for what it says",
                );
                true
            }
            coerce::Outcome::Unknown(known) => {
                let message = format!(
                    "`{key}` has a value that is not known: `{}`",
                    value.as_str().unwrap_or_default()
                );
                let place = self.files().place(value.origin);
                let diagnostic = Diagnostic::new(Code::UnknownValue, message, place, "left out");
                self.sink
                    .push(diagnostic.help(format!("the specification knows {}", known.join(", "))));
                false
            }
            coerce::Outcome::Wrong => self.wrong(value, shape, key),
        }
    }

    fn list(
        &mut self,
        value: &mut Value,
        shape: &Shape,
        inner: &'static Shape,
        key: &str,
        file: u32,
    ) -> bool {
        self.include(value, shape, file);
        if matches!(inner, Shape::Text) && matches!(value.kind, ValueKind::String(_)) {
            self.warn(
                Code::CoercedType,
                format!("`{key}` should be an array, not one string"),
                value.origin,
                "taken as its only item",
            );
            let item = Value::new(
                std::mem::replace(&mut value.kind, ValueKind::Null),
                value.origin,
            );
            value.kind = ValueKind::Array(vec![item]);
        }
        let ValueKind::Array(items) = &mut value.kind else {
            return self.wrong(value, shape, key);
        };
        let singular = key.strip_suffix('s').unwrap_or(key).to_owned();
        items.retain_mut(|item| self.visit(item, inner, &singular, file));
        true
    }

    fn map(
        &mut self,
        value: &mut Value,
        shape: &Shape,
        inner: &'static Shape,
        key: &str,
        file: u32,
        patterned: bool,
    ) -> bool {
        let file = self.include(value, shape, file);
        if value.as_array().is_some_and(Vec::is_empty) {
            value.kind = ValueKind::Object(Object::new());
        }
        let ValueKind::Object(members) = &mut value.kind else {
            return self.wrong(value, shape, key);
        };
        members.retain(|name, member| {
            if patterned && name.starts_with("x-") {
                return true;
            }
            if member.is_null() {
                member.kind = match inner {
                    Shape::Object(_) | Shape::Map(_) | Shape::Patterned(_) => {
                        ValueKind::Object(Object::new())
                    }
                    Shape::List(_) => ValueKind::Array(Vec::new()),
                    _ => return false,
                };
            }
            self.visit(member, inner, name, file)
        });
        true
    }

    fn object(
        &mut self,
        value: &mut Value,
        shape: &Shape,
        object: &'static ObjectShape,
        key: &str,
        file: u32,
    ) -> bool {
        if object.kind == Kind::Schema {
            openapi31::boolean_schema(value);
        }
        let file = if object.kind.component().is_none() {
            self.include(value, shape, file)
        } else {
            file
        };
        if value.as_array().is_some_and(Vec::is_empty) {
            value.kind = ValueKind::Object(Object::new());
        }
        if value.as_object().is_none() {
            return self.wrong(value, shape, key);
        }
        if value.get(UNRESOLVED).is_some() {
            return true;
        }
        if object.kind == Kind::Schema {
            openapi31::schema(value, self);
        } else {
            openapi32::object(value, object.kind);
            tolerance::object(value, object.kind, self);
        }
        if object.kind.component().is_some() && value.get("$ref").is_some() {
            self.reference(value, object.kind, file);
            if object.kind != Kind::PathItem {
                return true;
            }
        }
        let Some(members) = value.as_object_mut() else {
            return true;
        };
        let mut dropped = Vec::new();
        for (name, member) in members.iter_mut() {
            if let Some(field) = object.field(name) {
                let absent = member.is_null() && !matches!(field, Shape::Any);
                if absent || !self.visit(member, field, name, file) {
                    dropped.push(name.to_owned());
                }
            }
        }
        for name in dropped {
            members.remove(&name);
        }
        if object.kind == Kind::Discriminator {
            self.mapping(value, file);
        }
        self.fill(value, object)
    }

    /// Puts something in the place of keys that must be there; whether the object can stay.
    fn fill(&mut self, value: &mut Value, object: &ObjectShape) -> bool {
        let origin = value.origin;
        for (name, missing) in object.required {
            let Some(members) = value.as_object_mut() else {
                return true;
            };
            if members.contains_key(*name) {
                continue;
            }
            let stand_in = match missing {
                Missing::Text(text) | Missing::Silent(text) => Value::text(*text, origin),
                Missing::Object | Missing::SilentObject => Value::empty(origin),
                Missing::Fatal => {
                    let message = format!("{} has no `{name}`", object.kind.described());
                    let place = self.files().key_place(origin);
                    self.sink.push(Diagnostic::new(
                        Code::MissingField,
                        message,
                        place,
                        format!("`{name}` is missing"),
                    ));
                    return false;
                }
            };
            let mut stand_in = stand_in;
            if let Some(shape) = object.field(name) {
                // What stands for a missing object may itself have keys that must be there; one word about it is enough.
                let mut unsaid = Sink::new();
                std::mem::swap(self.sink, &mut unsaid);
                self.visit(&mut stand_in, shape, name, 0);
                std::mem::swap(self.sink, &mut unsaid);
            }
            if let Some(members) = value.as_object_mut() {
                members.insert((*name).to_owned(), stand_in);
            }
            let help = match missing {
                Missing::Text(text) => format!("taken as `{text}`"),
                Missing::Object => "taken as empty".to_owned(),
                _ => continue,
            };
            let message = format!("{} has no `{name}`", object.kind.described());
            let place = self.files().key_place(origin);
            let diagnostic = Diagnostic::new(
                Code::MissingFieldFilled,
                message,
                place,
                format!("`{name}` is missing"),
            );
            self.sink.push(diagnostic.help(help));
        }
        true
    }

    pub(super) fn wrong(&mut self, value: &Value, shape: &Shape, key: &str) -> bool {
        let (expected, found) = (shape.described(), value.described());
        let place = self.files().place(value.origin);
        let message = format!("`{key}` should be {expected}, not {found}");
        let mut diagnostic = Diagnostic::new(
            Code::WrongType,
            message,
            place,
            format!("expected {expected}, found {found}"),
        );
        if ANNOTATIONS.contains(&key) {
            diagnostic.severity = Severity::Warning;
            diagnostic = diagnostic.help("left out");
        }
        self.sink.push(diagnostic);
        false
    }

    pub(super) fn warn(
        &mut self,
        code: Code,
        message: impl Into<String>,
        origin: Origin,
        label: &str,
    ) {
        let place = self.files().place(origin);
        self.sink.push(Diagnostic::new(code, message, place, label));
    }

    /// The same at the key.
    pub(super) fn warn_key(
        &mut self,
        code: Code,
        message: impl Into<String>,
        origin: Origin,
        label: &str,
        help: &str,
    ) {
        let place = self.files().key_place(origin);
        self.sink
            .push(Diagnostic::new(code, message, place, label).help(help));
    }
}
