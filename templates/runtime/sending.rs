//! How long a body may take to be sent: as long as the server goes on taking it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bytes::Bytes;

use super::limits::Limits;
use super::transport::Chunks;
use super::{RequestBody, ResponseBody, TimeoutPhase, TransportError, TransportFuture};

/// The largest piece of a request's body that is handed over at once.
///
/// What is handed over is sent, also when the call has been dropped: so a large body goes piece by piece.
pub(crate) const PIECE: usize = 64 << 10;

/// What is known of a body while it is sent. A transport finds it among the extensions of a request whose body is large.
#[derive(Clone, Default)]
pub(crate) struct Taken(Arc<Counts>);

#[derive(Default)]
struct Counts {
    pieces: AtomicUsize,
    ended: AtomicBool,
}

/// A request on its way.
pub(crate) type Sending<'a> = TransportFuture<'a, http::Response<ResponseBody>>;

/// What it comes to.
type Answer = Result<http::Response<ResponseBody>, TransportError>;

impl Taken {
    /// Another piece is wanted.
    pub(crate) fn piece(&self) {
        self.0.pieces.fetch_add(1, Ordering::Relaxed);
    }

    /// There are no more.
    pub(crate) fn end(&self) {
        self.0.ended.store(true, Ordering::Relaxed);
    }

    fn pieces(&self) -> usize {
        self.0.pieces.load(Ordering::Relaxed)
    }

    fn is_ended(&self) -> bool {
        self.0.ended.load(Ordering::Relaxed)
    }

    /// Tells the transport to count, where the body is large.
    pub(crate) fn of(request: &mut http::Request<Bytes>) -> Option<Self> {
        let taken = (request.body().len() > PIECE).then(Self::default)?;
        request.extensions_mut().insert(taken.clone());
        Some(taken)
    }

    /// Counts the chunks of a body that is read as it is sent.
    pub(crate) fn counting(body: RequestBody) -> (RequestBody, Self) {
        let taken = Self::default();
        let length = body.length();
        let chunks = Counted {
            chunks: body.chunks,
            left: length,
            taken: taken.clone(),
        };
        (RequestBody::new(Box::new(chunks), length), taken)
    }
}

/// Waits for the answer for as long as the body is taken, and then for as long as nothing may come.
pub(crate) async fn answered(
    mut sending: Sending<'_>,
    taken: Option<Taken>,
    limits: &Limits,
) -> Result<Answer, TimeoutPhase> {
    let pieces = || taken.as_ref().map_or(0, Taken::pieces);
    loop {
        let before = pieces();
        match limits.wait(TimeoutPhase::Headers, &mut sending).await {
            Ok(answer) => return Ok(answer),
            Err(phase) if phase != TimeoutPhase::Headers => return Err(phase),
            Err(_) if pieces() > before => {}
            // Whoever takes no piece at all does not count them.
            Err(_) if before > 0 && !taken.as_ref().is_some_and(Taken::is_ended) => {
                return Err(TimeoutPhase::Write);
            }
            Err(_) => return Err(TimeoutPhase::Headers),
        }
    }
}

/// Chunks that are counted as they are taken.
struct Counted {
    chunks: Box<dyn Chunks>,
    /// How many bytes are still to come, where it is known.
    left: Option<u64>,
    taken: Taken,
}

impl Chunks for Counted {
    fn next_chunk(&mut self) -> TransportFuture<'_, Option<Bytes>> {
        self.taken.piece();
        Box::pin(async {
            let chunk = self.chunks.next_chunk().await?;
            if let (Some(left), Some(chunk)) = (&mut self.left, &chunk) {
                *left = left.saturating_sub(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            }
            // Where the length is known, nobody may ask again at the end.
            if chunk.is_none() || self.left == Some(0) {
                self.taken.end();
            }
            Ok(chunk)
        })
    }
}
