//! Equal inline types become one.

use std::collections::BTreeMap;

use super::Types;
use super::rename::{in_api, in_kind, names_in};
use crate::ir::{Api, Documentation, TypeKind, TypeName};

impl Types<'_> {
    /// Lets inline types with the same role and the same structure be one type; gives the places of each, by the one kept.
    ///
    /// Fields are the same if the document says the same of them. Enums are the same if their values are.
    pub(super) fn share(&mut self, api: &mut Api) -> BTreeMap<usize, Vec<usize>> {
        let mut kept: Vec<usize> = (0..self.entries.len()).collect();
        let order = self.document_order();
        let roles: Vec<String> = self
            .entries
            .iter()
            .map(|entry| self.origin(entry).role_word())
            .collect();
        loop {
            let mut known: BTreeMap<String, usize> = BTreeMap::new();
            let mut next = kept.clone();
            for index in &order {
                if kept.get(*index) != Some(index) {
                    continue;
                }
                let Some(entry) = self
                    .entries
                    .get(*index)
                    .filter(|entry| entry.component.is_none())
                else {
                    continue;
                };
                if entry.role.is_some() || self.settings_name(entry).is_some() {
                    continue;
                }
                let Some(role) = roles.get(*index) else {
                    continue;
                };
                let key = self.identity(&entry.definition.kind, role, &kept);
                let first = *known.entry(key).or_insert(*index);
                if let Some(place) = next.get_mut(*index) {
                    *place = first;
                }
            }
            if next == kept {
                break;
            }
            kept = next.iter().map(|first| ending(&next, *first)).collect();
        }
        self.replace(api, &kept);
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, first) in kept.iter().enumerate() {
            places.entry(*first).or_default().push(index);
        }
        places
    }

    /// Text that is the same for types that are.
    fn identity(&self, kind: &TypeKind, role: &str, kept: &[usize]) -> String {
        let mut kind = kind.clone();
        in_kind(&mut kind, &mut |r#type| {
            names_in(r#type, &mut |name| self.take_kept(name, kept));
        });
        match &mut kind {
            TypeKind::Structure(structure) => {
                structure
                    .fields
                    .iter_mut()
                    .for_each(|field| field.documentation.examples.clear());
                structure
                    .constants
                    .iter_mut()
                    .for_each(|constant| constant.documentation.examples.clear());
            }
            TypeKind::Enumeration(enumeration) => {
                enumeration
                    .values
                    .iter_mut()
                    .for_each(|value| value.documentation = Documentation::default());
            }
            TypeKind::Union(union) => {
                union
                    .variants
                    .iter_mut()
                    .for_each(|variant| variant.documentation = Documentation::default());
            }
            TypeKind::Alias(_) => {}
        }
        format!("{role}\n{kind:?}")
    }

    fn take_kept(&self, name: &mut TypeName, kept: &[usize]) {
        let first = self
            .by_name
            .get(name)
            .and_then(|index| kept.get(*index))
            .and_then(|first| self.entries.get(*first));
        if let Some(entry) = first {
            *name = entry.definition.name.clone();
        }
    }

    fn replace(&mut self, api: &mut Api, kept: &[usize]) {
        let mut entries = std::mem::take(&mut self.entries);
        let names: Vec<TypeName> = entries
            .iter()
            .map(|entry| entry.definition.name.clone())
            .collect();
        let by_name = &self.by_name;
        let mut take = |name: &mut TypeName| {
            if let Some(first) = by_name
                .get(name)
                .and_then(|index| kept.get(*index))
                .and_then(|first| names.get(*first))
            {
                *name = first.clone();
            }
        };
        for entry in &mut entries {
            in_kind(&mut entry.definition.kind, &mut |r#type| {
                names_in(r#type, &mut take);
            });
        }
        in_api(api, &mut |r#type| names_in(r#type, &mut take));
        for (_, r#type) in &mut self.surveyed {
            names_in(r#type, &mut take);
        }
        for (r#type, _) in &mut self.seeds {
            names_in(r#type, &mut take);
        }
        self.entries = entries;
    }
}

/// The end of a chain of replacements.
fn ending(kept: &[usize], start: usize) -> usize {
    let mut current = start;
    for _ in 0..kept.len() {
        match kept.get(current) {
            Some(next) if *next != current => current = *next,
            _ => break,
        }
    }
    current
}
