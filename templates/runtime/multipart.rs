//! Bodies of `multipart/*`. OpenAPI 3.1.1 §4.8.14.5, RFC 7578.

use std::collections::VecDeque;
use std::fmt::{self, Write};
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use serde::Serialize;
use serde_json::Value;

use super::request::{header_entry, to_value};
use super::transport::{BodySource, Opened};
use super::{
    Chunks, FilePart, InvalidArgument, RequestBody, RequestWriter, TransportFuture, UploadBody,
    random, style,
};

/// The parts of a multipart body, in order.
#[derive(Debug, Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

struct Part {
    name: String,
    /// Lines of the part's head, each ended.
    head: String,
    body: UploadBody,
}

impl Part {
    /// Adds a header that can be sent.
    fn add(&mut self, name: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = write!(self.head, "{name}: {value}\r\n");
    }

    fn has(&self, name: &str) -> bool {
        let names = self.head.lines().filter_map(|line| line.split_once(':'));
        let mut names = names.map(|(name, _)| name);
        names.any(|other| other.eq_ignore_ascii_case(name))
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// A body with a part for each member of an object: text for a scalar, one for each scalar of a list, else JSON.
    ///
    /// # Errors
    /// The object cannot be written as JSON.
    pub fn of_members(object: &(impl Serialize + ?Sized)) -> Result<Self, InvalidArgument> {
        let mut form = Self::new();
        if let Value::Object(members) = to_value("body", object)? {
            for (name, value) in &members {
                let scalars = value
                    .as_array()
                    .is_none_or(|items| !items.iter().any(is_compound));
                if scalars && !value.is_object() {
                    form.text(name, value, None)?;
                } else {
                    form.json(name, value, None)?;
                }
            }
        }
        Ok(form)
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
                    self.push(name, None, content_type, text)?;
                }
                Ok(())
            }
            value => match style::scalar(&value) {
                Some(text) => self.push(name, None, content_type, text),
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
                value.to_string(),
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
            file.content.clone(),
        )?;
        for (name, value) in &file.headers {
            header_entry(name, value)?;
            if let Some(part) = self.parts.last_mut() {
                part.add(name, value);
            }
        }
        Ok(())
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

    /// Adds a header to the parts of a name that were added before, unless they have it; null adds none.
    ///
    /// # Errors
    /// The value cannot be a header's.
    pub fn part_header(
        &mut self,
        part: &str,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        let Some(text) = style::header(&to_value(name, value)?, style::Explode::No) else {
            return Ok(());
        };
        header_entry(name, &text)?;
        let parts = self.parts.iter_mut().filter(|other| other.name == part);
        parts
            .filter(|part| !part.has(name))
            .for_each(|part| part.add(name, &text));
        Ok(())
    }

    fn push(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        content_type: Option<&str>,
        body: impl Into<UploadBody>,
    ) -> Result<(), InvalidArgument> {
        let body = body.into();
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            let _ = write!(head, "; filename=\"{}\"", quoted(file_name));
        }
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            header_entry(name, content_type)?;
            let _ = write!(head, "Content-Type: {content_type}\r\n");
        }
        self.parts.push(Part {
            name: name.to_owned(),
            head,
            body,
        });
        Ok(())
    }

    /// The body as it is sent, between boundaries of this name: what is at hand joined, the rest in its place.
    fn pieces(&self, boundary: &str) -> Vec<UploadBody> {
        let mut pieces: Vec<UploadBody> = Vec::new();
        let mut at_hand = BytesMut::new();
        for part in &self.parts {
            at_hand.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head).as_bytes());
            if let Some(bytes) = part.body.as_bytes() {
                at_hand.extend_from_slice(bytes);
            } else {
                pieces.push(at_hand.split().freeze().into());
                pieces.push(part.body.clone());
            }
            at_hand.extend_from_slice(b"\r\n");
        }
        at_hand.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        pieces.push(at_hand.freeze().into());
        pieces
    }

    /// A boundary that occurs in no part that is at hand; 128 random bits occur in no other.
    fn boundary(&self) -> String {
        loop {
            let boundary = random::hex_128();
            let mut parts = self.parts.iter().filter_map(|part| part.body.as_bytes());
            let occurs = |part: &Bytes| {
                part.windows(boundary.len())
                    .any(|window| window == boundary.as_bytes())
            };
            if !parts.any(occurs) {
                return boundary;
            }
        }
    }
}

fn is_compound(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

impl RequestWriter<'_> {
    /// Sets a body of parts.
    ///
    /// # Errors
    /// The media type cannot be sent.
    pub fn multipart(&mut self, media_type: &str, form: &Multipart) -> Result<(), InvalidArgument> {
        let boundary = form.boundary();
        let media_type = format!("{media_type}; boundary={boundary}");
        let pieces = form.pieces(&boundary);
        if let [piece] = pieces.as_slice() {
            return self.upload(&media_type, piece);
        }
        self.set_body(&media_type, Bytes::new())?;
        self.source = Some(Arc::new(Pieces(pieces)));
        Ok(())
    }
}

/// Bodies that are sent one behind the other.
struct Pieces(Vec<UploadBody>);

impl BodySource for Pieces {
    fn open(&self) -> Opened<'_> {
        Box::pin(async {
            let mut bodies = VecDeque::new();
            for piece in &self.0 {
                bodies.push_back(piece.open().await?);
            }
            let lengths = bodies.iter().map(RequestBody::length);
            let length = lengths.sum::<Option<u64>>();
            Ok(RequestBody::new(Box::new(Joined(bodies)), length))
        })
    }

    fn is_replayable(&self) -> bool {
        self.0.iter().all(UploadBody::is_replayable)
    }
}

struct Joined(VecDeque<RequestBody>);

impl Chunks for Joined {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            while let Some(body) = self.0.front_mut() {
                if let Some(chunk) = body.next_chunk().await? {
                    return Ok(Some(chunk));
                }
                self.0.pop_front();
            }
            Ok(None)
        })
    }
}

/// Names as browsers write them (WHATWG HTML §4.10.21.8): a quote or line break must not end the header.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
