//! Error enums, which operations with the same documented errors share.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::ir::{BodyEncoding, ErrorEnum, ErrorVariant, StatusRange, Type};
use crate::naming::Scope;

/// The errors of one operation, with what they may be named by.
pub(super) struct OperationErrors<'a> {
    /// The stem of the operation.
    pub(super) stem: &'a str,
    /// The name of its group's struct, and where that stands in the API.
    pub(super) group: (&'a str, usize),
    /// The documented errors.
    pub(super) variants: &'a [ErrorVariant],
}

/// What makes two sets of errors the same.
type Key = Vec<(StatusRange, Option<(Type, String)>)>;

/// The error enums, and for each operation the index of its own.
///
/// Errors of one operation are `CreateClientError`. Of those that several operations of a group share, the most used
/// ones are `ClientsError`, and over several groups `PetStoreError`, by the words of the API's title; any others are named
/// by the first operation. Each operation that shares an enum has an alias of its own.
pub(super) fn error_enums(
    operations: &[OperationErrors<'_>],
    title: &str,
    names: &mut Scope,
) -> (Vec<ErrorEnum>, Vec<usize>) {
    let mut sets: Vec<(Key, Vec<usize>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut own = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        let key = key(operation.variants);
        let set = *known.entry(format!("{key:?}")).or_insert_with(|| {
            sets.push((key, Vec::new()));
            sets.len() - 1
        });
        if let Some((_, users)) = sets.get_mut(set) {
            users.push(index);
        }
        own.push(set);
    }
    let collective = collective_names(operations, &sets, title);
    let mut enums = Vec::new();
    for (set, (_, users)) in sets.iter().enumerate() {
        let Some(first) = users.first().and_then(|index| operations.get(*index)) else {
            continue;
        };
        let stem = collective.get(&set).cloned();
        let shared = stem.is_some();
        let name = names.type_name(&format!(
            "{} error",
            stem.unwrap_or_else(|| first.stem.to_owned())
        ));
        let others = users
            .iter()
            .skip(usize::from(!shared))
            .filter_map(|index| operations.get(*index));
        let aliases = if users.len() > 1 {
            others
                .map(|operation| names.type_name(&format!("{} error", operation.stem)))
                .collect()
        } else {
            Vec::new()
        };
        let operation = users.first().copied().unwrap_or_default();
        enums.push(ErrorEnum {
            name,
            variants: first.variants.to_vec(),
            aliases,
            operation,
        });
    }
    (enums, own)
}

/// The sets of errors that are named by a group or the API, each with that name.
fn collective_names(
    operations: &[OperationErrors<'_>],
    sets: &[(Key, Vec<usize>)],
    title: &str,
) -> BTreeMap<usize, String> {
    let groups_of = |users: &[usize]| {
        let mut groups: Vec<(usize, &str)> = users
            .iter()
            .filter_map(|index| operations.get(*index))
            .map(|one| (one.group.1, one.group.0))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    };
    // The most used set of each group, and of the API as a whole under the key of no group.
    let mut best: BTreeMap<Option<usize>, (usize, usize, String)> = BTreeMap::new();
    for (set, (_, users)) in sets
        .iter()
        .enumerate()
        .filter(|(_, (_, users))| users.len() > 1)
    {
        let (key, name) = match groups_of(users).as_slice() {
            [(group, name)] => (Some(*group), (*name).to_owned()),
            _ => (None, crate::naming::group::title_words(title).join(" ")),
        };
        let entry = best
            .entry(key)
            .or_insert_with(|| (set, users.len(), name.clone()));
        if entry.1 < users.len() {
            *entry = (set, users.len(), name);
        }
    }
    best.into_values()
        .map(|(set, _, name)| (set, name))
        .collect()
}

/// Errors without their documentation and order.
fn key(variants: &[ErrorVariant]) -> Key {
    let mut key: Key = variants
        .iter()
        .map(|variant| {
            let body = variant
                .body
                .as_ref()
                .map(|body| (body.r#type.clone(), form(&body.encoding, &body.media_type)));
            (variant.status, body)
        })
        .collect();
    key.sort();
    key
}

/// What of an encoding makes a difference when reading.
fn form(encoding: &BodyEncoding, media_type: &str) -> String {
    match encoding {
        BodyEncoding::Json => "json".to_owned(),
        BodyEncoding::Text => "text".to_owned(),
        BodyEncoding::Bytes => "bytes".to_owned(),
        _ => media_type.to_owned(),
    }
}
