//! `[types]`: which Rust types stand for scalars.

use serde::Deserialize;

/// The Rust types of scalars for which there is a choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scalars {
    /// `integer`: integers whose format and bounds name no width.
    pub integer: IntegerType,
    /// `number`: numbers without the format `decimal`.
    pub number: NumberType,
    /// `decimal`: numbers of the format `decimal`; by default `serde_json::Number`.
    pub decimal: Option<NumberType>,
    /// `uri`: texts of the format `uri` or `url`.
    pub uri: UriType,
}

impl Scalars {
    /// Whether the user wants `serde_json::Number`, which keeps every digit only where `serde_json` is told so.
    pub fn exact_numbers(self) -> bool {
        let exact = |number: NumberType| number == NumberType::Json;
        exact(self.number) || self.decimal.is_some_and(exact)
    }
}

/// The Rust type of an integer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum IntegerType {
    /// The default.
    #[default]
    #[serde(rename = "i64")]
    I64,
    /// Beyond 64 bits.
    #[serde(rename = "i128")]
    I128,
}

/// The Rust type of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum NumberType {
    /// The default: as near as a binary fraction comes.
    #[default]
    #[serde(rename = "f64")]
    F64,
    /// Every digit is kept.
    #[serde(rename = "serde_json::Number")]
    Json,
    /// A decimal fraction to reckon with, of at most 28 digits.
    #[serde(rename = "rust_decimal::Decimal")]
    Decimal,
}

/// The Rust type of an address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum UriType {
    /// The default: the text as it is.
    #[default]
    #[serde(rename = "String")]
    String,
    /// Taken apart, and written in its normal form.
    #[serde(rename = "url::Url")]
    Url,
}

/// `[types]` or `[api.types]`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ScalarTable {
    integer: Option<IntegerType>,
    number: Option<NumberType>,
    decimal: Option<NumberType>,
    uri: Option<UriType>,
}

impl ScalarTable {
    /// What it says, and where it says nothing, what holds for every document.
    pub(super) fn over(self, common: Scalars) -> Scalars {
        Scalars {
            integer: self.integer.unwrap_or(common.integer),
            number: self.number.unwrap_or(common.number),
            decimal: self.decimal.or(common.decimal),
            uri: self.uri.unwrap_or(common.uri),
        }
    }
}
