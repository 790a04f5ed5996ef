//! Patterns as the crate `regex` writes them. ECMA-262 §22.2.1, which JSON Schema Core §6.4 names.
//!
//! Nothing is compiled here: a pattern of a document may be as large and as hostile as it likes.

/// The longest pattern that is checked.
const LONGEST: usize = 1000;

/// The pattern with the same meaning in the syntax of `regex`; nothing for one that it has no words for.
pub(super) fn translated(pattern: &str) -> Option<String> {
    // A pattern between slashes is one of another language, and matches nothing as it stands.
    if pattern.len() > LONGEST || pattern.starts_with("/^") {
        return None;
    }
    let mut text = String::new();
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(character) = rest.next() {
        match (character, in_class) {
            ('\\', _) => text.push_str(&escape(rest.next()?, in_class)?),
            ('[', false) => {
                in_class = true;
                text.push('[');
                if rest.next_if_eq(&'^').is_some() {
                    text.push('^');
                }
                // Nothing, and anything.
                if rest.peek() == Some(&']') {
                    return None;
                }
            }
            (']', true) => {
                in_class = false;
                text.push(']');
            }
            // Sets within sets, and what joins them.
            ('[' | '&' | '~', true) => {
                text.push('\\');
                text.push(character);
            }
            ('-', true) if rest.peek() == Some(&'-') => return None,
            ('(', false) => {
                text.push('(');
                if rest.next_if_eq(&'?').is_some() {
                    text.push_str(group(&mut rest)?);
                }
            }
            ('.', false) => text.push_str(r"[^\n\r\u2028\u2029]"),
            _ => text.push(character),
        }
    }
    (!in_class).then_some(text)
}

/// What an escaped character stands for.
fn escape(character: char, in_class: bool) -> Option<String> {
    let text = match (character, in_class) {
        // Digits and letters are those of ASCII.
        ('d', false) => "[0-9]",
        ('D', false) => "[^0-9]",
        ('w', false) => "[0-9A-Za-z_]",
        ('W', false) => "[^0-9A-Za-z_]",
        ('d', true) => "[:digit:]",
        ('D', true) => "[:^digit:]",
        ('w', true) => "[:word:]",
        ('W', true) => "[:^word:]",
        ('b', true) => r"\x08",
        ('b', false) => r"(?-u:\b)",
        // Groups that were matched before, control characters, and what no text can be cut by.
        ('0'..='9' | 'k' | 'c' | 'B', _) => return None,
        // Letters that stand for themselves would be an escape that does not exist.
        _ => return Some(format!("\\{character}")),
    };
    Some(text.to_owned())
}

/// What follows `(?`, unless it looks ahead or behind.
fn group(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<&'static str> {
    match rest.peek()? {
        '=' | '!' => None,
        '<' => {
            rest.next();
            let looks_behind = matches!(rest.peek(), Some('=' | '!'));
            (!looks_behind).then_some("?<")
        }
        _ => Some("?"),
    }
}

#[cfg(test)]
mod tests {
    use super::translated;

    #[test]
    fn classes_are_those_of_ascii() {
        for (pattern, expected) in [
            (r"^\d+$", "^[0-9]+$"),
            (r"[\w-]\W", "[[:word:]-][^0-9A-Za-z_]"),
            (r"[^\d[&]", r"[^[:digit:]\[\&]"),
            ("a.b", r"a[^\n\r\u2028\u2029]b"),
            (r"[.]\.\/", r"[.]\.\/"),
            (r"(?:a)(?<name>b)", "(?:a)(?<name>b)"),
            ("é{2}", "é{2}"),
        ] {
            assert_eq!(translated(pattern).as_deref(), Some(expected), "{pattern}");
        }
    }

    #[test]
    fn what_has_no_words_is_left_out() {
        for pattern in [
            "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", r"(a)\1", r"\k<a>", "[a--b]", "[]", "[^]", "[a",
            r"\", "/^a$/i",
        ] {
            assert_eq!(translated(pattern), None, "{pattern}");
        }
        assert_eq!(translated(&"a".repeat(1001)), None);
    }
}
