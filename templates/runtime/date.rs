//! Days: `format: date`. RFC 3339 §5.6 `full-date`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the calendar, without time or zone, as the text it came as.
///
/// Some servers send text that is no day, and it is kept as well: [`date`](Self::date) tells.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // Text of RFC 3339 is in the order of the days.
    text: String,
    date: Option<jiff::civil::Date>,
}

impl Date {
    /// Whether a text is a day.
    pub fn is_valid(text: &str) -> bool {
        text.parse::<jiff::civil::Date>().is_ok()
    }

    /// The day; `None` where a server sent something else.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.date
    }

    /// The text, as it came or as it is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self {
            text: date.to_string(),
            date: Some(date),
        }
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(date: chrono::NaiveDate) -> Self {
        let text = date.to_string();
        let date = text.parse().ok();
        Self { text, date }
    }
}

#[cfg(feature = "chrono")]
impl Date {
    /// The day; `None` where a server sent something else.
    pub fn to_chrono(&self) -> Option<chrono::NaiveDate> {
        self.text.parse().ok()
    }
}

impl FromStr for Date {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let date: jiff::civil::Date = text.parse()?;
        Ok(date.into())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Date({})", self.text)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let date = text.parse().ok();
        Ok(Self { text, date })
    }
}
