//! Keywords of Rust, edition 2024.

/// Words that are no identifiers unless raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that are no identifiers even if raw.
const NEVER: &[&str] = &["_", "self", "Self", "super", "crate"];

/// How a word has to be written to be an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// No keyword: as it is.
    No,
    /// As `r#word`.
    Raw,
    /// Not at all.
    Never,
}

/// Whether an identifier is a keyword.
pub(super) fn classify(identifier: &str) -> Keyword {
    if NEVER.contains(&identifier) {
        Keyword::Never
    } else if KEYWORDS.binary_search(&identifier).is_ok() {
        Keyword::Raw
    } else {
        Keyword::No
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, Keyword, NEVER, classify};

    #[test]
    fn keywords_are_sorted_and_known_to_syn() {
        assert!(KEYWORDS.is_sorted());
        for word in KEYWORDS {
            assert_eq!(classify(word), Keyword::Raw);
            assert!(
                syn::parse_str::<syn::Ident>(&format!("r#{word}")).is_ok(),
                "{word}"
            );
        }
        for word in NEVER {
            assert_eq!(classify(word), Keyword::Never);
        }
        for word in ["union", "auto", "default", "raw", "safe", "macro_rules"] {
            assert_eq!(classify(word), Keyword::No);
            assert!(syn::parse_str::<syn::Ident>(word).is_ok(), "{word}");
        }
    }
}
