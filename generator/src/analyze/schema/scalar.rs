//! Strings and numbers, by `format`. OpenAPI 3.0.3 §4.4, OpenAPI Format Registry.

use crate::ir::{JsonKind, Type};

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
/// | integer | none, but bounds from 0 to more than `i64` holds | `u64` |
/// | integer | any other | `i64` |
/// | number | decimal | `Number` |
/// | number | any other | `f64` |
///
/// Every other format of a string is text. `float` is `f64` as well: an `f32` would cut the digits of what it passes on.
pub(super) fn scalar(kind: JsonKind, format: Option<&str>) -> Option<Type> {
    let format = format.unwrap_or_default();
    Some(match kind {
        JsonKind::Null => Type::Null,
        JsonKind::Boolean => Type::Boolean,
        JsonKind::String => string(format),
        JsonKind::Integer => match format {
            "int8" | "int16" | "int32" | "uint8" | "uint16" => Type::I32,
            "uint32" => Type::U32,
            "uint64" => Type::U64,
            _ => Type::I64,
        },
        JsonKind::Number => match format {
            "decimal" => Type::Number,
            _ => Type::F64,
        },
        JsonKind::Array | JsonKind::Object => return None,
    })
}

fn string(format: &str) -> Type {
    match format {
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
    scalar(kind, Some(format)) != scalar(kind, None)
        || matches!(format, "int64" | "double" | "binary" | "file")
        || matches!((kind, format), (JsonKind::Array | JsonKind::Object, _))
}
