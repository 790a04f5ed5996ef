//! The files that were read, and where each of their values stands.

use std::sync::Arc;

use super::{Key, Origin, Pointer};
use crate::diagnostic::{Place, SourceText, Span};

/// Every file that was read, the one given by the user first.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<File>,
}

/// A file and its nodes.
#[derive(Debug)]
pub(super) struct File {
    /// Name and text.
    pub(super) text: Arc<SourceText>,
    /// Its values, in document order.
    pub(super) nodes: Vec<Node>,
    /// Keys of its objects, each once.
    pub(super) keys: indexmap::IndexSet<Key>,
}

/// Where a value stands, and in what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// First byte of the key and first after it; equal for what has no key.
    pub(super) key: (u32, u32),
    /// First byte of the value and first after it.
    pub(super) value: (u32, u32),
    /// The object or list that it is in; the root is in itself.
    pub(super) parent: u32,
    /// Its key or index there.
    pub(super) segment: Segment,
    /// What a scalar is.
    pub(super) leaf: Leaf,
}

/// A step from an object to a member, or from a list to an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Segment {
    /// Index into the keys of the file.
    Key(u32),
    /// Index in the list.
    Index(u32),
}

/// What a value is, as far as the scan tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    /// An object or a list.
    Container,
    /// Text.
    Text,
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, whose digits stand at the value's place.
    Number,
    /// A number that JSON does not have.
    NotJson,
}

impl Files {
    /// The text of the file that the user gave.
    pub fn root(&self) -> Option<&Arc<SourceText>> {
        self.files.first().map(|file| &file.text)
    }

    /// Names of all files, the one that the user gave first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.text.name.as_str())
    }

    pub(super) fn push(&mut self, file: File) -> u32 {
        self.files.push(file);
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The place of a value: a scalar whole, of an object or list of several lines its key.
    pub fn place(&self, origin: Origin) -> Place {
        self.find(origin).map_or_else(nowhere, |(file, node)| {
            let one_line = file.is_one_line(node.value);
            let range = if one_line || node.key.0 == node.key.1 {
                file.first_line(node.value)
            } else {
                node.key
            };
            file.place(origin.node, range)
        })
    }

    /// The place of a value's key; for what has none, as [`Files::place`].
    pub fn key_place(&self, origin: Origin) -> Place {
        self.find(origin).map_or_else(nowhere, |(file, node)| {
            let range = if node.key.0 == node.key.1 {
                file.first_line(node.value)
            } else {
                file.first_line(node.key)
            };
            file.place(origin.node, range)
        })
    }

    /// The text of a scalar as it stands in the file, with the quotes it has there.
    pub fn text(&self, origin: Origin) -> &str {
        self.find(origin)
            .and_then(|(file, node)| {
                file.text
                    .text
                    .get(node.value.0 as usize..node.value.1 as usize)
            })
            .unwrap_or_default()
    }

    /// The JSON pointer of a value in its own file.
    pub fn pointer(&self, origin: Origin) -> Pointer {
        self.find(origin)
            .map_or_else(Pointer::root, |(file, _)| file.pointer(origin.node))
    }

    fn find(&self, origin: Origin) -> Option<(&File, Node)> {
        let file = self.files.get(origin.file as usize)?;
        file.nodes
            .get(origin.node as usize)
            .map(|node| (file, *node))
    }
}

/// The place of what was read from nowhere; no document gives it.
fn nowhere() -> Place {
    Place {
        pointer: String::new(),
        span: Span {
            file: Arc::new(SourceText::new("", "")),
            start: 0,
            end: 0,
        },
    }
}

impl File {
    fn place(&self, node: u32, range: (u32, u32)) -> Place {
        Place {
            pointer: self.pointer(node).0,
            span: self.span(range),
        }
    }

    pub(super) fn span(&self, range: (u32, u32)) -> Span {
        Span {
            file: Arc::clone(&self.text),
            start: range.0 as usize,
            end: range.1 as usize,
        }
    }

    /// The pointer of a node, from the keys on the way up.
    pub(super) fn pointer(&self, node: u32) -> Pointer {
        let mut segments = Vec::new();
        let mut current = node;
        while let Some(record) = self.nodes.get(current as usize) {
            if record.parent >= current {
                break;
            }
            segments.push(record.segment);
            current = record.parent;
        }
        let mut pointer = Pointer::root();
        for segment in segments.iter().rev() {
            match segment {
                Segment::Key(key) => {
                    pointer.push(self.keys.get_index(*key as usize).map_or("", |key| &**key))
                }
                Segment::Index(index) => pointer = pointer.index(*index as usize),
            }
        }
        pointer
    }

    fn is_one_line(&self, (start, end): (u32, u32)) -> bool {
        self.text
            .text
            .get(start as usize..end as usize)
            .is_none_or(|text| !text.contains('\n'))
    }

    /// As much of a range as stands on its first line.
    fn first_line(&self, (start, end): (u32, u32)) -> (u32, u32) {
        let (_, line_end) = self.text.line_range(start as usize);
        (
            start,
            end.min(u32::try_from(line_end).unwrap_or(end)).max(start),
        )
    }
}
