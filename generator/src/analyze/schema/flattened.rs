//! Structs with several flattened fields: each member goes to one of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Types;
use crate::ir::{FlattenedMembers, Type, TypeKind};

impl Types<'_> {
    /// Says which members each flattened field is read from, where a struct has several: the first takes what none
    /// declares.
    pub(super) fn part_members(&mut self) {
        let mut parted: Vec<(usize, Vec<FlattenedMembers>)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let TypeKind::Structure(structure) = &entry.definition.kind else {
                continue;
            };
            if structure.flattened.len() > 1 {
                let types = structure.flattened.iter().map(|field| &field.r#type);
                let declared: Vec<Vec<String>> =
                    types.map(|r#type| self.declared_members(r#type)).collect();
                parted.push((index, shares(declared)));
            }
        }
        for (index, members) in parted {
            let Some(entry) = self.entries.get_mut(index) else {
                continue;
            };
            if let TypeKind::Structure(structure) = &mut entry.definition.kind {
                for (field, members) in structure.flattened.iter_mut().zip(members) {
                    field.members = members;
                }
            }
        }
    }

    fn declared_members(&self, r#type: &Type) -> Vec<String> {
        self.shape_of(r#type, &mut BTreeMap::new(), &mut BTreeSet::new())
            .properties
    }
}

fn shares(declared: Vec<Vec<String>>) -> Vec<FlattenedMembers> {
    let mut parts = declared.into_iter();
    let first = parts.next().unwrap_or_default();
    let others: Vec<Vec<String>> = parts.collect();
    let mut foreign: Vec<String> = Vec::new();
    for name in others.iter().flatten() {
        if !first.contains(name) && !foreign.contains(name) {
            foreign.push(name.clone());
        }
    }
    let others = others.into_iter().map(FlattenedMembers::Only);
    std::iter::once(FlattenedMembers::Without(foreign))
        .chain(others)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_nobody_declares_goes_to_the_first_part() {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let parts = shares(vec![list(&["a", "shared"]), list(&["shared", "b"])]);
        assert_eq!(
            parts,
            [
                FlattenedMembers::Without(list(&["b"])),
                FlattenedMembers::Only(list(&["shared", "b"])),
            ]
        );
    }
}
