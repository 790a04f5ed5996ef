//! Names from an `operationId`.

use super::path::{Segment, says, segments, without_tokens};
use super::verb::{is_preposition, is_verb};
use super::{OperationFacts, spoken};
use crate::naming::singular;

/// Words that end the name of a class which serves operations, and so a namespace.
const SERVERS: &[&str] = &[
    "api",
    "controller",
    "endpoint",
    "endpoints",
    "handler",
    "module",
    "resource",
    "router",
    "service",
];

/// From how many characters on a name is not worth saying the group again.
const LONG: usize = 32;

/// How an id came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It says something, or there is none.
    Own,
    /// It is method and path, and a person could have written it too: `getUsers`.
    MethodAndPath,
    /// It is method and path, and no person writes so: `postUsers`, `get_users__id_`, `users_get`.
    Mechanical,
}

/// How the id of an operation came about.
pub(super) fn form(facts: &OperationFacts<'_>) -> Form {
    let Some(id) = facts.id else { return Form::Own };
    // An id with a fragment repeats that of the path.
    let id = id
        .split_once('#')
        .filter(|_| facts.path.contains('#'))
        .map_or(id, |(id, _)| id);
    let id = spoken(&without_tokens(id));
    let method = facts.method.to_ascii_lowercase();
    let segments = segments(facts.path);
    let mut form = Form::Own;
    for path in spellings(&segments) {
        let before = id
            .split_first()
            .is_some_and(|(first, rest)| *first == method && rest == path.words);
        let after = id
            .split_last()
            .is_some_and(|(last, rest)| *last == method && rest == path.words);
        let certain = after
            || path.parameters
            || matches!(
                method.as_str(),
                "post" | "put" | "patch" | "head" | "options"
            );
        if before || after {
            if certain {
                return Form::Mechanical;
            }
            form = Form::MethodAndPath;
        }
    }
    form
}

/// A way in which generators write a path.
struct Spelling {
    words: Vec<String>,
    /// Whether the names of parameters are in it.
    parameters: bool,
}

/// How generators write the parameters of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parameters {
    Left,
    Whole,
    LastWord,
    Id,
    AfterBy,
}

/// The ways in which generators write a path: with and without what comes before its first noun, with and without
/// parameters, of those the last word only (`id` for `file_id`) or `id` for any, and with `by` before them.
fn spellings(segments: &[Segment]) -> Vec<Spelling> {
    let leading = segments
        .iter()
        .take_while(|segment| segment.version)
        .count();
    let mut all = Vec::new();
    for skipped in 0..=leading {
        for parameters in [
            Parameters::Left,
            Parameters::Whole,
            Parameters::LastWord,
            Parameters::Id,
            Parameters::AfterBy,
        ] {
            let spelled = segments.iter().skip(skipped).flat_map(|segment| {
                let mut words = segment.words.clone();
                for name in &segment.parameters {
                    match parameters {
                        Parameters::Left => {}
                        Parameters::Whole => words.extend(name.iter().cloned()),
                        Parameters::LastWord => words.extend(name.last().cloned()),
                        Parameters::Id => words.push("id".to_owned()),
                        Parameters::AfterBy => words
                            .extend(std::iter::once("by".to_owned()).chain(name.iter().cloned())),
                    }
                }
                words
            });
            let spelled: Vec<String> = spelled.collect();
            let has_parameters = parameters != Parameters::Left
                && segments
                    .iter()
                    .any(|segment| !segment.parameters.is_empty());
            if !spelled.is_empty() {
                all.push(Spelling {
                    words: spelled,
                    parameters: has_parameters,
                });
            }
        }
    }
    all
}

/// What an id says.
pub(super) struct Said {
    /// The names that it gives, the best first. Never empty.
    pub(super) names: Vec<Vec<String>>,
    /// Whether something was taken off it.
    pub(super) shortened: bool,
}

/// The names that an id gives; `None` when it has no words that could be one.
pub(super) fn candidates(facts: &OperationFacts<'_>) -> Option<Said> {
    let id = facts.id?;
    let whole = spoken(id);
    let usable = |words: &Vec<String>| {
        words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic()))
    };
    if let Some(function) = without_path(&whole, facts).filter(usable) {
        return Some(Said {
            names: vec![function, whole],
            shortened: false,
        });
    }
    let local = Some(spoken(after_namespace(id, facts)))
        .filter(usable)
        .unwrap_or_else(|| whole.clone());
    let shortened = if local.len() < whole.len() {
        Some(without_group(&local, facts))
    } else {
        after_group(&local, facts)
            .map(|rest| without_group(&rest, facts))
            .or_else(|| verb_of_long(&whole, facts))
    };
    let mut names = Vec::new();
    for name in shortened.into_iter().chain([local, whole.clone()]) {
        for name in [all_or_one(&name, facts), Some(name)].into_iter().flatten() {
            if usable(&name) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let shortened = names.first().is_some_and(|first| *first != whole);
    (!names.is_empty()).then_some(Said { names, shortened })
}

/// The name before method and path: `read_item` of `read_item_items__item_id__get`.
fn without_path(id: &[String], facts: &OperationFacts<'_>) -> Option<Vec<String>> {
    let method = facts.method.to_ascii_lowercase();
    let rest = id.strip_suffix([method].as_slice())?;
    let spelling = spellings(&segments(facts.path)).into_iter().find(|path| {
        // A single word may be the name's own, as in `list_users_get`.
        let name = rest.len().saturating_sub(path.words.len());
        (name > 1 || (name == 1 && path.words.len() > 1)) && rest.ends_with(&path.words)
    })?;
    rest.strip_suffix(spelling.words.as_slice())
        .map(<[String]>::to_vec)
}

/// What comes after the namespace of an id, the whole id without one.
fn after_namespace<'a>(id: &'a str, facts: &OperationFacts<'_>) -> &'a str {
    let id = id.trim();
    let after_mark = id
        .rsplit(['.', '/', ':', '#'])
        .find(|part| !spoken(part).is_empty())
        .unwrap_or(id);
    let Some((left, right)) = after_mark.split_once('_') else {
        return after_mark;
    };
    let left_words = spoken(left);
    let server = left_words.len() > 1
        && left_words
            .last()
            .is_some_and(|word| SERVERS.contains(&word.as_str()));
    let class = left.starts_with(|c: char| c.is_ascii_uppercase())
        && left.contains(|c: char| c.is_ascii_lowercase())
        && left_words.first().is_some_and(|word| !is_verb(word));
    let group = says(facts.group, &left_words) && !spoken(right).is_empty();
    let right = right.trim_matches('_');
    if (server || class || group) && !spoken(right).is_empty() {
        right
    } else {
        after_mark
    }
}

/// The name with the verb in front that a last word `all` or `one` stands for.
fn all_or_one(name: &[String], facts: &OperationFacts<'_>) -> Option<Vec<String>> {
    let (last, rest) = name.split_last()?;
    let verb = match last.as_str() {
        "all" => "list",
        "one" => "get",
        _ => return None,
    };
    let noun_first = rest.first().is_none_or(|word| !is_verb(word)) || rest.len() > 1;
    (facts.method == "GET" && noun_first).then(|| [&[verb.to_owned()], rest].concat())
}

/// The words after those of the group, where a verb follows: `list` of `usersList`.
fn after_group(id: &[String], facts: &OperationFacts<'_>) -> Option<Vec<String>> {
    let said = id
        .iter()
        .take_while(|word| says(facts.group, std::slice::from_ref(*word)))
        .count();
    let rest = id.get(said..)?;
    let verb = rest
        .first()
        .is_some_and(|word| is_verb(word) || word == "all" || word == "one");
    (said > 0 && verb).then(|| rest.to_vec())
}

/// The verb alone of a long name that says nothing more than the group does: `fetch` of
/// `FetchHostedNumbersAuthorizationDocument` in the group of those.
fn verb_of_long(id: &[String], facts: &OperationFacts<'_>) -> Option<Vec<String>> {
    let (verb, rest) = id.split_first()?;
    let long = id.iter().map(|word| word.len() + 1).sum::<usize>() > LONG;
    (long && is_verb(verb) && says(facts.group, rest)).then(|| vec![verb.clone()])
}

/// The name without the words of the group, once a namespace has said them.
fn without_group(named: &[String], facts: &OperationFacts<'_>) -> Vec<String> {
    let is_said = |word: &String| says(facts.group, std::slice::from_ref(word));
    let (verbs, rest) = named.split_at(
        named
            .iter()
            .take_while(|word| is_verb(word) && !is_said(word))
            .count(),
    );
    let said: Vec<&String> = rest.iter().take_while(|word| is_said(word)).collect();
    let plural = said.last().is_some_and(|word| singular(word) != **word);
    let rest = rest.get(said.len()..).unwrap_or_default();
    let ends_in_item = segments(facts.path).last().is_some_and(|last| last.item);
    let rest = if ends_in_item {
        without_by(rest, facts)
    } else {
        rest
    };
    let reads = facts.method == "GET";
    match (verbs, rest) {
        ([verb], []) if verb == "get" && plural && reads && !ends_in_item => {
            vec!["list".to_owned()]
        }
        ([], [all]) if all == "all" && reads => vec!["list".to_owned()],
        ([], [one]) if one == "one" && reads => vec!["get".to_owned()],
        ([], []) => named.to_vec(),
        ([], [preposition, ..]) if is_preposition(preposition) => named.to_vec(),
        _ => [verbs, rest].concat(),
    }
}

/// The words without `by_id`, where that is the parameter that ends the path.
fn without_by<'a>(rest: &'a [String], facts: &OperationFacts<'_>) -> &'a [String] {
    let Some(at) = rest.iter().rposition(|word| word == "by") else {
        return rest;
    };
    let by = rest.get(at + 1..).unwrap_or_default();
    let last = segments(facts.path)
        .pop()
        .and_then(|last| last.parameters.last().cloned())
        .unwrap_or_default();
    if !by.is_empty() && last.ends_with(by) {
        rest.get(..at).unwrap_or_default()
    } else {
        rest
    }
}
