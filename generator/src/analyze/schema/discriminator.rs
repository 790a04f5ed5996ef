//! `discriminator`: the member whose text names the schema. OpenAPI 3.0.3 §4.7.25.

use openapiv3::Discriminator;

use super::Types;
use super::member::Member;
use super::merge::Choice;
use super::union::Plan;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Pointer;

impl Types<'_> {
    /// The member that tells the variants apart, and the variants with its texts.
    pub(super) fn told_apart_by_tag(
        &mut self,
        choice: &Choice,
        members: &[Member],
    ) -> Option<(String, Vec<Plan>)> {
        if !members.iter().all(|member| {
            self.is_object(&member.target) || self.children.contains_key(&member.target)
        }) {
            return None;
        }
        if let Some(discriminator) = &choice.discriminator {
            let plans = self.mapped(&choice.holder, discriminator, members);
            if plans
                .iter()
                .all(|plan| plan.fallback || !plan.tags.is_empty())
            {
                return Some((discriminator.property_name.clone(), plans));
            }
        }
        self.common_tag(members)
    }

    /// Variants by a discriminator: `mapping` first, then the values that a schema lists for the member, then its name.
    fn mapped(
        &mut self,
        holder: &Pointer,
        discriminator: &Discriminator,
        members: &[Member],
    ) -> Vec<Plan> {
        let mapping = self.mapping(holder, discriminator);
        let mut plans: Vec<Plan> = Vec::new();
        for member in members {
            let mapped: Vec<String> = mapping
                .iter()
                .filter(|(_, target)| *target == member.target)
                .map(|(tag, _)| tag.clone())
                .collect();
            let listed = self.tags_of(&member.target, &discriminator.property_name);
            let (tags, told) = match (mapped.is_empty(), listed) {
                (false, _) => (mapped, true),
                (true, Some(listed)) => (listed, true),
                (true, None) => (
                    self.components
                        .get(&member.target)
                        .map(|name| (*name).to_owned())
                        .into_iter()
                        .collect(),
                    false,
                ),
            };
            plans.push(Plan {
                member: member.pointer.clone(),
                target: member.target.clone(),
                tags,
                told,
                fallback: false,
            });
        }
        for (tag, target) in mapping {
            if !plans.iter().any(|plan| plan.target == target) {
                plans.push(Plan {
                    member: target.clone(),
                    target,
                    tags: vec![tag],
                    told: true,
                    fallback: false,
                });
            } else if let Some(plan) = plans.iter_mut().find(|plan| plan.target == target)
                && !plan.tags.contains(&tag)
            {
                plan.tags.push(tag);
            }
        }
        self.mark_fallback(discriminator, &mut plans);
        without_repeated_tags(plans)
    }

    /// Marks, or adds, the variant of values whose tag is missing or unknown. OpenAPI 3.2.0, Discriminator Object,
    /// `defaultMapping`.
    pub(super) fn mark_fallback(&mut self, discriminator: &Discriminator, plans: &mut Vec<Plan>) {
        let Some(target) = discriminator
            .extensions
            .get("x-sdksmith-default-mapping")
            .and_then(serde_json::Value::as_str)
            .and_then(|name| self.mapped_schema(name))
        else {
            return;
        };
        match plans.iter_mut().find(|plan| plan.target == target) {
            Some(plan) => plan.fallback = true,
            None => plans.push(Plan {
                member: target.clone(),
                target,
                tags: Vec::new(),
                told: false,
                fallback: true,
            }),
        }
    }

    /// The schemas that `mapping` names, by the text that chooses them.
    pub(super) fn mapping(
        &mut self,
        holder: &Pointer,
        discriminator: &Discriminator,
    ) -> Vec<(String, Pointer)> {
        let mut mapping = Vec::new();
        for (tag, name) in &discriminator.mapping {
            match self.mapped_schema(name) {
                Some(target) => mapping.push((tag.clone(), target)),
                None => self.diagnostics.push(
                    Diagnostic::new(
                        Code::UnresolvedMapping,
                        format!("`mapping` names a schema that does not exist: `{name}`"),
                        self.model
                            .place(&holder.child("discriminator").child("mapping").child(tag)),
                        "no schema of this name",
                    )
                    .help("values with this tag are kept as unknown ones"),
                ),
            }
        }
        mapping
    }

    /// A schema by reference, or by its name in `components.schemas`.
    fn mapped_schema(&mut self, name: &str) -> Option<Pointer> {
        let by_name = Pointer::of(["components", "schemas", name]);
        if self.components.contains_key(&by_name) {
            return Some(by_name);
        }
        let pointer = Pointer::from_reference(name)?;
        self.model.schema(&pointer)?;
        Some(self.target(&pointer))
    }

    /// The texts of the tag that a schema lists itself, or that the schemas of its own choice list.
    pub(super) fn tags_of(&mut self, target: &Pointer, tag: &str) -> Option<Vec<String>> {
        if let Some(texts) = self.listed_texts(target, tag) {
            return Some(texts);
        }
        let merged = self.merger.one(target);
        let [choice] = merged.choices.as_slice() else {
            return None;
        };
        let mut texts = Vec::new();
        for member in self.members(choice) {
            let listed = self.listed_texts(&member.target, tag);
            if let Some(listed) = listed {
                texts.extend(listed);
            } else {
                let discriminator = choice
                    .discriminator
                    .as_ref()
                    .filter(|own| own.property_name == tag)?;
                let mapping = self.mapping(&choice.holder, discriminator);
                texts.extend(
                    mapping
                        .into_iter()
                        .filter(|(_, to)| *to == member.target)
                        .map(|(tag, _)| tag),
                );
            }
        }
        (!texts.is_empty()).then_some(texts)
    }
}

/// Leaves each text of the tag to the first variant that has it.
fn without_repeated_tags(mut plans: Vec<Plan>) -> Vec<Plan> {
    let mut seen: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    for plan in &mut plans {
        plan.tags.retain(|tag| seen.insert(tag.clone()));
    }
    plans
}
