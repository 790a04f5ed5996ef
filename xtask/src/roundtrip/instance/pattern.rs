//! A text that matches a pattern.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How long a text may become.
const LENGTH: usize = 10_000;

/// The first text that comes to mind for a pattern; nothing for one that Rust reads otherwise than ECMAScript, or not
/// at all.
pub(super) fn matching(pattern: &str) -> Option<String> {
    let read = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&read, &mut text)?;
    Some(text)
}

fn write(part: &Hir, text: &mut String) -> Option<()> {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(character(class)?),
        HirKind::Repetition(repetition) => {
            // One where none would do: an empty text is rarely meant.
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.max(1).min(most) {
                write(&repetition.sub, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, text)?;
            }
        }
        HirKind::Alternation(parts) => write(parts.first()?, text)?,
    }
    (text.len() <= LENGTH).then_some(())
}

/// A letter or a digit where the class has one.
fn character(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => {
            let ranges = class.iter().map(|range| (range.start(), range.end()));
            ranges.collect()
        }
        Class::Bytes(class) => {
            let ranges = class.iter();
            ranges
                .map(|range| (char::from(range.start()), char::from(range.end())))
                .collect()
        }
    };
    let holds = |wanted: char| {
        ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&wanted))
    };
    let mut usual = ('a'..='z').chain('0'..='9').chain('A'..='Z');
    usual
        .find(|wanted| holds(*wanted))
        .or_else(|| ranges.first().map(|(from, _)| *from))
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn a_text_matches_its_pattern() {
        for (pattern, text) in [
            ("^AC[0-9a-fA-F]{4}$", "ACaaaa"),
            ("^(yes|no)$", "yes"),
            ("^https://", "https://"),
            ("^[^/]+/x*$", "a/x"),
        ] {
            assert_eq!(matching(pattern).as_deref(), Some(text), "{pattern}");
        }
        assert_eq!(matching("^(?!a)b$"), None);
    }
}
