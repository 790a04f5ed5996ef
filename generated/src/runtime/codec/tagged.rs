//! Unions whose variant is chosen by the text of one member. OpenAPI 3.1.1 §4.8.25 "Discriminator".

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserializer, Serializer};
use serde_json::Value;

use super::{Fields, Members};

/// A union whose variant is chosen by the text of one member, the tag.
pub trait TaggedUnion: Sized {
    /// Its name, for messages.
    const NAME: &'static str;
    /// The member that holds the tag.
    const TAG: &'static str;

    /// Reads the variant of a tag; the empty text stands for a tag that is missing or no text.
    ///
    /// # Errors
    /// The members are not what the variant needs.
    fn decode<'de, A: MapAccess<'de>>(
        tag: &str,
        fields: &mut Fields<'de, A>,
    ) -> Result<Self, A::Error>;

    /// Writes the variant's members, the tag included.
    ///
    /// # Errors
    /// The serializer fails.
    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error>;
}

/// Writes `Serialize` and `Deserialize` for types that are [`TaggedUnion`]s.
#[allow(unused_macros, reason = "an API may have no unions")]
macro_rules! tagged_unions {
    ($($name:ty),* $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::codec::serialize_tagged(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::deserialize_tagged(deserializer)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "an API may have no unions")]
pub(crate) use tagged_unions;

/// Writes a union as an object.
///
/// # Errors
/// The serializer fails.
pub fn serialize_tagged<T: TaggedUnion, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    value.encode(&mut Members::with_tag(&mut map, T::TAG))?;
    map.end()
}

/// Reads a union from an object.
///
/// # Errors
/// It is no object, or not what the variant needs.
pub fn deserialize_tagged<'de, T: TaggedUnion, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(TaggedVisitor(PhantomData))
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<'de, T: TaggedUnion> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", T::NAME)
    }

    /// Servers mostly write the tag first: then nothing but the tag is read ahead.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut ahead = Vec::new();
        let mut tag = None;
        while let Some(name) = map.next_key::<String>()? {
            let value: Value = map.next_value()?;
            let is_tag = name == T::TAG;
            tag = value.as_str().filter(|_| is_tag).map(str::to_owned);
            ahead.push((name, value));
            if is_tag {
                break;
            }
        }
        let mut fields = Fields::new(map, ahead, &[]).with_tag(T::TAG);
        T::decode(&tag.unwrap_or_default(), &mut fields).map_err(|error| {
            // The variant is part of the message: the type of a member depends on it.
            A::Error::custom(format_args!("{}: {error}", T::NAME))
        })
    }
}
