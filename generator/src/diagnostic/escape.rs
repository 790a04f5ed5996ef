//! Text of a document, made safe to show.

use std::fmt::Write as _;

/// Whether a character can change what a terminal or an editor shows of its surroundings: control characters,
/// and those that turn the direction of text.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Text for one line of a message: what is unsafe becomes `\u{…}`.
pub(super) fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            result.extend(character.escape_default());
        } else {
            result.push(character);
        }
    }
    result
}

/// JSON in which what is unsafe is escaped: it can only stand in strings, where JSON has an escape for it.
pub(super) fn json(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unsafe(character) {
            let _ = write!(result, "\\u{:04x}", u32::from(character));
        } else {
            result.push(character);
        }
    }
    result
}

/// A text of the same bytes in number, in which what is unsafe has become something harmless; tabs and line ends stay.
pub(super) fn visible(text: &str) -> String {
    let harmless = |character: char| match character {
        '\t' | '\n' | '\r' => character,
        _ if !is_unsafe(character) => character,
        _ => match character.len_utf8() {
            1 => '?',
            2 => '¿',
            _ => '\u{FFFD}',
        },
    };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::{escaped, visible};

    #[test]
    fn h38_nothing_that_a_terminal_obeys_is_shown() {
        assert_eq!(
            escaped("a\u{1b}]8;;x\u{7}\n\u{202e}é"),
            "a\\u{1b}]8;;x\\u{7}\\n\\u{202e}é"
        );
    }

    #[test]
    fn places_stay_where_they_are() {
        let text = "a\u{1b}\u{85}\u{202e}\u{feff}é\tb\n";
        let shown = visible(text);
        assert_eq!(shown, "a?¿\u{fffd}\u{fffd}é\tb\n");
        assert_eq!(shown.len(), text.len());
    }
}
