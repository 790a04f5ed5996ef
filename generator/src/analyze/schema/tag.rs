//! Tags without a `discriminator`: a required member whose text differs from variant to variant.

use std::collections::BTreeSet;

use super::Types;
use super::member::Member;
use super::union::Plan;

impl Types<'_> {
    /// The first member that every variant requires, and whose listed texts no two variants share.
    pub(super) fn common_tag(&mut self, members: &[Member]) -> Option<(String, Vec<Plan>)> {
        let first = members.first()?;
        let candidates: Vec<String> = first.merged.properties.keys().cloned().collect();
        for candidate in candidates {
            let plans = self.plans_by(&candidate, members);
            if let Some(plans) = plans {
                return Some((candidate, plans));
            }
        }
        None
    }

    fn plans_by(&mut self, tag: &str, members: &[Member]) -> Option<Vec<Plan>> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut plans = Vec::new();
        for member in members {
            if !member.merged.required.contains(tag) {
                return None;
            }
            let tags = self.listed_texts(&member.target, tag)?;
            if !tags.iter().all(|tag| seen.insert(tag.clone())) {
                return None;
            }
            plans.push(Plan {
                member: member.pointer.clone(),
                target: member.target.clone(),
                tags,
                told: true,
                fallback: false,
            });
        }
        Some(plans)
    }
}
