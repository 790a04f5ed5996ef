//! The stem of everything that belongs to one operation: `ListApplicationRoles`.

use super::OperationFacts;
use super::path::{in_plural, in_singular, of_many, says, segments};
use super::verb::{is_preposition, is_verb};

/// The stems for a name, the best first; `authored` for a name that stands as its author wrote it.
pub(super) fn candidates(
    name: &[String],
    authored: bool,
    facts: &OperationFacts<'_>,
) -> Vec<Vec<String>> {
    let mut stems = Vec::new();
    // A group that the path does not say would stand in the way: `general().get_cost_estimate()`.
    let placed = segments(facts.path)
        .iter()
        .any(|segment| says(facts.group, &segment.words));
    if name.len() > 1 && (authored || (!placed && !is_bare(name))) {
        stems.push(name.to_vec());
    }
    // With one part more of the group each time.
    for take in 1..=facts.group.len() {
        let group = facts
            .group
            .get(facts.group.len() - take..)
            .unwrap_or_default();
        stems.push(with_group(name, group, facts));
    }
    stems.push([&facts.group.concat(), name].concat());
    stems.push([name, &path_words(facts)].concat());
    stems.dedup();
    stems
}

/// Whether a name says what is done, but not to what: `get`, `get_by_id`, `force_refresh`.
fn is_bare(name: &[String]) -> bool {
    name.iter()
        .find(|word| !is_verb(word))
        .is_none_or(|word| is_preposition(word))
}

/// The name with the group behind its verbs.
fn with_group(name: &[String], group: &[Vec<String>], facts: &OperationFacts<'_>) -> Vec<String> {
    // All of `force_refresh` are verbs; of `get_sign_in_experience` the first word is the only one that is meant so.
    let verbs = match name {
        [first, ..] if is_verb(first) && !name.iter().all(|word| is_verb(word)) => 1,
        _ => name.len(),
    };
    let (verbs, rest) = name.split_at(verbs);
    let all = group.concat();
    if says(group, name) {
        return name.to_vec();
    }
    let bare = rest.first().is_none_or(|word| is_preposition(word));
    if !bare && says(group, rest) {
        return name.to_vec();
    }
    // What the name says of the group already is not said twice.
    let said = rest
        .iter()
        .take_while(|word| says(group, std::slice::from_ref(*word)))
        .count();
    let rest = rest.get(said..).unwrap_or_default();
    let item = segments(facts.path).last().is_some_and(|last| last.item);
    let many = bare && of_many(name) && !item;
    let object = if many {
        in_plural(&all)
    } else {
        in_singular(&all)
    };
    [verbs, &object, rest].concat()
}

/// Every word of the path, with those of its parameters.
fn path_words(facts: &OperationFacts<'_>) -> Vec<String> {
    let segments = segments(facts.path);
    segments
        .into_iter()
        .flat_map(|segment| segment.words.into_iter().chain(segment.parameters.concat()))
        .collect()
}
