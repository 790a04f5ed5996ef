//! Names of the types in `models`.
//!
//! A type that the document names in `components.schemas` has that name; of a dotted one (`io.example.v1.Pod`) the last part,
//! as long as no other schema has it too. Every other type is named by where it stands: by the words of its property
//! (in the singular where it is an item), with as many of the words around it as it takes to say something, and to be
//! unique. Where several types want the same name, the more important one keeps it, and else none does, so that
//! names do not depend on the order of the document. What is still the same then is numbered, in document order.

mod filler;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use self::filler::{EMPTY, GENERIC};
use super::Scope;
use super::scope::type_text;
use crate::ir::TypeName;

/// The longest name that is made by putting words in front, as long as there is a shorter one.
const LONG: usize = 48;

/// A type that wants a name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Claim {
    /// Names it could have, the best first.
    pub(crate) candidates: Vec<Vec<String>>,
    /// How much it deserves the first of them.
    pub(crate) weight: usize,
}

/// Gives the types of `models` their names.
#[derive(Debug, Default)]
pub(crate) struct TypeNames {
    scope: Scope,
}

impl TypeNames {
    /// Gives a name that a user chose.
    pub(crate) fn chosen(&mut self, text: &str) -> TypeName {
        self.scope.type_name(text)
    }

    /// Gives a name to nobody.
    pub(crate) fn reserve(&mut self, name: &str) {
        self.scope.reserve([name]);
    }

    /// Names all of `claims`, none by its place in the list unless their names are the same to the end.
    pub(crate) fn settle(&mut self, claims: &[Claim]) -> Vec<TypeName> {
        let names: Vec<Vec<Wanted>> = claims
            .iter()
            .map(|claim| wanted(&self.scope, claim))
            .collect();
        let mut levels = vec![0_usize; claims.len()];
        let most: usize = names.iter().map(Vec::len).sum();
        for _ in 0..=most {
            let mut rivals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (index, (names, level)) in names.iter().zip(&levels).enumerate() {
                if let Some(name) = names.get(*level) {
                    rivals.entry(&name.key).or_default().push(index);
                }
            }
            let mut moved = false;
            for rivals in rivals.values().filter(|rivals| rivals.len() > 1) {
                let keeper = keeper(rivals, claims);
                for rival in rivals.iter().filter(|rival| Some(**rival) != keeper) {
                    moved |= advance(&mut levels, *rival, &names);
                }
            }
            if !moved {
                break;
            }
        }
        // Of those that still want the same name, the most important one is the one without a number.
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|index| Reverse(claims.get(*index).map_or(0, |claim| claim.weight)));
        let mut settled = BTreeMap::new();
        for index in order {
            let level = levels.get(index).copied().unwrap_or_default();
            let name = names.get(index).and_then(|names| names.get(level));
            let text = name.map_or("", |name| &name.text);
            settled.insert(index, self.scope.type_name(text));
        }
        settled.into_values().collect()
    }
}

/// A name that a claim could have.
struct Wanted {
    /// Its words.
    text: String,
    /// By what it is compared with others.
    key: String,
}

/// The names of a claim that are still free; the last one if none is.
fn wanted(scope: &Scope, claim: &Claim) -> Vec<Wanted> {
    let mut free: Vec<Wanted> = Vec::new();
    let mut last = None;
    for words in &claim.candidates {
        let text = words.join(" ");
        let identifier = type_text(&text);
        let name = Wanted {
            text,
            key: identifier.to_ascii_lowercase(),
        };
        if scope.is_taken(&identifier) {
            last = Some(name);
        } else {
            free.push(name);
        }
    }
    if free.is_empty() {
        last.into_iter().collect()
    } else {
        free
    }
}

/// The one rival that deserves the name more than the others.
fn keeper(rivals: &[usize], claims: &[Claim]) -> Option<usize> {
    let weight = |rival: &usize| claims.get(*rival).map_or(0, |claim| claim.weight);
    let most = rivals.iter().map(weight).max()?;
    let mut best = rivals.iter().filter(|rival| weight(rival) == most);
    let keeper = best.next().copied();
    if best.next().is_some() { None } else { keeper }
}

fn advance(levels: &mut [usize], index: usize, names: &[Vec<Wanted>]) -> bool {
    let last = names
        .get(index)
        .map_or(0, |names| names.len().saturating_sub(1));
    match levels.get_mut(index) {
        Some(level) if *level < last => {
            *level += 1;
            true
        }
        _ => false,
    }
}

/// Whether a schema in `components.schemas` is spelled as a type of Rust already.
pub(crate) fn is_type_name(name: &str) -> bool {
    type_text(name) == name
}

/// The names of a schema in `components.schemas`: of a dotted one the last part, then more and more of it.
pub(crate) fn of_component(name: &str) -> Vec<Vec<String>> {
    let parts: Vec<Vec<String>> = name
        .split('.')
        .filter(|part| !part.is_empty())
        .map(super::words)
        .collect();
    let namespaced = parts.len() > 1
        && parts
            .iter()
            .all(|part| part.iter().any(|word| word != "empty"));
    let elements = parts.iter().map(|words| Element {
        words: words.clone(),
        titled: false,
    });
    if namespaced {
        suffixes(&elements.collect::<Vec<_>>(), 1)
    } else {
        vec![super::words(name)]
    }
}

/// A step on the way to a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    /// Its words.
    pub(crate) words: Vec<String>,
    /// Whether the document calls it so itself, so that no more words are needed in front.
    pub(crate) titled: bool,
}

/// The names of a type by the words around it, outermost first: from its own words to all of them.
pub(crate) fn of_place(elements: &[Element]) -> Vec<Vec<String>> {
    suffixes(elements, 2)
}

/// The names of a type that stands in several places: by what they have in common.
///
/// `own` are its words in each place, `around` the words of what it stands in; all in the singular.
pub(crate) fn of_places(own: &[Vec<String>], around: &[Vec<String>]) -> Vec<Vec<String>> {
    let shared = shared_end(own);
    let context = shared_end(around);
    let mut names = Vec::new();
    if shared.is_empty() {
        return names;
    }
    let places = {
        let mut places = around.to_vec();
        places.sort();
        places.dedup();
        places.len()
    };
    if places > 1 && told(&shared) > 0 {
        names.push(shared.clone());
    }
    if !context.is_empty() {
        names.push(joined(&without_filler(&context), &shared));
    }
    if places > 2 && !shared.iter().all(|word| EMPTY.contains(&word.as_str())) {
        names.push(shared);
    }
    names
}

/// The words that all of several texts end in.
fn shared_end(texts: &[Vec<String>]) -> Vec<String> {
    let Some((first, rest)) = texts.split_first() else {
        return Vec::new();
    };
    let from_end = |words: &[String], at: usize| {
        words
            .len()
            .checked_sub(at + 1)
            .and_then(|at| words.get(at))
            .cloned()
    };
    let count = (0..first.len())
        .take_while(|at| {
            rest.iter()
                .all(|words| from_end(words, *at) == from_end(first, *at))
        })
        .count();
    first.iter().skip(first.len() - count).cloned().collect()
}

/// How many of some words say something.
fn told(words: &[String]) -> usize {
    words
        .iter()
        .filter(|word| !GENERIC.contains(&word.as_str()) && word.len() > 1)
        .count()
}

/// Ends of a path of words, from the shortest that has `telling` words that say something.
fn suffixes(elements: &[Element], telling: usize) -> Vec<Vec<String>> {
    let mut suffixes: Vec<Vec<String>> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for (index, element) in elements.iter().rev().enumerate() {
        let added = if index == 0 {
            element.words.clone()
        } else {
            without_filler(&element.words)
        };
        words = joined(&added, &words);
        let outermost = index + 1 == elements.len();
        if told(&words) >= telling || outermost || element.titled {
            suffixes.push(words.clone());
        }
    }
    // A long name with everything in it is a last resort: the outermost words with the innermost say as much.
    if let [first, .., last] = elements
        && suffixes
            .last()
            .is_some_and(|words| super::camel(words).len() > LONG)
    {
        let at = suffixes.len() - 1;
        suffixes.insert(at, joined(&first.words, &last.words));
        suffixes.insert(at, joined(&first.words, &unsaid(&first.words, &last.words)));
    }
    // Two steps of the same name make a name that its parent may have already: said twice, it is another one.
    if let [.., parent, last] = elements {
        let twice: Vec<String> = parent.words.iter().chain(&last.words).cloned().collect();
        if !suffixes.contains(&twice) {
            suffixes.push(twice);
        }
    }
    suffixes
}

/// The words that others do not say yet, at least the last.
fn unsaid(said: &[String], words: &[String]) -> Vec<String> {
    let fresh = words.iter().filter(|word| !said.contains(word));
    let fresh: Vec<String> = fresh.cloned().collect();
    if fresh.is_empty() {
        words.iter().rev().take(1).cloned().collect()
    } else {
        fresh
    }
}

/// Words without one at the end that only says that there is something: `cloudflare data` as `cloudflare`.
fn without_filler(words: &[String]) -> Vec<String> {
    match words {
        [front @ .., last]
            if !front.is_empty()
                && matches!(last.as_str(), "data" | "item" | "info" | "object") =>
        {
            front.to_vec()
        }
        _ => words.to_vec(),
    }
}

/// Words in a row; what the first ones end in and the others begin with is said once.
fn joined(front: &[String], back: &[String]) -> Vec<String> {
    let shared = (1..=front.len().min(back.len()))
        .rev()
        .find(|count| front.get(front.len() - count..) == back.get(..*count))
        .unwrap_or(0);
    front
        .iter()
        .chain(back.iter().skip(shared))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests;
