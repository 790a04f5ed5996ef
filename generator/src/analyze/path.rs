//! Path templates. OpenAPI 3.1.1 §4.8.8, SECURITY: no template may change the host, the query or the route.

use crate::ir::{Parameter, ParameterLocation, Path, PathPiece};

/// A path template, taken apart and found fit to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    pieces: Vec<Piece>,
    /// The pairs of a query, decoded.
    query: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Parameter(String),
}

impl Template {
    /// Takes a template apart. A fragment, which is never sent, is left out (RFC 9110 §7.1); a query of pairs is sent
    /// with every call.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in a few words.
    pub(super) fn parse(path: &str) -> Result<Self, &'static str> {
        let path = path.split_once('#').map_or(path, |(sent, _)| sent);
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, pairs(query)?),
            None => (path, Vec::new()),
        };
        if !path.starts_with('/') {
            return Err("does not begin with a slash");
        }
        if path.starts_with("//") {
            return Err("begins with two slashes, as an address on another host does");
        }
        let mut pieces = Vec::new();
        let mut rest = path;
        while !rest.is_empty() {
            let (literal, after) = rest
                .split_once('{')
                .map_or((rest, None), |(before, after)| (before, Some(after)));
            check_literal(literal)?;
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            let Some(after) = after else { break };
            let (name, tail) = after
                .split_once('}')
                .ok_or("has a brace that is not closed")?;
            if name.is_empty() || name.contains(['{', '/']) {
                return Err("has a parameter without a name, or with a brace or slash in it");
            }
            let piece = Piece::Parameter(name.to_owned());
            if pieces.contains(&piece) {
                return Err("has the same parameter twice");
            }
            pieces.push(piece);
            rest = tail;
        }
        let dotted = path.split('/').any(|segment| {
            let decoded = segment.to_ascii_lowercase().replace("%2e", ".");
            decoded == "." || decoded == ".."
        });
        if dotted {
            Err("has a segment `.` or `..`")
        } else {
            Ok(Self { pieces, query })
        }
    }

    /// The names of its parameters, in order.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }

    /// Whether it holds a query.
    pub(super) fn has_query(&self) -> bool {
        !self.query.is_empty()
    }

    /// The path as it is sent, with the parameters it refers to.
    pub(super) fn path(&self, template: &str, parameters: &[Parameter]) -> Path {
        let pieces = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(PathPiece::Literal(encoded(text))),
            Piece::Parameter(name) => parameters
                .iter()
                .position(|parameter| {
                    parameter.location == ParameterLocation::Path && parameter.wire_name == *name
                })
                .map(PathPiece::Parameter),
        });
        let is_declared = |name: &str| {
            parameters.iter().any(|parameter| {
                parameter.location == ParameterLocation::Query && parameter.wire_name == name
            })
        };
        let query = self.query.iter().filter(|(name, _)| !is_declared(name));
        Path {
            template: template.to_owned(),
            pieces: pieces.collect(),
            query: query.cloned().collect(),
        }
    }
}

/// The pairs of a query that says something: `type=large&page=1`.
fn pairs(query: &str) -> Result<Vec<(String, String)>, &'static str> {
    let is_pair = |pair: &str| {
        pair.split_once('=')
            .is_some_and(|(name, _)| !name.is_empty())
    };
    let has_other = query.contains(['{', '}', '\\', '?']) || query.contains(char::is_control);
    if has_other || !query.split('&').all(is_pair) {
        return Err("holds a query that is no list of `name=value`");
    }
    Ok(url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect())
}

fn check_literal(literal: &str) -> Result<(), &'static str> {
    if literal.contains('}') {
        return Err("has a closing brace without an opening one");
    }
    if literal.contains('\\') || literal.contains(char::is_control) {
        return Err("holds a backslash or a control character");
    }
    Ok(())
}

/// The text with everything percent-encoded that may not stand in a path. RFC 3986 §3.3.
fn encoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(text.len());
    for (at, byte) in bytes.iter().enumerate() {
        let escape = *byte == b'%'
            && bytes
                .get(at + 1..at + 3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(byte) || escape {
            encoded.push(char::from(*byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(
                    char::from_digit(u32::from(digit), 16)
                        .unwrap_or('0')
                        .to_ascii_uppercase(),
                );
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{PathPiece, Template, encoded};

    #[test]
    fn parameters_come_in_the_order_of_the_path() {
        let template = Template::parse("/v2/apps/{appId}/users/{userId}:ban").unwrap();
        assert_eq!(
            template.parameters().collect::<Vec<_>>(),
            ["appId", "userId"]
        );
    }

    #[test]
    fn h14_templates_that_change_the_route_are_refused() {
        for path in [
            "@evil.example/x",
            "//evil/x",
            "x",
            "",
            "/a/../b",
            "/a?x",
            "/a?",
            "/a?x={y}",
            "?a=b",
            "#f",
            "/%2e%2E/",
            "/.",
            "/a\\b",
            "/{",
            "/{}",
            "/a}",
            "/{a}{a}",
            "/{a/b}",
            "/a\nb",
        ] {
            assert!(Template::parse(path).is_err(), "{path}");
        }
    }

    #[test]
    fn h14_a_query_of_pairs_is_sent_apart_from_the_path() {
        let template = Template::parse("/pets?kind=large%20dog&page=1#first").unwrap();
        let path = template.path("/pets?kind=large%20dog&page=1#first", &[]);
        assert_eq!(path.pieces, [PathPiece::Literal("/pets".to_owned())]);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(path.query, [pair("kind", "large dog"), pair("page", "1")]);
    }

    #[test]
    fn h14_a_fragment_is_not_sent() {
        let path = Template::parse("/web_links#get_shared_link")
            .unwrap()
            .path("/web_links#get_shared_link", &[]);
        assert_eq!(path.pieces, [PathPiece::Literal("/web_links".to_owned())]);
    }

    #[test]
    fn literals_are_percent_encoded_once() {
        assert_eq!(encoded("/a b/ü/%7Bx/100%"), "/a%20b/%C3%BC/%7Bx/100%25");
    }
}
