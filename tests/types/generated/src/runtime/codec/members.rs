//! Writing the members of an object.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{Error as _, SerializeMap};
use serde_json::Value;

use super::{Maybe, Structure, Undeclared};

/// The members of an object that is being written.
pub struct Members<'a, S> {
    map: &'a mut S,
    /// The member that tells the variants of a union apart, until it is written.
    tag: Option<&'static str>,
}

impl<'a, S: SerializeMap> Members<'a, S> {
    pub(super) fn new(map: &'a mut S) -> Self {
        Self { map, tag: None }
    }

    pub(super) fn with_tag(map: &'a mut S, tag: &'static str) -> Self {
        Self {
            map,
            tag: Some(tag),
        }
    }

    fn write(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), S::Error> {
        if self.tag == Some(name) {
            self.tag = None;
        }
        self.map.serialize_entry(name, value)
    }

    /// Writes a member that is always there.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn required(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), S::Error> {
        self.write(name, value)
    }

    /// Writes a member that is always there, and may be null.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn nullable<T: Serialize>(
        &mut self,
        name: &str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        self.write(name, value)
    }

    /// Writes a member if it has a value.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn optional<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), S::Error> {
        match value {
            Some(value) => self.write(name, value),
            None => Ok(()),
        }
    }

    /// Writes a member unless it is absent.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn maybe<T: Serialize>(&mut self, name: &str, value: &Maybe<T>) -> Result<(), S::Error> {
        if value.is_absent() {
            Ok(())
        } else {
            self.write(name, value)
        }
    }

    /// Writes a member that always has the same value.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn constant(&mut self, name: &str, value: impl Serialize) -> Result<(), S::Error> {
        self.write(name, &value)
    }

    /// Writes members that are not declared.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn additional<T: Serialize>(
        &mut self,
        members: &BTreeMap<String, T>,
    ) -> Result<(), S::Error> {
        members
            .iter()
            .try_for_each(|(name, value)| self.write(name, value))
    }

    /// Writes members that the document does not declare.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn undeclared(&mut self, members: &Undeclared) -> Result<(), S::Error> {
        members
            .iter()
            .try_for_each(|(name, value)| self.write(name, value))
    }

    /// Writes the members of a part that stands among those of the struct.
    ///
    /// # Errors
    /// The part is not an object.
    pub fn flattened(&mut self, part: &(impl Serialize + ?Sized)) -> Result<(), S::Error> {
        let part = serde_json::to_value(part).map_err(S::Error::custom)?;
        self.rest(&part)
    }

    /// The same, for a part that may be missing.
    ///
    /// # Errors
    /// The part is not an object.
    pub fn flattened_optional<T: Serialize + ?Sized>(
        &mut self,
        part: Option<&T>,
    ) -> Result<(), S::Error> {
        part.map_or(Ok(()), |part| self.flattened(part))
    }

    /// Writes the variant of a union, which is a struct; with the tag, if it does not write that itself.
    ///
    /// # Errors
    /// The serializer fails.
    pub fn variant<T: Structure>(&mut self, tag: &str, value: &T) -> Result<(), S::Error> {
        value.encode(self)?;
        self.write_tag(tag)
    }

    /// Writes the variant of a union, which is not a struct; with the tag, if it does not write that itself.
    ///
    /// # Errors
    /// The value is not an object.
    pub fn value(&mut self, tag: &str, value: &(impl Serialize + ?Sized)) -> Result<(), S::Error> {
        self.flattened(value)?;
        self.write_tag(tag)
    }

    /// The same members, for a variant that takes any tag and none: it writes what it has.
    pub fn untagged(&mut self) -> &mut Self {
        self.tag = None;
        self
    }

    fn write_tag(&mut self, tag: &str) -> Result<(), S::Error> {
        match self.tag.take() {
            Some(name) => self.map.serialize_entry(name, tag),
            None => Ok(()),
        }
    }

    /// Writes the members of an object as they are.
    ///
    /// # Errors
    /// The value is not an object.
    pub fn rest(&mut self, value: &Value) -> Result<(), S::Error> {
        let Value::Object(members) = value else {
            return Err(S::Error::custom(
                "only an object can stand among the members of another",
            ));
        };
        members
            .iter()
            .try_for_each(|(name, value)| self.write(name, value))
    }
}
