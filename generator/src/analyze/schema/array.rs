//! Arrays and tuples. JSON Schema Core §10.3.1.

use std::rc::Rc;

use super::Types;
use super::key::Key;
use super::merge::Merged;
use crate::ir::Type;

/// The longest tuple; longer ones implement hardly any trait in Rust.
const LONGEST_TUPLE: usize = 12;

impl Types<'_> {
    /// An array, or a tuple where each place has its own schema and their number is fixed.
    pub(super) fn array(&mut self, key: &Key, merged: &Rc<Merged>) -> Type {
        if !merged.prefix.is_empty() {
            return self.tuple(key, merged);
        }
        if merged.items.is_empty() {
            self.note_untyped(&key.home(), "the array does not say what its items are");
            return Type::Array(Box::new(Type::Json));
        }
        let item = self.type_of(Key::all(&merged.items).in_form(key.multipart));
        Type::Array(Box::new(item.into_type()))
    }

    /// Places with schemas of their own and nothing after them are a tuple: a list of which more is to come says so.
    fn tuple(&mut self, key: &Key, merged: &Rc<Merged>) -> Type {
        let length = merged.prefix.len();
        let more: Vec<_> = merged
            .items
            .iter()
            .filter(|items| !self.merger.one(items).never)
            .cloned()
            .collect();
        let (least, most) = merged.length;
        let fixed = most.map_or(more.is_empty(), |most| most == length);
        let whole = least.is_none_or(|least| least >= length);
        let mut types: Vec<Type> = Vec::new();
        for pointer in merged.prefix.iter().chain(&more) {
            types.push(self.type_of(Key::of(pointer)).into_type());
        }
        if fixed && whole && length <= LONGEST_TUPLE {
            types.truncate(length);
            return Type::Tuple(types);
        }
        if let [first, rest @ ..] = types.as_slice()
            && rest.iter().all(|r#type| r#type == first)
        {
            return Type::Array(Box::new(first.clone()));
        }
        self.note_untyped(
            &key.home(),
            "the array's first items have schemas of their own, and their number is open",
        );
        Type::Array(Box::new(Type::Json))
    }
}
