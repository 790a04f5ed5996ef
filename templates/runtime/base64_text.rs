//! Bytes that are written as Base64: `format: byte`. RFC 4648 §4, §5.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes that are written as Base64, in the alphabet they came in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Base64(String);

impl Base64 {
    /// Whether a text is Base64.
    pub fn is_valid(text: &str) -> bool {
        Self(text.to_owned()).bytes().is_ok()
    }

    /// The bytes. Both alphabets are read, with and without padding: servers write all four.
    ///
    /// # Errors
    ///
    /// The text is not Base64.
    pub fn bytes(&self) -> Result<Vec<u8>, base64::DecodeError> {
        let engine = match (self.0.contains(['-', '_']), self.0.ends_with('=')) {
            (false, true) => STANDARD,
            (false, false) => STANDARD_NO_PAD,
            (true, true) => URL_SAFE,
            (true, false) => URL_SAFE_NO_PAD,
        };
        engine.decode(&self.0)
    }

    /// The text, as it came or as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Encodes bytes, in the standard alphabet with padding.
impl<T: AsRef<[u8]>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(STANDARD.encode(bytes))
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} characters)", self.0.len())
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
