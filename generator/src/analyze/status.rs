//! Statuses of responses, and what their variants are called. RFC 9110 §15.

use crate::ir::StatusRange;

/// The reason phrases of statuses, in the words of the `http` crate, which Rust users know.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi Status"),
    (208, "Already Reported"),
    (226, "Im Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Payload Too Large"),
    (414, "Uri Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Entity"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "Http Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (511, "Network Authentication Required"),
];

/// The statuses of a key of `responses`: `200`, `4XX`, `default`. OpenAPI 3.1.1 §4.8.16.1.
pub(super) fn parse(key: &str) -> Option<StatusRange> {
    if key == "default" {
        return Some(StatusRange::Default);
    }
    let mut characters = key.chars();
    let first = characters
        .next()
        .and_then(|c| c.to_digit(10))
        .filter(|digit| (1..=5).contains(digit));
    if key.len() == 3 && characters.as_str().eq_ignore_ascii_case("xx") {
        return first
            .and_then(|digit| u8::try_from(digit).ok())
            .map(StatusRange::Range);
    }
    let plain = key.len() == 3 && key.chars().all(|c| c.is_ascii_digit());
    key.parse()
        .ok()
        .filter(|code| plain && (100..1000).contains(code))
        .map(StatusRange::Exact)
}

/// The text that the variant of a status is named by.
pub(super) fn variant(status: StatusRange) -> String {
    let text = match status {
        StatusRange::Exact(code) => {
            return reason(code).map_or_else(|| format!("Status {code}"), str::to_owned);
        }
        StatusRange::Range(1) => "Informational",
        StatusRange::Range(2) => "Success",
        StatusRange::Range(3) => "Redirection",
        StatusRange::Range(4) => "Client Error",
        StatusRange::Range(5) => "Server Error",
        StatusRange::Range(digit) => return format!("Status {digit}xx"),
        StatusRange::Default => "Default",
    };
    text.to_owned()
}

/// Whether a status says that the answer is elsewhere.
pub(super) fn is_redirect(status: StatusRange) -> bool {
    matches!(status, StatusRange::Exact(301 | 302 | 303 | 307 | 308))
}

/// Whether a status is of a class, by its first digit.
pub(super) fn is_class(status: StatusRange, digit: u8) -> bool {
    match status {
        StatusRange::Exact(code) => code / 100 == u16::from(digit),
        StatusRange::Range(class) => class == digit,
        StatusRange::Default => false,
    }
}

/// The reason phrase of a status.
fn reason(code: u16) -> Option<&'static str> {
    REASONS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, reason)| *reason)
}

#[cfg(test)]
mod tests {
    use super::{parse, variant};
    use crate::ir::StatusRange;

    #[test]
    fn keys_are_statuses_ranges_or_default() {
        assert_eq!(parse("204"), Some(StatusRange::Exact(204)));
        assert_eq!(parse("4xx"), Some(StatusRange::Range(4)));
        assert_eq!(parse("default"), Some(StatusRange::Default));
        for key in ["20", "+20", "2XY", "9XX", "éX", "", "2000"] {
            assert_eq!(parse(key), None, "{key}");
        }
    }

    #[test]
    fn variants_are_named_by_reason() {
        assert_eq!(variant(StatusRange::Exact(404)), "Not Found");
        assert_eq!(variant(StatusRange::Exact(599)), "Status 599");
        assert_eq!(variant(StatusRange::Range(5)), "Server Error");
    }
}
