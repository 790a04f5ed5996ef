//! Bytes to send that need not be in memory.

use std::fmt;
#[cfg(feature = "fs")]
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use super::transport::{BodySource, Opened};
use super::{
    Chunks, InvalidArgument, RequestBody, RequestWriter, TransportError, TransportErrorKind,
    TransportFuture,
};

/// Bytes to send: at hand, in a file, or in chunks that are read as they are sent.
///
/// Whatever becomes [`Bytes`] becomes one: a `Vec<u8>`, a `String`, a literal. A clone stands for the same bytes, which
/// are not copied.
#[derive(Clone)]
pub struct UploadBody(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    #[cfg(feature = "fs")]
    File(PathBuf),
    Chunks(Arc<Once>),
}

/// Chunks, until they are sent.
struct Once {
    chunks: Mutex<Option<Box<dyn Chunks>>>,
    length: Option<u64>,
}

impl UploadBody {
    /// A file, which is opened when the request is sent, and again when it is tried again.
    #[cfg(feature = "fs")]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        Self(Content::File(path.into()))
    }

    /// Chunks that are read as they are sent. A request with them is never tried again.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: fmt::Display,
    {
        Self::from_chunks(StreamChunks(Box::pin(stream)), None)
    }

    /// Chunks whose number of bytes is known, so that the server is told it beforehand.
    pub fn from_sized_stream<S, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: fmt::Display,
    {
        Self::from_chunks(StreamChunks(Box::pin(stream)), Some(length))
    }

    fn from_chunks(chunks: impl Chunks + 'static, length: Option<u64>) -> Self {
        Self(Content::Chunks(Arc::new(Once {
            chunks: Mutex::new(Some(Box::new(chunks))),
            length,
        })))
    }

    /// The bytes, if they are at hand.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The name of the file, if it is one.
    pub fn file_name(&self) -> Option<String> {
        match &self.0 {
            #[cfg(feature = "fs")]
            Content::File(path) => Some(path.file_name()?.to_string_lossy().into_owned()),
            _ => None,
        }
    }
}

impl<T: Into<Bytes>> From<T> for UploadBody {
    fn from(bytes: T) -> Self {
        Self(Content::Bytes(bytes.into()))
    }
}

impl BodySource for UploadBody {
    fn open(&self) -> Opened<'_> {
        Box::pin(async move {
            match &self.0 {
                Content::Bytes(bytes) => Ok(bytes.clone().into()),
                #[cfg(feature = "fs")]
                Content::File(path) => super::file_chunks::open(path).await,
                Content::Chunks(once) => {
                    let mut chunks = once.chunks.lock().unwrap_or_else(PoisonError::into_inner);
                    let chunks = chunks.take().ok_or_else(|| {
                        InvalidArgument::new("body", "is a stream that was sent already")
                    })?;
                    Ok(RequestBody::new(chunks, once.length))
                }
            }
        })
    }

    fn is_replayable(&self) -> bool {
        !matches!(self.0, Content::Chunks(_))
    }
}

impl PartialEq for UploadBody {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            #[cfg(feature = "fs")]
            (Content::File(one), Content::File(other)) => one == other,
            (Content::Chunks(one), Content::Chunks(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl fmt::Debug for UploadBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(formatter, "UploadBody({} bytes)", bytes.len()),
            #[cfg(feature = "fs")]
            Content::File(path) => write!(formatter, "UploadBody({})", path.display()),
            Content::Chunks(_) => formatter.write_str("UploadBody(stream)"),
        }
    }
}

/// A stream as chunks.
struct StreamChunks<S>(Pin<Box<S>>);

impl<S, E> Chunks for StreamChunks<S>
where
    S: Stream<Item = Result<Bytes, E>> + Send,
    E: fmt::Display,
{
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            let next = std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await;
            next.transpose().map_err(|error| {
                let problem = format!("the body to send cannot be read: {error}");
                TransportError::new(TransportErrorKind::Connection, problem)
            })
        })
    }
}

impl RequestWriter<'_> {
    /// Sets a body of bytes as they are.
    ///
    /// # Errors
    /// The media type cannot be sent.
    pub fn upload<'b>(
        &mut self,
        media_type: &str,
        body: impl Into<Option<&'b UploadBody>>,
    ) -> Result<(), InvalidArgument> {
        let Some(body) = body.into() else {
            return Ok(());
        };
        self.set_body(media_type, body.as_bytes().cloned().unwrap_or_default())?;
        if body.as_bytes().is_none() {
            self.source = Some(Arc::new(body.clone()));
        }
        Ok(())
    }
}
