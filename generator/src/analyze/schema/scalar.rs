//! Strings and numbers, by `format`. OpenAPI 3.0.3 §4.4, OpenAPI Format Registry.

use crate::config::{IntegerType, NumberType, Scalars, UriType};
use crate::ir::{Constraint, JsonKind, Type};

/// The type of a string, number or boolean; nothing for the other kinds.
///
/// | type | format | Rust |
/// |---|---|---|
/// | string | date-time | `DateTime` |
/// | string | date | `Date` |
/// | string | uuid | `Uuid` |
/// | string | byte, base64 | `Base64` |
/// | string | password | `Secret` |
/// | integer | int8, int16, int32, uint8, uint16 | `i32` |
/// | integer | uint32 | `u32` |
/// | integer | uint64 | `u64` |
/// | integer | int128, uint128 | `i128` |
/// | integer | none, but bounds from 0 to more than `i64` holds | `u64` |
/// | integer | none, but bounds that no 64 bits hold | `i128` |
/// | integer | any other | `i64`, or as `[types]` says |
/// | number | decimal | `Number`, or as `[types]` says |
/// | number | any other | `f64`, or as `[types]` says |
/// | string | uri, url | text, or as `[types]` says |
///
/// Every other format of a string is text. `float` is `f64` as well: an `f32` would cut the digits of what it passes on.
pub(super) fn scalar(
    kind: JsonKind,
    format: Option<&str>,
    constraints: &[Constraint],
    scalars: Scalars,
) -> Option<Type> {
    let format = format.unwrap_or_default();
    Some(match kind {
        JsonKind::Null => Type::Null,
        JsonKind::Boolean => Type::Boolean,
        JsonKind::String => string(format, scalars),
        JsonKind::Integer => match format {
            "int8" | "int16" | "int32" | "uint8" | "uint16" => Type::I32,
            "uint32" => Type::U32,
            "uint64" => Type::U64,
            "int128" | "uint128" => Type::I128,
            "int64" => Type::I64,
            _ => wide(constraints).unwrap_or(match scalars.integer {
                IntegerType::I64 => Type::I64,
                IntegerType::I128 => Type::I128,
            }),
        },
        JsonKind::Number => match format {
            "decimal" => number(scalars.decimal.unwrap_or(NumberType::Json)),
            _ => number(scalars.number),
        },
        JsonKind::Array | JsonKind::Object => return None,
    })
}

fn number(chosen: NumberType) -> Type {
    match chosen {
        NumberType::F64 => Type::F64,
        NumberType::Json => Type::Number,
        NumberType::Decimal => Type::Decimal,
    }
}

/// The type of integers whose bounds an `i64` does not hold.
fn wide(constraints: &[Constraint]) -> Option<Type> {
    let mut lowest = None;
    let mut highest = None;
    for constraint in constraints {
        match constraint {
            Constraint::Minimum { value, .. } => lowest = value.parse::<i128>().ok(),
            Constraint::Maximum { value, .. } => highest = value.parse::<i128>().ok(),
            _ => {}
        }
    }
    let fits = |bound: i128| i64::try_from(bound).is_ok();
    if lowest.is_none_or(fits) && highest.is_none_or(fits) {
        return None;
    }
    let unsigned = lowest.is_some_and(|bound| bound >= 0)
        && highest.is_some_and(|bound| u64::try_from(bound).is_ok());
    Some(if unsigned { Type::U64 } else { Type::I128 })
}

fn string(format: &str, scalars: Scalars) -> Type {
    match format {
        "uri" | "url" if scalars.uri == UriType::Url => Type::Url,
        "date-time" => Type::DateTime,
        "date" => Type::Date,
        "uuid" => Type::Uuid,
        "byte" | "base64" => Type::Base64,
        "password" => Type::Secret,
        _ => Type::String,
    }
}

/// Whether a format shows in the type, so that documentation need not name it.
pub(in crate::analyze) fn shows(kind: JsonKind, format: &str) -> bool {
    let of = |format| scalar(kind, format, &[], Scalars::default());
    of(Some(format)) != of(None)
        || matches!(format, "int64" | "double" | "binary" | "file")
        || matches!((kind, format), (JsonKind::Array | JsonKind::Object, _))
}
