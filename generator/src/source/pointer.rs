//! JSON pointers. RFC 6901.

use std::fmt;

/// A JSON pointer such as `/components/schemas/Client/allOf/1`, escaped, without `#`. RFC 6901.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(pub String);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer to a place given by the keys on the way to it.
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut pointer = Self::root();
        for key in keys {
            pointer.push(key);
        }
        pointer
    }

    /// The pointer of a reference within one document (`#/components/schemas/Client`), with its percent-escapes undone.
    pub fn from_reference(reference: &str) -> Option<Self> {
        let fragment = reference.strip_prefix('#')?;
        (fragment.is_empty() || fragment.starts_with('/')).then(|| Self(percent_decoded(fragment)))
    }

    /// The pointer of a reference made by [`Pointer::to_reference`], to the letter.
    pub fn from_own_reference(reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(pointer.to_owned()))
    }

    /// The reference to this place: `#` and the pointer, unescaped beyond what RFC 6901 asks for.
    pub fn to_reference(&self) -> String {
        format!("#{}", self.0)
    }

    /// The pointer, escaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer to a member.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut child = self.clone();
        child.push(key);
        child
    }

    /// The pointer to an item of a list.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// Goes on to a member.
    pub fn push(&mut self, key: &str) {
        self.0.push('/');
        for character in key.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// The pointer to what this is a member or item of; the root has none.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The last key, unescaped; the root has none.
    pub fn last(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, last)| unescaped(last))
    }

    /// The keys on the way, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(unescaped)
    }

    /// Whether this place is `other` or lies within it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0
            .strip_prefix(other.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<&str> for Pointer {
    fn from(pointer: &str) -> Self {
        Self(pointer.to_owned())
    }
}

fn unescaped(segment: &str) -> String {
    if segment.contains('~') {
        segment.replace("~1", "/").replace("~0", "~")
    } else {
        segment.to_owned()
    }
}

/// Undoes percent-escapes; what is no escape, or no UTF-8, stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, after @ ..]) => hex(*high)
                .zip(hex(*low))
                .map(|(high, low)| (high * 16 + low, after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, tail));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn keys_survive_escaping() {
        let pointer = Pointer::of(["paths", "/a~b/{c}", "get"]);
        assert_eq!(pointer.as_str(), "/paths/~1a~0b~1{c}/get");
        assert_eq!(
            pointer.segments().collect::<Vec<_>>(),
            ["paths", "/a~b/{c}", "get"]
        );
        assert_eq!(pointer.last().as_deref(), Some("get"));
    }

    #[test]
    fn h20_references_are_read_to_the_letter() {
        let cases = [
            ("#/a%2Fb", Some("/a/b")),
            ("#/a~1b", Some("/a~1b")),
            ("#/a~2b", Some("/a~2b")),
            ("#/a//b", Some("/a//b")),
            ("#/%E4%B8%AD", Some("/中")),
            ("#/100%", Some("/100%")),
            ("#", Some("")),
            ("#anchor", None),
            ("other.yaml#/a", None),
        ];
        for (reference, expected) in cases {
            assert_eq!(
                Pointer::from_reference(reference)
                    .as_ref()
                    .map(Pointer::as_str),
                expected,
                "{reference}"
            );
        }
    }

    #[test]
    fn a_longer_name_is_not_within() {
        assert!(Pointer::from("/a/b/c").is_within(&Pointer::from("/a/b")));
        assert!(!Pointer::from("/a/bc").is_within(&Pointer::from("/a/b")));
    }
}
