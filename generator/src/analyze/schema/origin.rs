//! Where a type stands, as words for its name.

mod walk;

use super::role::Role;
use crate::ir::StatusRange;
use crate::model::Pointer;
use crate::naming;
use crate::naming::model::Element;

/// Properties that wrap what a response is about.
const WRAPPERS: &[&str] = &[
    "content", "data", "entries", "item", "items", "list", "payload", "records", "result",
    "results", "rows", "value", "values",
];

/// Where a type stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// What it stands in.
    pub(super) root: Root,
    /// The words of each step from there; none for the root itself.
    pub(super) elements: Vec<Element>,
    /// Whether it is the item of the root, which is an array.
    pub(super) item_of_root: bool,
}

/// What types stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Root {
    /// A schema in `components.schemas`.
    Component(Pointer),
    /// Something else in `components`, with words for it and for a type that is all of it.
    Named {
        words: Vec<String>,
        whole: Vec<String>,
    },
    /// A place of an operation.
    Operation(Role),
}

impl Origin {
    fn enter_item(&mut self, word: &str) {
        match self.elements.last_mut() {
            Some(Element { words, .. }) => {
                let last = words.last().cloned().unwrap_or_default();
                let singular = naming::singular(&last);
                if singular == last {
                    words.push(word.to_owned());
                } else if let Some(place) = words.last_mut() {
                    *place = singular;
                }
            }
            None => self.item_of_root = true,
        }
    }

    /// Whether it is the root itself, or its item.
    pub(super) fn is_root(&self) -> bool {
        self.elements.is_empty() || self.wraps_subject()
    }

    /// The thing that a successful response is about, from the operation's name: `ListApplicationRoles` gives `application role`.
    pub(super) fn subject(&self) -> Option<Vec<String>> {
        let Root::Operation(Role::Response {
            stem,
            success: true,
            ..
        }) = &self.root
        else {
            return None;
        };
        let words = naming::words(stem);
        let (_, noun) = words.split_first()?;
        let (last, front) = noun.split_last()?;
        let mut noun = front.to_vec();
        noun.push(naming::singular(last));
        Some(noun)
    }

    /// Whether it is what a response wraps: the `data` of an object, or the items of that.
    fn wraps_subject(&self) -> bool {
        let [only] = self.elements.as_slice() else {
            return false;
        };
        let only = &only.words;
        let first = only.first().map(String::as_str).unwrap_or_default();
        let wrapper = only.len() <= 2 && WRAPPERS.contains(&naming::plural(first).as_str());
        (wrapper || WRAPPERS.contains(&first)) && self.subject().is_some() && !self.item_of_root
    }

    /// Whether the name of the operation speaks of many things.
    fn of_many(&self) -> bool {
        let Root::Operation(Role::Response { stem, .. }) = &self.root else {
            return false;
        };
        naming::words(stem)
            .last()
            .is_some_and(|last| naming::singular(last) != *last)
    }

    /// The names that a type standing here could have; `base` are the words of the root's own type, if it has one.
    pub(super) fn candidates(&self, base: Option<&[String]>) -> Vec<Vec<String>> {
        if self.elements.is_empty() {
            return self.root_candidates();
        }
        let plain = |words: Vec<String>| Element {
            words,
            titled: false,
        };
        let mut candidates = Vec::new();
        if self.wraps_subject() {
            candidates.extend(self.subject());
        }
        let skipped = usize::from(self.elements.len() > 1 && self.outer().wraps_subject());
        let steps = self.elements.iter().skip(skipped).cloned();
        let full = base.map_or_else(|| self.base(), <[String]>::to_vec);
        if let Some(subject) = self.subject() {
            let path: Vec<Element> = std::iter::once(plain(subject))
                .chain(steps.clone())
                .collect();
            candidates.extend(naming::model::of_place(&path));
        }
        let path: Vec<Element> = std::iter::once(plain(full)).chain(steps).collect();
        candidates.extend(naming::model::of_place(&path));
        candidates
    }

    /// The first step only.
    fn outer(&self) -> Self {
        Self {
            elements: self.elements.iter().take(1).cloned().collect(),
            ..self.clone()
        }
    }

    fn root_candidates(&self) -> Vec<Vec<String>> {
        match &self.root {
            Root::Component(pointer) => {
                item_candidates(&naming::words(&pointer.last().unwrap_or_default()))
            }
            Root::Named { words, whole } if !self.item_of_root => {
                vec![whole.clone(), with(words, "value")]
            }
            Root::Named { words, .. } => item_candidates(words),
            Root::Operation(Role::Parameter { stem, name } | Role::Header { stem, name, .. }) => {
                let mut name = naming::words(name);
                if self.item_of_root
                    && let Some(last) = name.last_mut()
                {
                    *last = naming::singular(last);
                }
                let plain = |words: Vec<String>| Element {
                    words,
                    titled: false,
                };
                naming::model::of_place(&[plain(naming::words(stem)), plain(name)])
            }
            Root::Operation(Role::Body { stem, .. }) => {
                let stem = with(&naming::words(stem), "body");
                vec![if self.item_of_root {
                    with(&stem, "item")
                } else {
                    stem
                }]
            }
            Root::Operation(Role::Response {
                stem,
                success: true,
                ..
            }) => self.success_candidates(&naming::words(stem)),
            Root::Operation(Role::Response { stem, status, .. }) => {
                let words = with(&status_words(*status), "response");
                let mut long = naming::words(stem);
                long.extend(words.iter().cloned());
                vec![words, long]
            }
        }
    }

    /// The names of what a successful call gives, or of its items.
    fn success_candidates(&self, stem: &[String]) -> Vec<Vec<String>> {
        let whole_list = self.of_many() && !self.item_of_root;
        let mut candidates = Vec::new();
        if !whole_list {
            candidates.extend(self.subject());
        }
        let ending = if self.item_of_root {
            "item"
        } else {
            "response"
        };
        candidates.push(with(stem, ending));
        candidates
    }

    /// The words of the root for what stands in it.
    fn base(&self) -> Vec<String> {
        match &self.root {
            Root::Component(pointer) => naming::words(&pointer.last().unwrap_or_default()),
            Root::Named { words, .. } => words.clone(),
            Root::Operation(Role::Response {
                stem,
                status,
                success: false,
            }) => {
                let mut words = naming::words(stem);
                words.extend(status_words(*status));
                words
            }
            Root::Operation(
                Role::Parameter { stem, .. }
                | Role::Header { stem, .. }
                | Role::Body { stem, .. }
                | Role::Response { stem, .. },
            ) => match &self.root {
                Root::Operation(Role::Parameter { name, .. } | Role::Header { name, .. }) => {
                    let mut words = naming::words(stem);
                    words.extend(naming::words(name));
                    words
                }
                _ => naming::words(stem),
            },
        }
    }

    /// The words of the type itself, in the singular.
    pub(super) fn own_words(&self) -> Vec<String> {
        if let Some(last) = self.elements.last().filter(|_| !self.is_root()) {
            return singular_of(&last.words);
        }
        match &self.root {
            Root::Operation(Role::Response {
                success: true,
                stem,
                ..
            }) => self.root_subject().unwrap_or_else(|| {
                let mut words = naming::words(stem);
                words.push("response".to_owned());
                words
            }),
            Root::Operation(Role::Response { status, .. }) => {
                let mut words = status_words(*status);
                words.push("response".to_owned());
                words
            }
            Root::Operation(Role::Body { stem, .. }) => {
                let mut words = naming::words(stem);
                words.push("body".to_owned());
                words
            }
            Root::Operation(Role::Parameter { name, .. } | Role::Header { name, .. }) => {
                singular_of(&naming::words(name))
            }
            _ => self.base(),
        }
    }

    /// The words of what it stands in, in the singular.
    pub(super) fn around(&self) -> Vec<String> {
        if let [.., parent, _] = self.elements.as_slice()
            && !(self.elements.len() == 2 && self.outer().wraps_subject())
        {
            return singular_of(&parent.words);
        }
        match &self.root {
            Root::Operation(Role::Parameter { stem, .. } | Role::Header { stem, .. }) => {
                singular_of(&naming::words(stem))
            }
            _ if self.is_root() => Vec::new(),
            _ => singular_of(&self.subject().unwrap_or_else(|| self.base())),
        }
    }

    /// What a type has to have in common with another one to be the same, beside its structure.
    pub(super) fn role_word(&self) -> String {
        match &self.root {
            Root::Operation(Role::Response { success: false, .. }) if self.is_root() => {
                "error response".to_owned()
            }
            Root::Operation(Role::Body { stem, .. }) if self.is_root() => {
                let last = naming::words(stem).pop().unwrap_or_default();
                format!("body {}", naming::singular(&last))
            }
            _ => self.own_words().pop().unwrap_or_default(),
        }
    }

    fn root_subject(&self) -> Option<Vec<String>> {
        let whole_list = self.elements.is_empty() && self.of_many() && !self.item_of_root;
        if whole_list { None } else { self.subject() }
    }

    /// How much it deserves its first name: what a single `GET` gives is the thing itself.
    pub(super) fn weight(&self) -> usize {
        let Root::Operation(Role::Response {
            stem,
            success: true,
            ..
        }) = &self.root
        else {
            return 0;
        };
        if !self.is_root() {
            return 0;
        }
        let words = naming::words(stem);
        let reading = [
            "fetch", "find", "get", "list", "load", "query", "read", "retrieve", "search", "show",
        ];
        match words.first() {
            Some(verb) if reading.contains(&verb.as_str()) => {
                if self.of_many() {
                    2
                } else {
                    3
                }
            }
            _ => 1,
        }
    }

    /// The operation or component whose file it stands in.
    pub(super) fn module_words(&self) -> Vec<String> {
        match &self.root {
            Root::Operation(
                Role::Parameter { stem, .. }
                | Role::Header { stem, .. }
                | Role::Body { stem, .. }
                | Role::Response { stem, .. },
            ) => naming::words(stem),
            Root::Named { words, .. } => words.clone(),
            Root::Component(_) => self.base(),
        }
    }
}

fn singular_of(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = naming::singular(last);
    }
    words
}

/// Words for the statuses of an error.
fn status_words(status: StatusRange) -> Vec<String> {
    let text = match status {
        StatusRange::Exact(400) => "bad request",
        StatusRange::Exact(401) => "unauthorized",
        StatusRange::Exact(402) => "payment required",
        StatusRange::Exact(403) => "forbidden",
        StatusRange::Exact(404) => "not found",
        StatusRange::Exact(405) => "method not allowed",
        StatusRange::Exact(409) => "conflict",
        StatusRange::Exact(410) => "gone",
        StatusRange::Exact(412) => "precondition failed",
        StatusRange::Exact(413) => "payload too large",
        StatusRange::Exact(415) => "unsupported media type",
        StatusRange::Exact(422) => "unprocessable",
        StatusRange::Exact(429) => "too many requests",
        StatusRange::Exact(500) => "internal server error",
        StatusRange::Exact(501) => "not implemented",
        StatusRange::Exact(502) => "bad gateway",
        StatusRange::Exact(503) => "service unavailable",
        StatusRange::Exact(504) => "gateway timeout",
        StatusRange::Exact(code) => return vec!["status".to_owned(), code.to_string()],
        StatusRange::Range(4) => "client error",
        StatusRange::Range(5) => "server error",
        StatusRange::Range(_) | StatusRange::Default => "error",
    };
    naming::words(text)
}

/// The words with this one at the end, if it is not there already.
fn with(words: &[String], ending: &str) -> Vec<String> {
    let mut words = words.to_vec();
    if words.last().map(String::as_str) != Some(ending) {
        words.push(ending.to_owned());
    }
    words
}

/// The names of the item of something that is named as a whole.
fn item_candidates(words: &[String]) -> Vec<Vec<String>> {
    let mut item = words.to_vec();
    item.push("item".to_owned());
    let singular = singular_of(words);
    if singular == words {
        vec![item]
    } else {
        vec![singular, item]
    }
}
