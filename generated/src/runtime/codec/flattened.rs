//! Parts of a struct whose members stand among those of the struct.

use serde::Deserialize;
use serde::de::{Error as _, MapAccess};
use serde_json::{Map, Value};

use super::{Fields, Undeclared};

/// The members that a flattened part of a struct is read from. Where there are several parts, none is kept by two.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// All that are not the struct's own.
    All,
    /// All but those that only other parts declare.
    Without(&'static [&'static str]),
    /// Those that it declares.
    Only(&'static [&'static str]),
}

impl Part {
    fn of(self, members: Option<&Map<String, Value>>) -> Value {
        let mut members = members.cloned().unwrap_or_default();
        match self {
            Self::All => {}
            Self::Without(names) => members.retain(|name, _| !names.contains(&name.as_str())),
            Self::Only(names) => members.retain(|name, _| names.contains(&name.as_str())),
        }
        Value::Object(members)
    }
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    /// Keeps a member that is not declared for [`flattened`](Self::flattened).
    ///
    /// # Errors
    /// The object is malformed.
    pub fn keep(&mut self) -> Result<(), A::Error> {
        let name = self.unknown.take().unwrap_or_default();
        let value = self.read()?;
        self.kept.get_or_insert_default().insert(name, value);
        Ok(())
    }

    /// Reads a part whose members stand among those of the struct, from the members that were kept.
    ///
    /// # Errors
    /// They are not what the part needs.
    pub fn flattened<T: Deserialize<'de>>(&mut self, part: Part) -> Result<T, A::Error> {
        self.taken = true;
        T::deserialize(part.of(self.kept.as_ref())).map_err(A::Error::custom)
    }

    /// The same, for a part that may be missing as a whole.
    ///
    /// # Errors
    /// None: what does not fit is missing.
    pub fn flattened_optional<T: Deserialize<'de>>(
        &mut self,
        part: Part,
    ) -> Result<Option<T>, A::Error> {
        if self.kept.is_none() {
            return Ok(None);
        }
        let part = T::deserialize(part.of(self.kept.as_ref())).ok();
        self.taken |= part.is_some();
        Ok(part)
    }

    /// The kept members that no flattened part has taken.
    pub fn left_over(&mut self) -> Undeclared {
        if self.taken {
            return Undeclared::default();
        }
        let mut members = self.kept.take().unwrap_or_default();
        if let Some(tag) = self.tag {
            members.shift_remove(tag);
        }
        members.into()
    }
}
