//! Parameters of a request: in the path, the query, a header or a cookie. OpenAPI 3.1.1 §4.8.12.

use serde::Serialize;

use super::request::{header_entry, to_value, unwritable};
use super::style::{self, Explode, Pair, PathStyle, QueryStyle, Reserved};
use super::{InvalidArgument, RequestWriter, percent};

impl RequestWriter<'_> {
    /// Appends a parameter to the path.
    ///
    /// # Errors
    /// The value is missing or empty.
    pub fn path(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        style: PathStyle,
        explode: Explode,
    ) -> Result<(), InvalidArgument> {
        let text = style::path(name, &to_value(name, value)?, style, explode);
        self.push_segment(name, text)
    }

    /// Appends a parameter to the path, written as JSON.
    ///
    /// # Errors
    /// The value is missing or empty.
    pub fn path_content(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        let text = json_text(name, value)?.map(|text| percent::unreserved(&text));
        self.push_segment(name, text)
    }

    fn push_segment(&mut self, name: &str, text: Option<String>) -> Result<(), InvalidArgument> {
        match text {
            Some(text) if !text.is_empty() => {
                self.path.push_str(&text);
                Ok(())
            }
            _ => Err(InvalidArgument::new(
                name,
                "is empty, which would change the path",
            )),
        }
    }

    /// Adds a parameter to the query.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn query(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        style: QueryStyle,
        explode: Explode,
        reserved: Reserved,
    ) -> Result<(), InvalidArgument> {
        let encode = match reserved {
            Reserved::Encoded => percent::unreserved,
            Reserved::Allowed => percent::reserved,
        };
        for pair in style::pairs(name, &to_value(name, value)?, style, explode) {
            pair.write(&mut self.query, "&", percent::unreserved, encode);
        }
        Ok(())
    }

    /// Adds a parameter to the query, written as JSON.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn query_content(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        push_json(&mut self.query, "&", name, value)
    }

    /// Writes a value as the whole query, as a form. OpenAPI 3.2.0 §4.12.1 `querystring`.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn query_string(
        &mut self,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        let value = to_value("query", value)?;
        self.query = super::form::encode(&value, &[]);
        Ok(())
    }

    /// Writes a value as the whole query, as JSON. OpenAPI 3.2.0 §4.12.1 `querystring`.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn query_string_json(
        &mut self,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        self.query = json_text("query", value)?
            .map(|text| percent::unreserved(&text))
            .unwrap_or_default();
        Ok(())
    }

    /// Sets a header, in style `simple`.
    ///
    /// # Errors
    /// The value has characters that no header can have, such as a line break.
    pub fn header(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        explode: Explode,
    ) -> Result<(), InvalidArgument> {
        match style::header(&to_value(name, value)?, explode) {
            Some(text) => self.insert_header(name, &text),
            None => Ok(()),
        }
    }

    /// Sets a header, written as JSON.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn header_content(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        match json_text(name, value)? {
            Some(text) => self.insert_header(name, &text),
            None => Ok(()),
        }
    }

    fn insert_header(&mut self, name: &str, text: &str) -> Result<(), InvalidArgument> {
        let (name, value) = header_entry(name, text)?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds a cookie, in style `form`.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn cookie(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
        explode: Explode,
    ) -> Result<(), InvalidArgument> {
        for pair in style::pairs(name, &to_value(name, value)?, QueryStyle::Form, explode) {
            pair.write(
                &mut self.cookies,
                "; ",
                percent::unreserved,
                percent::unreserved,
            );
        }
        Ok(())
    }

    /// Adds a cookie, written as JSON.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn cookie_content(
        &mut self,
        name: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        push_json(&mut self.cookies, "; ", name, value)
    }
}

/// Appends `name=value` with the value as JSON, unless it is null.
fn push_json(
    output: &mut String,
    separator: &str,
    name: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<(), InvalidArgument> {
    if let Some(text) = json_text(name, value)? {
        let pair = Pair::single(name, text);
        pair.write(output, separator, percent::unreserved, percent::unreserved);
    }
    Ok(())
}

/// JSON without spaces; `None` for null.
fn json_text(
    name: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<Option<String>, InvalidArgument> {
    let text = serde_json::to_string(value).map_err(|error| unwritable(name, &error))?;
    Ok((text != "null").then_some(text))
}
