//! Addresses: which may be links, and where text names one.

use std::fmt::Write as _;

use super::character;
use super::tree::Inline;

/// The target of a link, percent-encoded where a character could end it; `None` for any other scheme or none.
pub(super) fn target(address: &str) -> Option<String> {
    let address = character::visible_line(address);
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mailto") {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    let mut buffer = [0; 4];
    for character in address.chars() {
        if character.is_ascii_alphanumeric() || "-._~:/?#@!$&'+,;=%".contains(character) {
            out.push(character);
        } else {
            for byte in character.encode_utf8(&mut buffer).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Some(out)
}

/// Pushes a part, with links in place of the addresses that its text names.
pub(super) fn with_links(part: Inline, out: &mut Vec<Inline>) {
    let within = |inner: Vec<Inline>| {
        let mut linked = Vec::new();
        for part in inner {
            with_links(part, &mut linked);
        }
        linked
    };
    match part {
        Inline::Text(text) => link_addresses(&text, out),
        Inline::Emphasis(inner) => out.push(Inline::Emphasis(within(inner))),
        Inline::Strong(inner) => out.push(Inline::Strong(within(inner))),
        Inline::Strikethrough(inner) => out.push(Inline::Strikethrough(within(inner))),
        other => out.push(other),
    }
}

/// Pushes text with every `http://` or `https://` address in it as a link, or as code where it is only a pattern of one.
fn link_addresses(text: &str, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((before, from)) = next_address(rest) {
        let address = address_at_start(from);
        let Some((address, after)) = from.split_at_checked(address.len()) else {
            break;
        };
        out.push(Inline::Text(before.to_owned()));
        out.push(match target(address) {
            Some(target) if target == address => Inline::Link {
                target,
                content: vec![Inline::Text(address.to_owned())],
            },
            _ => Inline::Code(address.to_owned()),
        });
        rest = after;
    }
    out.push(Inline::Text(rest.to_owned()));
}

/// Splits text before its first address that has something behind the scheme.
fn next_address(text: &str) -> Option<(&str, &str)> {
    let starts = text
        .match_indices("http")
        .filter_map(|(start, _)| text.split_at_checked(start));
    starts.into_iter().find(|(before, from)| {
        let host = from
            .strip_prefix("https://")
            .or_else(|| from.strip_prefix("http://"));
        let word = before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        !word
            && host.is_some_and(|host| {
                host.starts_with(|first: char| first.is_alphanumeric() || "{[:<".contains(first))
            })
            && address_at_start(from).len() > from.len() - host.map_or(0, str::len)
    })
}

/// The address that text starts with: up to white space, less the punctuation of the sentence around it.
fn address_at_start(text: &str) -> &str {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^'));
    let mut address = end.and_then(|end| text.get(..end)).unwrap_or(text);
    loop {
        let unbalanced = |open: char, close: char| {
            address.ends_with(close)
                && address.matches(close).count() > address.matches(open).count()
        };
        let cut = address.ends_with(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~'])
            || unbalanced('(', ')')
            || unbalanced('[', ']')
            || unbalanced('{', '}');
        let mut characters = address.chars();
        if !cut || characters.next_back().is_none() {
            return address;
        }
        address = characters.as_str();
    }
}
