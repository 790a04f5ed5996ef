//! From any text to ASCII letters, digits and separators.

/// Signs in words, for text that has nothing else.
const SIGNS: &[(char, &str)] = &[
    ('!', "not"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open paren"),
    (')', "close paren"),
    ('*', "star"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open bracket"),
    ('\\', "backslash"),
    (']', "close bracket"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('{', "open brace"),
    ('|', "or"),
    ('}', "close brace"),
    ('~', "tilde"),
];

/// Words whose capitals do not stand where a word begins.
const BRANDS: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("oAuth", "oauth"),
    ("OpenAPI", "Openapi"),
    ("GraphQL", "Graphql"),
    ("PostgreSQL", "Postgresql"),
    ("MySQL", "Mysql"),
    ("NoSQL", "Nosql"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
    ("SaaS", "Saas"),
];

/// Text in ASCII: letters of other scripts transliterated, brands and plurals of acronyms in plain case.
pub(super) fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else if let Some(spelled) = deunicode::deunicode_char(character) {
            ascii.extend(spelled.chars().filter(|c| c.is_ascii() && *c != '\''));
        }
    }
    for (brand, plain) in BRANDS {
        if ascii.contains(brand) {
            ascii = ascii.replace(brand, plain);
        }
    }
    ascii.retain(|c| c != '\'');
    with_plain_plurals(&with_leading_sign(&ascii))
}

/// Text that has no letter or digit, sign by sign; nothing for text without signs.
pub(super) fn signs(text: &str) -> Vec<String> {
    let spelled = |sign: char| {
        SIGNS
            .iter()
            .find(|(known, _)| *known == sign)
            .map(|(_, words)| *words)
    };
    let words = text
        .chars()
        .filter_map(spelled)
        .flat_map(str::split_whitespace);
    words.map(str::to_owned).collect()
}

/// A sign right before the first letter or digit as a word: `-1` and `1`, `+created` and `created` stay apart.
fn with_leading_sign(text: &str) -> String {
    let word = match text.as_bytes() {
        [b'-', second, ..] if second.is_ascii_alphanumeric() => "minus",
        [b'+', second, ..] if second.is_ascii_alphanumeric() => "plus",
        _ => return text.to_owned(),
    };
    format!("{word} {text}")
}

/// `userIDs` as `userIds`: an `s` after capitals belongs to them.
fn with_plain_plurals(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut plain = String::with_capacity(text.len());
    let mut capitals = 0_usize;
    for (index, character) in characters.iter().enumerate() {
        let ends_word = characters
            .get(index + 1)
            .is_none_or(|next| !next.is_ascii_lowercase() && !next.is_ascii_digit());
        if *character == 's' && capitals >= 2 && ends_word {
            let lowered = plain.split_off(plain.len().saturating_sub(capitals - 1));
            plain.push_str(&lowered.to_ascii_lowercase());
        }
        capitals = if character.is_ascii_uppercase() {
            capitals + 1
        } else {
            0
        };
        plain.push(*character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{SIGNS, ascii, signs};

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(ascii("Größe"), "Grosse");
        assert_eq!(ascii("Пользователь"), "Polzovatel");
        assert_eq!(ascii("名称").trim(), "Ming Cheng");
        assert_eq!(ascii("e\u{301}"), "e");
        assert_eq!(ascii("a\u{202e}b\u{200d}c"), "abc");
    }

    #[test]
    fn acronyms_and_brands_are_words() {
        assert_eq!(ascii("userIDs"), "userIds");
        assert_eq!(ascii("URLs"), "Urls");
        assert_eq!(ascii("listDNSRecords"), "listDNSRecords");
        assert_eq!(ascii("OAuthClient"), "OauthClient");
        assert_eq!(ascii("HTTPStatus"), "HTTPStatus");
    }

    #[test]
    fn every_sign_has_words() {
        for sign in (0x21_u8..0x7f)
            .map(char::from)
            .filter(char::is_ascii_punctuation)
        {
            assert!(SIGNS.iter().any(|(known, _)| *known == sign), "{sign}");
        }
        assert_eq!(signs("<="), ["less", "equal"]);
        assert!(signs(" \u{0}").is_empty());
    }
}
