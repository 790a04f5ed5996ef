//! Values of one word, such as most parameters have: they become JSON without a way through text.

use std::fmt;

use serde::ser::{Impossible, Serialize, Serializer};
use serde_json::Value;

/// The value as JSON, if it is a text, a whole number, a truth or absent.
pub(crate) fn plain(value: &(impl Serialize + ?Sized)) -> Option<Value> {
    value.serialize(Plain).ok()
}

/// Takes a value of one word, and nothing else.
struct Plain;

/// A value is of more than one word, or a number whose text matters.
#[derive(Debug)]
struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not of one word")
    }
}

impl std::error::Error for NotPlain {}

impl serde::ser::Error for NotPlain {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

macro_rules! kept {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<Value, NotPlain> {
            Ok(Value::from(value))
        }
    )*};
}

macro_rules! refused {
    ($($method:ident($($type:ty),*) -> $answer:ty),* $(,)?) => {$(
        fn $method(self, $(_: $type),*) -> Result<$answer, NotPlain> {
            Err(NotPlain)
        }
    )*};
}

/// What takes the parts of a value that has some.
type Parts = Impossible<Value, NotPlain>;

impl Serializer for Plain {
    type Ok = Value;
    type Error = NotPlain;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    kept!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_str: &str
    );

    refused!(
        serialize_f32(f32) -> Value,
        serialize_f64(f64) -> Value,
        serialize_char(char) -> Value,
        serialize_bytes(&[u8]) -> Value,
        serialize_unit_struct(&'static str) -> Value,
        serialize_seq(Option<usize>) -> Parts,
        serialize_tuple(usize) -> Parts,
        serialize_tuple_struct(&'static str, usize) -> Parts,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Parts,
        serialize_map(Option<usize>) -> Parts,
        serialize_struct(&'static str, usize) -> Parts,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Parts,
    );

    fn serialize_none(self) -> Result<Value, NotPlain> {
        Ok(Value::Null)
    }

    fn serialize_unit(self) -> Result<Value, NotPlain> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, NotPlain> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Value, NotPlain> {
        Ok(Value::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _value: &T,
    ) -> Result<Value, NotPlain> {
        // Such as a raw value of serde_json, which is read in its own way.
        Err(NotPlain)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<Value, NotPlain> {
        Err(NotPlain)
    }
}
