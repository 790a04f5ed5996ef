//! Reading and writing structs.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Map, Value};

use super::{Maybe, Members, Undeclared};

/// A struct, member by member.
pub trait Structure: Sized {
    /// Its name, for messages.
    const NAME: &'static str;
    /// Its members' names on the wire, which the indices of [`Fields::next`] count.
    const FIELDS: &'static [&'static str];

    /// Reads it from its members.
    ///
    /// # Errors
    /// A member is missing or not of its type.
    fn decode<'de, A: MapAccess<'de>>(fields: &mut Fields<'de, A>) -> Result<Self, A::Error>;

    /// Writes its members.
    ///
    /// # Errors
    /// The serializer fails.
    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error>;
}

/// Writes `Serialize` and `Deserialize` for types that are [`Structure`]s.
#[allow(unused_macros, reason = "an API may have no structs")]
macro_rules! structures {
    ($($name:ty),* $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::codec::serialize_structure(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::deserialize_structure(deserializer)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "an API may have no structs")]
pub(crate) use structures;

/// Writes a struct as an object.
///
/// # Errors
/// The serializer fails.
pub fn serialize_structure<T: Structure, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    value.encode(&mut Members::new(&mut map))?;
    map.end()
}

/// Reads a struct from an object.
///
/// # Errors
/// It is no object, or a member is missing or not of its type.
pub fn deserialize_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(StructureVisitor(PhantomData))
}

struct StructureVisitor<T>(PhantomData<T>);

impl<'de, T: Structure> Visitor<'de> for StructureVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::decode(&mut Fields::new(map, Vec::new(), T::FIELDS))
    }
}

/// The members of an object that is being read.
pub struct Fields<'de, A> {
    /// Members that were read ahead, to find the tag of a union.
    replay: std::vec::IntoIter<(String, Value)>,
    source: A,
    names: &'static [&'static str],
    /// The field that follows the last one: members mostly come in order.
    expected: usize,
    /// The value at hand, if it was read ahead.
    ahead: Option<Value>,
    /// The name at hand, if it is not a field's.
    pub(super) unknown: Option<String>,
    /// Members kept for flattened parts.
    pub(super) kept: Option<Map<String, Value>>,
    /// Whether a flattened part has taken them.
    pub(super) taken: bool,
    /// The member that tells the variants of a union apart, where this is one.
    pub(super) tag: Option<&'static str>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    pub(super) fn new(
        source: A,
        replay: Vec<(String, Value)>,
        names: &'static [&'static str],
    ) -> Self {
        Self {
            replay: replay.into_iter(),
            source,
            names,
            expected: 0,
            ahead: None,
            unknown: None,
            kept: None,
            taken: false,
            tag: None,
            lifetime: PhantomData,
        }
    }

    pub(super) fn with_tag(self, tag: &'static str) -> Self {
        Self {
            tag: Some(tag),
            ..self
        }
    }

    /// The next member, as the index of its field; past the last field for one that is none. Its value must be taken
    /// before the next.
    ///
    /// # Errors
    /// The object is malformed.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator could not give its errors by `?`"
    )]
    pub fn next(&mut self) -> Result<Option<usize>, A::Error> {
        if let Some((name, value)) = self.replay.next() {
            self.ahead = Some(value);
            let seed = Name {
                names: self.names,
                expected: self.expected,
            };
            return Ok(Some(self.found(seed.locate(&name).ok_or(name))));
        }
        let seed = Name {
            names: self.names,
            expected: self.expected,
        };
        Ok(self
            .source
            .next_key_seed(seed)?
            .map(|name| self.found(name)))
    }

    fn found(&mut self, name: Result<usize, String>) -> usize {
        match name {
            Ok(index) => {
                self.expected = index.saturating_add(1);
                index
            }
            Err(name) => {
                self.unknown = Some(name);
                usize::MAX
            }
        }
    }

    pub(super) fn read<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        // Few are read ahead, and a place for one is large.
        if self.ahead.is_none() {
            return self.source.next_value();
        }
        let value = self.ahead.take().unwrap_or_default();
        T::deserialize(value).map_err(A::Error::custom)
    }

    /// Takes the value of a member into its place, which must be empty.
    fn fill<T>(&mut self, slot: &mut Option<T>, value: T) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(self.duplicate());
        }
        *slot = Some(value);
        Ok(())
    }

    #[cold]
    fn duplicate(&self) -> A::Error {
        // The member at hand is the one before the next expected.
        let index = self.expected.checked_sub(1);
        match index.and_then(|index| self.names.get(index)) {
            Some(name) => A::Error::duplicate_field(name),
            None => A::Error::custom("duplicate field"),
        }
    }

    /// Reads a member that must not be null.
    ///
    /// # Errors
    /// The value is not of its type, or the member comes twice.
    pub fn required<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        let value = self.read()?;
        self.fill(slot, value)
    }

    /// Reads a member that must be there, and may be null.
    ///
    /// # Errors
    /// As [`required`](Self::required).
    pub fn nullable<T: Deserialize<'de>>(
        &mut self,
        slot: &mut Option<Option<T>>,
    ) -> Result<(), A::Error> {
        self.required(slot)
    }

    /// Reads a member that may be missing; null is the same.
    ///
    /// # Errors
    /// As [`required`](Self::required).
    pub fn optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) -> Result<(), A::Error> {
        match self.read()? {
            Some(value) => self.fill(slot, value),
            None => Ok(()),
        }
    }

    /// Reads a member that may be missing or null, which are not the same.
    ///
    /// # Errors
    /// The value is not of its type.
    pub fn maybe<T: Deserialize<'de>>(&mut self, slot: &mut Maybe<T>) -> Result<(), A::Error> {
        *slot = self.read()?;
        Ok(())
    }

    /// Passes over a member.
    ///
    /// # Errors
    /// The object is malformed.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.unknown = None;
        match self.ahead.take() {
            Some(_) => Ok(()),
            None => self.source.next_value::<IgnoredAny>().map(drop),
        }
    }

    /// Reads a member that is not declared, among others of the kind.
    ///
    /// # Errors
    /// The value is not of their type.
    pub fn additional<T: Deserialize<'de>>(
        &mut self,
        members: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        let name = self.unknown.take().unwrap_or_default();
        let value = self.read()?;
        members.insert(name, value);
        Ok(())
    }

    /// Reads a member that is not declared, among others of the kind if it is one of them.
    ///
    /// # Errors
    /// The object is malformed.
    pub fn additional_or_undeclared<T: DeserializeOwned>(
        &mut self,
        members: &mut BTreeMap<String, T>,
        undeclared: &mut Undeclared,
    ) -> Result<(), A::Error> {
        let name = self.unknown.take().unwrap_or_default();
        let value: Value = self.read()?;
        match T::deserialize(&value) {
            Ok(value) => _ = members.insert(name, value),
            Err(_) => _ = undeclared.insert(name, value),
        }
        Ok(())
    }

    /// Keeps a member that is not declared. The tag of a union is no member of its variant.
    ///
    /// # Errors
    /// The object is malformed.
    pub fn undeclared(&mut self, members: &mut Undeclared) -> Result<(), A::Error> {
        let name = self.unknown.take().unwrap_or_default();
        let value: Value = self.read()?;
        if self.tag != Some(name.as_str()) {
            members.insert(name, value);
        }
        Ok(())
    }

    /// A member that must be there.
    ///
    /// # Errors
    /// It is missing.
    pub fn take<T>(&self, index: usize, slot: Option<T>) -> Result<T, A::Error> {
        slot.ok_or_else(|| {
            A::Error::missing_field(self.names.get(index).copied().unwrap_or_default())
        })
    }

    /// Reads the variant of a union, which is a struct.
    ///
    /// # Errors
    /// A member is missing or not of its type.
    pub fn structure<T: Structure>(&mut self) -> Result<T, A::Error> {
        self.names = T::FIELDS;
        self.expected = 0;
        T::decode(self)
    }

    /// Reads the variant of a union, which is not a struct.
    ///
    /// # Errors
    /// The object is not of this type.
    pub fn value<T: Deserialize<'de>>(&mut self) -> Result<T, A::Error> {
        T::deserialize(self.rest()?).map_err(A::Error::custom)
    }

    /// The same members, for a variant that takes any tag and none: the tag is one of its members.
    pub fn untagged(&mut self) -> &mut Self {
        self.tag = None;
        self
    }

    /// All members as they are.
    ///
    /// # Errors
    /// The object is malformed.
    pub fn rest(&mut self) -> Result<Value, A::Error> {
        let mut members: Map<String, Value> = self.replay.by_ref().collect();
        while let Some((name, value)) = self.source.next_entry()? {
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

/// Reads the name of a member as the index of its field, or as text where it is none.
struct Name {
    names: &'static [&'static str],
    expected: usize,
}

impl Name {
    fn locate(&self, name: &str) -> Option<usize> {
        if self.names.get(self.expected) == Some(&name) {
            return Some(self.expected);
        }
        self.names.iter().position(|field| *field == name)
    }
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Result<usize, String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.locate(name).ok_or_else(|| name.to_owned()))
    }
}
