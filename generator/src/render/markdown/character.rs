//! Characters: line ends made one, controls dropped, what would turn the direction of text shown by its name.

use std::fmt::Write as _;

/// Text with `\n` as its only line end and without controls, so that every line stays the line it looks like.
pub(super) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                out.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push('\t'),
            other => push_visible(&mut out, other),
        }
    }
    out
}

/// Text on one line: white space runs become one space, controls go.
pub(super) fn visible_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in normalised(text).chars() {
        match character {
            '\n' | '\t' | ' ' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            other => out.push(other),
        }
    }
    out.trim_matches(' ').to_owned()
}

/// Whether a character turns the direction of the text around it.
fn is_bidirectional_control(character: char) -> bool {
    matches!(
        character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{200e}' | '\u{200f}'
    )
}

/// Pushes a character as a reader may see it.
fn push_visible(out: &mut String, character: char) {
    if is_bidirectional_control(character) {
        let _ = write!(out, "U+{:04X}", u32::from(character));
    } else if !character.is_control() && character != '\u{feff}' {
        out.push(character);
    }
}
