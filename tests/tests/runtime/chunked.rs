//! A transport whose answers come in pieces, as a test lays them out.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use tests::runtime::{
    Builder, Chunks, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFuture,
};

use super::support::Client;

/// A part of an answer's body.
#[derive(Clone)]
pub(crate) enum Piece {
    Data(Bytes),
    /// Nothing comes for this long.
    Wait(Duration),
    /// The connection breaks.
    Break,
    /// Nothing comes any more.
    Hang,
}

/// A piece of text.
pub(crate) fn data(text: impl Into<Bytes>) -> Piece {
    Piece::Data(text.into())
}

/// An answer in pieces.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
    pub(crate) pieces: Vec<Piece>,
}

/// A success of this content type.
pub(crate) fn ok(content_type: &'static str, pieces: impl IntoIterator<Item = Piece>) -> Answer {
    Answer {
        status: 200,
        headers: vec![("content-type", content_type)],
        pieces: pieces.into_iter().collect(),
    }
}

/// Gives its answers in order, and keeps what was asked.
#[derive(Clone, Default)]
pub(crate) struct Chunked {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    sent: Arc<Mutex<Vec<HeaderMap>>>,
    open: Arc<AtomicUsize>,
}

impl Chunked {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            ..Self::default()
        }
    }

    pub(crate) fn builder(&self) -> Builder<Client> {
        Builder::new().transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The headers of the requests.
    pub(crate) fn sent(&self) -> Vec<HeaderMap> {
        self.sent.lock().unwrap().clone()
    }

    /// How many bodies are held by somebody.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }
}

impl Transport for Chunked {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        self.sent.lock().unwrap().push(request.headers().clone());
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async move {
            let Some(answer) = answer else {
                let kind = TransportErrorKind::Connection;
                return Err(TransportError::new(kind, "no further answer"));
            };
            self.open.fetch_add(1, Ordering::SeqCst);
            let body = Pieces {
                left: answer.pieces.into(),
                open: Arc::clone(&self.open),
            };
            let mut response = http::Response::new(ResponseBody::new(body));
            *response.status_mut() = http::StatusCode::from_u16(answer.status).unwrap();
            for (name, value) in answer.headers {
                let (name, value) = (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                );
                response.headers_mut().append(name, value);
            }
            Ok(response)
        })
    }
}

struct Pieces {
    left: VecDeque<Piece>,
    open: Arc<AtomicUsize>,
}

impl Drop for Pieces {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Chunks for Pieces {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        Box::pin(async {
            loop {
                match self.left.pop_front() {
                    None => return Ok(None),
                    Some(Piece::Data(bytes)) => return Ok(Some(bytes)),
                    Some(Piece::Wait(time)) => tokio::time::sleep(time).await,
                    Some(Piece::Hang) => std::future::pending().await,
                    Some(Piece::Break) => {
                        let kind = TransportErrorKind::Connection;
                        return Err(TransportError::new(kind, "broken"));
                    }
                }
            }
        })
    }
}
