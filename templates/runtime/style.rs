//! How the value of a parameter becomes text. OpenAPI 3.1.1 §4.8.12.3 "Style Values".

use serde::Serialize;
use serde_json::{Number, Value};

use super::percent;
use super::plain::plain;

/// `explode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explode {
    /// Each item or member stands for itself.
    Yes,
    /// Items or members stand together in one value.
    No,
}

/// `allowReserved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// Reserved characters are percent-encoded.
    Encoded,
    /// Reserved characters stay, but for those that would end the value.
    Allowed,
}

/// `style` of a path parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`.
    Simple,
    /// `.blue.black`.
    Label,
    /// `;color=blue;color=black`.
    Matrix,
}

/// `style` of a query parameter, or of a member of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryStyle {
    /// `color=blue&color=black`, or `color=blue,black`.
    Form,
    /// `color=blue%20black`.
    SpaceDelimited,
    /// `color=blue%7Cblack`.
    PipeDelimited,
    /// `color=blue%09black` (Swagger 2.0 `tsv`).
    TabDelimited,
    /// `color%5BR%5D=100&color%5BG%5D=200`.
    DeepObject,
}

/// A value, as the styles tell values apart. Null is absent, in lists and members too (RFC 6570 §2.3).
enum Shape {
    Absent,
    Scalar(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

/// A name with its value: the items of the value, with what stands between them.
pub(crate) struct Pair {
    name: String,
    items: Vec<String>,
    delimiter: &'static str,
}

/// The value as JSON. It goes through text where that tells more: the shortest form of 32-bit floats.
pub(crate) fn to_value(value: &(impl Serialize + ?Sized)) -> Result<Value, serde_json::Error> {
    match plain(value) {
        Some(value) => Ok(value),
        None => serde_json::from_str(&serde_json::to_string(value)?),
    }
}

/// The text of a value in a path, encoded; `None` for an absent one.
pub(crate) fn path(
    name: &str,
    value: &Value,
    style: PathStyle,
    explode: Explode,
) -> Option<String> {
    if let (Value::String(text), PathStyle::Simple) = (value, style) {
        return Some(percent::unreserved(text));
    }
    let shape = Shape::of(value);
    if matches!(shape, Shape::Absent) {
        return None;
    }
    Some(match style {
        PathStyle::Simple => shape.joined(",", explode, percent::unreserved),
        PathStyle::Label => {
            let separator = if explode == Explode::Yes { "." } else { "," };
            format!(".{}", shape.joined(separator, explode, percent::unreserved))
        }
        PathStyle::Matrix => matrix(name, shape, explode),
    })
}

/// The text of a header. Header values are not percent-encoded.
pub(crate) fn header(value: &Value, explode: Explode) -> Option<String> {
    match Shape::of(value) {
        Shape::Absent => None,
        shape => Some(shape.joined(",", explode, str::to_owned)),
    }
}

/// Names and values of a query, a form or cookies.
pub(crate) fn pairs(name: &str, value: &Value, style: QueryStyle, explode: Explode) -> Vec<Pair> {
    if style == QueryStyle::DeepObject {
        let mut pairs = Vec::new();
        deep_object(name.to_owned(), value, &mut pairs);
        return pairs;
    }
    let delimiter = match style {
        QueryStyle::SpaceDelimited => "%20",
        QueryStyle::PipeDelimited => "%7C",
        QueryStyle::TabDelimited => "%09",
        QueryStyle::Form | QueryStyle::DeepObject => ",",
    };
    match (Shape::of(value), explode) {
        (Shape::Absent, _) => Vec::new(),
        (Shape::Scalar(text), _) => vec![Pair::single(name, text)],
        (Shape::List(items), Explode::Yes) => items
            .into_iter()
            .map(|item| Pair::single(name, item))
            .collect(),
        (Shape::Members(members), Explode::Yes) => members
            .into_iter()
            .map(|(member, text)| Pair::single(&member, text))
            .collect(),
        (Shape::List(items), Explode::No) => vec![Pair {
            name: name.to_owned(),
            items,
            delimiter,
        }],
        (Shape::Members(members), Explode::No) => {
            let items = members
                .into_iter()
                .flat_map(|(member, text)| [member, text])
                .collect();
            vec![Pair {
                name: name.to_owned(),
                items,
                delimiter,
            }]
        }
    }
}

/// The text of a value without structure; JSON for one with.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number_text(number)),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

impl Pair {
    /// A name with one value.
    pub(crate) fn single(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            items: vec![text],
            delimiter: "",
        }
    }

    /// Appends `name=value` to what is there.
    pub(crate) fn write(
        &self,
        output: &mut String,
        separator: &str,
        encode_name: fn(&str) -> String,
        encode_value: fn(&str) -> String,
    ) {
        if !output.is_empty() {
            output.push_str(separator);
        }
        output.push_str(&encode_name(&self.name));
        output.push('=');
        for (index, item) in self.items.iter().enumerate() {
            if index > 0 {
                output.push_str(self.delimiter);
            }
            output.push_str(&encode_value(item));
        }
    }
}

impl Shape {
    /// Empty lists and objects are absent (RFC 6570 §2.3).
    fn of(value: &Value) -> Self {
        match value {
            Value::Array(items) => match items.iter().filter_map(scalar).collect::<Vec<_>>() {
                items if items.is_empty() => Self::Absent,
                items => Self::List(items),
            },
            Value::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .filter_map(|(name, value)| Some((name.clone(), scalar(value)?)))
                    .collect();
                if members.is_empty() {
                    Self::Absent
                } else {
                    Self::Members(members)
                }
            }
            _ => scalar(value).map_or(Self::Absent, Self::Scalar),
        }
    }

    fn joined(self, separator: &str, explode: Explode, encode: fn(&str) -> String) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Scalar(text) => encode(&text),
            Self::List(items) => join(items.iter().map(|item| encode(item)), separator),
            Self::Members(members) => {
                let inner = if explode == Explode::Yes { "=" } else { "," };
                let members = members
                    .iter()
                    .map(|(name, text)| format!("{}{inner}{}", encode(name), encode(text)));
                join(members, separator)
            }
        }
    }
}

/// `;name=value`; an empty value leaves the `=` out (RFC 6570 §3.2.7).
fn matrix(name: &str, shape: Shape, explode: Explode) -> String {
    let piece = |name: &str, value: &str| match value {
        "" => format!(";{}", percent::unreserved(name)),
        value => format!(";{}={value}", percent::unreserved(name)),
    };
    match (shape, explode) {
        (Shape::List(items), Explode::Yes) => items
            .iter()
            .map(|item| piece(name, &percent::unreserved(item)))
            .collect(),
        (Shape::Members(members), Explode::Yes) => members
            .iter()
            .map(|(member, text)| piece(member, &percent::unreserved(text)))
            .collect(),
        (shape, explode) => piece(name, &shape.joined(",", explode, percent::unreserved)),
    }
}

/// `name[member]=value`, as deep as the value goes; items of a list repeat the name. What the specification leaves open
/// here (members that are objects or lists) follows what most servers read.
fn deep_object(name: String, value: &Value, pairs: &mut Vec<Pair>) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                deep_object(format!("{name}[{member}]"), value, pairs);
            }
        }
        Value::Array(items) => {
            for item in items {
                deep_object(name.clone(), item, pairs);
            }
        }
        _ => {
            if let Some(text) = scalar(value) {
                pairs.push(Pair {
                    name,
                    items: vec![text],
                    delimiter: "",
                });
            }
        }
    }
}

/// Whole floats go out without a fraction: `10`, not `10.0`.
fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}

fn join(pieces: impl Iterator<Item = String>, separator: &str) -> String {
    pieces.collect::<Vec<_>>().join(separator)
}
