//! Reading the body of a response, within limits.

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::time::timeout;

use super::{ResponseBody, TransportError};

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
    /// Nothing came for too long.
    Idle,
    /// The connection broke.
    Transport(TransportError),
}

/// Reads a body to its end or its limit; `idle` is the longest time between two chunks.
pub(crate) async fn read(
    body: &mut ResponseBody,
    limit: BodyLimit,
    idle: Duration,
) -> Result<Bytes, BodyError> {
    let mut bytes = BytesMut::new();
    loop {
        let chunk = timeout(idle, body.next_chunk())
            .await
            .map_err(|_| BodyError::Idle)?;
        let Some(chunk) = chunk.map_err(BodyError::Transport)? else {
            return Ok(bytes.freeze());
        };
        bytes.extend_from_slice(&chunk);
        match limit {
            BodyLimit::Fail(limit) if bytes.len() > limit => {
                return Err(BodyError::TooLarge(limit));
            }
            BodyLimit::Cut(limit) if bytes.len() > limit => {
                bytes.truncate(limit);
                return Ok(bytes.freeze());
            }
            _ => {}
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(limit) => write!(formatter, "its answer is larger than {limit} bytes"),
            Self::Idle => formatter.write_str("its answer stopped"),
            Self::Transport(error) => error.fmt(formatter),
        }
    }
}
