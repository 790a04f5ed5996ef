//! Files in bodies of `multipart/*`.

use std::fmt;
#[cfg(feature = "fs")]
use std::path::PathBuf;

use super::UploadBody;

/// A file to send: what is in it, a name, and a media type.
#[derive(Clone, PartialEq)]
pub struct FilePart {
    pub(super) name: String,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) content: UploadBody,
}

impl FilePart {
    /// A file of this name. The name is what the server is told, not a path to read.
    pub fn new(name: impl Into<String>, content: impl Into<UploadBody>) -> Self {
        Self {
            name: name.into(),
            content_type: None,
            headers: Vec::new(),
            content: content.into(),
        }
    }

    /// A file at a path, under its own name. It is opened when the request is sent, and read as it is sent.
    #[cfg(feature = "fs")]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let content = UploadBody::from_path(path);
        let name = content.file_name().unwrap_or_default();
        Self::new(name, content)
    }

    /// Tells the server another name.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Says of what media type it is.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sends a header with it, such as one that the document names. One that cannot be sent is told when the call is.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}
