//! Blocks and inline parts as Markdown.

use pulldown_cmark::Alignment;

use super::line_start;
use super::tree::{Block, Inline};

/// Lines of prose are filled up to this many characters.
const WIDTH: usize = 96;

/// Stands for a space at which a line may end, while a line is put together; no text can hold it.
const SPACE: char = '\u{1}';

/// Where Markdown is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A doc comment.
    Rustdoc,
    /// A page, on which `$` may start a formula.
    Page,
    /// The cell of a table on a page.
    Cell,
}

/// Writes blocks for one target.
pub(super) struct Writer {
    target: Target,
}

impl Writer {
    pub(super) fn new(target: Target) -> Self {
        Self { target }
    }

    /// Blocks as lines, a blank one between two.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Vec<String> {
        self.within(blocks, WIDTH)
    }

    fn within(&self, blocks: &[Block], width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        // Two lists in a row stay two by their markers.
        let mut second_marker = false;
        for (index, block) in blocks.iter().enumerate() {
            let follows_list = index.checked_sub(1).and_then(|before| blocks.get(before));
            second_marker = same_list_kind(follows_list, block) && !second_marker;
            if index > 0 {
                lines.push(String::new());
            }
            lines.extend(self.block(block, width, second_marker));
        }
        lines
    }

    fn block(&self, block: &Block, width: usize, second_marker: bool) -> Vec<String> {
        match block {
            Block::Paragraph(content) => fill(&self.inlines(content), width),
            Block::Code(text) => fence("text", text),
            Block::Quote(content) => {
                let lines = self.within(content, width.saturating_sub(2));
                lines.iter().map(|line| prefixed("> ", line)).collect()
            }
            Block::List { start, items } => self.list(*start, items, width, second_marker),
            Block::Table { alignments, rows } => Self::table(alignments, rows),
            Block::Rule => vec!["___".to_owned()],
        }
    }

    fn list(
        &self,
        start: Option<u64>,
        items: &[Vec<Block>],
        width: usize,
        second_marker: bool,
    ) -> Vec<String> {
        let tight = items.iter().all(|item| is_tight(item));
        let mut lines = Vec::new();
        for (number, item) in (start.unwrap_or(0)..).zip(items) {
            let marker = match (start, second_marker) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
            };
            let indent = " ".repeat(marker.len());
            if !tight && !lines.is_empty() {
                lines.push(String::new());
            }
            let inner = self.within(item, width.saturating_sub(marker.len()));
            let inner = inner.iter().filter(|line| !tight || !line.is_empty());
            for (index, line) in inner.enumerate() {
                lines.push(prefixed(if index == 0 { &marker } else { &indent }, line));
            }
        }
        lines
    }

    fn table(alignments: &[Alignment], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
        let cell = Self::new(Target::Cell);
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let mut lines: Vec<String> = rows
            .iter()
            .map(|cells| {
                row(cells
                    .iter()
                    .map(|content| spaced(&cell.inlines(content)))
                    .collect())
            })
            .collect();
        let dashes = alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---".to_owned(),
            Alignment::Left => ":--".to_owned(),
            Alignment::Center => ":-:".to_owned(),
            Alignment::Right => "--:".to_owned(),
        });
        lines.insert(lines.len().min(1), row(dashes.collect()));
        lines
    }

    /// Parts on one line.
    pub(super) fn line(&self, content: &[Inline]) -> String {
        spaced(&self.inlines(content))
    }

    /// Parts of a line, with [`SPACE`] where it may end and `\n` where it must.
    fn inlines(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for part in content {
            match part {
                Inline::Text(text) => self.text(text, &mut out),
                Inline::Code(text) => out.push_str(&code_span(text, self.target)),
                Inline::Emphasis(inner) => self.marked("*", inner, &mut out),
                Inline::Strong(inner) => self.marked("**", inner, &mut out),
                Inline::Strikethrough(inner) => self.marked("~~", inner, &mut out),
                Inline::Link { target, content } => {
                    let link = self.link(target, content);
                    // Behind a `!` it would be an image.
                    if link.starts_with('[') && out.ends_with('!') {
                        out.pop();
                        out.push_str("\\!");
                    }
                    out.push_str(&link);
                }
                Inline::Break => out.push('\n'),
            }
        }
        out
    }

    /// Pushes parts between two marks.
    fn marked(&self, mark: &str, content: &[Inline], out: &mut String) {
        out.push_str(mark);
        out.push_str(&self.inlines(content));
        out.push_str(mark);
    }

    fn link(&self, target: &str, content: &[Inline]) -> String {
        // Within `<…>` nothing is unescaped, so what could be an entity has to stand in the other form.
        let plain = !target.contains('&') || !target.contains(';');
        match content {
            [Inline::Text(text)] if text == target && plain && text.contains(':') => {
                format!("<{target}>")
            }
            _ => format!(
                "[{}]({})",
                self.inlines(content),
                target.replace('&', "&amp;")
            ),
        }
    }

    /// Pushes text with every character escaped that could mean something.
    fn text(&self, text: &str, out: &mut String) {
        let mut before = None;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let after = characters.peek().copied();
            let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
            let escaped = match character {
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
                '_' => !(word(before) && word(after)),
                '&' => after.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
                '$' => self.target != Target::Rustdoc,
                '|' => self.target == Target::Cell,
                _ => false,
            };
            if escaped {
                out.push('\\');
            }
            out.push(if character == ' ' { SPACE } else { character });
            before = Some(character);
        }
    }
}

/// A code block behind a fence longer than any run of backticks in it.
pub(super) fn fence(language: &str, text: &str) -> Vec<String> {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(
        text.lines()
            .map(|line| line.trim_end_matches(' ').to_owned()),
    );
    lines.push(fence);
    lines
}

/// A code span whose delimiters nothing in it can close.
pub(super) fn code_span(text: &str, target: Target) -> String {
    if text.is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(if text.contains('`') {
        longest_run(text) + 1
    } else {
        1
    });
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    let text = if target == Target::Cell {
        text.replace('|', "\\|")
    } else {
        text.to_owned()
    };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0)
}

fn prefixed(prefix: &str, line: &str) -> String {
    format!("{prefix}{line}").trim_end_matches(' ').to_owned()
}

fn spaced(line: &str) -> String {
    line.replace([SPACE, '\n'], " ")
}

/// Fills lines with words, each line guarded against becoming a block.
fn fill(content: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let parts: Vec<&str> = content.split('\n').collect();
    for (index, part) in parts.iter().enumerate() {
        let mut line = String::new();
        for word in part.split(SPACE) {
            let length = line.chars().count() + 1 + word.chars().count();
            if !line.is_empty() && length > width {
                lines.push(line_start::guarded(&line));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line = line_start::guarded(&line);
        if index + 1 < parts.len() {
            line.push('\\');
        }
        lines.push(line);
    }
    lines
}

/// Whether an item can stand without blank lines: one paragraph, and lists behind it that can follow one directly.
fn is_tight(item: &[Block]) -> bool {
    let Some((Block::Paragraph(_), lists)) = item.split_first() else {
        return false;
    };
    lists.len() < 2
        && lists.iter().all(|block| match block {
            Block::List {
                start: None | Some(1),
                items,
            } => items.iter().all(|item| is_tight(item)),
            _ => false,
        })
}

/// Whether a list would run into the list before it.
fn same_list_kind(before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::List { start: first, .. }), Block::List { start: second, .. }) => {
            first.is_some() == second.is_some()
        }
        _ => false,
    }
}
