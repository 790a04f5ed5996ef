//! Unions, by a tag and by shape.

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{Circle, Group, Pet, Position};
use crate::runtime::Date;
use crate::runtime::codec::{self, Fields, JsonKind, Members, Shape, ShapedUnion, TaggedUnion};

/// A union with a tag, which holds itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// `circle`
    Circle(Circle),
    /// `group`
    Group(Box<Group>),
    /// Any other.
    Unknown(Value),
}

impl TaggedUnion for Drawing {
    const NAME: &'static str = "Drawing";
    const TAG: &'static str = "shape";

    fn decode<'de, A: MapAccess<'de>>(
        tag: &str,
        fields: &mut Fields<'de, A>,
    ) -> Result<Self, A::Error> {
        Ok(match tag {
            "circle" => Self::Circle(fields.structure()?),
            "group" => Self::Group(Box::new(fields.structure()?)),
            _ => Self::Unknown(fields.rest()?),
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        match self {
            Self::Circle(value) => members.variant("circle", value),
            Self::Group(value) => members.variant("group", &**value),
            Self::Unknown(value) => members.rest(value),
        }
    }
}

/// A union chosen by shape, which holds itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Anything {
    /// A date.
    Date(Date),
    /// Any other text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any number.
    Number(f64),
    /// Several.
    List(Vec<Anything>),
    /// A place.
    Position(Position),
    /// A pet.
    Pet(Pet),
    /// Any other.
    Unknown(Value),
}

const SCALAR: Shape = Shape {
    kinds: &[JsonKind::String],
    required: &[],
    properties: &[],
    constants: &[],
    values: &[],
    format: None,
    open: true,
};

impl ShapedUnion for Anything {
    const NAME: &'static str = "Anything";
    const SHAPES: &'static [Shape] = &[
        Shape {
            format: Some(Date::is_valid),
            ..SCALAR
        },
        SCALAR,
        Shape {
            kinds: &[JsonKind::Integer],
            ..SCALAR
        },
        Shape {
            kinds: &[JsonKind::Number],
            ..SCALAR
        },
        Shape {
            kinds: &[JsonKind::Array],
            ..SCALAR
        },
        Shape {
            kinds: &[JsonKind::Object],
            required: &["x"],
            properties: &["x"],
            ..SCALAR
        },
        Shape {
            kinds: &[JsonKind::Object],
            required: &["name", "owner"],
            properties: &["name", "owner", "age", "nickname"],
            constants: &[("type", &["\"pet\""])],
            ..SCALAR
        },
    ];

    fn decode(variant: usize, value: &Value) -> Result<Self, serde_json::Error> {
        Ok(match variant {
            0 => Self::Date(Date::deserialize(value)?),
            1 => Self::Text(String::deserialize(value)?),
            2 => Self::Integer(i64::deserialize(value)?),
            3 => Self::Number(f64::deserialize(value)?),
            4 => Self::List(Vec::deserialize(value)?),
            5 => Self::Position(Position::deserialize(value)?),
            6 => Self::Pet(Pet::deserialize(value)?),
            _ => Self::Unknown(value.clone()),
        })
    }

    fn unknown(value: Value) -> Self {
        Self::Unknown(value)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Date(value) => value.serialize(serializer),
            Self::Text(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
            Self::Number(value) => value.serialize(serializer),
            Self::List(value) => value.serialize(serializer),
            Self::Position(value) => value.serialize(serializer),
            Self::Pet(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

codec::tagged_unions!(Drawing);
codec::shaped_unions!(Anything);
