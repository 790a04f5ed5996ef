//! The one place where prose of a document becomes documentation.
//!
//! A description is `CommonMark` from somebody else. It is parsed, and written again from what was understood, so that
//! nothing in it can be more than text: no code block runs as a doctest, no HTML is live, no link leaves `http`,
//! `https` and `mailto`, no `[name]` becomes an intra-doc link, no bidirectional control character survives, and what
//! follows a description stays what it was. Writing is idempotent: what was written once is written the same again.
//!
//! [`rustdoc`] serves doc comments; [`prose`], [`line()`], [`cell`], [`code`], [`cell_code`] and [`fence`] serve pages.

mod address;
mod character;
mod inline;
mod line_start;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use tree::{Block, Inline};
use write::{Target, Writer};

/// How many lines of a description may stand before what a reader came for.
pub const SHORT: usize = 12;

/// A description as the lines of a doc comment, without the space that follows `///`.
///
/// No line has trailing white space, a tab or a control character; there is none at all for a blank description.
pub fn rustdoc(description: &str) -> Vec<String> {
    written(description, Target::Rustdoc)
}

/// The first paragraph of a description as the lines of a doc comment; none where it starts with anything else.
pub fn rustdoc_opening(description: &str) -> Vec<String> {
    match tree::parse(description).into_iter().next() {
        Some(block @ Block::Paragraph(_)) => checked(vec![block], description, Target::Rustdoc),
        _ => Vec::new(),
    }
}

/// A description as blocks of a page, without a line end after the last one.
pub fn prose(description: &str) -> String {
    written(description, Target::Page).join("\n")
}

/// A description as [`prose`], parted behind its first paragraph, and the heading above that; all of it is the second
/// part where it starts with anything else.
pub fn prose_parted(description: &str) -> (String, String) {
    let (opening, rest) = parted(description, Target::Page);
    (opening.join("\n"), rest.join("\n"))
}

/// A description as [`rustdoc`], parted as [`prose_parted`].
pub fn rustdoc_parted(description: &str) -> (Vec<String>, Vec<String>) {
    parted(description, Target::Rustdoc)
}

fn parted(description: &str, target: Target) -> (Vec<String>, Vec<String>) {
    let mut opening = tree::parse(description);
    let length = match opening.as_slice() {
        [heading, Block::Paragraph(_), ..] if is_heading(heading) => 2,
        [Block::Paragraph(_), ..] => 1,
        _ => 0,
    };
    let rest = opening.split_off(length);
    let written = |blocks| checked(blocks, description, target);
    (written(opening), written(rest))
}

/// Whether a block is what a heading is written as.
fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Paragraph(content) if matches!(content.as_slice(), [Inline::Strong(_)]))
}

/// A description on one line, for a heading, a list item or a sentence of a page.
pub fn line(description: &str) -> String {
    let is_read_back = |line: &str, content: &[Inline]| match tree::parse(line).as_slice() {
        [Block::Paragraph(read)] => read == content,
        _ => false,
    };
    on_one_line(description, Target::Page, is_read_back)
}

/// A description on one line, for the cell of a table.
pub fn cell(description: &str) -> String {
    let is_read_back = |line: &str, content: &[Inline]| match tree::parse(&format!(
        "| x | x |\n| --- | --- |\n| {line} | x |"
    ))
    .as_slice()
    {
        [Block::Table { rows, .. }] => {
            let cell = rows.last().and_then(|row| row.first());
            rows.len() == 2 && cell.is_some_and(|read| read == content)
        }
        _ => false,
    };
    on_one_line(description, Target::Cell, is_read_back)
}

/// Writes `description` on one line, with the check that [`written`] makes.
fn on_one_line(
    description: &str,
    target: Target,
    is_read_back: impl Fn(&str, &[Inline]) -> bool,
) -> String {
    let mut content = tree::line(tree::parse(description));
    if content.is_empty() {
        return String::new();
    }
    for _ in 0..2 {
        let line = Writer::new(target).line(&content);
        let line = if target == Target::Cell {
            line
        } else {
            line_start::guarded(&line)
        };
        if is_read_back(&line, &content) {
            return line;
        }
        content = inline::plain(content);
    }
    write::code_span(&character::visible_line(description), target)
}

/// What a description says, on one line without any markup, for a comment in code; `None` where that is nothing or
/// longer than `longest` characters.
pub fn plain_line(description: &str, longest: usize) -> Option<String> {
    let text = character::visible_line(&inline::text(&tree::line(tree::parse(description))));
    (!text.is_empty() && text.chars().count() <= longest).then_some(text)
}

/// Text that is no Markdown, as a code span of a page. Empty text gives nothing.
pub fn code(text: &str) -> String {
    write::code_span(&character::visible_line(text), Target::Page)
}

/// Text that is no Markdown, as a code span in the cell of a table.
pub fn cell_code(text: &str) -> String {
    write::code_span(&character::visible_line(text), Target::Cell)
}

/// Text as a code block of a page, labelled `language`, behind a fence that nothing in the text can close.
pub fn fence(language: &str, text: &str) -> String {
    write::fence(language, &character::normalised(text)).join("\n")
}

/// Whether an address may be a link: `http`, `https` or `mailto`, with every character fit for a link's target.
pub fn target(address: &str) -> Option<String> {
    address::target(address)
}

/// Writes `description`, and checks by reading it again that every block means what it did. Where emphasis cannot be
/// written so that it is read back the same, it is left out; where even that is not enough, the text is shown as code.
fn written(description: &str, target: Target) -> Vec<String> {
    checked(tree::parse(description), description, target)
}

/// Writes the blocks of `description` with the check that [`written`] tells of.
fn checked(mut blocks: Vec<Block>, description: &str, target: Target) -> Vec<String> {
    for _ in 0..2 {
        let lines = Writer::new(target).blocks(&blocks);
        if tree::parse(&lines.join("\n")) == blocks {
            return lines;
        }
        blocks = tree::plain(blocks);
    }
    let shown = Block::Code(
        character::normalised(description)
            .trim_matches('\n')
            .to_owned(),
    );
    Writer::new(target).blocks(&[shown])
}
