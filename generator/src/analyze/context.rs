//! What every step of the analysis of operations needs at hand.

use super::schema::Types;
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::{Model, Pointer};

/// The document, the types found so far, and where to say what is wrong.
pub(super) struct Context<'a, 'm> {
    /// The document.
    pub(super) model: &'m Model,
    /// The types found so far.
    pub(super) types: &'a mut Types<'m>,
    /// Where to say what is wrong.
    pub(super) sink: &'a mut Sink,
}

/// What is wrong with a part of the document, without the place.
pub(super) struct Fault<'a> {
    /// The kind.
    pub(super) code: Code,
    /// What is wrong.
    pub(super) message: String,
    /// What to show under the place.
    pub(super) label: &'a str,
    /// What to do about it.
    pub(super) help: &'a str,
}

impl Context<'_, '_> {
    /// Says what is wrong with the value at a place.
    pub(super) fn report(&mut self, pointer: &Pointer, fault: Fault<'_>) {
        let place = self.model.place(pointer);
        self.sink
            .push(Diagnostic::new(fault.code, fault.message, place, fault.label).help(fault.help));
    }

    /// Says what is wrong with the key at a place.
    pub(super) fn report_key(&mut self, pointer: &Pointer, fault: Fault<'_>) {
        let place = self.model.key_place(pointer);
        self.sink
            .push(Diagnostic::new(fault.code, fault.message, place, fault.label).help(fault.help));
    }
}
