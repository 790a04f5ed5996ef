//! Words of a text, and their case and number.

use heck::ToSnakeCase;

use super::spelling;

/// Words that are the same in the singular and the plural, or end in `s` in the singular.
const INVARIANT: &[&str] = &[
    "alias",
    "analytics",
    "apps",
    "atlas",
    "aws",
    "basis",
    "bias",
    "bonus",
    "bus",
    "canvas",
    "chaos",
    "cors",
    "corps",
    "credentials",
    "data",
    "details",
    "diagnostics",
    "dns",
    "does",
    "ellipsis",
    "gas",
    "gps",
    "has",
    "headquarters",
    "https",
    "info",
    "ios",
    "kubernetes",
    "lens",
    "macos",
    "means",
    "media",
    "metadata",
    "metrics",
    "news",
    "os",
    "plus",
    "pos",
    "rds",
    "redis",
    "saas",
    "series",
    "sms",
    "sns",
    "species",
    "sqs",
    "ssl",
    "status",
    "this",
    "tls",
    "vps",
    "was",
    "yes",
];

/// Plurals that follow no rule, with their singulars.
const IRREGULAR: &[(&str, &str)] = &[
    ("addresses", "address"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("campuses", "campus"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("corpora", "corpus"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("statuses", "status"),
    ("ties", "tie"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
    ("women", "woman"),
];

/// The words of a text in lower case; never empty, and each of letters and digits only.
pub fn words(text: &str) -> Vec<String> {
    let ascii = spelling::ascii(text);
    let spaced: String = ascii
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words: Vec<String> = spaced
        .to_snake_case()
        .split('_')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        words = spelling::signs(&ascii);
    }
    if words.is_empty() {
        words.push("empty".to_owned());
    }
    words
}

/// Words in `snake_case`, which may still be a keyword or begin with a digit.
pub fn snake<S: AsRef<str>>(words: &[S]) -> String {
    words
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join("_")
}

/// Words in `UpperCamelCase`, which may still begin with a digit; digits of two words stay apart.
pub fn camel<S: AsRef<str>>(words: &[S]) -> String {
    let mut name = String::new();
    for word in words {
        let word = word.as_ref();
        let digits_meet = name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            name.push('_');
        }
        name.push_str(&capitalized(word));
    }
    name
}

/// A word with its first letter in upper case.
pub fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        let mut capitalized = String::with_capacity(word.len());
        capitalized.push(first.to_ascii_uppercase());
        capitalized.push_str(characters.as_str());
        capitalized
    })
}

/// The singular of an English word in lower case; a word that is no plural stays as it is.
pub fn singular(word: &str) -> String {
    if INVARIANT.contains(&word) || word.len() < 3 {
        return word.to_owned();
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let cut = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = cut("ies") {
        return format!("{stem}y");
    }
    let in_es = ["sses", "shes", "ches", "xes", "zzes"]
        .iter()
        .any(|ending| word.ends_with(ending));
    if in_es && let Some(stem) = cut("es") {
        return stem.to_owned();
    }
    let stays = ["ss", "us", "is"]
        .iter()
        .any(|ending| word.ends_with(ending));
    match cut("s") {
        Some(stem) if !stays => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The plural of an English word in lower case; a word that is one stays as it is.
pub fn plural(word: &str) -> String {
    if singular(word) != word {
        return word.to_owned();
    }
    if let Some((plural, _)) = IRREGULAR.iter().find(|(_, singular)| *singular == word) {
        return (*plural).to_owned();
    }
    if INVARIANT.contains(&word) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    let in_es = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|ending| word.ends_with(ending));
    if in_es {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::{camel, plural, singular, snake, words};

    #[test]
    fn text_falls_into_words() {
        let cases = [
            ("userId", "user_id"),
            ("user-id", "user_id"),
            ("UserID", "user_id"),
            ("HTTPServerError", "http_server_error"),
            ("OAuth2Client", "oauth2_client"),
            ("x-apideck-consumer-id", "x_apideck_consumer_id"),
            ("@type", "type"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("<=", "less_equal"),
            ("", "empty"),
            ("\u{200d}", "empty"),
            ("user's name", "users_name"),
            ("1.0", "1_0"),
            ("名称", "ming_cheng"),
        ];
        for (text, expected) in cases {
            assert_eq!(snake(&words(text)), expected, "{text}");
        }
    }

    #[test]
    fn camel_case_keeps_digits_apart() {
        assert_eq!(camel(&words("v1.0")), "V1_0");
        assert_eq!(camel(&words("http2-status")), "Http2Status");
    }

    #[test]
    fn number_of_nouns() {
        let cases = [
            ("applications", "application"),
            ("roles", "role"),
            ("branches", "branch"),
            ("addresses", "address"),
            ("policies", "policy"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("children", "child"),
            ("responses", "response"),
            ("secrets", "secret"),
        ];
        for (many, one) in cases {
            assert_eq!(singular(many), one);
            assert_eq!(plural(one), many);
        }
        for word in ["status", "data", "address", "ssl", "analysis"] {
            assert_eq!(singular(word), word);
        }
    }
}
