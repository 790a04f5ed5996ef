//! Percent-encoding, by the place where a value goes. RFC 3986 §2.

use std::fmt::Write;

/// Encodes everything but letters, digits, `-`, `.`, `_` and `~`.
pub(crate) fn unreserved(text: &str) -> String {
    encode(text, |_| false)
}

/// Leaves reserved characters and percent-encoded triples as they are, but for what would end the value or change under
/// way: `#`, `&`, `+` (read as a space) and `'` (which URL parsers encode). RFC 6570 §3.2.3.
pub(crate) fn reserved(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        output.push_str(&encode(before, is_reserved_in_query));
        let triple = after
            .get(..2)
            .is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        output.push_str(if triple { "%" } else { "%25" });
        rest = after;
    }
    output.push_str(&encode(rest, is_reserved_in_query));
    output
}

/// Encodes as `application/x-www-form-urlencoded` does: a space is `+`.
pub(crate) fn form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn encode(text: &str, keep: fn(u8) -> bool) -> String {
    let mut output = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') || keep(byte) {
            output.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(output, "%{byte:02X}");
        }
    }
    output
}

fn is_reserved_in_query(byte: u8) -> bool {
    matches!(
        byte,
        b':' | b'/'
            | b'?'
            | b'['
            | b']'
            | b'@'
            | b'!'
            | b'$'
            | b'('
            | b')'
            | b'*'
            | b','
            | b';'
            | b'='
    )
}
