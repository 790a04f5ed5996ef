//! Bodies of JSON and text. OpenAPI 3.1.1 §4.8.13.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;
use serde_json::Value;

use super::request::{to_value, unwritable};
use super::{InvalidArgument, RequestWriter, style};

/// The media type of most bodies.
const JSON: &str = "application/json";

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

    /// Sets a member of the JSON object that is the body, whatever it was before. Any other body stays as it is.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn json_member(
        &mut self,
        name: &str,
        value: impl Serialize,
    ) -> Result<(), InvalidArgument> {
        let value = to_value(name, &value)?;
        let Some(body) = &self.body else {
            return self.json("application/json", &serde_json::json!({ name: value }));
        };
        if let Ok(Value::Object(mut members)) = serde_json::from_slice(body) {
            members.insert(name.to_owned(), value);
            self.body = Some(Value::Object(members).to_string().into());
        }
        Ok(())
    }

    /// Sets a body of values of JSON, one a line; null sends none, and what is no list is one value.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_lines(
        &mut self,
        media_type: &str,
        values: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        self.json_values(media_type, values, "")
    }

    /// Sets a body of values of JSON, each behind a record separator (RFC 7464); null sends none.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_sequence(
        &mut self,
        media_type: &str,
        values: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        self.json_values(media_type, values, "\u{1E}")
    }

    fn json_values(
        &mut self,
        media_type: &str,
        values: &(impl Serialize + ?Sized),
        before: &str,
    ) -> Result<(), InvalidArgument> {
        let values = match to_value("body", values)? {
            Value::Null => return Ok(()),
            Value::Array(values) => values,
            value => vec![value],
        };
        let lines = values.iter().map(|value| format!("{before}{value}\n"));
        let text: String = lines.collect();
        self.set_body(media_type, text.into())
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

    pub(crate) fn set_body(
        &mut self,
        media_type: &str,
        body: Bytes,
    ) -> Result<(), InvalidArgument> {
        let media_type = if media_type == JSON {
            HeaderValue::from_static(JSON)
        } else {
            HeaderValue::from_str(media_type).map_err(|_| {
                InvalidArgument::new("body", "has a media type that no header can have")
            })?
        };
        self.headers.insert(CONTENT_TYPE, media_type);
        self.body = Some(body);
        self.source = None;
        Ok(())
    }
}
