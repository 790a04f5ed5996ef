//! Inline parts of a description: made canonical, so that two that mean the same are equal.

use super::tree::Inline;
use super::{address, character};

/// Parts as they are written: text merged and on one line, addresses in text made links, empty parts gone.
pub(super) fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let merged = merge(flat(content, &[]));
    let mut linked = Vec::new();
    for part in merged {
        address::with_links(part, &mut linked);
    }
    trimmed(merge(linked))
}

/// The same parts without emphasis.
pub(super) fn plain(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for part in content {
        match part {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                out.extend(plain(inner));
            }
            Inline::Link { target, content } => out.push(Inline::Link {
                target,
                content: plain(content),
            }),
            other => out.push(other),
        }
    }
    tidy(out)
}

/// The same parts on one line.
pub(super) fn without_breaks(content: Vec<Inline>) -> Vec<Inline> {
    let spaced = content.into_iter().map(|part| match part {
        Inline::Break => Inline::Text(" ".to_owned()),
        Inline::Emphasis(inner) => Inline::Emphasis(without_breaks(inner)),
        Inline::Strong(inner) => Inline::Strong(without_breaks(inner)),
        Inline::Strikethrough(inner) => Inline::Strikethrough(without_breaks(inner)),
        Inline::Link { target, content } => Inline::Link {
            target,
            content: without_breaks(content),
        },
        other => other,
    });
    tidy(spaced.collect())
}

/// The text of parts, without any markup.
pub(super) fn text(content: &[Inline]) -> String {
    let parts = content.iter().map(|part| match part {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
            text(inner)
        }
        Inline::Link { content, .. } => text(content),
        Inline::Break => " ".to_owned(),
    });
    parts.collect()
}

/// A link or image: a link where its target may be one, else what it shows.
pub(super) fn link(address: &str, content: Vec<Inline>) -> Vec<Inline> {
    match address::target(address) {
        Some(target) => vec![Inline::Link { target, content }],
        None => content,
    }
}

/// A tag or comment within a line: a break for `<br>`, nothing for a comment, else text.
pub(super) fn html(html: &str) -> Vec<Inline> {
    let inner = html
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim();
    if inner.eq_ignore_ascii_case("br") {
        return vec![Inline::Break];
    }
    if html.starts_with("<!--") && html.ends_with("-->") {
        return Vec::new();
    }
    vec![Inline::Text(html.to_owned())]
}

/// A block of HTML as text, but for `<br>` and a comment that is all of it.
pub(super) fn html_block(text: &str) -> Vec<Inline> {
    let trimmed = text.trim();
    if trimmed.starts_with("<!--")
        && trimmed
            .find("-->")
            .is_some_and(|end| end + 3 == trimmed.len())
    {
        return Vec::new();
    }
    let mut out = Vec::new();
    for piece in trimmed.split_inclusive('>') {
        let tag = piece
            .rfind('<')
            .and_then(|start| piece.split_at_checked(start));
        match tag {
            Some((before, tag)) if matches!(html(tag).as_slice(), [Inline::Break]) => {
                out.push(Inline::Text(before.to_owned()));
                out.push(Inline::Break);
            }
            _ => out.push(Inline::Text(piece.to_owned())),
        }
    }
    out
}

/// A kind of part that has none of its own kind in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Emphasis,
    Strong,
    Strikethrough,
    Link,
}

/// Dissolves parts in parts of the same kind, and puts every text on one line.
fn flat(content: Vec<Inline>, around: &[Kind]) -> Vec<Inline> {
    let mut out = Vec::new();
    for part in content {
        let kind = match &part {
            Inline::Emphasis(_) => Some(Kind::Emphasis),
            Inline::Strong(_) => Some(Kind::Strong),
            Inline::Strikethrough(_) => Some(Kind::Strikethrough),
            Inline::Link { .. } => Some(Kind::Link),
            _ => None,
        };
        let within = kind
            .map(|kind| [around, &[kind]].concat())
            .unwrap_or_default();
        let dissolved = kind.is_some_and(|kind| around.contains(&kind));
        match part {
            Inline::Text(text) => out.push(Inline::Text(one_line(&text))),
            Inline::Code(text) => {
                let text = character::visible_line(&text);
                out.extend((!text.is_empty()).then_some(Inline::Code(text)));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner)
                if dissolved =>
            {
                out.extend(flat(inner, around));
            }
            Inline::Link { content, .. } if dissolved => out.extend(flat(content, around)),
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(flat(inner, &within))),
            Inline::Strong(inner) => out.push(Inline::Strong(flat(inner, &within))),
            Inline::Strikethrough(inner) => out.push(Inline::Strikethrough(flat(inner, &within))),
            Inline::Link { target, content } => {
                let content = trimmed(merge(flat(content, &within)));
                let shown = if content.is_empty() {
                    vec![Inline::Text(target.clone())]
                } else {
                    content
                };
                out.push(Inline::Link {
                    target,
                    content: shown,
                });
            }
            Inline::Break => out.push(Inline::Break),
        }
    }
    out
}

/// Text with every run of white space as one space, kept at both ends.
fn one_line(text: &str) -> String {
    let line = character::visible_line(text);
    let space = |edge: Option<char>| if edge.is_some_and(is_space) { " " } else { "" };
    let (start, end) = (space(text.chars().next()), space(text.chars().next_back()));
    if line.is_empty() {
        start.to_owned()
    } else {
        format!("{start}{line}{end}")
    }
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Joins neighbours: texts to one, breaks to one; drops what is empty.
fn merge(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for part in content {
        let part = match part {
            Inline::Emphasis(inner) => Inline::Emphasis(trimmed(merge(inner))),
            Inline::Strong(inner) => Inline::Strong(trimmed(merge(inner))),
            Inline::Strikethrough(inner) => Inline::Strikethrough(trimmed(merge(inner))),
            other => other,
        };
        match (out.last_mut(), part) {
            (_, Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner))
                if inner.is_empty() => {}
            (_, Inline::Text(text)) if text.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => {
                before.push_str(if before.ends_with(' ') {
                    text.trim_start_matches(' ')
                } else {
                    &text
                });
            }
            (Some(Inline::Break), Inline::Break) => {}
            (Some(Inline::Break), Inline::Text(text)) => {
                let text = text.trim_start_matches(' ');
                if !text.is_empty() {
                    out.push(Inline::Text(text.to_owned()));
                }
            }
            (Some(Inline::Text(before)), Inline::Break) => {
                before.truncate(before.trim_end_matches(' ').len());
                out.push(Inline::Break);
            }
            // Delimiters of neighbours would run together.
            (Some(Inline::Code(_)), Inline::Code(text)) => {
                out.push(Inline::Text(" ".to_owned()));
                out.push(Inline::Code(text));
            }
            (_, part) => out.push(part),
        }
    }
    out.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
    out
}

/// Drops breaks and spaces at both ends.
fn trimmed(mut content: Vec<Inline>) -> Vec<Inline> {
    while matches!(content.first(), Some(Inline::Break)) {
        content.remove(0);
    }
    while matches!(content.last(), Some(Inline::Break)) {
        content.pop();
    }
    if let Some(Inline::Text(text)) = content.first_mut() {
        *text = text.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(text)) = content.last_mut() {
        *text = text.trim_end_matches(' ').to_owned();
    }
    let before = content.len();
    content.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
    if content.len() == before {
        content
    } else {
        trimmed(content)
    }
}
