//! Why a response could not be read, and where in it.

use std::fmt;

use bytes::Bytes;

use super::json_path;

/// How much of a body an error keeps for [`DecodeError::snippet`].
const SNIPPET: usize = 512;

/// A response that is not what the document says.
///
/// Neither `Display` nor `Debug` shows the body, which may hold secrets; [`DecodeError::snippet`] does.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Detail>);

/// Boxed, so that results stay small.
#[derive(Clone, PartialEq, Eq)]
struct Detail {
    reason: DecodeReason,
    path: Option<String>,
    message: String,
    content_type: Option<String>,
    snippet: Bytes,
}

/// What is wrong with a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeReason {
    /// Its content type is not the documented one.
    ContentType,
    /// It is compressed in a way that was not asked for.
    ContentEncoding,
    /// It is not valid JSON, or whatever else it should be.
    Syntax,
    /// It is valid, but not of the documented type.
    Data,
    /// A header is not of the documented type.
    Header,
}

impl DecodeError {
    pub(crate) fn new(
        reason: DecodeReason,
        message: String,
        content_type: Option<&str>,
        body: &Bytes,
    ) -> Self {
        Self(Box::new(Detail {
            reason,
            path: None,
            message,
            content_type: content_type.map(str::to_owned),
            snippet: body.slice(..body.len().min(SNIPPET)),
        }))
    }

    /// There is nothing where JSON should be.
    pub(crate) fn empty(content_type: Option<&str>) -> Self {
        let (reason, message) = (DecodeReason::Syntax, "it is empty".to_owned());
        Self::new(reason, message, content_type, &Bytes::new()).at("$".to_owned())
    }

    pub(crate) fn json(
        error: &serde_json::Error,
        content_type: Option<&str>,
        body: &Bytes,
    ) -> Self {
        let reason = if error.is_data() {
            DecodeReason::Data
        } else {
            DecodeReason::Syntax
        };
        // A syntax error is told behind the byte at fault, which may close a list or an object.
        let behind = usize::from(error.is_syntax());
        let column = error.column().saturating_sub(behind);
        let path = json_path::at(body, error.line(), column);
        Self::new(reason, error.to_string(), content_type, body).at(path)
    }

    /// Says where it is wrong.
    pub(crate) fn at(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    /// What is wrong.
    pub fn reason(&self) -> DecodeReason {
        self.0.reason
    }

    /// Where in the body it is wrong, such as `data[3].name`; `$` is the whole.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The content type of the response.
    pub fn content_type(&self) -> Option<&str> {
        self.0.content_type.as_deref()
    }

    /// The first bytes of the body, at most 512. They may hold secrets.
    pub fn snippet(&self) -> String {
        String::from_utf8_lossy(&self.0.snippet).into_owned()
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("reason", &self.0.reason)
            .field("path", &self.0.path)
            .field("message", &self.0.message)
            .field("content_type", &self.0.content_type)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.path {
            Some(path) => write!(
                formatter,
                "the response cannot be read at `{path}`: {}",
                self.0.message
            ),
            None => write!(formatter, "the response cannot be read: {}", self.0.message),
        }
    }
}

impl std::error::Error for DecodeError {}
