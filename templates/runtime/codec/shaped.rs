//! Unions whose variant is chosen by what a value looks like. JSON Schema 2020-12, Core §10.2.1 `oneOf`, `anyOf`.
//!
//! A value is read once, then compared with what each variant can look like. It is never decoded by trial down a tree
//! of unions, which takes exponential time.

use std::borrow::Borrow;

use serde::de::Deserialize;
use serde::{Deserializer, Serializer};
use serde_json::{Map, Value};

/// A union whose variant is chosen by what a value looks like.
pub trait ShapedUnion: Sized {
    /// Its name, for messages.
    const NAME: &'static str;
    /// What the values of each variant look like, which the indices of [`decode`](Self::decode) count.
    const SHAPES: &'static [Shape];

    /// Reads a variant.
    ///
    /// # Errors
    /// The value is not what the variant needs.
    fn decode(variant: usize, value: &Value) -> Result<Self, serde_json::Error>;

    /// Keeps a value that fits no variant.
    fn unknown(value: Value) -> Self;

    /// Writes the variant's value.
    ///
    /// # Errors
    /// The serializer fails.
    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// What the values of a variant look like, as far as it tells them apart.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// JSON types that a value can have.
    pub kinds: &'static [JsonKind],
    /// Members that must be there, in an object.
    pub required: &'static [&'static str],
    /// Members that are declared, in an object.
    pub properties: &'static [&'static str],
    /// Members with one or a few possible values, as JSON text.
    pub constants: &'static [(&'static str, &'static [&'static str])],
    /// Possible values, as JSON text, where they are listed.
    pub values: &'static [&'static str],
    /// Tells the texts of a format from others.
    pub format: Option<fn(&str) -> bool>,
    /// Whether members that are not declared are welcome.
    pub open: bool,
}

/// A JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

/// Writes `Serialize` and `Deserialize` for types that are [`ShapedUnion`]s.
#[allow(unused_macros, reason = "an API may have no unions")]
macro_rules! shaped_unions {
    ($($name:ty),* $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::codec::ShapedUnion::encode(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::deserialize_shaped(deserializer)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "an API may have no unions")]
pub(crate) use shaped_unions;

/// Reads a union from any value. What no variant fits is kept as it is.
///
/// # Errors
/// The value is malformed.
pub fn deserialize_shaped<'de, T: ShapedUnion, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut candidates = candidates(T::SHAPES, |_| &value);
    // The range of an integer is not part of a shape, so that scalars are tried on. What holds other values is tried on
    // once only: it may hold unions, and theirs, and so on.
    if !is_flat(&value) {
        candidates.truncate(1);
    }
    let decoded = candidates
        .into_iter()
        .find_map(|variant| T::decode(variant, &value).ok());
    Ok(decoded.unwrap_or_else(|| T::unknown(value)))
}

/// Whether the value holds nothing that could be a union in turn but scalars.
fn is_flat(value: &Value) -> bool {
    match value {
        Value::Object(_) => false,
        Value::Array(items) => !items.iter().any(|item| item.is_array() || item.is_object()),
        _ => true,
    }
}

/// How well a shape explains a value; the greater the better. Order matters: a constant says more than a name, a name
/// more than the absence of one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    constants: usize,
    format: Format,
    explained: usize,
    no_stranger: bool,
    required: usize,
    exact_kind: bool,
}

/// What a format says of a text. One that does not fit is no obstacle: formats are annotations.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Format {
    Unfit,
    Unsaid,
    Fit,
}

/// The variants that a value can be, the best first; ties in the order of the document. `value` gives it as it looks to a
/// variant.
pub(crate) fn candidates<V: Borrow<Value>>(
    shapes: &[Shape],
    value: impl Fn(usize) -> V,
) -> Vec<usize> {
    let mut fits: Vec<(Fit, usize)> = shapes
        .iter()
        .enumerate()
        .filter_map(|(index, shape)| Some((shape.fit(value(index).borrow())?, index)))
        .collect();
    fits.sort_by(|(one, _), (other, _)| other.cmp(one));
    fits.into_iter().map(|(_, index)| index).collect()
}

impl Shape {
    fn fit(&self, value: &Value) -> Option<Fit> {
        let exact_kind = self.exact_kind(value)?;
        let listed = !self.values.is_empty();
        if listed && !is_one_of(value, self.values) {
            return None;
        }
        let mut fit = Fit {
            constants: usize::from(listed),
            format: self.format(value),
            explained: 0,
            no_stranger: true,
            required: 0,
            exact_kind,
        };
        if let Value::Object(members) = value {
            fit.constants += self.matching_constants(members)?;
            if !self.required.iter().all(|name| members.contains_key(*name)) {
                return None;
            }
            fit.required = self.required.len();
            fit.explained = members
                .keys()
                .filter(|name| self.properties.contains(&name.as_str()))
                .count();
            fit.no_stranger = self.open || fit.explained == members.len();
        }
        Some(fit)
    }

    fn format(&self, value: &Value) -> Format {
        match (self.format, value) {
            (Some(fits), Value::String(text)) if fits(text) => Format::Fit,
            (Some(_), Value::String(_)) => Format::Unfit,
            _ => Format::Unsaid,
        }
    }

    /// Whether the type of the value is named, rather than a wider one; `None` when neither is.
    fn exact_kind(&self, value: &Value) -> Option<bool> {
        let kind = kind_of(value);
        if self.kinds.contains(&kind) {
            return Some(true);
        }
        (kind == JsonKind::Integer && self.kinds.contains(&JsonKind::Number)).then_some(false)
    }

    /// How many members have the values that they must have; `None` when one has another.
    fn matching_constants(&self, members: &Map<String, Value>) -> Option<usize> {
        let mut count = 0;
        for (name, values) in self.constants {
            match members.get(*name) {
                Some(value) if is_one_of(value, values) => count += 1,
                Some(_) => return None,
                None => {}
            }
        }
        Some(count)
    }
}

fn kind_of(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(number) if number.is_f64() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}

fn is_one_of(value: &Value, texts: &[&str]) -> bool {
    texts
        .iter()
        .any(|text| serde_json::from_str::<Value>(text).is_ok_and(|one| one == *value))
}
