//! `allOf` and what stands beside it, merged to one description. OpenAPI 3.0.3 §4.7.24.2.1.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::Discriminator;
use serde_json::Value;

use super::rules;
use super::view::{Openness, View};
use crate::analyze::documentation;
use crate::ir::{Constraint, JsonKind};
use crate::model::{Model, Pointer, SchemaNode};

/// A part of what a value has to fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Part {
    /// The schema.
    pub(super) pointer: Pointer,
    /// Whether `oneOf` and `anyOf` in it count; they do not where each of their members is joined with the rest.
    pub(super) unions: bool,
}

impl Part {
    /// The whole of a schema.
    pub(super) fn whole(pointer: Pointer) -> Self {
        Self {
            pointer,
            unions: true,
        }
    }
}

/// All that a schema and the members of its `allOf` say together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The types of values, null left out; empty when none is named.
    pub(super) kinds: BTreeSet<JsonKind>,
    /// Whether null is a value.
    pub(super) nullable: bool,
    /// Whether null is the only value.
    pub(super) only_null: bool,
    /// Whether no value fits.
    pub(super) never: bool,
    /// Properties in document order, each with every schema that it has to fit; a later one is the more special.
    pub(super) properties: IndexMap<String, Vec<Pointer>>,
    /// Members that must be there.
    pub(super) required: BTreeSet<String>,
    /// What other members there may be; of several, the narrowest.
    pub(super) additional: Vec<Pointer>,
    /// Whether members are welcome that are not declared: said so, not said, forbidden.
    pub(super) open: Option<bool>,
    /// Whether patterns say what other members are.
    pub(super) patterns: Patterns,
    /// Schemas of the items.
    pub(super) items: Vec<Pointer>,
    /// Schemas of the first items.
    pub(super) prefix: Vec<Pointer>,
    /// `minItems` and `maxItems`.
    pub(super) length: (Option<usize>, Option<usize>),
    /// Allowed values, null left out, and the schema that lists them.
    pub(super) values: Option<(Vec<Value>, Pointer)>,
    /// `format`.
    pub(super) format: Option<String>,
    /// Limits on values, whatever their type.
    pub(super) constraints: Vec<Constraint>,
    /// Choices that a value has to make.
    pub(super) choices: Vec<Choice>,
    /// Types named by schemas that exclude each other, the places of the two schemas.
    pub(super) conflict: Option<(Pointer, Pointer)>,
}

/// `patternProperties`. JSON Schema Core §10.3.2.2.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Patterns {
    /// None, or beside `additionalProperties`, which says what members of other names are.
    #[default]
    No,
    /// Nothing else says what other members are, so that those of other names are welcome.
    Alone,
}

/// `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The schema that has it.
    pub(super) holder: Pointer,
    /// Whether the schema that has it consists of nothing else.
    pub(super) alone: bool,
    /// The schemas to choose from.
    pub(super) members: Vec<Pointer>,
    /// Whether more than one may fit (`anyOf`).
    pub(super) several: bool,
    /// `discriminator` beside it.
    pub(super) discriminator: Option<Discriminator>,
}

/// How many merges are kept. Those of one schema are asked for in quick succession; to keep all would take more memory
/// than the document.
const KEPT: usize = 512;

/// Reads schemas, and keeps the last merges.
#[derive(Debug)]
pub(super) struct Merger<'m> {
    model: &'m Model,
    merged: BTreeMap<Vec<Part>, Rc<Merged>>,
}

impl<'m> Merger<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self {
            model,
            merged: BTreeMap::new(),
        }
    }

    /// What the schema at a place says itself, references followed.
    pub(super) fn view(&self, pointer: &Pointer) -> Option<(Pointer, View<'m>)> {
        let model = self.model;
        let mut current = pointer.clone();
        for _ in 0..=model.schemas().count() {
            match model.schema(&current)? {
                SchemaNode::Reference(target) => current = target.clone(),
                SchemaNode::Schema(schema) => return Some((current, View::of(schema))),
            }
        }
        None
    }

    /// All that one schema says.
    pub(super) fn one(&mut self, pointer: &Pointer) -> Rc<Merged> {
        self.all(&[Part::whole(pointer.clone())])
    }

    /// All that several schemas say together.
    pub(super) fn all(&mut self, parts: &[Part]) -> Rc<Merged> {
        if let Some(merged) = self.merged.get(parts) {
            return Rc::clone(merged);
        }
        if self.merged.len() >= KEPT {
            self.merged.clear();
        }
        let merged = Rc::new(self.merge(parts));
        self.merged.insert(parts.to_vec(), Rc::clone(&merged));
        merged
    }

    /// Walks `allOf` depth first in document order, each schema once, so that a circle or a diamond costs nothing.
    ///
    /// What a schema says itself comes after what its `allOf` says: it is the more special.
    fn merge(&self, parts: &[Part]) -> Merged {
        let mut merged = Merged::default();
        let mut nullable = Nullability::default();
        let mut seen: IndexSet<Pointer> = IndexSet::new();
        let mut kinds_at: Option<Pointer> = None;
        let alone = parts.len() == 1;
        let mut stack: Vec<Step<'m>> = parts
            .iter()
            .rev()
            .map(|part| Step::Enter(part.clone(), alone))
            .collect();
        while let Some(step) = stack.pop() {
            match step {
                Step::Enter(part, outermost) => {
                    let Some((pointer, view)) = self.view(&part.pointer) else {
                        continue;
                    };
                    if !seen.insert(pointer.clone()) {
                        continue;
                    }
                    nullable.add(&view, outermost);
                    let unions = part.unions;
                    let parents = view.all_of.clone();
                    stack.push(Step::Take(pointer, Box::new(view), unions));
                    stack.extend(
                        parents
                            .into_iter()
                            .rev()
                            .map(|pointer| Step::Enter(Part { pointer, unions }, false)),
                    );
                }
                Step::Take(pointer, view, unions) => {
                    merged.take_kinds(&view, &pointer, &mut kinds_at);
                    merged.take_object(&view);
                    merged.take_array(&view);
                    merged.take_values(&view, &pointer);
                    merged.take_constraints(self.model, &pointer);
                    if unions {
                        merged.take_choices(&view, &pointer);
                    }
                }
            }
        }
        merged.nullable = nullable.allows_null();
        if merged.kinds.is_empty()
            && !merged.required.is_empty()
            && merged.choices.is_empty()
            && merged.values.is_none()
        {
            merged.kinds.insert(JsonKind::Object);
        }
        merged
    }
}

/// A step of the walk over `allOf`.
enum Step<'m> {
    /// Go to a schema, which may be the outermost one.
    Enter(Part, bool),
    /// Take what a schema says, now that its `allOf` is done.
    Take(Pointer, Box<View<'m>>, bool),
}

/// Null fits if the outermost schema says so, or every schema that says anything of types does.
#[derive(Default)]
struct Nullability {
    outermost: bool,
    refused: bool,
    allowed: bool,
}

impl Nullability {
    fn add(&mut self, view: &View<'_>, outermost: bool) {
        self.outermost |= outermost && view.nullable;
        self.allowed |= view.nullable;
        self.refused |= !view.nullable && (!view.kinds.is_empty() || view.values.is_some());
    }

    fn allows_null(&self) -> bool {
        self.outermost || (self.allowed && !self.refused)
    }
}

impl Merged {
    fn take_kinds(&mut self, view: &View<'_>, pointer: &Pointer, at: &mut Option<Pointer>) {
        self.never |= view.never;
        self.only_null |= view.only_null;
        if view.kinds.is_empty() {
            return;
        }
        let named: BTreeSet<JsonKind> = view.kinds.iter().copied().collect();
        if self.kinds.is_empty() {
            self.kinds = named;
        } else {
            let common = intersection(&self.kinds, &named);
            if common.is_empty() {
                if let Some(first) = at.as_ref()
                    && self.conflict.is_none()
                {
                    self.conflict = Some((first.clone(), pointer.clone()));
                }
                self.kinds = named;
            } else {
                self.kinds = common;
            }
        }
        *at = Some(pointer.clone());
    }

    fn take_object(&mut self, view: &View<'_>) {
        for (name, pointer) in &view.properties {
            match self.properties.get_mut(*name) {
                None => {
                    self.properties
                        .insert((*name).to_owned(), vec![pointer.clone()]);
                }
                Some(schemas) if schemas.contains(pointer) => {}
                Some(schemas) => schemas.push(pointer.clone()),
            }
        }
        self.required.extend(view.required.iter().cloned());
        if !view.patterns.is_empty() {
            self.patterns = Patterns::Alone;
        }
        for pattern in &view.patterns {
            self.additional.push(pattern.clone());
            self.open = Some(true);
        }
        match &view.additional {
            // Closed in one schema of several would shut out the properties of the others: it is meant for the whole.
            Openness::Closed if self.open.is_none() => self.open = Some(false),
            Openness::Unsaid => {}
            Openness::Closed => self.patterns = Patterns::No,
            Openness::Any => self.open = Some(true),
            Openness::Schema(pointer) => {
                self.patterns = Patterns::No;
                self.open = Some(true);
                if !self.additional.contains(pointer) {
                    self.additional.push(pointer.clone());
                }
            }
        }
    }

    fn take_array(&mut self, view: &View<'_>) {
        if let Some(items) = &view.items
            && !self.items.contains(items)
        {
            self.items.push(items.clone());
        }
        if self.prefix.is_empty() {
            self.prefix.clone_from(&view.prefix);
        }
        self.length = (
            self.length.0.or(view.length.0),
            self.length.1.or(view.length.1),
        );
    }

    fn take_values(&mut self, view: &View<'_>, pointer: &Pointer) {
        if view.format.is_some() {
            self.format.clone_from(&view.format);
        }
        let Some(values) = &view.values else { return };
        let narrowed = match &self.values {
            Some((known, _)) => known
                .iter()
                .filter(|value| values.contains(value))
                .cloned()
                .collect(),
            None => Vec::new(),
        };
        let values = if narrowed.is_empty() {
            values.clone()
        } else {
            narrowed
        };
        self.values = Some((values, pointer.clone()));
    }

    fn take_constraints(&mut self, model: &Model, pointer: &Pointer) {
        if let Some(SchemaNode::Schema(schema)) = model.schema(pointer) {
            rules::add(&mut self.constraints, &documentation::limits(schema));
        }
    }

    fn take_choices(&mut self, view: &View<'_>, pointer: &Pointer) {
        let alone = view.properties.is_empty()
            && view.all_of.is_empty()
            && view.additional == Openness::Unsaid;
        let both = !view.one_of.is_empty() && !view.any_of.is_empty();
        for (members, several) in [(&view.one_of, false), (&view.any_of, true)] {
            if !members.is_empty() {
                self.choices.push(Choice {
                    holder: pointer.clone(),
                    alone: alone && !both,
                    members: members.clone(),
                    several,
                    discriminator: view.data.discriminator.as_deref().cloned(),
                });
            }
        }
    }
}

/// Types that both sets allow; an integer is a number.
fn intersection(left: &BTreeSet<JsonKind>, right: &BTreeSet<JsonKind>) -> BTreeSet<JsonKind> {
    let mut common: BTreeSet<JsonKind> = left.intersection(right).copied().collect();
    let mixed = |one: &BTreeSet<JsonKind>, other: &BTreeSet<JsonKind>| {
        one.contains(&JsonKind::Integer) && other.contains(&JsonKind::Number)
    };
    if mixed(left, right) || mixed(right, left) {
        common.insert(JsonKind::Integer);
    }
    common
}

/// Whether two descriptions allow the same values, as far as types tell.
pub(super) fn same_values(one: &Merged, other: &Merged) -> bool {
    let choices = |merged: &Merged| {
        merged
            .choices
            .iter()
            .map(|choice| choice.members.clone())
            .collect::<Vec<_>>()
    };
    one.kinds == other.kinds
        && one.nullable == other.nullable
        && one.properties == other.properties
        && one.required == other.required
        && one.additional == other.additional
        && one.open == other.open
        && one.items == other.items
        && one.prefix == other.prefix
        && one.values.as_ref().map(|(values, _)| values)
            == other.values.as_ref().map(|(values, _)| values)
        && one.format == other.format
        && choices(one) == choices(other)
}
