//! A request in the making: where each input of an operation is written.

use std::sync::Arc;

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::style::{self, Explode, Pair, PathStyle, QueryStyle, Reserved};
use super::transport::BodySource;
use super::{InvalidArgument, percent};

/// Where a parameter is sent. OpenAPI 3.1.1 §4.8.12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// Whether a parameter must have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// The call fails without one.
    Yes,
    /// Without one, nothing is sent.
    No,
}

/// A parameter that is set once on the client, for every call that has none of its own.
#[derive(Clone)]
pub(crate) struct Global {
    pub(crate) place: Place,
    pub(crate) name: &'static str,
    pub(crate) value: Value,
}

/// Takes the inputs of an operation, and puts each where it belongs.
///
/// A value that is null (`None`, an absent [`Maybe`](super::Maybe)) is not sent; neither is an empty list or object.
pub struct RequestWriter<'a> {
    globals: &'a [Global],
    path: String,
    query: String,
    pub(super) headers: HeaderMap,
    cookies: String,
    pub(super) body: Option<Bytes>,
    pub(super) source: Option<Arc<dyn BodySource>>,
}

/// A request as its operation wrote it: no server, no credential, nothing of the client's.
pub(crate) struct EncodedRequest {
    /// The path with its query, percent-encoded.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: String,
    pub(crate) body: Option<Bytes>,
    /// What is sent instead of the body, if it is not at hand.
    pub(crate) source: Option<Arc<dyn BodySource>>,
}

/// How many bytes of a path there is room for at once: as many as most have.
const PATH: usize = 128;

impl<'a> RequestWriter<'a> {
    pub(crate) fn new(globals: &'a [Global]) -> Self {
        Self {
            globals,
            path: String::with_capacity(PATH),
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: None,
            source: None,
        }
    }

    /// Appends to the path what stands in the document, percent-encoded already.
    pub fn literal(&mut self, text: &str) {
        self.path.push_str(text);
    }

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
        if let Some(text) = json_text(name, value)? {
            Pair::single(name, text).write(
                &mut self.query,
                "&",
                percent::unreserved,
                percent::unreserved,
            );
        }
        Ok(())
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
        if let Some(text) = json_text(name, value)? {
            Pair::single(name, text).write(
                &mut self.cookies,
                "; ",
                percent::unreserved,
                percent::unreserved,
            );
        }
        Ok(())
    }

    /// The value of a parameter that the client may have set for all calls: the call's own, else the client's.
    ///
    /// # Errors
    /// The parameter is required, and neither has a value.
    pub fn global(
        &self,
        place: Place,
        name: &str,
        value: &(impl Serialize + ?Sized),
        required: Required,
    ) -> Result<Value, InvalidArgument> {
        let own = to_value(name, value)?;
        if !own.is_null() {
            return Ok(own);
        }
        let global = self
            .globals
            .iter()
            .find(|global| global.place == place && global.name == name);
        match (global, required) {
            (Some(global), _) => Ok(global.value.clone()),
            (None, Required::No) => Ok(Value::Null),
            (None, Required::Yes) => Err(InvalidArgument::new(
                name,
                "is set neither on the client nor on the call",
            )),
        }
    }

    /// Checks the path, and closes the request.
    ///
    /// A segment that is `.` or `..` would be taken out by every URL parser, also when its dots are percent-encoded, and
    /// the request would go to another route.
    pub(crate) fn finish(mut self) -> Result<EncodedRequest, InvalidArgument> {
        if self.path.split('/').any(is_dots) {
            return Err(InvalidArgument::new(
                "path",
                "has a segment `.` or `..`, which would change the path",
            ));
        }
        let mut target = self.path;
        if !self.query.is_empty() {
            target.push('?');
            target.push_str(&self.query);
        }
        self.headers.remove(COOKIE);
        Ok(EncodedRequest {
            target,
            headers: self.headers,
            cookies: self.cookies,
            body: self.body,
            source: self.source,
        })
    }
}

/// Whether a segment of a path is `.` or `..`, each dot perhaps percent-encoded.
fn is_dots(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    let mut dots = 0;
    loop {
        rest = match rest {
            [] => return dots == 1 || dots == 2,
            [b'.', rest @ ..] | [b'%', b'2', b'E' | b'e', rest @ ..] => rest,
            _ => return false,
        };
        dots += 1;
    }
}

/// Headers that frame the message or lead it: not for callers to set.
const FRAMING: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A header of the caller's.
///
/// # Errors
/// The name or the value cannot be a header's, or the header is not the caller's to set.
pub(crate) fn header_entry(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), InvalidArgument> {
    let invalid = |problem| InvalidArgument::new(name, problem);
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| invalid("is not the name of a header"))?;
    if FRAMING.contains(&header.as_str()) {
        return Err(invalid("is a header that the transport sets"));
    }
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| invalid("has characters that no header can have"))?;
    value.set_sensitive(true);
    Ok((header, value))
}

pub(crate) fn to_value(
    name: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<Value, InvalidArgument> {
    style::to_value(value).map_err(|error| unwritable(name, &error))
}

/// JSON without spaces; `None` for null.
fn json_text(
    name: &str,
    value: &(impl Serialize + ?Sized),
) -> Result<Option<String>, InvalidArgument> {
    let text = serde_json::to_string(value).map_err(|error| unwritable(name, &error))?;
    Ok((text != "null").then_some(text))
}

pub(crate) fn unwritable(name: &str, error: &serde_json::Error) -> InvalidArgument {
    InvalidArgument::new(name, format!("cannot be written: {error}"))
}
