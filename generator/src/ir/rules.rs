//! Limits on values, as `validate` checks them. JSON Schema Validation §6.

use super::Constraint;

/// The limits on a value and on what it holds, as far as that has no type of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// Those of the value itself. What does not speak of values of its type says nothing.
    pub own: Vec<Constraint>,
    /// Those of each item of a list, or of each value of a map.
    pub inner: Option<Box<Rules>>,
}

impl Rules {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.inner.is_none()
    }
}
