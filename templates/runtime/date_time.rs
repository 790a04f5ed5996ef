//! Points in time: `format: date-time`. RFC 3339 §5.6.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, as the text it came as: its offset and its digits are kept.
///
/// Some servers send text that is no point in time, and it is kept as well: one odd value does not take the rest of a
/// response with it. [`timestamp`](Self::timestamp) tells.
///
/// Two are equal when they mean the same point in time, however they are written.
#[derive(Clone)]
pub struct DateTime {
    text: String,
    timestamp: Option<Timestamp>,
}

impl DateTime {
    /// Whether a text is a point in time.
    pub fn is_valid(text: &str) -> bool {
        text.parse::<Timestamp>().is_ok()
    }

    /// The point in time; `None` where a server sent something else.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.timestamp
    }

    /// The text, as it came or as it is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Points in time by time, before all other texts.
    fn order(&self) -> (bool, Option<Timestamp>, Option<&str>) {
        let other = self.timestamp.is_none().then_some(self.text.as_str());
        (self.timestamp.is_none(), self.timestamp, other)
    }
}

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self {
            text: timestamp.to_string(),
            timestamp: Some(timestamp),
        }
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone> From<chrono::DateTime<Z>> for DateTime
where
    Z::Offset: fmt::Display,
{
    fn from(time: chrono::DateTime<Z>) -> Self {
        let text = time.to_rfc3339();
        let timestamp = text.parse().ok();
        Self { text, timestamp }
    }
}

#[cfg(feature = "chrono")]
impl DateTime {
    /// The point in time with its offset; `None` where a server sent something else.
    pub fn to_chrono(&self) -> Option<chrono::DateTime<chrono::FixedOffset>> {
        chrono::DateTime::parse_from_rfc3339(&self.text).ok()
    }
}

impl FromStr for DateTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self {
            text: text.to_owned(),
            timestamp: Some(text.parse()?),
        })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DateTime({})", self.text)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order().hash(state);
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let timestamp = text.parse().ok();
        Ok(Self { text, timestamp })
    }
}
