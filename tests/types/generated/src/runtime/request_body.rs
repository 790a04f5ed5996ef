//! Bodies of JSON, text and bytes. OpenAPI 3.1.1 §4.8.13.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::request::{to_value, unwritable};
use super::{InvalidArgument, RequestWriter, style};

impl RequestWriter<'_> {
    /// Sets a body of JSON; a value that is null sends none.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json(
        &mut self,
        media_type: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        match serde_json::to_vec(value).map_err(|error| unwritable("body", &error))? {
            body if body == b"null" => Ok(()),
            body => self.set_body(media_type, body.into()),
        }
    }

    /// Sets a body of text; a value that is null sends none.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn text(
        &mut self,
        media_type: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        match style::scalar(&to_value("body", value)?) {
            Some(text) => self.set_body(media_type, text.into()),
            None => Ok(()),
        }
    }

    /// Sets a body of bytes as they are.
    ///
    /// # Errors
    /// The media type cannot be sent.
    pub fn bytes<'b>(
        &mut self,
        media_type: &str,
        body: impl Into<Option<&'b Bytes>>,
    ) -> Result<(), InvalidArgument> {
        match body.into() {
            Some(body) => self.set_body(media_type, body.clone()),
            None => Ok(()),
        }
    }

    pub(crate) fn set_body(
        &mut self,
        media_type: &str,
        body: Bytes,
    ) -> Result<(), InvalidArgument> {
        let media_type = HeaderValue::from_str(media_type).map_err(|_| {
            InvalidArgument::new("body", "has a media type that no header can have")
        })?;
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = Some(body);
        Ok(())
    }
}
