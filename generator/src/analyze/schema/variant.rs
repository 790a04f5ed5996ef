//! Names of variants: by tag, title, reference, or what the values are.

use std::collections::BTreeSet;

use super::Types;
use super::merge::Merged;
use super::union::{Plan, kind_word};
use crate::ir::{JsonKind, Type};
use crate::model::Pointer;
use crate::naming;

/// The longest title that is taken for a name.
const LONGEST_TITLE: usize = 4;

impl Types<'_> {
    /// The words of each variant's name.
    ///
    /// The one tag that the document wrote down names its variant; else a title, the name of the component without the words
    /// that all components of the union share, the one required member that no other variant has, or the kind of value.
    pub(super) fn variant_words(&mut self, plans: &[Plan]) -> Vec<Vec<String>> {
        let shared = self.shared_words(plans);
        let many = self.one_and_many(plans);
        let mut all = Vec::new();
        for (index, plan) in plans.iter().enumerate() {
            let by_tag = match plan.tags.as_slice() {
                [tag] if plan.told => Some(naming::words(tag)),
                _ => None,
            };
            let words = match (by_tag, &many) {
                (Some(words), _) => words,
                (None, Some(names)) => names
                    .get(index)
                    .map(|name| vec![(*name).to_owned()])
                    .unwrap_or_default(),
                (None, None) => self.words_of_member(plan, plans, shared),
            };
            all.push(words);
        }
        all
    }

    fn words_of_member(
        &mut self,
        plan: &Plan,
        plans: &[Plan],
        shared: (usize, usize),
    ) -> Vec<String> {
        if let Some(name) = self.components.get(&plan.target) {
            let words = naming::words(name);
            let kept: Vec<String> = words
                .iter()
                .take(words.len() - shared.1.min(words.len()))
                .skip(shared.0)
                .cloned()
                .collect();
            return if kept.is_empty() { words } else { kept };
        }
        if let Some(words) = self.title_words(&plan.member) {
            return words;
        }
        let merged = self.merger.one(&plan.target);
        if let Some(member) = self.own_member(&merged, plan, plans) {
            return naming::words(&member);
        }
        let kind = match merged.kinds.iter().copied().collect::<Vec<_>>().as_slice() {
            [only] => *only,
            _ => JsonKind::Object,
        };
        match &merged.format {
            Some(format) if self.is_kind_of_another(kind, plan, plans) => naming::words(format),
            _ => naming::words(kind_word(kind)),
        }
    }

    /// Whether another variant without a name of its own has values of the same kind.
    fn is_kind_of_another(&mut self, kind: JsonKind, plan: &Plan, plans: &[Plan]) -> bool {
        let mut others = plans.iter().filter(|other| other.target != plan.target);
        others.any(|other| {
            let plain = !self.components.contains_key(&other.target);
            let kinds = &self.merger.one(&other.target).kinds;
            plain && kinds.len() == 1 && kinds.contains(&kind)
        })
    }

    /// A member that only this variant has, required ones first.
    fn own_member(&mut self, merged: &Merged, plan: &Plan, plans: &[Plan]) -> Option<String> {
        let mut others: BTreeSet<String> = BTreeSet::new();
        for other in plans.iter().filter(|other| other.target != plan.target) {
            others.extend(self.merger.one(&other.target).properties.keys().cloned());
        }
        let own: Vec<&String> = merged
            .properties
            .keys()
            .filter(|name| !others.contains(*name))
            .collect();
        let required = own.iter().find(|name| merged.required.contains(**name));
        required.or_else(|| own.first()).map(|name| (*name).clone())
    }

    /// The words that a variant adds to the names of what is in it: `One` and `Many` add nothing.
    pub(super) fn words_within(
        &mut self,
        plans: &[Plan],
        words: &[Vec<String>],
    ) -> Vec<Vec<String>> {
        if self.one_and_many(plans).is_some() {
            vec![Vec::new(); plans.len()]
        } else {
            words.to_vec()
        }
    }

    /// `title`, if it reads like a name.
    pub(super) fn title_words(&self, pointer: &Pointer) -> Option<Vec<String>> {
        let (_, view) = self.merger.view(pointer)?;
        let title = view.data.title.as_ref()?;
        let words = naming::words(title);
        let name_like = title
            .chars()
            .all(|c| c.is_alphanumeric() || " -_./".contains(c));
        (name_like && words.len() <= LONGEST_TITLE && title.len() <= 40 && !title.trim().is_empty())
            .then_some(words)
    }

    /// How many words all component names of a union begin with and end in.
    fn shared_words(&self, plans: &[Plan]) -> (usize, usize) {
        let names: Vec<Vec<String>> = plans
            .iter()
            .filter_map(|plan| self.components.get(&plan.target))
            .map(|name| naming::words(name))
            .collect();
        let Some((first, rest)) = names.split_first() else {
            return (0, 0);
        };
        if rest.is_empty() {
            return (0, 0);
        }
        let shortest = names.iter().map(Vec::len).min().unwrap_or_default();
        let front = (0..shortest)
            .take_while(|index| {
                rest.iter()
                    .all(|name| name.get(*index) == first.get(*index))
            })
            .count();
        let back = (1..=shortest)
            .take_while(|index| {
                let last = |name: &Vec<String>| {
                    name.len()
                        .checked_sub(*index)
                        .and_then(|at| name.get(at))
                        .cloned()
                };
                rest.iter().all(|name| last(name) == last(first))
            })
            .count();
        // Each name keeps a word of its own; the shared start goes first, as it is the more telling prefix.
        let front = front.min(shortest.saturating_sub(1));
        let back = back.min(shortest.saturating_sub(front + 1));
        (front, back)
    }

    /// `One` and `Many`, for a choice between a value and a list of such values.
    fn one_and_many(&mut self, plans: &[Plan]) -> Option<Vec<&'static str>> {
        let [left, right] = plans else { return None };
        let mut names = vec!["one", "many"];
        let (one, many) = if self.is_list_of(&right.target, &left.target) {
            (left, right)
        } else if self.is_list_of(&left.target, &right.target) {
            names.reverse();
            (right, left)
        } else {
            return None;
        };
        let component =
            self.components.contains_key(&one.target) && self.components.contains_key(&many.target);
        (!component).then_some(names)
    }

    fn is_list_of(&mut self, list: &Pointer, item: &Pointer) -> bool {
        let merged = self.merger.one(list);
        let [items] = merged.items.as_slice() else {
            return false;
        };
        let items = self.target(items);
        if items == *item {
            return true;
        }
        let one = self.merger.one(&items);
        let other = self.merger.one(item);
        super::merge::same_values(&one, &other)
            && one.properties.is_empty()
            && one.choices.is_empty()
    }

    /// Words for a type in a union that an operation makes.
    pub(super) fn type_words(&self, r#type: &Type) -> Vec<String> {
        if let Type::Named(name) = r#type
            && let Some(entry) = self
                .by_name
                .get(name)
                .and_then(|index| self.entries.get(*index))
        {
            if let Some(component) = &entry.component {
                return naming::words(component);
            }
            if let Some(words) = self.title_words(&entry.home) {
                return words;
            }
        }
        match self.bare(r#type) {
            Type::Bytes | Type::File | Type::UploadBody => vec!["bytes".to_owned()],
            bare => match self.kinds(&bare).as_slice() {
                [only] => naming::words(kind_word(*only)),
                [JsonKind::Integer, JsonKind::Number] => vec!["number".to_owned()],
                _ => vec!["value".to_owned()],
            },
        }
    }
}
