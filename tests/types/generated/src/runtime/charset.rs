//! Text in other charsets than UTF-8, as far as servers still use them.

use std::borrow::Cow;

/// What Windows-1252 has between 128 and 159, where Latin-1 has controls; browsers take the one for the other.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The text of a body, by its byte order mark, else by its charset, else as UTF-8. What is no text in it becomes `U+FFFD`.
pub(crate) fn decode<'a>(body: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    if let Some(body) = body.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(body);
    }
    if let Some(body) = body.strip_prefix(b"\xFF\xFE") {
        return utf16(body, u16::from_le_bytes);
    }
    if let Some(body) = body.strip_prefix(b"\xFE\xFF") {
        return utf16(body, u16::from_be_bytes);
    }
    match charset.unwrap_or_default().to_ascii_lowercase().as_str() {
        "iso-8859-1" | "latin1" | "us-ascii" | "ascii" | "windows-1252" | "cp1252" => {
            body.iter().map(|byte| windows_1252(*byte)).collect()
        }
        "utf-16" | "utf-16le" => utf16(body, u16::from_le_bytes),
        "utf-16be" => utf16(body, u16::from_be_bytes),
        _ => String::from_utf8_lossy(body),
    }
}

fn windows_1252(byte: u8) -> char {
    let above = byte.checked_sub(0x80).map(usize::from);
    let special = above.and_then(|index| WINDOWS_1252.get(index));
    special.copied().unwrap_or(char::from(byte))
}

fn utf16(body: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'static, str> {
    let (pairs, rest) = body.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units)
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text.into()
}
