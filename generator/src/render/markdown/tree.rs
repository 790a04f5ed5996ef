//! A description as it was understood: the blocks and inline parts that documentation can have, and nothing else.

use std::iter::Peekable;
use std::vec::IntoIter;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::{character, inline};

/// Containers nested deeper than this are dissolved; their content stays.
const DEEPEST: usize = 12;

/// A part of a description that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        alignments: Vec<Alignment>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link {
        target: String,
        content: Vec<Inline>,
    },
    Break,
}

/// Reads a description.
pub(super) fn parse(description: &str) -> Vec<Block> {
    let text = character::normalised(description);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<Event<'_>> = Parser::new_ext(&text, options).collect();
    Reader {
        events: events.into_iter().peekable(),
        dissolved: 0,
    }
    .blocks(0)
}

/// The same blocks without emphasis.
pub(super) fn plain(blocks: Vec<Block>) -> Vec<Block> {
    blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(content) => Block::Paragraph(inline::plain(content)),
            Block::Quote(content) => Block::Quote(plain(content)),
            Block::List { start, items } => Block::List {
                start,
                items: items.into_iter().map(plain).collect(),
            },
            Block::Table { alignments, rows } => {
                let cells = |row: Vec<Vec<Inline>>| row.into_iter().map(inline::plain).collect();
                Block::Table {
                    alignments,
                    rows: rows.into_iter().map(cells).collect(),
                }
            }
            other => other,
        })
        .collect()
}

/// The same blocks as the parts of one line.
pub(super) fn line(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        let part = match block {
            Block::Paragraph(content) => content,
            Block::Code(text) => vec![Inline::Code(text)],
            Block::Quote(content) => line(content),
            Block::List { items, .. } => {
                let items = items.into_iter().map(line).filter(|item| !item.is_empty());
                let marked = |item| [vec![Inline::Text("• ".to_owned())], item].concat();
                joined(items.map(marked), " ")
            }
            Block::Table { rows, .. } => {
                let row = |cells: Vec<Vec<Inline>>| {
                    joined(cells.into_iter().filter(|cell| !cell.is_empty()), ", ")
                };
                joined(rows.into_iter().map(row), "; ")
            }
            Block::Rule => Vec::new(),
        };
        out.push(part);
    }
    inline::without_breaks(joined(out.into_iter().filter(|part| !part.is_empty()), " "))
}

fn joined(parts: impl Iterator<Item = Vec<Inline>>, separator: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for part in parts {
        if !out.is_empty() {
            out.push(Inline::Text(separator.to_owned()));
        }
        out.extend(part);
    }
    out
}

/// Walks the events of the parser.
struct Reader<'t> {
    events: Peekable<IntoIter<Event<'t>>>,
    /// Containers that were opened and are not kept; their ends come before that of the kept one around them.
    dissolved: usize,
}

impl<'t> Reader<'t> {
    /// Blocks up to the end of the container, which is left to the caller.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(_) if self.dissolved == 0 => break,
                Event::End(_) => {
                    self.dissolved -= 1;
                    self.events.next();
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                Event::Start(tag) if !is_inline(tag) => {
                    let tag = tag.clone();
                    self.events.next();
                    blocks.extend(self.block(&tag, depth));
                }
                _ => {
                    let content = self.inlines(depth);
                    blocks.extend(paragraph(content));
                }
            }
        }
        blocks
    }

    /// The block that `tag` has opened, or nothing where it is dissolved.
    fn block(&mut self, tag: &Tag<'t>, depth: usize) -> Option<Block> {
        match tag {
            Tag::Paragraph => {
                let content = self.inlines(depth);
                self.events.next();
                paragraph(content)
            }
            Tag::Heading { .. } => {
                let content = self.inlines(depth);
                self.events.next();
                paragraph(vec![Inline::Strong(content)])
            }
            Tag::CodeBlock(_) => {
                let text = code_block(&self.raw_text());
                (!text.is_empty()).then_some(Block::Code(text))
            }
            Tag::HtmlBlock => paragraph(inline::html_block(&self.raw_text())),
            Tag::BlockQuote(_) if depth < DEEPEST => {
                let content = self.blocks(depth + 1);
                self.events.next();
                (!content.is_empty()).then_some(Block::Quote(content))
            }
            Tag::List(start) if depth < DEEPEST => self.list(*start, depth),
            Tag::Table(alignments) => Some(self.table(alignments.clone(), depth)),
            _ => {
                self.dissolved += 1;
                None
            }
        }
    }

    fn list(&mut self, start: Option<u64>, depth: usize) -> Option<Block> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            let item = self.blocks(depth + 1);
            self.events.next();
            if !item.is_empty() {
                items.push(item);
            }
        }
        (!items.is_empty()).then_some(Block::List { start, items })
    }

    fn table(&mut self, alignments: Vec<Alignment>, depth: usize) -> Block {
        let mut rows = Vec::new();
        let mut row = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let content = inline::tidy(self.inlines(depth));
                    self.events.next();
                    row.push(inline::without_breaks(content));
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                    rows.push(std::mem::take(&mut row));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { alignments, rows }
    }

    /// Inline parts up to the next block or the end of the container, which is left to the caller.
    fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(_) if self.dissolved == 0 => break,
                Event::End(_) => self.dissolved -= 1,
                Event::Start(tag) if !is_inline(tag) => break,
                Event::Rule => break,
                _ => {}
            }
            if let Some(event) = self.events.next() {
                self.inline(event, depth, &mut content);
            }
        }
        content
    }

    fn inline(&mut self, event: Event<'t>, depth: usize, out: &mut Vec<Inline>) {
        match event {
            Event::Start(tag) if depth < DEEPEST => {
                let content = self.inlines(depth + 1);
                self.events.next();
                match tag {
                    Tag::Emphasis => out.push(Inline::Emphasis(content)),
                    Tag::Strong => out.push(Inline::Strong(content)),
                    Tag::Strikethrough => out.push(Inline::Strikethrough(content)),
                    Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                        out.extend(inline::link(&dest_url, content));
                    }
                    _ => out.extend(content),
                }
            }
            Event::Start(_) => self.dissolved += 1,
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                out.push(Inline::Text(text.into_string()));
            }
            Event::Code(text) => out.push(Inline::Code(text.into_string())),
            Event::InlineHtml(html) => out.extend(inline::html(&html)),
            Event::SoftBreak => out.push(Inline::Text(" ".to_owned())),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(name) => out.push(Inline::Text(format!("[^{name}]"))),
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// The text of a code or HTML block, its end included.
    fn raw_text(&mut self) -> String {
        let mut out = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => out.push_str(&text),
                Event::End(_) => break,
                _ => {}
            }
        }
        out
    }
}

/// Whether a tag opens a part of a line.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn paragraph(content: Vec<Inline>) -> Option<Block> {
    let content = inline::tidy(content);
    (!content.is_empty()).then_some(Block::Paragraph(content))
}

/// The text of a code block: no tabs, no white space at the end of a line, no blank lines around it.
pub(super) fn code_block(text: &str) -> String {
    let text = text.replace('\t', "    ");
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_end_matches(' '))
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}
