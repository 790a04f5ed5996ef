//! Where a type stands: found by walking down from its root.

use super::super::key::Key;
use super::super::union::kind_word;
use super::super::{Entry, Types};
use super::{Origin, Root};
use crate::model::Pointer;
use crate::naming;
use crate::naming::model::Element;

impl Types<'_> {
    /// Where a definition stands.
    pub(in super::super) fn origin(&self, entry: &Entry) -> Origin {
        if let Some(role) = &entry.role {
            return Origin {
                root: Root::Operation(role.clone()),
                elements: Vec::new(),
                item_of_root: false,
            };
        }
        let (root, rest) = self.root_of(&entry.home);
        let mut origin = Origin {
            root,
            elements: Vec::new(),
            item_of_root: false,
        };
        self.walk(&entry.home, rest, &mut origin);
        if let Key {
            only: Some(kind), ..
        } = entry.key
        {
            origin.elements.push(Element {
                words: naming::words(kind_word(kind)),
                titled: false,
            });
        }
        origin
    }

    /// The root that a place is in, and how many keys lead to it.
    fn root_of(&self, home: &Pointer) -> (Root, usize) {
        let keys: Vec<String> = home.segments().collect();
        if let [components, schemas, name, ..] = keys.as_slice()
            && components == "components"
        {
            if schemas == "schemas" {
                return (
                    Root::Component(Pointer::of([components.as_str(), schemas, name])),
                    3,
                );
            }
            if let Some(rest) = keys
                .iter()
                .rposition(|key| key == "schema")
                .filter(|at| *at > 2)
            {
                // The first `schema` is the root: a property may have that name too.
                let first = keys
                    .iter()
                    .skip(3)
                    .position(|key| key == "schema")
                    .map_or(rest, |at| at + 3);
                return (named_root(schemas, name, &keys), first + 1);
            }
        }
        let mut current = Some(home.clone());
        while let Some(pointer) = current {
            if let Some(role) = self.roots.get(&pointer) {
                return (Root::Operation(role.clone()), pointer.segments().count());
            }
            current = pointer.parent();
        }
        let words = keys
            .iter()
            .rev()
            .find(|key| key.chars().any(char::is_alphabetic))
            .map(|key| naming::words(key));
        let words = words.unwrap_or_else(|| vec!["value".to_owned()]);
        (
            Root::Named {
                whole: words.clone(),
                words,
            },
            keys.len(),
        )
    }

    /// Reads the steps from the root on.
    fn walk(&self, home: &Pointer, rest: usize, origin: &mut Origin) {
        let mut keys = home.segments().skip(rest).peekable();
        let mut current = Pointer::of(
            home.segments()
                .take(rest)
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str),
        );
        while let Some(key) = keys.next() {
            current.push(&key);
            match key.as_str() {
                "properties" | "patternProperties" => {
                    if let Some(name) = keys.next() {
                        current.push(&name);
                        origin
                            .elements
                            .push(self.element(naming::words(&name), &current));
                    }
                }
                "$defs" | "definitions" => {
                    if let Some(name) = keys.next() {
                        current.push(&name);
                        // What has a name of its own is named by it, wherever it stands.
                        origin.item_of_root = false;
                        origin.elements.push(Element {
                            words: naming::words(&name),
                            titled: true,
                        });
                    }
                }
                "items" => {
                    origin.enter_item("item");
                    if let (Some(last), Some(words)) =
                        (origin.elements.last_mut(), self.title_words(&current))
                    {
                        *last = Element {
                            words,
                            titled: true,
                        };
                    }
                }
                "additionalProperties" => origin.enter_item("value"),
                "oneOf" | "anyOf" | "allOf" | "prefixItems" => {
                    if let Some(index) = keys.next() {
                        current.push(&index);
                    }
                    let words = match self.variants.get(&current) {
                        Some(words) => Some(words.clone()),
                        None if key == "prefixItems" => Some(vec!["item".to_owned()]),
                        None => None,
                    };
                    let words = words.filter(|words| !words.is_empty());
                    origin
                        .elements
                        .extend(words.map(|words| self.element(words, &current)));
                }
                _ => {}
            }
        }
    }
}

impl Types<'_> {
    /// A step to a schema: by its title if it has one, else by `words`.
    fn element(&self, words: Vec<String>, pointer: &Pointer) -> Element {
        match self.title_words(pointer) {
            Some(words) => Element {
                words,
                titled: true,
            },
            None => Element {
                words,
                titled: false,
            },
        }
    }
}

/// Words for something in `components` that is no schema.
fn named_root(section: &str, name: &str, keys: &[String]) -> Root {
    let mut words = naming::words(name);
    let ending = match section {
        "responses" => Some("response"),
        "requestBodies" => Some("body"),
        _ => None,
    };
    if section == "responses" && keys.get(3).is_some_and(|key| key == "headers") {
        words = keys
            .get(4)
            .map(|header| naming::words(header))
            .unwrap_or(words);
        return Root::Named {
            whole: words.clone(),
            words,
        };
    }
    let mut whole = words.clone();
    let said = words
        .last()
        .is_some_and(|last| matches!(last.as_str(), "response" | "error" | "body" | "request"));
    whole.extend(ending.filter(|_| !said).map(str::to_owned));
    Root::Named { words, whole }
}
