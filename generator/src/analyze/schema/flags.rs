//! What holds for whole types: where their values go, whether they compare, whether they have a default.

use std::collections::BTreeSet;

use super::Types;
use super::rename::{in_kind, names_in};
use super::role::Direction;
use crate::ir::{Access, EnumerationRepresentation, Presence, Type, TypeKind, TypeName};

impl Types<'_> {
    /// Follows the types that operations ask for, and notes where the values of each go.
    pub(super) fn spread_usage(&mut self) {
        let mut stack: Vec<(Type, bool, bool)> = Vec::new();
        for (r#type, direction) in &self.seeds {
            let both = *direction == Direction::Both;
            stack.push((
                r#type.clone(),
                both || *direction == Direction::Request,
                both || *direction == Direction::Response,
            ));
        }
        while let Some((mut r#type, request, response)) = stack.pop() {
            let mut names: Vec<TypeName> = Vec::new();
            names_in(&mut r#type, &mut |name| names.push(name.clone()));
            for name in names {
                let Some(index) = self.by_name.get(&name).copied() else {
                    continue;
                };
                let Some(entry) = self.entries.get_mut(index) else {
                    continue;
                };
                let usage = &mut entry.definition.usage;
                let news = (request && !usage.request) || (response && !usage.response);
                usage.request |= request;
                usage.response |= response;
                if news {
                    in_kind(&mut entry.definition.kind, &mut |inner| {
                        stack.push((inner.clone(), request, response));
                    });
                }
            }
        }
    }

    /// Lets fields be missing that only one direction has: read-only ones in requests, write-only ones in responses.
    pub(super) fn loosen_one_way_fields(&mut self) {
        for entry in &mut self.entries {
            let usage = entry.definition.usage;
            let TypeKind::Structure(structure) = &mut entry.definition.kind else {
                continue;
            };
            for field in &mut structure.fields {
                let one_way = match field.access {
                    Access::ReadOnly => usage.request,
                    Access::WriteOnly => usage.response,
                    Access::ReadWrite => false,
                };
                if one_way {
                    field.asked = field.access == Access::WriteOnly
                        && usage.request
                        && field.presence == Presence::Required;
                    field.presence = match field.presence {
                        Presence::Required => Presence::Optional,
                        Presence::Nullable => Presence::OptionalNullable,
                        other => other,
                    };
                }
            }
        }
    }

    /// Finds the types that compare fully, and those with a default. Circles count as fine until something in them is not.
    pub(super) fn settle_traits(&mut self) {
        let mut unequal: BTreeSet<TypeName> = BTreeSet::new();
        loop {
            let before = unequal.len();
            for entry in &mut self.entries {
                if unequal.contains(&entry.definition.name) {
                    continue;
                }
                let mut fine = match &entry.definition.kind {
                    TypeKind::Union(_) => false,
                    TypeKind::Enumeration(enumeration) => {
                        enumeration.representation != EnumerationRepresentation::Json
                    }
                    _ => true,
                };
                in_kind(&mut entry.definition.kind, &mut |r#type| {
                    fine &= compares(r#type, &unequal);
                });
                if !fine {
                    unequal.insert(entry.definition.name.clone());
                }
            }
            if unequal.len() == before {
                break;
            }
        }
        for entry in &mut self.entries {
            entry.definition.eq = !unequal.contains(&entry.definition.name);
            entry.definition.default = match &entry.definition.kind {
                TypeKind::Structure(structure) => {
                    let optional = |presence| {
                        matches!(presence, Presence::Optional | Presence::OptionalNullable)
                    };
                    structure
                        .fields
                        .iter()
                        .all(|field| optional(field.presence) && !field.asked)
                        && structure
                            .flattened
                            .iter()
                            .all(|flattened| matches!(flattened.r#type, Type::Nullable(_)))
                }
                _ => false,
            };
        }
    }
}

fn compares(r#type: &Type, unequal: &BTreeSet<TypeName>) -> bool {
    match r#type {
        Type::F64
        | Type::Json
        | Type::JsonObject
        | Type::Null
        | Type::Number
        | Type::File
        | Type::UploadBody
        | Type::Secret => false,
        Type::Named(name) => !unequal.contains(name),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            compares(inner, unequal)
        }
        Type::Tuple(types) => types.iter().all(|inner| compares(inner, unequal)),
        _ => true,
    }
}
