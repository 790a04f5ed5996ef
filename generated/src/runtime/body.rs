//! Reading the body of a response, within limits.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};

use super::content_encoding::Decoder;
use super::limits::Limits;
use super::{DecodeError, DecodeReason, ErrorKind, ResponseBody, TimeoutPhase, TransportError};

/// What to do with a body that is larger than a number of bytes.
#[derive(Clone, Copy)]
pub(crate) enum BodyLimit {
    /// Give up.
    Fail(usize),
    /// Keep what came so far.
    Cut(usize),
}

/// Why a body could not be read.
pub(crate) enum BodyError {
    /// It is larger than this.
    TooLarge(usize),
    /// The time is up.
    TimedOut(TimeoutPhase),
    /// The connection broke.
    Transport(TransportError),
    /// It is compressed, and what came cannot be decoded.
    Encoding(String),
}

/// The body of a response as it comes, without its compression.
pub(crate) struct Body {
    source: ResponseBody,
    /// How long reading it may take.
    limits: Limits,
    decoder: Option<Decoder>,
}

impl Body {
    /// A body as it came.
    pub(crate) fn new(source: ResponseBody, limits: Limits) -> Self {
        Self {
            source,
            limits,
            decoder: None,
        }
    }

    /// Takes off the compression that the headers name, and takes it from them; one that is not known stays.
    pub(crate) fn decoded(mut self, headers: &mut HeaderMap) -> Self {
        let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
        let encoding = encodings.next().and_then(|value| value.to_str().ok());
        if let (Some(encoding), None) = (encoding, encodings.next()) {
            self.decoder = Decoder::of(encoding);
        }
        if self.decoder.is_some() {
            headers.remove(CONTENT_ENCODING);
            headers.remove(CONTENT_LENGTH);
        }
        self
    }

    /// For whoever reads it later, when the try has come to its end.
    pub(crate) fn endless(mut self) -> Self {
        self.limits = self.limits.endless();
        self
    }

    /// Whether there is nothing more, where that is known without asking.
    fn is_at_end(&self) -> bool {
        self.decoder.is_none() && self.source.is_at_end()
    }

    /// The next chunk; `None` at the end.
    pub(crate) async fn next_chunk(&mut self) -> Result<Option<Bytes>, BodyError> {
        loop {
            if let Some(decoder) = &mut self.decoder
                && let Some(piece) = decoder.next_piece().map_err(BodyError::Encoding)?
            {
                return Ok(Some(piece));
            }
            let chunk = &mut self.source.chunk();
            let chunk = self.limits.wait(TimeoutPhase::Body, chunk).await;
            let chunk = chunk.map_err(BodyError::TimedOut)?;
            let chunk = chunk.map_err(BodyError::Transport)?;
            match (&mut self.decoder, chunk) {
                (None, chunk) => return Ok(chunk),
                (Some(decoder), Some(chunk)) => decoder.feed(chunk),
                (Some(decoder), None) => {
                    return decoder.finish().map(|()| None).map_err(BodyError::Encoding);
                }
            }
        }
    }

    /// The whole body, or all of it up to the limit.
    pub(crate) async fn read(&mut self, limit: BodyLimit) -> Result<Bytes, BodyError> {
        let mut bytes = Joined::default();
        self.read_into(&mut bytes, limit).await?;
        Ok(bytes.into_bytes())
    }

    /// As [`read`](Self::read); what came before an error is kept.
    pub(crate) async fn read_into(
        &mut self,
        bytes: &mut Joined,
        limit: BodyLimit,
    ) -> Result<(), BodyError> {
        while !self.is_at_end() {
            let Some(chunk) = self.next_chunk().await? else {
                break;
            };
            let is_first = bytes.len() == 0;
            bytes.push(chunk);
            // What is always at hand is never waited for.
            if !is_first && let Some(phase) = self.limits.passed() {
                return Err(BodyError::TimedOut(phase));
            }
            match limit {
                BodyLimit::Fail(limit) if bytes.len() > limit => {
                    return Err(BodyError::TooLarge(limit));
                }
                BodyLimit::Cut(limit) if bytes.len() > limit => {
                    bytes.truncate(limit);
                    break;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Chunks in a row. One alone is not copied.
#[derive(Default)]
pub(crate) struct Joined {
    first: Bytes,
    all: BytesMut,
}

impl Joined {
    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        self.all.extend_from_slice(&std::mem::take(&mut self.first));
        self.all.extend_from_slice(&chunk);
    }

    fn len(&self) -> usize {
        self.first.len().saturating_add(self.all.len())
    }

    pub(crate) fn truncate(&mut self, length: usize) {
        self.first.truncate(length);
        self.all.truncate(length);
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        if self.all.is_empty() {
            self.first
        } else {
            self.all.freeze()
        }
    }
}

impl BodyError {
    /// Whether another try could go better.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::TimedOut(TimeoutPhase::Body) | Self::Transport(_)
        )
    }
}

impl From<BodyError> for ErrorKind {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge(limit) => Self::BodyTooLarge { limit },
            BodyError::TimedOut(phase) => Self::Timeout(phase),
            BodyError::Transport(error) => Self::Connection(error),
            BodyError::Encoding(problem) => Self::Decode(DecodeError::new(
                DecodeReason::ContentEncoding,
                problem,
                None,
                &Bytes::new(),
            )),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(limit) => write!(formatter, "its answer is larger than {limit} bytes"),
            Self::TimedOut(_) => formatter.write_str("its answer stopped"),
            Self::Transport(error) => error.fmt(formatter),
            Self::Encoding(problem) => formatter.write_str(problem),
        }
    }
}
