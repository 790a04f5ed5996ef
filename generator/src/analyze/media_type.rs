//! Media types: which one of several is used, and what it means for the bytes. RFC 9110 §8.3.1.

use crate::ir::JsonKind;

/// How the bytes of a media type are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// JSON.
    Json,
    /// `multipart/*`.
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
    /// Values of JSON, one a line.
    Lines,
    /// Values of JSON, each behind a record separator.
    Sequence,
    /// Server-sent events.
    Events,
    /// XML, of more than a text.
    Xml,
    /// Text as it stands.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// The type and subtype of a media type in lower case; `None` when it is none, and must not reach a header.
pub(super) fn essence(media_type: &str) -> Option<String> {
    if media_type.len() > 256
        || !media_type
            .chars()
            .all(|c| c == '\t' || (' '..='~').contains(&c))
    {
        return None;
    }
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/')?;
    (is_token(kind) && is_token(subtype)).then_some(essence)
}

/// Whether a text is a token, of which the names of headers are made as well. RFC 9110 §5.6.2.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// How the bytes of a media type are read and written; `kinds` are the JSON types of its schema, none without one.
pub(super) fn form(essence: &str, binary: bool, kinds: &[JsonKind]) -> Form {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let structured = !kinds.is_empty() && !kinds.contains(&JsonKind::String);
    match (kind, subtype) {
        ("text", "event-stream") => Form::Events,
        (_, subtype) if LINES.contains(&subtype) => Form::Lines,
        (_, subtype) if subtype == "json-seq" || subtype.ends_with("+json-seq") => Form::Sequence,
        (_, subtype) if subtype == "json" || subtype.ends_with("+json") => Form::Json,
        ("multipart", _) => Form::Multipart,
        _ if binary => Form::Bytes,
        // A form that is a string in the document is one that the caller has written already.
        ("application", "x-www-form-urlencoded") if kinds == [JsonKind::String] => Form::Text,
        ("application", "x-www-form-urlencoded") => Form::Urlencoded,
        // A document of numbers, lists or objects in plain text is JSON under another name.
        ("text", "plain") if structured => Form::Json,
        _ if structured && is_xml(subtype) => Form::Xml,
        _ if kind == "text" || is_text(subtype) => Form::Text,
        ("image" | "audio" | "video" | "font" | "model", _)
        | (_, "octet-stream" | "pdf" | "zip" | "gzip" | "x-gzip" | "x-tar") => Form::Bytes,
        _ if structured => Form::Json,
        ("*", _) | (_, "*") if kinds.contains(&JsonKind::String) => Form::Text,
        _ => Form::Bytes,
    }
}

/// Subtypes of values of JSON that come one a line. The last is what Spring calls them.
const LINES: &[&str] = &[
    "jsonl",
    "jsonlines",
    "ndjson",
    "x-jsonl",
    "x-jsonlines",
    "x-ndjson",
    "stream+json",
];

/// Whether a subtype of `application` is text.
fn is_text(subtype: &str) -> bool {
    let names = [
        "yaml",
        "x-yaml",
        "javascript",
        "ecmascript",
        "graphql",
        "jwt",
        "x-sh",
        "sql",
        "toml",
        "x-pem-file",
        "sdp",
        "csv",
        "rtf",
    ];
    names.contains(&subtype) || is_xml(subtype) || subtype.ends_with("+yaml")
}

/// Whether a subtype is one of XML. RFC 7303 §4.
fn is_xml(subtype: &str) -> bool {
    subtype == "xml" || subtype.ends_with("+xml")
}

/// What a media type is worth when there are several; the least comes first.
pub(super) fn rank(essence: &str, form: Form) -> (Form, u8) {
    let exact = match essence {
        "application/json" => 0,
        other if other.ends_with("+json") => 1,
        _ => 2,
    };
    (form, exact)
}

#[cfg(test)]
mod tests {
    use super::{Form, essence, form};
    use crate::ir::JsonKind;

    #[test]
    fn parameters_and_case_do_not_matter() {
        assert_eq!(
            essence("Application/JSON; charset=utf-8").as_deref(),
            Some("application/json")
        );
    }

    #[test]
    fn h17_what_is_no_media_type_is_refused() {
        for text in ["application/json\r\nX: y", ";", "json", "a b/c", "", "é/x"] {
            assert_eq!(essence(text), None, "{text:?}");
        }
        assert_eq!(essence(&format!("a/{}", "x".repeat(1_000_000))), None);
    }

    #[test]
    fn vendor_types_are_json_by_suffix_or_schema() {
        assert_eq!(form("application/vnd.api+json", false, &[]), Form::Json);
        assert_eq!(
            form("application/vnd.acme.v1", false, &[JsonKind::Object]),
            Form::Json
        );
        assert_eq!(form("application/vnd.acme.v1", false, &[]), Form::Bytes);
    }

    #[test]
    fn anything_is_decided_by_the_schema() {
        assert_eq!(form("*/*", false, &[JsonKind::Array]), Form::Json);
        assert_eq!(form("*/*", false, &[JsonKind::String]), Form::Text);
        assert_eq!(form("*/*", true, &[JsonKind::String]), Form::Bytes);
        assert_eq!(form("*/*", false, &[]), Form::Bytes);
    }

    #[test]
    fn a_form_without_members_is_what_its_schema_says() {
        let form =
            |binary, kinds: &[JsonKind]| form("application/x-www-form-urlencoded", binary, kinds);
        assert_eq!(form(false, &[JsonKind::Object]), Form::Urlencoded);
        assert_eq!(form(false, &[]), Form::Urlencoded);
        assert_eq!(form(false, &[JsonKind::String]), Form::Text);
        assert_eq!(form(true, &[JsonKind::String]), Form::Bytes);
    }

    #[test]
    fn plain_text_of_an_object_is_json() {
        assert_eq!(form("text/plain", false, &[JsonKind::Object]), Form::Json);
    }

    #[test]
    fn xml_is_text_unless_its_schema_says_more() {
        for media_type in ["application/xml", "text/xml", "application/atom+xml"] {
            let form = |kinds: &[JsonKind]| form(media_type, false, kinds);
            assert_eq!(form(&[JsonKind::Object]), Form::Xml);
            assert_eq!(form(&[JsonKind::String]), Form::Text);
            assert_eq!(form(&[]), Form::Text);
        }
    }
}
