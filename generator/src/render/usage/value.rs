//! JSON values as the Rust that makes them, the way a user would write it.

use serde_json::{Map, Value};

use super::super::index::Index;
use super::super::type_use::{Place as TypePlace, type_use};
use super::Place;
use super::imports::Imports;
use super::json;
use super::layout::Expression;
use super::sample::{Direction, Samples};
use crate::ir::{Documentation, Type};

/// Nested values deeper than this are read from JSON instead.
const DEEPEST: usize = 10;

/// Writes values, and keeps what they need to import.
pub(super) struct Values<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) place: &'a Place,
    pub(super) imports: Imports,
    depth: usize,
}

impl<'a> Values<'a> {
    pub(super) fn new(index: &'a Index<'a>, place: &'a Place) -> Self {
        Self {
            index,
            place,
            imports: Imports::default(),
            depth: 0,
        }
    }

    /// The value as the argument of a method that takes `r#type`, or what converts into it.
    pub(super) fn argument(&mut self, r#type: &Type, value: &Value) -> Expression {
        let known = self.imports.clone();
        if let Some(expression) = self.into(r#type, value) {
            return expression;
        }
        self.imports = known.clone();
        let made = Samples::new(self.index, Direction::Request).documented(
            &Documentation::default(),
            r#type,
            "value",
        );
        if let Some(expression) = self.into(r#type, &made) {
            return expression;
        }
        self.imports = known;
        self.read_from_json(r#type, value)
    }

    /// The value of an optional input, if it is one of `r#type`.
    pub(super) fn optional(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        let known = self.imports.clone();
        let expression = self.into(r#type, value);
        if expression.is_none() {
            self.imports = known;
        }
        expression
    }

    /// `serde_json::from_value::<T>(json!(…))?`, which makes a value of any type.
    fn read_from_json(&mut self, r#type: &Type, value: &Value) -> Expression {
        self.imports.add("serde_json", "json");
        let written = self.written(r#type);
        Expression::atom(format!("serde_json::from_value::<{written}>"))
            .called([json::macro_call(value)])
    }

    /// A type as the sample writes it.
    pub(super) fn written(&mut self, r#type: &Type) -> String {
        let mut name = |outer: &str, inner: &Type| format!("{outer}<{}>", self.written(inner));
        match r#type {
            Type::Array(inner) => name("Vec", inner),
            Type::Nullable(inner) => name("Option", inner),
            Type::Boxed(inner) => name("Box", inner),
            Type::Map(inner) => {
                self.imports.add("std::collections", "BTreeMap");
                format!("BTreeMap<String, {}>", self.written(inner))
            }
            Type::Named(name) => self.imports.model(name.as_str()),
            Type::JsonObject => "serde_json::Map<String, serde_json::Value>".to_owned(),
            Type::Json | Type::Null => "serde_json::Value".to_owned(),
            Type::Number => "serde_json::Number".to_owned(),
            Type::Decimal => self.runtime("Decimal"),
            Type::Url => "url::Url".to_owned(),
            Type::Bytes => "bytes::Bytes".to_owned(),
            Type::DateTime => self.runtime("DateTime"),
            Type::Date => self.runtime("Date"),
            Type::Uuid => self.runtime("Uuid"),
            Type::Base64 => self.runtime("Base64"),
            Type::UploadBody => self.runtime("UploadBody"),
            Type::File => self.runtime("FilePart"),
            Type::Secret => self.runtime("Secret"),
            Type::Tuple(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.written(part)).collect();
                format!("({},)", parts.join(", "))
            }
            other => type_use(other, TypePlace::Models).to_string(),
        }
    }

    pub(super) fn runtime(&mut self, name: &str) -> String {
        self.imports.add(&self.place.runtime(), name);
        name.to_owned()
    }

    /// The value where `impl Into<T>` and its like are taken; mirrors `render::argument`.
    pub(super) fn into(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        match (self.index.resolved(r#type), value) {
            (Type::Array(element), Value::Array(items)) => {
                if items.is_empty() {
                    return Some(Expression::atom(format!(
                        "Vec::<{}>::new()",
                        self.written(element)
                    )));
                }
                let items: Option<Vec<_>> = items
                    .iter()
                    .map(|item| self.text_or_exact(element, item))
                    .collect();
                Some(Expression::list("[", "]", items?))
            }
            (Type::Map(element), Value::Object(members)) => self.pairs(element, members),
            (Type::JsonObject, Value::Object(members)) => self.pairs(&Type::Json, members),
            (Type::String | Type::Secret, Value::String(text)) => Some(json::string(text)),
            (Type::Boxed(inner), value) => self.into(inner, value),
            (Type::Nullable(_), Value::Null) => Some(Expression::atom("None")),
            (Type::Nullable(inner), value) => self.exact(inner, value),
            (resolved, value) => self.exact(resolved, value),
        }
    }

    /// `[(key, value), …]` for a map.
    pub(super) fn pairs(
        &mut self,
        element: &Type,
        members: &Map<String, Value>,
    ) -> Option<Expression> {
        if members.is_empty() {
            self.imports.add("std::collections", "BTreeMap");
            return Some(Expression::atom(format!(
                "BTreeMap::<String, {}>::new()",
                self.written(element)
            )));
        }
        let pairs: Option<Vec<_>> = members
            .iter()
            .map(|(key, value)| {
                let value = self.text_or_exact(element, value)?;
                Some(Expression::list("(", ")", [json::string(key), value]))
            })
            .collect();
        Some(Expression::list("[", "]", pairs?))
    }

    /// An element of a list whose elements are converted.
    pub(super) fn text_or_exact(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        match (self.index.resolved(r#type), value) {
            (Type::String, Value::String(text)) => Some(json::string(text)),
            (resolved, value) => self.exact(resolved, value),
        }
    }

    /// The value as exactly `r#type`.
    pub(super) fn exact(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let expression = self.exact_within(r#type, value);
        self.depth -= 1;
        expression
    }

    fn exact_within(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        let resolved = self.index.resolved(r#type);
        match (resolved, value) {
            (Type::Nullable(_), Value::Null) => Some(Expression::atom("None")),
            (Type::Nullable(inner), value) => {
                Some(Expression::call("Some", [self.exact(inner, value)?]))
            }
            (Type::Boxed(inner), value) => {
                Some(Expression::call("Box::new", [self.exact(inner, value)?]))
            }
            (Type::Array(element), Value::Array(items)) => {
                let items: Option<Vec<_>> =
                    items.iter().map(|item| self.exact(element, item)).collect();
                Some(Expression::list("vec![", "]", items?))
            }
            (Type::Map(element), Value::Object(members)) => self.map("BTreeMap", element, members),
            (Type::JsonObject, Value::Object(members)) => self.map("Map", &Type::Json, members),
            (Type::Tuple(parts), Value::Array(items)) if parts.len() == items.len() => {
                let items: Option<Vec<_>> = parts
                    .iter()
                    .zip(items)
                    .map(|(part, item)| self.exact(part, item))
                    .collect();
                let close = if parts.len() == 1 { ",)" } else { ")" };
                Some(Expression::list("(", close, items?))
            }
            (Type::Named(name), value) => self.named(name, value),
            (scalar, value) => self.scalar(scalar, value),
        }
    }

    /// `BTreeMap::from([…])`, or the like of JSON's own map.
    fn map(
        &mut self,
        kind: &str,
        element: &Type,
        members: &Map<String, Value>,
    ) -> Option<Expression> {
        let (path, from) = if kind == "Map" {
            ("serde_json::Map", "from_iter")
        } else {
            self.imports.add("std::collections", "BTreeMap");
            ("BTreeMap", "from")
        };
        if members.is_empty() {
            return Some(Expression::atom(format!("{path}::new()")));
        }
        let pairs: Option<Vec<_>> = members
            .iter()
            .map(|(key, value)| {
                let key = json::string(key).then("to_owned", []);
                Some(Expression::list(
                    "(",
                    ")",
                    [key, self.exact(element, value)?],
                ))
            })
            .collect();
        Some(Expression::call(
            &format!("{path}::{from}"),
            [Expression::list("[", "]", pairs?)],
        ))
    }

    fn scalar(&mut self, r#type: &Type, value: &Value) -> Option<Expression> {
        let atom = |text: String| Some(Expression::atom(text));
        match (r#type, value) {
            (Type::Boolean, Value::Bool(value)) => atom(value.to_string()),
            (Type::I32, Value::Number(number)) => {
                atom(i32::try_from(number.as_i64()?).ok()?.to_string())
            }
            (Type::I64, Value::Number(number)) => atom(number.as_i64()?.to_string()),
            (Type::U32, Value::Number(number)) => {
                atom(u32::try_from(number.as_u64()?).ok()?.to_string())
            }
            (Type::U64, Value::Number(number)) => atom(number.as_u64()?.to_string()),
            (Type::I128, Value::Number(number)) => atom(number.as_i128()?.to_string()),
            (Type::F64, Value::Number(number)) => atom(json::float(number.as_f64()?)),
            (Type::Number, Value::Number(number)) => atom(format!(
                "serde_json::Number::from({}_i64)",
                number.as_i64()?
            )),
            (Type::Decimal, Value::Number(number)) => {
                let name = self.runtime("Decimal");
                Some(parsed(&number.to_string(), &name))
            }
            (Type::Url, Value::String(text)) if url::Url::parse(text).is_ok() => {
                Some(parsed(text, "url::Url"))
            }
            (Type::String, Value::String(text)) => Some(json::string(text).then("to_owned", [])),
            (Type::Secret, Value::String(text)) => {
                let secret = self.runtime("Secret");
                Some(Expression::call(
                    &format!("{secret}::from"),
                    [json::string(text)],
                ))
            }
            (Type::DateTime, Value::String(text)) => {
                let name = self.runtime("DateTime");
                Some(parsed(text, &name))
            }
            (Type::Date, Value::String(text)) => {
                let name = self.runtime("Date");
                Some(parsed(text, &name))
            }
            (Type::Uuid, Value::String(text)) if is_uuid(text) => {
                let name = self.runtime("Uuid");
                Some(parsed(text, &name))
            }
            (Type::Base64 | Type::Bytes | Type::UploadBody | Type::File, Value::String(text)) => {
                Some(self.bytes(r#type, text))
            }
            (Type::Json, value) => {
                self.imports.add("serde_json", "json");
                Some(json::macro_call(value))
            }
            (Type::Null, _) => atom("serde_json::Value::Null".to_owned()),
            _ => None,
        }
    }

    /// What becomes bytes, of a type that the runtime has for them.
    fn bytes(&mut self, r#type: &Type, text: &str) -> Expression {
        let (name, function, arguments) = match r#type {
            Type::Base64 => {
                let content = Expression::atom("b\"content\".to_vec()");
                (self.runtime("Base64"), "from", vec![content])
            }
            Type::UploadBody => {
                let path = Expression::atom("\"file.bin\"");
                (self.runtime("UploadBody"), "from_path", vec![path])
            }
            Type::File => {
                let name = Expression::atom("\"file.txt\"");
                let arguments = vec![name, json::string(text)];
                (self.runtime("FilePart"), "new", arguments)
            }
            _ => {
                let bytes = "bytes::Bytes".to_owned();
                (bytes, "from", vec![json::string(text)])
            }
        };
        Expression::call(&format!("{name}::{function}"), arguments)
    }
}

impl Expression {
    /// `self(arguments…)`, for a function that is an atom.
    fn called(self, arguments: impl IntoIterator<Item = Self>) -> Self {
        let call = match self {
            Self::Atom(function) => Self::call(&function, arguments),
            other => other,
        };
        // `?` stands behind a chain's link only, so the call is one of its own.
        match call {
            Self::List { open, items, .. } => Self::List {
                open,
                close: ")?".to_owned(),
                items,
            },
            other => other,
        }
    }
}

fn parsed(text: &str, r#type: &str) -> Expression {
    let call = Expression::atom(format!("parse::<{type}>()"));
    json::string(text).link(super::layout::Link {
        call,
        suffix: "?",
        comment: None,
    })
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups
            .iter()
            .all(|group| group.chars().all(|c| c.is_ascii_hexdigit()))
}
