//! Which type each schema became, for those who want to check one against the other.

use super::Types;
use super::key::Key;
use crate::model::Pointer;

impl Types<'_> {
    /// Notes the type of every schema that a type was made of; [`Types::finish`] hands them over.
    ///
    /// Nothing about the types changes: a schema for which a definition would have to be made was not asked for by any
    /// operation, and what its look-up began is undone.
    pub fn survey(&mut self) {
        self.drain();
        let places: Vec<Pointer> = self
            .model
            .schemas()
            .map(|(pointer, _)| pointer.clone())
            .collect();
        let known = self.entries.len();
        let (untyped, diagnostics) = (self.untyped.len(), self.diagnostics.len());
        let variants = self.variants.clone();
        for place in places {
            let r#type = self.type_of(Key::of(&place)).into_type();
            if self.entries.len() == known {
                self.surveyed.push((place, r#type));
                continue;
            }
            self.queue.clear();
            self.entries.truncate(known);
            self.by_key.retain(|_, index| *index < known);
            self.by_name.retain(|_, index| *index < known);
        }
        self.untyped.truncate(untyped);
        self.diagnostics.truncate(diagnostics);
        self.variants = variants;
    }
}
