//! One linear pass over YAML's events, before it is read: budgets, aliases, tags, and where each value stands.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, Span};

use super::Limits;
use super::fault::{Fault, too_deep, too_many_nodes};
use super::files::{Leaf, Node, Segment};
use super::offsets::Offsets;
use super::scalar::{bad_tag, is_bare, leaf};
use crate::diagnostic::Code;

/// Finds the values of a YAML text, in document order, aliases replaced by what they stand for.
///
/// # Errors
///
/// When the text is not YAML, passes a limit, or uses what has no meaning in JSON: tags, keys that are no scalars,
/// several documents.
pub(super) fn scan_yaml(text: &str, limits: &Limits) -> Result<Vec<Node>, Fault> {
    let mut scan = Scan {
        limits,
        text,
        offsets: Offsets::new(text),
        nodes: Vec::new(),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        documents: 0,
        expanded: 0,
    };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, place)) => scan.event(&event, &place)?,
            Err(error) => return Err(scan.syntax_error(&error)),
        }
    }
    Ok(scan.nodes)
}

struct Scan<'a> {
    limits: &'a Limits,
    text: &'a str,
    offsets: Offsets<'a>,
    nodes: Vec<Node>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Anchor>,
    documents: usize,
    /// Values that aliases stood for.
    expanded: usize,
}

/// A mapping or sequence that has not ended.
struct Open {
    node: usize,
    mapping: bool,
    key: Option<(u32, u32)>,
    anchor: usize,
    /// How deep the deepest thing in it lies, counted from the top.
    deepest: usize,
}

/// What an alias can stand for.
enum Anchor {
    /// Still open: an alias to it would hold itself.
    Open,
    /// Nodes from one index up to another, so many levels deep.
    Nodes {
        first: usize,
        last: usize,
        levels: usize,
    },
    /// A key, which is no node by itself.
    Key(Node),
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>, span: &Span) -> Result<(), Fault> {
        let (start, end) = self.range(span);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "the file holds more than one document";
                    return Err(Fault::new(
                        Code::MultipleDocuments,
                        message,
                        (start, end),
                        "a second one begins here",
                    ));
                }
                Ok(())
            }
            Event::Alias(id) => self.alias(*id, start, end),
            Event::Scalar(value, style, anchor, tag) => {
                let leaf = leaf(value, *style, tag.as_deref())
                    .ok_or_else(|| bad_tag(tag.as_deref(), (start, end)))?;
                self.scalar(leaf, *anchor, start, end)
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                let mapping = matches!(event, Event::MappingStart(..));
                let expected = if mapping { "map" } else { "seq" };
                if tag.as_deref().is_some_and(|tag| {
                    !(is_bare(tag) || tag.is_yaml_core_schema() && tag.suffix == expected)
                }) {
                    return Err(bad_tag(tag.as_deref(), (start, end)));
                }
                self.begin(mapping, *anchor, start, end)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.finish(start, end);
                Ok(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn scalar(&mut self, leaf: Leaf, anchor: usize, start: usize, end: usize) -> Result<(), Fault> {
        let range = (position(start), position(end));
        if let Some(open) = self
            .open
            .last_mut()
            .filter(|open| open.mapping && open.key.is_none())
        {
            open.key = Some(range);
            if anchor > 0 {
                let node = Node {
                    key: (range.0, range.0),
                    value: range,
                    parent: 0,
                    segment: Segment::Index(0),
                    leaf,
                };
                self.anchors.insert(anchor, Anchor::Key(node));
            }
            return Ok(());
        }
        let first = self.nodes.len();
        self.node(leaf, start, end)?;
        if anchor > 0 {
            self.anchors.insert(
                anchor,
                Anchor::Nodes {
                    first,
                    last: first + 1,
                    levels: 0,
                },
            );
        }
        Ok(())
    }

    fn begin(
        &mut self,
        mapping: bool,
        anchor: usize,
        start: usize,
        end: usize,
    ) -> Result<(), Fault> {
        if self
            .open
            .last()
            .is_some_and(|open| open.mapping && open.key.is_none())
        {
            let label = if mapping {
                "an object as a key"
            } else {
                "a list as a key"
            };
            let help = "keys are texts; put quotes around braces or brackets that belong to one";
            return Err(Fault::new(
                Code::KeyNotScalar,
                "a key is not a text",
                (start, end),
                label,
            )
            .help(help));
        }
        if self.open.len() >= self.limits.depth {
            return Err(too_deep(start, self.limits.depth));
        }
        let node = self.nodes.len();
        self.node(Leaf::Container, start, end)?;
        if anchor > 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        self.open.push(Open {
            node,
            mapping,
            key: None,
            anchor,
            deepest: self.open.len() + 1,
        });
        Ok(())
    }

    fn finish(&mut self, start: usize, end: usize) {
        let Some(open) = self.open.pop() else { return };
        // The end of a block has no text of its own: it ends where the last value in it does.
        let last = self.nodes.last().map_or(0, |node| node.value.1);
        let block_end = if start == end { last } else { position(end) };
        if let Some(node) = self.nodes.get_mut(open.node) {
            node.value.1 = node.value.1.max(block_end);
        }
        if open.anchor > 0 {
            let levels = open.deepest - self.open.len();
            self.anchors.insert(
                open.anchor,
                Anchor::Nodes {
                    first: open.node,
                    last: self.nodes.len(),
                    levels,
                },
            );
        }
        if let Some(parent) = self.open.last_mut() {
            parent.deepest = parent.deepest.max(open.deepest);
        }
    }

    fn alias(&mut self, id: usize, start: usize, end: usize) -> Result<(), Fault> {
        let unknown = |label| {
            Fault::new(
                Code::UnknownAlias,
                "an alias stands for nothing",
                (start, end),
                label,
            )
        };
        let is_key = self
            .open
            .last()
            .is_some_and(|open| open.mapping && open.key.is_none());
        let (first, last, levels) = match self.anchors.get(&id) {
            None => return Err(unknown("no anchor of this name before it")),
            Some(Anchor::Open) => return Err(unknown("it lies within what it stands for")),
            Some(Anchor::Key(node)) if !is_key => return self.node(node.leaf, start, end),
            Some(Anchor::Key(_)) => (0, 0, 0),
            Some(Anchor::Nodes {
                first,
                last,
                levels,
            }) => (*first, *last, *levels),
        };
        if is_key {
            if levels > 0 {
                return Err(Fault::new(
                    Code::KeyNotScalar,
                    "a key is not a text",
                    (start, end),
                    "an alias to no text",
                ));
            }
            if let Some(open) = self.open.last_mut() {
                open.key = Some((position(start), position(end)));
            }
            return Ok(());
        }
        self.expand(first, last, levels, start, end)
    }

    /// Repeats the nodes that an alias stands for.
    fn expand(
        &mut self,
        first: usize,
        last: usize,
        levels: usize,
        start: usize,
        end: usize,
    ) -> Result<(), Fault> {
        if self.open.len() + levels > self.limits.depth {
            return Err(too_deep(start, self.limits.depth));
        }
        self.expanded += last - first;
        if self.expanded > self.limits.aliases.saturating_mul(self.text.len()) {
            let message = "aliases stand for far more values than the text has";
            let help = "`--limit aliases=N` allows N values a byte";
            let label = "the limit is passed here";
            return Err(
                Fault::new(Code::AliasExpansionTooLarge, message, (start, end), label).help(help),
            );
        }
        if self.nodes.len() + (last - first) > self.limits.nodes {
            return Err(too_many_nodes(start, self.limits.nodes));
        }
        let leaf = self.nodes.get(first).map_or(Leaf::Null, |node| node.leaf);
        self.node(leaf, start, end)?;
        // A number is read where it stands, so a scalar keeps the place of its digits.
        if let (Some(node), Some(original)) =
            (self.nodes.last().copied(), self.nodes.get(first).copied())
            && original.leaf != Leaf::Container
        {
            self.nodes.pop();
            self.nodes.push(Node {
                value: original.value,
                ..node
            });
        }
        self.nodes.extend_from_within(first + 1..last);
        let deepest = self.open.len() + levels;
        if let Some(open) = self.open.last_mut() {
            open.deepest = open.deepest.max(deepest);
        }
        Ok(())
    }

    fn node(&mut self, leaf: Leaf, start: usize, end: usize) -> Result<(), Fault> {
        if self.nodes.len() >= self.limits.nodes {
            return Err(too_many_nodes(start, self.limits.nodes));
        }
        let value = (position(start), position(end));
        let key = self
            .open
            .last_mut()
            .and_then(|open| open.key.take())
            .unwrap_or((value.0, value.0));
        self.nodes.push(Node {
            key,
            value,
            parent: 0,
            segment: Segment::Index(0),
            leaf,
        });
        Ok(())
    }

    fn range(&self, span: &Span) -> (usize, usize) {
        let start = self.offsets.byte(span.start.index());
        let end = self.offsets.byte(span.end.index()).max(start);
        // The parser counts blanks and line ends after a scalar as part of it.
        let text = self.text.get(start..end).unwrap_or_default();
        (start, start + text.trim_end().len())
    }

    fn syntax_error(&self, error: &saphyr_parser::ScanError) -> Fault {
        let at = self.offsets.byte(error.marker().index());
        let info = error.info().trim_end_matches('.').to_owned();
        if info.contains("unknown anchor") {
            return Fault::new(
                Code::UnknownAlias,
                "an alias stands for nothing",
                (at, at),
                "no anchor of this name",
            );
        }
        if info.contains("recursion limit") {
            return too_deep(at, self.limits.depth);
        }
        Fault::new(
            Code::SyntaxError,
            format!("not valid YAML: {info}"),
            (at, at),
            "here",
        )
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
