//! Models and errors as the generator writes them, to test the codec with.

mod unions;

use std::collections::BTreeMap;

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde_json::Value;

pub use self::unions::{Anything, Drawing};
use crate::runtime::codec::{self, Fields, Members, Part, Structure};
use crate::runtime::{Base64, Date, DateTime, Maybe, Secret, Undeclared, Unexpected, Uuid};

/// A kind of pet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `cat`
    Cat,
    /// `guard-dog`
    GuardDog,
    /// Any other.
    Unknown(String),
}

codec::string_enum!(Kind { Cat => "cat", GuardDog => "guard-dog" });

/// A number of hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// 12
    Half,
    /// 24
    Full,
    /// Any other.
    Unknown(i64),
}

codec::integer_enum!(Clock { Half => 12, Full => 24 });

/// A level of mixed types.
#[derive(Debug, Clone, PartialEq)]
pub enum Level {
    /// 0.5
    Half,
    /// `max`
    Max,
    /// Any other.
    Unknown(Value),
}

codec::json_enum!(Level { Half => "0.5", Max => "\"max\"" });

/// A struct with a member of each presence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pet {
    /// Required.
    pub name: String,
    /// Required, may be null.
    pub owner: Option<String>,
    /// May be missing.
    pub age: Option<i64>,
    /// May be missing, may be null.
    pub nickname: Maybe<String>,
    /// All others.
    pub additional: BTreeMap<String, Value>,
}

impl Structure for Pet {
    const NAME: &'static str = "Pet";
    const FIELDS: &'static [&'static str] = &["name", "owner", "age", "nickname"];

    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        let mut name = None;
        let mut owner = None;
        let mut age = None;
        let mut nickname = Maybe::Absent;
        let mut additional = BTreeMap::new();
        while let Some(field) = fields.next()? {
            match field {
                0 => fields.required(&mut name)?,
                1 => fields.nullable(&mut owner)?,
                2 => fields.optional(&mut age)?,
                3 => fields.maybe(&mut nickname)?,
                _ => fields.additional(&mut additional)?,
            }
        }
        Ok(Self {
            name: fields.take(0, name)?,
            owner: fields.take(1, owner)?,
            age,
            nickname,
            additional,
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        members.required("name", &self.name)?;
        members.nullable("owner", &self.owner)?;
        members.optional("age", self.age.as_ref())?;
        members.maybe("nickname", &self.nickname)?;
        members.additional(&self.additional)
    }
}

/// A struct of formats.
#[derive(Debug, Clone, PartialEq)]
pub struct Formats {
    /// `format: date-time`
    pub at: DateTime,
    /// `format: date`
    pub on: Date,
    /// `format: byte`
    pub bytes: Base64,
    /// `format: password`
    pub password: Secret,
    /// `format: uuid`
    pub id: Uuid,
}

impl Structure for Formats {
    const NAME: &'static str = "Formats";
    const FIELDS: &'static [&'static str] = &["at", "on", "bytes", "password", "id"];

    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        let mut at = None;
        let mut on = None;
        let mut bytes = None;
        let mut password = None;
        let mut id = None;
        while let Some(field) = fields.next()? {
            match field {
                0 => fields.required(&mut at)?,
                1 => fields.required(&mut on)?,
                2 => fields.required(&mut bytes)?,
                3 => fields.required(&mut password)?,
                4 => fields.required(&mut id)?,
                _ => fields.skip()?,
            }
        }
        Ok(Self {
            at: fields.take(0, at)?,
            on: fields.take(1, on)?,
            bytes: fields.take(2, bytes)?,
            password: fields.take(3, password)?,
            id: fields.take(4, id)?,
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        members.required("at", &self.at)?;
        members.required("on", &self.on)?;
        members.required("bytes", &self.bytes)?;
        members.required("password", &self.password)?;
        members.required("id", &self.id)
    }
}

/// A variant whose tag is a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// Its radius.
    pub radius: f64,
    /// All else.
    pub undeclared: Undeclared,
}

impl Structure for Circle {
    const NAME: &'static str = "Circle";
    const FIELDS: &'static [&'static str] = &["radius"];

    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        let mut radius = None;
        let mut undeclared = Undeclared::default();
        while let Some(field) = fields.next()? {
            match field {
                0 => fields.required(&mut radius)?,
                _ => fields.undeclared(&mut undeclared)?,
            }
        }
        Ok(Self {
            radius: fields.take(0, radius)?,
            undeclared,
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        members.constant("shape", "circle")?;
        members.required("radius", &self.radius)?;
        members.undeclared(&self.undeclared)
    }
}

/// A variant that does not write its tag, with a flattened part.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What it holds.
    pub parts: Vec<Drawing>,
    /// A part whose members stand among its own.
    pub position: Option<Position>,
    /// What is neither.
    pub undeclared: Undeclared,
}

impl Structure for Group {
    const NAME: &'static str = "Group";
    const FIELDS: &'static [&'static str] = &["parts"];

    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        let mut parts = None;
        while let Some(field) = fields.next()? {
            match field {
                0 => fields.required(&mut parts)?,
                _ => fields.keep()?,
            }
        }
        Ok(Self {
            parts: fields.take(0, parts)?,
            position: fields.flattened_optional(Part::All)?,
            undeclared: fields.left_over(),
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        members.required("parts", &self.parts)?;
        members.flattened_optional(self.position.as_ref())?;
        members.undeclared(&self.undeclared)
    }
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Across.
    pub x: i64,
}

impl Structure for Position {
    const NAME: &'static str = "Position";
    const FIELDS: &'static [&'static str] = &["x"];

    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        let mut x = None;
        while let Some(field) = fields.next()? {
            match field {
                0 => fields.required(&mut x)?,
                _ => fields.skip()?,
            }
        }
        Ok(Self {
            x: fields.take(0, x)?,
        })
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        members.required("x", &self.x)
    }
}

codec::structures!(Pet, Formats, Circle, Group, Position);

/// Documented errors.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum SampleError {
    /// 404
    NotFound(Pet),
    /// 409
    Conflict,
    /// 4XX
    Client(String),
    /// Any other.
    Unexpected(Unexpected),
}

crate::runtime::error_enum!(SampleError {
    404 => NotFound(json): "not found",
    409 => Conflict: "conflict",
    400..=499 => Client(text): "a mistake of the caller",
});
