//! The members of an object: no key twice, merge keys expanded.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::files::Node;
use super::read::{Format, Reader};
use super::{Key, Object, Value, ValueKind};
use crate::diagnostic::Code;

/// The members of an object while it is read.
pub(super) struct Members<'a, 'b> {
    reader: &'a Reader<'b>,
    own: Object,
    /// Keys that came out of a merge key, and give way to keys of the object's own.
    merged: BTreeSet<Key>,
}

impl<'a, 'b> Members<'a, 'b> {
    pub(super) fn new(reader: &'a Reader<'b>) -> Self {
        Self {
            reader,
            own: Object::new(),
            merged: BTreeSet::new(),
        }
    }

    /// The members, when the last one has been read.
    pub(super) fn finish(mut self) -> Object {
        self.own.shrink();
        self.own
    }

    /// Takes a member whose value is the node `id`.
    pub(super) fn insert(&mut self, key: Key, value: Value, id: u32) {
        if *key == *"<<" {
            let node = self.reader.node(id);
            if self.reader.format == Format::Json || self.reader.slice(node.key) == "<<" {
                return self.merge(value, node);
            }
        }
        if self.merged.remove(&key) {
            self.own.insert(key, value);
            return;
        }
        match self.own.get(&key) {
            Some(first) => self.reader.duplicate(&key, first.origin.node, id),
            None => {
                self.own.insert(key, value);
            }
        }
    }

    /// Takes over the members that a merge key gives, as far as the object has none of their names.
    fn merge(&mut self, value: Value, node: Node) {
        let sources = match value.kind {
            ValueKind::Array(items) => items,
            kind => vec![Value::new(kind, value.origin)],
        };
        for source in sources {
            let ValueKind::Object(members) = source.kind else {
                return self.bad_merge(node);
            };
            if self.reader.format == Format::Json {
                return self.bad_merge(node);
            }
            for (key, value) in members {
                if !self.own.contains_key(&key) {
                    self.merged.insert(key.clone());
                    self.own.insert(key, value);
                }
            }
        }
    }

    fn bad_merge(&self, node: Node) {
        let (message, help) = match self.reader.format {
            Format::Json => (
                "JSON has no merge keys: `<<`",
                "write the members where they belong",
            ),
            Format::Yaml => (
                "a merge key merges no object",
                "`<<` takes an alias of an object, or a list of them",
            ),
        };
        let range = (node.key.0 as usize, node.key.1 as usize);
        let fault = Fault::new(Code::InvalidMergeKey, message, range, "this key").help(help);
        self.reader.fault(fault);
    }
}
