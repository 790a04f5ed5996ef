//! The name of a crate, where the user gives none.

use super::words;
use crate::ir::CrateName;

/// The longest name that is made.
const LONGEST: usize = 58;

/// The name of a crate for an API of this title: its words in lower case, with hyphens between.
///
/// A title of one word gets `sdk` at the end, so that no name is that of a crate everybody knows; one without words is
/// `api-sdk`. A digit in front gets a `v`.
pub fn crate_name(title: &str) -> CrateName {
    let named = title.chars().any(char::is_alphanumeric);
    let mut words = words(if named { title } else { "api" });
    if words.len() == 1 || words == ["proc", "macro"] {
        words.push("sdk".to_owned());
    }
    let mut name = String::new();
    for word in words {
        let hyphen = if name.is_empty() { "" } else { "-" };
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        name.push_str(hyphen);
        name.extend(word.chars().take(LONGEST));
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, 'v');
    }
    CrateName::new(name)
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn titles_become_names_that_cargo_takes() {
        for (title, name) in [
            ("Formance Stack API", "formance-stack-api"),
            ("Petstore", "petstore-sdk"),
            ("", "api-sdk"),
            ("core", "core-sdk"),
            ("proc macro", "proc-macro-sdk"),
            ("3scale Admin", "v3scale-admin"),
            ("x\"\nbuild = \"evil.rs", "x-build-evil-rs"),
        ] {
            assert_eq!(crate_name(title).as_str(), name);
            assert!(crate::config::is_crate_name(name), "{name}");
        }
        let long = crate_name(&"word ".repeat(100));
        assert!(crate::config::is_crate_name(long.as_str()), "{long}");
        let longest = crate_name(&"w".repeat(100));
        assert!(crate::config::is_crate_name(longest.as_str()), "{longest}");
    }
}
