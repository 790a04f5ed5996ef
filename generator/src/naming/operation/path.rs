//! Names from method and path, for operations without an id that says something.
//!
//! | method | path | verb |
//! |---|---|---|
//! | `GET` | ends in a parameter | `get` |
//! | `GET` | ends in a plural, stands for a collection, or gives an array | `list` |
//! | `GET` | else | `get` |
//! | `POST` | ends in a parameter | `update` |
//! | `POST` | else, with a body of nothing but arrays | `add` |
//! | `POST` | else | `create` |
//! | `PUT`, `PATCH`, `DELETE` | any | `replace`, `update`, `delete` |
//! | any other | any | the method |

use super::OperationFacts;
use super::spoken;
use super::verb::{is_action, is_of_many, is_verb};
use crate::naming::{plural, singular};

/// Plurals of which there is one: `get_settings`.
const ONE_OF_ITS_KIND: &[&str] = &[
    "analytics",
    "capabilities",
    "credentials",
    "data",
    "details",
    "info",
    "metadata",
    "metrics",
    "news",
    "preferences",
    "settings",
    "statistics",
    "stats",
    "status",
    "terms",
    "usage",
];

/// A segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::naming) struct Segment {
    /// The words of its text; empty for one that is only a parameter.
    pub(in crate::naming) words: Vec<String>,
    /// The words of each of its parameters.
    pub(in crate::naming) parameters: Vec<Vec<String>>,
    /// Whether a parameter ends it.
    pub(in crate::naming) item: bool,
    /// Whether it says nothing about what is served: `api`, `v2`.
    pub(in crate::naming) version: bool,
}

/// The segments of a path; what follows a colon (`{id}:cancel`) is one of its own.
pub(in crate::naming) fn segments(path: &str) -> Vec<Segment> {
    // A fragment is no part of what is called, and a query none of where it is.
    let path = path.split(['#', '?']).next().unwrap_or(path);
    path.split('/')
        .flat_map(split_action)
        .filter(|text| !text.is_empty())
        .map(segment)
        .collect()
}

/// Splits a segment at a colon outside of braces.
fn split_action(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ':' if depth == 0 && at > 0 => {
                return text
                    .split_at_checked(at)
                    .map_or_else(|| vec![text], |(left, right)| vec![left, right]);
            }
            _ => {}
        }
    }
    vec![text]
}

fn segment(text: &str) -> Segment {
    let mut literal = String::new();
    let mut parameters = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        literal.push(' ');
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        parameters.push(spoken(name));
        rest = tail;
    }
    // A format at the end is no part of the name: `/Calls.json`.
    let tail = [".json", ".xml", ".csv"]
        .iter()
        .find_map(|format| rest.strip_suffix(format))
        .unwrap_or(rest);
    literal.push_str(tail);
    let version = if parameters.is_empty() {
        is_version(&literal)
    } else {
        literal.trim() == "v"
    };
    let words = spoken(&without_tokens(&literal));
    Segment {
        item: !parameters.is_empty() && tail.is_empty(),
        words,
        parameters,
        version,
    }
}

/// The text without a part that is a random token, as in `securityClassification-6VMVochwUWo`; the text itself where
/// nothing else would be left.
pub(super) fn without_tokens(text: &str) -> String {
    let separator = |c: char| "-_. ".contains(c);
    let told: Vec<&str> = text
        .split(separator)
        .filter(|part| !is_token(part))
        .collect();
    if told.iter().all(|part| part.is_empty()) {
        return text.to_owned();
    }
    told.join("_")
}

/// Whether a text looks as if nobody had chosen it: digits and both cases, in pieces too short to be words.
fn is_token(text: &str) -> bool {
    let mixed = text.contains(|c: char| c.is_ascii_digit())
        && text.contains(|c: char| c.is_ascii_uppercase())
        && text.contains(|c: char| c.is_ascii_lowercase());
    mixed && text.len() >= 8 && text.len() <= spoken(text).len() * 3
}

/// Whether a segment is there for the API's sake: `api`, `rest`, `v1`, `v2.1beta`, `2010-04-01`; `v{version}` is as well.
fn is_version(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let numbered = text
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let dated = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-_.".contains(c));
    matches!(text.as_str(), "api" | "apis" | "rest") || numbered || dated
}

/// Whether a word is a plural of which there can be many.
fn is_plural(word: &str) -> bool {
    singular(word) != word && !ONE_OF_ITS_KIND.contains(&word)
}

/// Whether the words of the group say all of `text`, singular or plural.
pub(in crate::naming) fn says(group: &[Vec<String>], text: &[String]) -> bool {
    let said: Vec<String> = group.iter().flatten().map(|word| singular(word)).collect();
    !text.is_empty() && text.iter().all(|word| said.contains(&singular(word)))
}

/// The names that method and path give, the best first. Never empty.
pub(in crate::naming) fn candidates(facts: &OperationFacts<'_>) -> Vec<Vec<String>> {
    let all = segments(facts.path);
    let item = all.last().is_some_and(|last| last.item);
    // Each part of the path that has words, with whether a parameter picks one of it.
    let mut nouns: Vec<Noun> = Vec::new();
    for segment in &all {
        if !segment.words.is_empty() {
            nouns.push(Noun {
                words: segment.words.clone(),
                one: segment.item,
                version: segment.version,
            });
        } else if let Some(noun) = nouns.last_mut() {
            noun.one = true;
        }
    }
    if let Some(told) = fragment(facts.path) {
        let longer = lengthening(facts, &told, &nouns, &[])
            .into_iter()
            .filter(|name| *name != told);
        return std::iter::once(told.clone()).chain(longer).collect();
    }
    let action = (!item).then(|| nouns.pop_if(|noun| is_action(&noun.words, facts.method)));
    let action = action.flatten();
    let verb = action.map_or_else(|| vec![verb(facts, item, nouns.last())], |noun| noun.words);
    let by = all
        .last()
        .map(|last| last.parameters.concat())
        .unwrap_or_default();
    let mut names = lengthening(facts, &verb, &nouns, &by);
    names.extend(with_query(facts.path, names.first()));
    names
}

/// A name with what the query of a path says, which may be all that tells two paths apart.
fn with_query(path: &str, name: Option<&Vec<String>>) -> Option<Vec<String>> {
    let (_, query) = path
        .split_once('#')
        .map_or(path, |(sent, _)| sent)
        .split_once('?')?;
    let said = spoken(query);
    let with = ["with".to_owned()];
    name.filter(|_| !said.is_empty())
        .map(|name| [name, with.as_slice(), &said].concat())
}

/// What the fragment of a path says that is done.
fn fragment(path: &str) -> Option<Vec<String>> {
    let (_, fragment) = path.split_once('#')?;
    Some(spoken(fragment)).filter(|words| words.first().is_some_and(|word| is_verb(word)))
}

/// A part of a path that names something.
struct Noun {
    words: Vec<String>,
    one: bool,
    version: bool,
}

/// The verb that a method stands for.
fn verb(facts: &OperationFacts<'_>, item: bool, last: Option<&Noun>) -> String {
    let plural = last
        .and_then(|noun| noun.words.last())
        .is_some_and(|word| is_plural(word));
    let verb = match facts.method {
        "GET" if !item && (plural || facts.collection || facts.lists) => "list",
        "GET" => "get",
        "POST" if item => "update",
        "POST" if facts.adds => "add",
        "POST" => "create",
        "PUT" => "replace",
        "PATCH" => "update",
        "DELETE" => "delete",
        other => return spoken(other).join("_"),
    };
    verb.to_owned()
}

/// The verb with more and more of the path behind it.
fn lengthening(
    facts: &OperationFacts<'_>,
    verb: &[String],
    nouns: &[Noun],
    by: &[String],
) -> Vec<Vec<String>> {
    let creates = verb.iter().map(String::as_str).eq(["create"]);
    let last = nouns.len().saturating_sub(1);
    let objects: Vec<Vec<String>> = nouns
        .iter()
        .enumerate()
        .map(|(index, noun)| match () {
            () if noun.one || (creates && index == last) => in_singular(&noun.words),
            () if facts.collection && index == last => in_plural(&noun.words),
            () => noun.words.clone(),
        })
        .collect();
    let said = said_up_to(facts, nouns);
    let unsaid = nouns.iter().skip(said).filter(|noun| !noun.version).count();
    let mut names = Vec::new();
    if unsaid == 0 && said > 0 {
        names.push(verb.to_vec());
    }
    for take in 1..=objects.len() {
        let from = objects.len() - take;
        let served = nouns.iter().skip(from).all(|noun| !noun.version);
        if served {
            names.push([verb, &objects.get(from..).unwrap_or_default().concat()].concat());
        }
    }
    if names.is_empty() {
        names.push(verb.to_vec());
    }
    let longest = [verb, &objects.concat()].concat();
    let mut more = Vec::new();
    if let Some(served) = names.last().filter(|_| !by.is_empty()) {
        more.push([served.as_slice(), &["by".to_owned()], by].concat());
    }
    more.push(longest);
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// How many parts of the path the group says: up to the one that is the group, else up to the last with words of it.
fn said_up_to(facts: &OperationFacts<'_>, nouns: &[Noun]) -> usize {
    let group = facts
        .group
        .last()
        .map(|words| in_singular(words))
        .unwrap_or_default();
    let is_group = |noun: &Noun| in_singular(&noun.words) == group;
    let has_words = |noun: &Noun| !noun.version && says(facts.group, &noun.words);
    let last = nouns
        .iter()
        .rposition(is_group)
        .or_else(|| nouns.iter().rposition(has_words));
    last.map_or(0, |at| at + 1)
}

/// The words with the last one in the singular.
pub(in crate::naming) fn in_singular(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

/// The words with the last one in the plural.
pub(in crate::naming) fn in_plural(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = plural(last);
    }
    words
}

/// Whether the verb, for the group of an operation, has many as its object.
pub(in crate::naming) fn of_many(name: &[String]) -> bool {
    name.first().is_some_and(|verb| is_of_many(verb))
}
