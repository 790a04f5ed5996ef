//! Inheritance: a schema with a discriminator, and schemas that have it in their `allOf`. OpenAPI 3.0.3 §4.7.25.

use std::collections::{BTreeMap, BTreeSet};

use super::Types;
use super::form::Form;
use super::key::Key;
use super::union::Plan;
use super::view::View;
use crate::ir::Selection;
use crate::model::{Pointer, SchemaNode};

impl Types<'_> {
    /// Finds the schemas made of each base: a component with a discriminator and no choice of its own.
    pub(super) fn find_children(&mut self) {
        let mut parents: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        let mut bases: BTreeSet<Pointer> = BTreeSet::new();
        for (_, pointer) in self.model.component_schemas() {
            let Some(SchemaNode::Schema(schema)) = self.model.schema(pointer) else {
                continue;
            };
            let view = View::of(schema);
            let based: Vec<Pointer> = view
                .all_of
                .iter()
                .map(|member| self.followed(member))
                .collect();
            parents.insert(pointer.clone(), based);
            if view.data.discriminator.is_some() && view.one_of.is_empty() && view.any_of.is_empty()
            {
                bases.insert(pointer.clone());
            }
        }
        if bases.is_empty() {
            return;
        }
        for (_, pointer) in self.model.component_schemas() {
            for base in ancestors(pointer, &parents) {
                if bases.contains(&base) {
                    self.children.entry(base).or_default().push(pointer.clone());
                }
            }
        }
    }

    /// Whether a schema is made of a base.
    pub(super) fn is_child(&self, pointer: &Pointer, base: &Pointer) -> bool {
        let base = self.followed(base);
        self.children
            .get(&base)
            .is_some_and(|children| children.contains(pointer))
    }

    /// The union of the schemas made of a base, where a type is that base.
    pub(super) fn inherited(&mut self, key: &Key) -> Option<Form> {
        let base = key.single()?;
        let children = self.children.get(base)?.clone();
        let (_, view) = self.merger.view(base)?;
        let discriminator = view.data.discriminator.as_deref()?.clone();
        let mapping = self.mapping(base, &discriminator);
        let mut plans: Vec<Plan> = Vec::new();
        for child in children {
            let mapped: Vec<String> = mapping
                .iter()
                .filter(|(_, target)| *target == child)
                .map(|(tag, _)| tag.clone())
                .collect();
            let (tags, told) = if !mapped.is_empty() {
                (mapped, true)
            } else if let Some(listed) = self.own_texts(base, &child, &discriminator.property_name)
            {
                (listed, true)
            } else {
                (
                    self.components
                        .get(&child)
                        .map(|name| (*name).to_owned())
                        .into_iter()
                        .collect(),
                    false,
                )
            };
            let taken: Vec<&String> = plans.iter().flat_map(|plan| &plan.tags).collect();
            let tags: Vec<String> = tags
                .into_iter()
                .filter(|tag| !taken.contains(&tag))
                .collect();
            if !tags.is_empty() {
                plans.push(Plan {
                    member: child.clone(),
                    target: child,
                    tags,
                    told,
                    fallback: false,
                });
            }
        }
        self.mark_fallback(&discriminator, &mut plans);
        let selection = Selection::Tag {
            wire_name: discriminator.property_name.clone(),
        };
        Some(self.variants(key, &[], &selection, &plans))
    }

    /// The texts that a child lists for the tag, if it says more of it than its base.
    fn own_texts(&mut self, base: &Pointer, child: &Pointer, tag: &str) -> Option<Vec<String>> {
        let listed = self.listed_texts(child, tag)?;
        let general = self.listed_texts(base, tag);
        (general.as_ref() != Some(&listed)).then_some(listed)
    }

    /// The end of a chain of references.
    fn followed(&self, pointer: &Pointer) -> Pointer {
        self.model
            .resolve(pointer)
            .map_or_else(|| pointer.clone(), |(end, _)| end.clone())
    }
}

/// All schemas that one is made of, itself left out.
fn ancestors(pointer: &Pointer, parents: &BTreeMap<Pointer, Vec<Pointer>>) -> BTreeSet<Pointer> {
    let mut ancestors = BTreeSet::new();
    let mut stack: Vec<&Pointer> = parents.get(pointer).into_iter().flatten().collect();
    while let Some(next) = stack.pop() {
        if next != pointer && ancestors.insert(next.clone()) {
            stack.extend(parents.get(next).into_iter().flatten());
        }
    }
    ancestors
}
