//! Members with one value. JSON Schema Validation §6.1.3.

use serde_json::Value;

use super::Types;
use super::key::Key;
use crate::ir::JsonKind;
use crate::model::Pointer;

impl Types<'_> {
    /// The only value that a property can have: `const`, or `enum` with a single value.
    pub(super) fn constant(&mut self, pointers: &[Pointer]) -> Option<Value> {
        let key = self.simplified(Key::all(pointers));
        let mut merged = self.merger.all(&key.parts);
        if let Some(pointer) = key.single().cloned() {
            let target = self.target(&pointer);
            merged = self.merger.one(&target);
        }
        if !merged.choices.is_empty() {
            return None;
        }
        if merged.only_null {
            return Some(Value::Null);
        }
        match merged.values.as_ref().map(|(values, _)| values.as_slice()) {
            Some([only]) if !merged.nullable && !only.is_array() && !only.is_object() => {
                Some(only.clone())
            }
            _ => None,
        }
    }

    /// The texts that a member of an object can have, where they are listed.
    pub(super) fn listed_texts(&mut self, object: &Pointer, member: &str) -> Option<Vec<String>> {
        let merged = self.merger.one(object);
        let pointers = merged.properties.get(member)?;
        let key = self.simplified(Key::all(pointers));
        let property = self.merger.all(&key.parts);
        let (values, _) = property.values.as_ref()?;
        let texts: Vec<String> = values
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect();
        let only_text = property.kinds.is_empty() || property.kinds.iter().eq(&[JsonKind::String]);
        (only_text && !texts.is_empty() && texts.len() == values.len()).then_some(texts)
    }
}
