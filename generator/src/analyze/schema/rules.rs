//! Limits on values, gathered from every schema that a value has to fit.

use super::Types;
use super::key::Key;
use super::merge::{Merged, Patterns};
use crate::ir::{Constraint, JsonKind, Rules};

/// How many lists and maps within each other are looked into.
const DEEPEST: usize = 16;

impl Types<'_> {
    /// The limits on the values of what some schemas allow together.
    pub(super) fn rules(&mut self, key: &Key) -> Rules {
        self.rules_within(key, DEEPEST)
    }

    /// One way leads on from each schema, so that no circle and no diamond of schemas costs more than its depth.
    fn rules_within(&mut self, key: &Key, depth: usize) -> Rules {
        let Some(depth) = depth.checked_sub(1) else {
            return Rules::default();
        };
        let merged = self.merger.all(&key.parts);
        let mut rules = Rules {
            own: merged.constraints.clone(),
            inner: None,
        };
        if let Some(inner) = inner(key, &merged) {
            rules.inner = boxed(self.rules_within(&inner, depth));
        } else if let [choice] = merged.choices.as_slice()
            && let [only] = self.members(choice).as_slice()
        {
            // A choice between one schema and null.
            let chosen = self.rules_within(&Key::of(&only.pointer), depth);
            add(&mut rules.own, &chosen.own);
            rules.inner = chosen.inner;
        }
        rules
    }
}

/// What the items of a list or the values of a map have to fit.
fn inner(key: &Key, merged: &Merged) -> Option<Key> {
    let mut kinds = merged.kinds.iter().copied();
    let ((Some(kind), ..) | (None, Some(kind), None)) = (key.only, kinds.next(), kinds.next())
    else {
        return None;
    };
    match kind {
        JsonKind::Array if merged.prefix.is_empty() && !merged.items.is_empty() => {
            Some(Key::all(&merged.items))
        }
        JsonKind::Object if merged.properties.is_empty() => values(merged),
        _ => None,
    }
}

/// What members have to fit that are not declared, where the same holds for all of them.
pub(super) fn values(merged: &Merged) -> Option<Key> {
    match merged.additional.as_slice() {
        [only] if merged.patterns == Patterns::No => Some(Key::of(only)),
        _ => None,
    }
}

/// Limits on how many members an object has.
pub(super) fn of_members(merged: &Merged) -> Vec<Constraint> {
    let counts = |constraint: &&Constraint| {
        matches!(
            constraint,
            Constraint::MinProperties(_) | Constraint::MaxProperties(_)
        )
    };
    merged.constraints.iter().filter(counts).cloned().collect()
}

/// Adds limits that are not known yet.
pub(super) fn add(known: &mut Vec<Constraint>, more: &[Constraint]) {
    for constraint in more {
        if !known.contains(constraint) {
            known.push(constraint.clone());
        }
    }
}

fn boxed(rules: Rules) -> Option<Box<Rules>> {
    (!rules.is_empty()).then(|| Box::new(rules))
}
