//! What came back, and how it is read.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::Answer;
use super::exchange::Exchange;
use super::{DecodeError, DecodeReason, Retry, charset};

/// A redirect that was not followed.
pub(crate) struct RefusedRedirect {
    /// Where it leads, without query; `None` when it does not say.
    pub(crate) location: Option<String>,
}

/// A response whose body is at hand, or still to be read.
pub struct Response {
    pub(crate) answer: Answer,
    pub(crate) attempts: u32,
    pub(crate) retries: Vec<Retry>,
    /// Set when it is a redirect that was not followed.
    pub(crate) redirect: Option<RefusedRedirect>,
    /// A body that is left unread, for the one who streams it.
    #[allow(dead_code, reason = "an API may stream nothing")]
    pub(crate) rest: Mutex<Option<Box<Rest>>>,
}

/// A body that is still to be read, with what is needed to read it.
#[allow(dead_code, reason = "an API may stream nothing")]
pub(crate) struct Rest {
    pub(crate) body: Body,
    /// The operation whose response it is.
    pub(crate) operation: &'static str,
    /// How much of it is taken into memory.
    pub(crate) limit: usize,
    /// How long a line of it may be.
    pub(crate) line_limit: usize,
    /// The longest time between two chunks.
    pub(crate) idle: Duration,
    /// What asks for it again, where that is wanted.
    pub(crate) exchange: Option<Box<Exchange>>,
}

impl Response {
    /// A response that no server gave.
    #[cfg(feature = "testing")]
    pub(crate) fn of(status: u16, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            answer: Answer {
                status,
                headers,
                body,
            },
            attempts: 0,
            retries: Vec::new(),
            redirect: None,
            rest: Mutex::new(None),
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// The body is not JSON by its content type, not valid JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let content_type = self.content_type();
        let kind = JsonContent::of(content_type);
        if kind == JsonContent::No {
            return Err(self.unexpected_content_type("JSON"));
        }
        self.refuse_encoding()?;
        let body = self.utf8();
        if body.trim_ascii().is_empty() {
            return Err(DecodeError::empty(content_type));
        }
        serde_json::from_slice(&body).map_err(|error| match kind {
            JsonContent::Perhaps if !error.is_data() => self.unexpected_content_type("JSON"),
            _ => DecodeError::json(&error, content_type, &Bytes::copy_from_slice(&body)),
        })
    }

    /// The body as text, by its byte order mark or charset: UTF-8, UTF-16, or Latin-1.
    ///
    /// # Errors
    /// The body is compressed in a way that was not asked for.
    pub fn text(&self) -> Result<String, DecodeError> {
        self.refuse_encoding()?;
        Ok(charset::decode(self.body(), self.charset()).into_owned())
    }

    pub(crate) fn charset(&self) -> Option<&str> {
        let content_type = self.content_type()?;
        // Most have no parameters.
        content_type.contains(';').then_some(())?;
        parameter(content_type, "charset")
    }

    /// The body in UTF-8, without a byte order mark. What is meant to be UTF-8 stays as it is.
    fn utf8(&self) -> Cow<'_, [u8]> {
        let body: &[u8] = self.body();
        let charset = self.charset();
        let unicode = charset.is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"));
        if unicode && !body.starts_with(b"\xFF\xFE") && !body.starts_with(b"\xFE\xFF") {
            return Cow::Borrowed(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
        }
        match charset::decode(body, charset) {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        }
    }

    /// The body as bytes.
    ///
    /// # Errors
    /// The body is compressed in a way that was not asked for.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        self.refuse_encoding()?;
        Ok(self.body().clone())
    }

    /// The response as one that the document does not describe.
    pub fn unexpected(&self) -> Unexpected {
        Unexpected {
            answer: self.answer.clone(),
        }
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
    }

    pub(crate) fn unexpected_content_type(&self, expected: &str) -> DecodeError {
        let content_type = self.content_type();
        let message = format!(
            "its content type is `{}`, not {expected}",
            content_type.unwrap_or_default()
        );
        DecodeError::new(
            DecodeReason::ContentType,
            message,
            content_type,
            self.body(),
        )
    }

    /// Nothing is asked for in `Accept-Encoding`, so that a compressed body is the server's mistake.
    pub(crate) fn refuse_encoding(&self) -> Result<(), DecodeError> {
        let encoding = self
            .headers()
            .get(header::CONTENT_ENCODING)
            .and_then(|value| value.to_str().ok());
        match encoding {
            None | Some("" | "identity") => Ok(()),
            Some(encoding) => {
                let message =
                    format!("it is compressed with `{encoding}`, which was not asked for");
                Err(DecodeError::new(
                    DecodeReason::ContentEncoding,
                    message,
                    self.content_type(),
                    self.body(),
                ))
            }
        }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("status", &self.answer.status)
            .field("body", &format_args!("{} bytes", self.answer.body.len()))
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

/// Whether a body of some content type can be JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum JsonContent {
    Yes,
    /// No type, or plain text, which servers send that forget to say otherwise.
    Perhaps,
    No,
}

impl JsonContent {
    fn of(content_type: Option<&str>) -> Self {
        let Some(content_type) = content_type else {
            return Self::Perhaps;
        };
        // As most servers write it.
        if content_type == "application/json" {
            return Self::Yes;
        }
        let essence = essence(content_type);
        match essence.as_str() {
            "application/json" | "text/json" => Self::Yes,
            "" | "text/plain" | "application/octet-stream" => Self::Perhaps,
            _ if essence.ends_with("+json") => Self::Yes,
            _ => Self::No,
        }
    }
}

/// Type and subtype of a content type, in lower case.
pub(crate) fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// A parameter of a content type, without quotes.
fn parameter<'a>(content_type: &'a str, name: &str) -> Option<&'a str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

/// A response that the document does not describe.
#[derive(Clone)]
pub struct Unexpected {
    answer: Answer,
}

impl Unexpected {
    /// The status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body; at most 1 MB of it.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.answer.body).into_owned()
    }
}

impl PartialEq for Unexpected {
    fn eq(&self, other: &Self) -> bool {
        self.answer.status == other.answer.status
            && self.answer.headers == other.answer.headers
            && self.answer.body == other.answer.body
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Unexpected")
            .field("status", &self.answer.status)
            .field("body", &format_args!("{} bytes", self.answer.body.len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "unexpected status, with a body of {} bytes",
            self.answer.body.len()
        )
    }
}

/// The value of a successful call, with the rest of the response.
#[derive(Clone)]
pub struct ApiResponse<T> {
    value: T,
    answer: Answer,
    attempts: u32,
    retries: Vec<Retry>,
}

impl<T> ApiResponse<T> {
    pub(crate) fn new(value: T, response: Response) -> Self {
        Self {
            value,
            answer: response.answer,
            attempts: response.attempts,
            retries: response.retries,
        }
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// How often the request was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Why the request was tried again each time, and how long each retry waited.
    pub fn retries(&self) -> &[Retry] {
        &self.retries
    }

    /// A header, read as a type; `None` when the response does not have it.
    ///
    /// # Errors
    /// The header is not of this type.
    pub fn header<H: FromStr>(&self, name: &str) -> Result<Option<H>, DecodeError> {
        let Some(value) = self.headers().get(name) else {
            return Ok(None);
        };
        let parsed = value
            .to_str()
            .ok()
            .and_then(|text| text.trim().parse().ok());
        parsed.map(Some).ok_or_else(|| {
            let message = format!("the header `{name}` is not of the type asked for");
            DecodeError::new(DecodeReason::Header, message, None, &Bytes::new())
        })
    }
}

impl<T: fmt::Debug> fmt::Debug for ApiResponse<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiResponse")
            .field("status", &self.answer.status)
            .field("value", &self.value)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
