//! Tags of variants: where a struct is a variant and nothing else, its tag is no field but a constant.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Types;
use super::rename::{in_api, in_kind, names_in};
use crate::ir::{Api, Constant, Selection, Type, TypeKind, TypeName};

/// How a struct is used: by nothing, as the variant of one tag, or otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Use {
    Variant { wire_name: String, tag: String },
    Otherwise,
}

impl Types<'_> {
    /// Turns tags into constants.
    pub(super) fn fix_tags(&mut self, api: &mut Api) {
        let uses = self.uses(api);
        for (name, used) in uses {
            let Use::Variant { wire_name, tag } = used else {
                continue;
            };
            let Some(index) = self.by_name.get(&name).copied() else {
                continue;
            };
            let Some(entry) = self.entries.get_mut(index) else {
                continue;
            };
            let TypeKind::Structure(structure) = &mut entry.definition.kind else {
                continue;
            };
            if structure
                .constants
                .iter()
                .any(|constant| constant.wire_name == wire_name)
            {
                continue;
            }
            let at = structure
                .fields
                .iter()
                .position(|field| field.wire_name == wire_name);
            let field = at.map(|at| structure.fields.remove(at));
            let (documentation, xml) = field
                .map(|field| (field.documentation, field.xml))
                .unwrap_or_default();
            structure.constants.push(Constant {
                wire_name,
                value: Value::String(tag),
                xml,
                documentation,
            });
        }
    }

    fn uses(&mut self, api: &mut Api) -> BTreeMap<TypeName, Use> {
        let mut uses: BTreeMap<TypeName, Use> = BTreeMap::new();
        let mut mentioned: Vec<Type> = Vec::new();
        in_api(api, &mut |r#type| mentioned.push(r#type.clone()));
        let mut entries = std::mem::take(&mut self.entries);
        let mut variants: Vec<(Type, Use)> = Vec::new();
        for entry in &mut entries {
            match &mut entry.definition.kind {
                TypeKind::Union(union) => {
                    for variant in &union.variants {
                        let used = match (&union.selection, variant.tags.as_slice()) {
                            (Selection::Tag { wire_name }, [tag]) if !variant.fallback => {
                                Use::Variant {
                                    wire_name: wire_name.clone(),
                                    tag: tag.clone(),
                                }
                            }
                            _ => Use::Otherwise,
                        };
                        variants.push((variant.r#type.clone(), used));
                    }
                }
                TypeKind::Alias(_) => {}
                kind => in_kind(kind, &mut |r#type| mentioned.push(r#type.clone())),
            }
        }
        self.entries = entries;
        variants.extend(mentioned.into_iter().map(|r#type| (r#type, Use::Otherwise)));
        for (mut r#type, used) in variants {
            let direct = matches!(r#type, Type::Named(_));
            let used = if direct { used } else { Use::Otherwise };
            names_in(&mut r#type, &mut |name| {
                self.note_use(&mut uses, name, &used);
            });
        }
        uses
    }

    /// Notes the use of a type, or through an alias, of all that the alias mentions.
    fn note_use(&self, uses: &mut BTreeMap<TypeName, Use>, name: &TypeName, used: &Use) {
        let mut stack = vec![(name.clone(), used.clone())];
        let mut seen = Vec::new();
        while let Some((name, used)) = stack.pop() {
            if seen.contains(&name) {
                continue;
            }
            seen.push(name.clone());
            let entry = self
                .by_name
                .get(&name)
                .and_then(|index| self.entries.get(*index));
            if let Some(TypeKind::Alias(target)) = entry.map(|entry| &entry.definition.kind) {
                let direct = matches!(target, Type::Named(_));
                let mut target = target.clone();
                let used = if direct { used } else { Use::Otherwise };
                names_in(&mut target, &mut |inner| {
                    stack.push((inner.clone(), used.clone()));
                });
                continue;
            }
            match uses.get(&name) {
                Some(known) if *known != used => {
                    uses.insert(name, Use::Otherwise);
                }
                Some(_) => {}
                None => {
                    uses.insert(name, used);
                }
            }
        }
    }
}
