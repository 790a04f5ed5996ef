//! Names of groups: where an operation is found, from the client on.
//!
//! The rules, in the order in which they are tried:
//!
//! 1. Groups that the user chose in the configuration, then `x-speakeasy-group`, dotted where they nest.
//! 2. The operation's first tag. Of a tag with levels (`Platform / Managed Users`) the last level counts; a dotted tag
//!    (`vault.consumers`) nests; a last word such as `controller` or `api` is dropped, and so are first words that all
//!    of three or more tags share (`ChatV1Channel`, `ChatV1User`). Tags that come out equal but are not
//!    (`Users / Roles`, `Applications / Roles`) keep a level more. Tags of equal words are one group.
//! 3. The first segment of the path that says something (`/api/v1/users/{id}`: `users`). Where most paths are nothing but
//!    a verb and its object (`/addStickerToSet`) they say no group.
//! 4. The title of the API, without words that every title has.

#[cfg(test)]
mod tests;

use super::operation::spoken;

/// What places an operation.
#[derive(Debug, Clone, Copy)]
pub struct GroupFacts<'a> {
    /// Groups that were asked for, each as it was written.
    pub chosen: Option<&'a [String]>,
    /// The first tag.
    pub tag: Option<&'a str>,
    /// The path as the document writes it.
    pub path: &'a str,
    /// `info.title`.
    pub title: &'a str,
}

/// Words that say nothing about what an API serves.
const TITLE_NOISE: &[&str] = &[
    "api",
    "apis",
    "rest",
    "restful",
    "reference",
    "references",
    "documentation",
    "docs",
    "openapi",
    "sdk",
    "specification",
    "swagger",
    "service",
    "the",
];

/// Words at the end of a tag that name the code behind it.
const SERVERS: &[&str] = &[
    "api",
    "apis",
    "controller",
    "endpoint",
    "endpoints",
    "resource",
];

/// The words of each level of a tag, or of each part of a group from the client on.
pub type Levels = Vec<Vec<String>>;

/// The group of each operation: the words of each of its parts, from the client on. No part is empty.
pub fn place(operations: &[GroupFacts<'_>]) -> Vec<Levels> {
    let tags = settle_tags(operations);
    let procedures = are_procedures(operations);
    operations
        .iter()
        .map(|facts| place_one(facts, &tags, procedures))
        .collect()
}

/// The group of one operation, with the groups of all tags.
fn place_one(
    facts: &GroupFacts<'_>,
    tags: &[(Levels, Levels)],
    procedures: bool,
) -> Vec<Vec<String>> {
    let chosen: Vec<Vec<String>> = facts
        .chosen
        .unwrap_or_default()
        .iter()
        .map(|part| spoken(part))
        .filter(|words| named(words))
        .collect();
    if !chosen.is_empty() {
        return chosen;
    }
    if let Some(levels) = facts.tag.map(levels).filter(|levels| !levels.is_empty())
        && let Some((_, group)) = tags.iter().find(|(full, _)| *full == levels)
    {
        return group.clone();
    }
    let from_path = from_path(facts.path).filter(|_| !procedures);
    vec![from_path.unwrap_or_else(|| title_words(facts.title))]
}

/// Whether words can be the name of a group.
fn named(words: &[String]) -> bool {
    words
        .iter()
        .any(|word| word.contains(|c: char| c.is_alphabetic()))
}

/// The levels of a tag: `Platform / Managed Users`, each as words.
fn levels(tag: &str) -> Vec<Vec<String>> {
    tag.split(['/', '>', '|', '»'])
        .map(spoken)
        .filter(|words| named(words))
        .collect()
}

/// The group of each tag, with the tag's levels; tags that would share a group without being equal keep more levels.
fn settle_tags(operations: &[GroupFacts<'_>]) -> Vec<(Levels, Levels)> {
    let mut full: Vec<(Levels, Levels)> = Vec::new();
    for tag in operations
        .iter()
        .filter(|facts| facts.chosen.is_none())
        .filter_map(|facts| facts.tag)
    {
        let levels = levels(tag);
        if !levels.is_empty() && !full.iter().any(|(known, _)| *known == levels) {
            let parts = nested(tag, &levels);
            full.push((levels, parts));
        }
    }
    let shared = shared_prefix(&full);
    for (_, parts) in &mut full {
        if let Some(first) = parts.first_mut() {
            first.drain(..shared);
        }
    }
    let candidates: Vec<Vec<Vec<String>>> = full
        .iter()
        .map(|(levels, parts)| {
            let longer = (2..=levels.len()).map(|take| {
                levels
                    .iter()
                    .skip(levels.len() - take)
                    .flatten()
                    .cloned()
                    .collect()
            });
            std::iter::once(parts.concat()).chain(longer).collect()
        })
        .collect();
    let scopes = vec![0; full.len()];
    let settled =
        super::operation::settle(&candidates, &scopes, &std::collections::BTreeMap::new());
    full.into_iter()
        .zip(settled)
        .map(|((levels, parts), settled)| {
            if parts.concat() == settled {
                (levels, parts)
            } else {
                (levels, vec![settled])
            }
        })
        .collect()
}

/// How many first words all of three or more groups share, with a word left for each of them.
fn shared_prefix(tags: &[(Levels, Levels)]) -> usize {
    let mut firsts = tags.iter().filter_map(|(_, parts)| parts.first());
    let Some(example) = firsts.next().filter(|_| tags.len() > 2) else {
        return 0;
    };
    let most = firsts
        .clone()
        .chain([example])
        .map(|first| first.len().saturating_sub(1))
        .min()
        .unwrap_or_default();
    (0..=most)
        .rev()
        .find(|count| {
            firsts
                .clone()
                .all(|first| first.get(..*count) == example.get(..*count))
        })
        .unwrap_or_default()
}

/// The parts of a tag's last level: several when it is dotted, as in `vault.consumers`.
fn nested(tag: &str, levels: &[Vec<String>]) -> Vec<Vec<String>> {
    let last = tag
        .rsplit(['/', '>', '|', '»'])
        .find(|level| named(&spoken(level)))
        .unwrap_or(tag)
        .trim();
    let parts: Vec<&str> = last.split('.').collect();
    let plain = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    // `Node.js` is one name: the parts of a path are written alike.
    let lower = |part: &&str| part.starts_with(|c: char| c.is_ascii_lowercase());
    let alike = parts.iter().all(lower) || !parts.iter().any(lower);
    if parts.len() > 1 && alike && parts.iter().all(plain) {
        return parts.into_iter().map(spoken).collect();
    }
    vec![without_server(levels.last().cloned().unwrap_or_default())]
}

/// The words without a last one that names the code: `pet-controller`.
fn without_server(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 1
        && words
            .last()
            .is_some_and(|last| SERVERS.contains(&last.as_str()))
    {
        words.pop();
    }
    words
}

/// Whether most untagged paths are the names of procedures: one segment, a verb and its object.
fn are_procedures(operations: &[GroupFacts<'_>]) -> bool {
    let untagged = operations
        .iter()
        .filter(|facts| facts.tag.is_none() && facts.chosen.is_none());
    let (mut all, mut named) = (0_usize, 0_usize);
    for facts in untagged {
        let segments = super::operation::segments(facts.path);
        let mut telling = segments.iter().filter(|segment| !segment.version);
        all += 1;
        named += usize::from(match (telling.next(), telling.next()) {
            (Some(only), None) => {
                only.parameters.is_empty()
                    && only.words.len() > 1
                    && only
                        .words
                        .first()
                        .is_some_and(|word| super::operation::is_verb(word))
            }
            _ => false,
        });
    }
    named * 2 > all
}

/// The first segment of a path that says something.
fn from_path(path: &str) -> Option<Vec<String>> {
    let segments = super::operation::segments(path);
    segments
        .into_iter()
        .find(|segment| !segment.version && named(&segment.words))
        .map(|segment| segment.words)
}

/// The words of a title, without those that every title has and without versions; `operations` where none is left.
pub fn title_words(title: &str) -> Vec<String> {
    let all = spoken(title);
    let telling: Vec<String> = all
        .into_iter()
        .filter(|word| !TITLE_NOISE.contains(&word.as_str()))
        .filter(|word| {
            let number = word.strip_prefix('v').unwrap_or(word);
            !number.starts_with(|c: char| c.is_ascii_digit())
        })
        .take(3)
        .collect();
    if named(&telling) {
        telling
    } else {
        vec!["operations".to_owned()]
    }
}
