//! Identifiers: `format: uuid`. RFC 9562 §4.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A UUID, which goes back to the server in the letters it came in.
///
/// Some servers send text that is no UUID, and it is kept as well: [`uuid`](Self::uuid) tells.
///
/// Two are equal when they are the same UUID, however they are written.
#[derive(Clone)]
pub struct Uuid(Form);

#[derive(Clone)]
enum Form {
    /// As RFC 9562 writes it.
    Plain(uuid::Uuid),
    /// In any other way.
    Text(Box<str>),
}

impl Uuid {
    /// Whether a text is a UUID.
    pub fn is_valid(text: &str) -> bool {
        text.parse::<uuid::Uuid>().is_ok()
    }

    /// The UUID; `None` where a server sent something else.
    pub fn uuid(&self) -> Option<uuid::Uuid> {
        match &self.0 {
            Form::Plain(uuid) => Some(*uuid),
            Form::Text(text) => text.parse().ok(),
        }
    }

    fn of(text: String, uuid: uuid::Uuid) -> Self {
        let mut plain = uuid::Uuid::encode_buffer();
        if *uuid.hyphenated().encode_lower(&mut plain) == *text {
            Self(Form::Plain(uuid))
        } else {
            Self(Form::Text(text.into()))
        }
    }

    /// UUIDs before all other texts.
    fn order(&self) -> (Option<&str>, Option<uuid::Uuid>) {
        let uuid = self.uuid();
        match &self.0 {
            Form::Text(text) if uuid.is_none() => (Some(text), None),
            _ => (None, uuid),
        }
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(Form::Plain(uuid))
    }
}

impl FromStr for Uuid {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::of(text.to_owned(), text.parse()?))
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Plain(uuid) => fmt::Display::fmt(uuid, formatter),
            Form::Text(text) => formatter.write_str(text),
        }
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Uuid({self})")
    }
}

impl PartialEq for Uuid {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for Uuid {}

impl PartialOrd for Uuid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Uuid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Hash for Uuid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order().hash(state);
    }
}

impl Serialize for Uuid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Uuid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.parse() {
            Ok(uuid) => Self::of(text, uuid),
            Err(_) => Self(Form::Text(text.into())),
        })
    }
}
