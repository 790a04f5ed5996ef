//! A request in the making: where each input of an operation is written.

use std::sync::Arc;

use bytes::Bytes;
use http::header::COOKIE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::transport::BodySource;
use super::{InvalidArgument, style};

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
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) cookies: String,
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
        // Most paths have neither.
        let suspect = self.path.bytes().any(|byte| matches!(byte, b'.' | b'%'));
        if suspect && self.path.split('/').any(is_dots) {
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

pub(crate) fn unwritable(name: &str, error: &serde_json::Error) -> InvalidArgument {
    InvalidArgument::new(name, format!("cannot be written: {error}"))
}
