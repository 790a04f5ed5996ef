//! Circles of types: where Rust needs a box, and where an alias would be its own target.

use std::collections::BTreeMap;

use super::schema::rename::{in_kind, names_in};
use crate::ir::{Type, TypeDefinition, TypeKind, TypeName};

/// The state of a type during the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// A type on the way, with the edges from it that are still to be followed.
struct Visit {
    index: usize,
    edges: Vec<(usize, usize)>,
}

/// Boxes one edge of each circle that types would form by value, and gives the aliases that were their own target.
///
/// `order` is the order of the document: the edge that closes a circle, walked from the first type on, is the one boxed.
/// Lists and maps hold their values apart, so that a circle through one of them needs nothing.
pub(super) fn break_cycles(definitions: &mut [&mut TypeDefinition], order: &[usize]) -> Vec<usize> {
    let indices: BTreeMap<TypeName, usize> = definitions
        .iter()
        .enumerate()
        .map(|(index, definition)| (definition.name.clone(), index))
        .collect();
    let endless = break_aliases(definitions, order, &indices);
    let edges: Vec<Vec<(usize, usize)>> = (0..definitions.len())
        .map(|index| edges_of(definitions, index, &indices))
        .collect();
    for (index, slot) in closing_edges(&edges, order) {
        let mut at = 0_usize;
        if let Some(definition) = definitions.get_mut(index) {
            in_kind(&mut definition.kind, &mut |r#type| {
                if at == slot && !matches!(r#type, Type::Boxed(_)) {
                    *r#type = Type::Boxed(Box::new(r#type.clone()));
                }
                at += 1;
            });
        }
    }
    endless
}

/// The edges that lead back to a type that is still open, in a walk depth first.
fn closing_edges(edges: &[Vec<(usize, usize)>], order: &[usize]) -> Vec<(usize, usize)> {
    let mut marks = vec![Mark::New; edges.len()];
    let mut closing = Vec::new();
    for start in order {
        if marks.get(*start) != Some(&Mark::New) {
            continue;
        }
        let mut stack = vec![enter(*start, edges, &mut marks)];
        while let Some(visit) = stack.last_mut() {
            let index = visit.index;
            if let Some((slot, target)) = visit.edges.pop() {
                match marks.get(target) {
                    Some(Mark::New) => stack.push(enter(target, edges, &mut marks)),
                    Some(Mark::Open) => closing.push((index, slot)),
                    _ => {}
                }
            } else {
                set(&mut marks, index, Mark::Done);
                stack.pop();
            }
        }
    }
    closing
}

fn enter(index: usize, edges: &[Vec<(usize, usize)>], marks: &mut [Mark]) -> Visit {
    set(marks, index, Mark::Open);
    let mut edges = edges.get(index).cloned().unwrap_or_default();
    edges.reverse();
    Visit { index, edges }
}

fn set(marks: &mut [Mark], index: usize, mark: Mark) {
    if let Some(place) = marks.get_mut(index) {
        *place = mark;
    }
}

/// The types that one holds by value, aliases seen through, each with the slot that holds it.
fn edges_of(
    definitions: &mut [&mut TypeDefinition],
    index: usize,
    indices: &BTreeMap<TypeName, usize>,
) -> Vec<(usize, usize)> {
    let mut slots: Vec<Type> = Vec::new();
    if let Some(definition) = definitions.get_mut(index)
        && !matches!(definition.kind, TypeKind::Alias(_))
    {
        in_kind(&mut definition.kind, &mut |r#type| {
            slots.push(r#type.clone());
        });
    }
    let mut edges = Vec::new();
    for (slot, r#type) in slots.into_iter().enumerate() {
        let mut stack = vec![r#type];
        let mut steps = 0_usize;
        while let Some(r#type) = stack.pop() {
            steps += 1;
            if steps > definitions.len() + 64 {
                break;
            }
            match r#type {
                Type::Nullable(inner) => stack.push(*inner),
                Type::Tuple(types) => stack.extend(types),
                Type::Named(name) => {
                    let Some(target) = indices.get(&name).copied() else {
                        continue;
                    };
                    match definitions.get(target).map(|definition| &definition.kind) {
                        Some(TypeKind::Alias(inner)) => stack.push(inner.clone()),
                        _ => edges.push((slot, target)),
                    }
                }
                _ => {}
            }
        }
    }
    edges
}

/// Rust has no alias that is its own target, not even through a list: such a one becomes free-form JSON where it closes.
fn break_aliases(
    definitions: &mut [&mut TypeDefinition],
    order: &[usize],
    indices: &BTreeMap<TypeName, usize>,
) -> Vec<usize> {
    let mut edges: Vec<Vec<(usize, usize)>> = Vec::new();
    for definition in definitions.iter_mut() {
        let mut targets = Vec::new();
        if let TypeKind::Alias(target) = &mut definition.kind {
            names_in(target, &mut |name| {
                targets.extend(indices.get(name).map(|index| (0, *index)));
            });
        }
        edges.push(targets);
    }
    let aliases: Vec<bool> = definitions
        .iter()
        .map(|definition| matches!(definition.kind, TypeKind::Alias(_)))
        .collect();
    for targets in &mut edges {
        targets.retain(|(_, target)| aliases.get(*target) == Some(&true));
    }
    let mut endless: Vec<usize> = closing_edges(&edges, order)
        .into_iter()
        .map(|(index, _)| index)
        .collect();
    endless.dedup();
    for index in &endless {
        if let Some(definition) = definitions.get_mut(*index)
            && let TypeKind::Alias(target) = &mut definition.kind
        {
            without_aliases(target, indices, &aliases);
        }
    }
    endless
}

fn without_aliases(r#type: &mut Type, indices: &BTreeMap<TypeName, usize>, aliases: &[bool]) {
    match r#type {
        Type::Named(name)
            if indices.get(name).and_then(|index| aliases.get(*index)) == Some(&true) =>
        {
            *r#type = Type::Json;
        }
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            without_aliases(inner, indices, aliases);
        }
        Type::Tuple(types) => types
            .iter_mut()
            .for_each(|inner| without_aliases(inner, indices, aliases)),
        _ => {}
    }
}
