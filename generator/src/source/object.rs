//! The members of an object, in document order.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Value;

/// A key. Equal keys of a file share their text.
pub type Key = Arc<str>;

/// Objects with more members than this have an index; in smaller ones a search is as quick, and an index costs memory.
const UNINDEXED: usize = 16;

/// Members by key, in document order.
#[derive(Debug, Clone, Default)]
pub struct Object {
    members: Vec<(Key, Value)>,
    /// Where the members of a large object stand.
    #[expect(
        clippy::box_collection,
        reason = "objects are many, and hardly any has an index"
    )]
    index: Option<Box<BTreeMap<Key, usize>>>,
}

impl Object {
    /// An object without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether there is a member of a name.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// The value of a member.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members
            .get(self.position(key)?)
            .map(|(_, value)| value)
    }

    /// The value of a member, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let position = self.position(key)?;
        self.members.get_mut(position).map(|(_, value)| value)
    }

    /// A member by its rank.
    pub fn get_index(&self, index: usize) -> Option<(&str, &Value)> {
        self.members.get(index).map(|(key, value)| (&**key, value))
    }

    /// How many members come before the first that fails a test; all that pass it have to come first.
    pub fn partition_point(&self, passes: impl Fn(&Value) -> bool) -> usize {
        self.members.partition_point(|(_, value)| passes(value))
    }

    /// Puts a value in the place of a member, or adds one; gives what was there.
    pub fn insert(&mut self, key: impl Into<Key>, value: Value) -> Option<Value> {
        let key = key.into();
        if let Some(position) = self.position(&key) {
            let known = self.members.get_mut(position)?;
            return Some(std::mem::replace(&mut known.1, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(Arc::clone(&key), self.members.len());
        }
        self.members.push((key, value));
        if self.index.is_none() {
            self.reindex();
        }
        None
    }

    /// The value of a member, which is added if it is missing.
    pub fn get_or_insert_with(
        &mut self,
        key: &str,
        value: impl FnOnce() -> Value,
    ) -> Option<&mut Value> {
        if !self.contains_key(key) {
            self.insert(key, value());
        }
        self.get_mut(key)
    }

    /// Gives a member another name, at the same rank.
    pub fn rename(&mut self, from: &str, to: impl Into<Key>) {
        let position = self.position(from);
        if let Some((key, _)) = position.and_then(|position| self.members.get_mut(position)) {
            *key = to.into();
            self.reindex();
        }
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let position = self.position(key)?;
        let (_, value) = self.members.remove(position);
        self.reindex();
        Some(value)
    }

    /// Keeps the members that pass a test.
    pub fn retain(&mut self, mut keeps: impl FnMut(&str, &mut Value) -> bool) {
        let before = self.members.len();
        self.members.retain_mut(|(key, value)| keeps(key, value));
        if self.members.len() != before {
            self.reindex();
        }
    }

    /// Gives back memory that was kept for further members.
    pub(super) fn shrink(&mut self) {
        self.members.shrink_to_fit();
    }

    /// The members.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.into_iter()
    }

    /// The members, their values to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Value)> {
        self.into_iter()
    }

    /// The keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(key, _)| &**key)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.members.iter().map(|(_, value)| value)
    }

    /// The values, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.members.iter_mut().map(|(_, value)| value)
    }

    fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.members.iter().position(|(known, _)| **known == *key),
        }
    }

    fn reindex(&mut self) {
        self.index = (self.members.len() > UNINDEXED).then(|| {
            let keys = self.members.iter().map(|(key, _)| Arc::clone(key));
            Box::new(keys.zip(0..).collect())
        });
    }
}

/// Order counts for nothing. RFC 8259 §4.
impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<K: Into<Key>> FromIterator<(K, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(members: I) -> Self {
        let mut object = Self::new();
        object.extend(members);
        object.shrink();
        object
    }
}

impl<K: Into<Key>> Extend<(K, Value)> for Object {
    fn extend<I: IntoIterator<Item = (K, Value)>>(&mut self, members: I) {
        for (key, value) in members {
            self.insert(key, value);
        }
    }
}

impl IntoIterator for Object {
    type Item = (Key, Value);
    type IntoIter = std::vec::IntoIter<(Key, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = (&'a str, &'a Value);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (Key, Value)>,
        fn(&'a (Key, Value)) -> (&'a str, &'a Value),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter().map(|(key, value)| (&**key, value))
    }
}

impl<'a> IntoIterator for &'a mut Object {
    type Item = (&'a str, &'a mut Value);
    type IntoIter = std::iter::Map<
        std::slice::IterMut<'a, (Key, Value)>,
        fn(&'a mut (Key, Value)) -> (&'a str, &'a mut Value),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter_mut().map(|(key, value)| (&**key, value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, UNINDEXED};
    use crate::source::{Origin, Value};

    fn value(text: &str) -> Value {
        Value::text(text, Origin { file: 0, node: 0 })
    }

    #[test]
    fn small_and_large_objects_keep_order_and_find_their_members() {
        for count in [3, UNINDEXED, UNINDEXED + 1, 100] {
            let name = |number: usize| format!("k{number}");
            let mut object: Object = (0..count).map(|n| (name(n), value(&name(n)))).collect();
            assert_eq!(
                object.remove("k1").as_ref().and_then(Value::as_str),
                Some("k1")
            );
            assert_eq!(object.insert("k2", value("new")), Some(value("k2")));
            assert_eq!(object.insert("k1", value("last")), None);
            let mut keys: Vec<String> = (0..count).filter(|n| *n != 1).map(name).collect();
            keys.push("k1".to_owned());
            assert_eq!(object.keys().collect::<Vec<_>>(), keys);
            assert_eq!(object.get("k1").and_then(Value::as_str), Some("last"));
            object.retain(|key, _| key == "k2" || key == "k1");
            assert_eq!(object.keys().collect::<Vec<_>>(), ["k2", "k1"]);
            assert_eq!(object.get("k0"), None);
        }
    }

    #[test]
    fn order_counts_for_nothing_in_a_comparison() {
        let one: Object = [("a", value("1")), ("b", value("2"))].into_iter().collect();
        let other: Object = [("b", value("2")), ("a", value("1"))].into_iter().collect();
        assert_eq!(one, other);
        assert_ne!(one, Object::new());
    }
}
