//! Bodies of `multipart/*`. OpenAPI 3.1.1 §4.8.14.5, RFC 7578.

use std::fmt::{self, Write};

use bytes::Bytes;
use serde::Serialize;
use serde_json::Value;

use super::request::{header_entry, to_value};
use super::{InvalidArgument, RequestWriter, random, style};

/// A file to send: its bytes, a name, and a media type.
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    name: String,
    content_type: Option<String>,
    bytes: Bytes,
}

impl FilePart {
    /// A file of this name. The name is what the server is told, not a path to read.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            content_type: None,
            bytes: bytes.into(),
        }
    }

    /// Says of what media type it is.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// The parts of a multipart body, in order.
#[derive(Debug, Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

struct Part {
    /// Lines of the part's head, each ended.
    head: String,
    body: Bytes,
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part of text; a list adds one for each item, null adds none.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn text(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        content_type: Option<&str>,
    ) -> Result<(), InvalidArgument> {
        match to_value(name, value)? {
            Value::Array(items) => {
                for text in items.iter().filter_map(style::scalar) {
                    self.push(name, None, content_type, text.into())?;
                }
                Ok(())
            }
            value => match style::scalar(&value) {
                Some(text) => self.push(name, None, content_type, text.into()),
                None => Ok(()),
            },
        }
    }

    /// Adds a part of JSON; null adds none.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        content_type: Option<&str>,
    ) -> Result<(), InvalidArgument> {
        match to_value(name, value)? {
            Value::Null => Ok(()),
            value => self.push(
                name,
                None,
                Some(content_type.unwrap_or("application/json")),
                value.to_string().into(),
            ),
        }
    }

    /// Adds a file; its own media type goes before the documented one.
    ///
    /// # Errors
    /// The media type cannot be sent.
    pub fn file<'a>(
        &mut self,
        name: &str,
        file: impl Into<Option<&'a FilePart>>,
        content_type: Option<&str>,
    ) -> Result<(), InvalidArgument> {
        let Some(file) = file.into() else {
            return Ok(());
        };
        let documented = content_type.filter(|content_type| !content_type.contains(['*', ',']));
        let content_type = file
            .content_type
            .as_deref()
            .or(documented)
            .unwrap_or("application/octet-stream");
        self.push(
            name,
            Some(&file.name),
            Some(content_type),
            file.bytes.clone(),
        )
    }

    /// Adds several files under one name.
    ///
    /// # Errors
    /// A media type cannot be sent.
    pub fn files<'a>(
        &mut self,
        name: &str,
        files: impl IntoIterator<Item = &'a FilePart>,
        content_type: Option<&str>,
    ) -> Result<(), InvalidArgument> {
        files
            .into_iter()
            .try_for_each(|file| self.file(name, file, content_type))
    }

    /// Adds a header to the part that was added last.
    ///
    /// # Errors
    /// The value cannot be a header's.
    pub fn part_header(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        let Some(text) = style::header(&to_value(name, value)?, style::Explode::No) else {
            return Ok(());
        };
        header_entry(name, &text)?;
        if let Some(part) = self.parts.last_mut() {
            // Writing to a string cannot fail.
            let _ = write!(part.head, "{name}: {text}\r\n");
        }
        Ok(())
    }

    fn push(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        content_type: Option<&str>,
        body: Bytes,
    ) -> Result<(), InvalidArgument> {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            let _ = write!(head, "; filename=\"{}\"", quoted(file_name));
        }
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            header_entry(name, content_type)?;
            let _ = write!(head, "Content-Type: {content_type}\r\n");
        }
        self.parts.push(Part { head, body });
        Ok(())
    }

    /// The body, between boundaries of this name.
    fn encode(&self, boundary: &str) -> Bytes {
        let mut output = Vec::new();
        for part in &self.parts {
            output.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head).as_bytes());
            output.extend_from_slice(&part.body);
            output.extend_from_slice(b"\r\n");
        }
        output.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        output.into()
    }

    /// A boundary that occurs in no part.
    fn boundary(&self) -> String {
        loop {
            let boundary = random::hex_128();
            let mut parts = self.parts.iter();
            if !parts.any(|part| {
                part.body
                    .windows(boundary.len())
                    .any(|window| window == boundary.as_bytes())
            }) {
                return boundary;
            }
        }
    }
}

impl RequestWriter<'_> {
    /// Sets a body of parts.
    ///
    /// # Errors
    /// The media type cannot be sent.
    pub fn multipart(&mut self, media_type: &str, form: &Multipart) -> Result<(), InvalidArgument> {
        let boundary = form.boundary();
        self.set_body(
            &format!("{media_type}; boundary={boundary}"),
            form.encode(&boundary),
        )
    }
}

/// Names as browsers write them (WHATWG HTML §4.10.21.8): a quote or line break must not end the header.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
