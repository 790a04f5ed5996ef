//! `prettyplease` breaks brackets earlier than a person would: what fits a line is put on one.

/// The longest line of code.
const WIDTH: usize = 100;

/// Puts calls, lists and struct literals on one line where they fit, and a single method call behind its receiver.
///
/// Only white space and trailing commas change: no line is within a literal, and comments are left alone.
pub(super) fn compacted(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Where groups that are still open begin, as indices into `lines`.
    let mut open: Vec<usize> = Vec::new();
    for line in text.lines() {
        lines.push(line.to_owned());
        if closes(line)
            && let Some(start) = open.pop()
        {
            join(&mut lines, start);
        }
        join_receiver(&mut lines);
        // A line such as `] {` closes a group and opens another.
        if lines.last().is_some_and(|line| opens(line)) {
            open.push(lines.len() - 1);
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn opens(line: &str) -> bool {
    !is_comment(line) && line.ends_with(['(', '[', '{'])
}

fn closes(line: &str) -> bool {
    line.trim_start().starts_with([')', ']', '}'])
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Joins the group from `start` to the last line, if it fits and nothing in it needs lines of its own.
fn join(lines: &mut Vec<String>, start: usize) {
    let Some(([first, inner @ ..], last)) = lines
        .get(start..)
        .and_then(<[String]>::split_last)
        .map(|(last, rest)| (rest, last))
    else {
        return;
    };
    // A signature goes on to its body; anything else that goes on stays as it is.
    let goes_on = last.ends_with(['(', '[', '{']) && !last.trim_start().starts_with(") ");
    if goes_on || !fits_a_line(first, inner) {
        return;
    }
    let space = if first.ends_with('{') { " " } else { "" };
    let content: Vec<&str> = inner.iter().map(|line| line.trim()).collect();
    let content = content.join(" ");
    let content = content.strip_suffix(',').unwrap_or(&content);
    let space = if content.is_empty() { "" } else { space };
    let joined = format!("{first}{space}{content}{space}{}", last.trim_start());
    if joined.chars().count() <= WIDTH {
        lines.truncate(start);
        lines.push(joined);
    }
}

/// Whether the lines in a group are entries of a list, a line each.
fn fits_a_line(first: &str, inner: &[String]) -> bool {
    let depth = indent(first) + 4;
    let entries = inner.iter().all(|line| {
        indent(line) == depth && !is_comment(line) && !line.trim_start().starts_with("#[")
    });
    let listed = inner.iter().rev().skip(1).all(|line| line.ends_with(','));
    entries && listed && (!first.ends_with('{') || is_literal(first, inner))
}

/// Whether `{` begins a struct literal: neither a block nor an item.
fn is_literal(first: &str, inner: &[String]) -> bool {
    let before = first.trim_end_matches('{').trim_end();
    let name = before
        .rsplit([' ', '(', '[', '&', ':'])
        .next()
        .unwrap_or_default();
    let item = [
        "pub ", "impl", "struct ", "enum ", "fn ", "match ", "if ", "while ", "for ", "mod ",
    ];
    let is_item = item
        .iter()
        .any(|word| before.trim_start().starts_with(word));
    let field = |line: &String| line.ends_with(',') && !line.contains("=>");
    name.starts_with(char::is_uppercase) && !is_item && !inner.is_empty() && inner.iter().all(field)
}

/// Joins `receiver` and `.method(..);` on the lines before last and last.
fn join_receiver(lines: &mut Vec<String>) {
    let [.., receiver, call] = lines.as_slice() else {
        return;
    };
    let method = call.trim_start();
    let single =
        method.starts_with('.') && method.ends_with(';') && indent(call) == indent(receiver) + 4;
    let plain =
        receiver.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !is_comment(receiver);
    let joined = format!("{receiver}{method}");
    if single && plain && joined.chars().count() <= WIDTH {
        lines.truncate(lines.len() - 2);
        lines.push(joined);
    }
}
