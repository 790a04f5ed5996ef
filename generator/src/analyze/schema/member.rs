//! Schemas that wrap another one, and null among their values.

use std::collections::BTreeSet;

use super::key::Key;
use super::merge::Part;
use super::view::View;
use super::{Types, merge};
use crate::model::{Pointer, Schema, SchemaNode};

impl Types<'_> {
    /// The one schema that an `allOf` holds, where nothing beside it changes what values fit.
    pub(super) fn only_member(&mut self, pointer: &Pointer, schema: &Schema) -> Option<Pointer> {
        let view = View::of(schema);
        let adds = !view.properties.is_empty()
            || !view.required.is_empty()
            || view.additional != super::view::Openness::Unsaid
            || !view.patterns.is_empty()
            || view.items.is_some()
            || !view.prefix.is_empty()
            || view.values.is_some()
            || view.format.is_some()
            || view.only_null
            || view.never
            || !view.one_of.is_empty()
            || !view.any_of.is_empty();
        if adds {
            return None;
        }
        let mut telling = view
            .all_of
            .iter()
            .filter(|member| !self.only_annotates(member));
        let only = telling.next()?.clone();
        if telling.next().is_some() || self.is_child(pointer, &only) {
            return None;
        }
        let kinds = &self.merger.one(&only).kinds;
        let same_kind = view.kinds.is_empty()
            || kinds.is_empty()
            || view.kinds.iter().all(|kind| kinds.contains(kind));
        same_kind.then_some(only)
    }

    /// Whether a schema says nothing about values.
    fn only_annotates(&self, pointer: &Pointer) -> bool {
        self.merger
            .view(pointer)
            .is_none_or(|(_, view)| view.is_annotation() && view.required.is_empty())
    }

    /// Whether null is a value of a schema: by its own word, or by that of a member of its `oneOf` or `anyOf`.
    pub(super) fn allows_null(&mut self, pointer: &Pointer) -> bool {
        let mut seen = BTreeSet::new();
        let mut stack = vec![pointer.clone()];
        while let Some(pointer) = stack.pop() {
            if !seen.insert(pointer.clone()) {
                continue;
            }
            let merged = self.merger.one(&pointer);
            if merged.nullable || merged.only_null {
                return true;
            }
            if merged.kinds.is_empty()
                && merged.properties.is_empty()
                && let [choice] = merged.choices.as_slice()
            {
                stack.extend(choice.members.iter().cloned());
            }
        }
        false
    }

    /// The target of a reference: the first component on the way, else the schema in the end.
    pub(super) fn target(&mut self, pointer: &Pointer) -> Pointer {
        let mut current = pointer.clone();
        for _ in 0..=self.model.schemas().count() {
            if self.components.contains_key(&current) {
                return current;
            }
            match self.model.schema(&current) {
                Some(SchemaNode::Reference(target)) => current = target.clone(),
                Some(SchemaNode::Schema(schema)) => match self.only_member(&current, schema) {
                    Some(inner) => current = inner,
                    None => return current,
                },
                None => return current,
            }
        }
        current
    }

    /// Fewer schemas that allow the same: one of several, if the others add nothing to it.
    pub(super) fn simplified(&mut self, key: Key) -> Key {
        if key.parts.len() < 2 || key.only.is_some() {
            return key;
        }
        let mut parts: Vec<Part> = Vec::new();
        for part in key.parts {
            let pointer = if part.unions {
                self.target(&part.pointer)
            } else {
                part.pointer
            };
            let part = Part {
                pointer,
                unions: part.unions,
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let whole = self.merger.all(&parts);
        self.report_conflict(&whole);
        let enough = parts.iter().rev().find(|part| {
            let merged = self.merger.all(std::slice::from_ref(part));
            part.unions && merge::same_values(&merged, &whole)
        });
        let parts = enough.map_or_else(|| parts.clone(), |part| vec![part.clone()]);
        Key {
            parts,
            only: None,
            multipart: key.multipart,
        }
    }
}

/// A member of a choice.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Where it stands.
    pub(super) pointer: Pointer,
    /// What it refers to: a component, or itself.
    pub(super) target: Pointer,
    /// All that it says.
    pub(super) merged: std::rc::Rc<merge::Merged>,
}

impl Member {
    /// Whether all its values are of one kind.
    pub(super) fn is_only(&self, kind: crate::ir::JsonKind) -> bool {
        self.merged.kinds.len() == 1 && self.merged.kinds.contains(&kind)
    }
}

impl Types<'_> {
    /// The members of a choice, each once, without null and without those that nothing fits.
    pub(super) fn members(&mut self, choice: &merge::Choice) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        for pointer in &choice.members {
            let target = self.target(pointer);
            let merged = self.merger.one(&target);
            let null = merged.only_null && merged.kinds.is_empty() && merged.values.is_none();
            if !null && !merged.never && !members.iter().any(|member| member.target == target) {
                members.push(Member {
                    pointer: pointer.clone(),
                    target,
                    merged,
                });
            }
        }
        members
    }
}
