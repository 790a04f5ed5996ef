//! Binary responses that are read as they are wanted.

use std::io::ErrorKind as IoErrorKind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tests::runtime::{
    ByteStream, Call, CallError, DecodeError, ErrorKind, InvalidArgument, Metadata, Operation,
    RequestWriter, Response, TimeoutPhase,
};
use tests::sample::SampleError;

use super::chunked::{Answer, Chunked, Piece, data, ok};
use super::support::PLAIN;

/// Reads a file.
#[derive(Debug, Clone)]
struct ReadFile;

impl Operation for ReadFile {
    type Output = ByteStream;
    type Error = SampleError;
    const METADATA: &'static Metadata = &PLAIN;
    const STREAMS: &'static [(u16, u16)] = &[(200, 200)];

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/file");
        Ok(())
    }

    fn decode(response: &Response) -> Result<Option<ByteStream>, DecodeError> {
        match response.status() {
            200 => response.byte_stream().map(Some),
            _ => Ok(None),
        }
    }
}

async fn download(transport: &Chunked) -> ByteStream {
    Call::new(transport.client().handle, ReadFile)
        .await
        .unwrap()
}

fn file(pieces: impl IntoIterator<Item = Piece>) -> Chunked {
    Chunked::new([ok("application/pdf", pieces)])
}

fn kind(result: Result<impl Sized, CallError>) -> ErrorKind {
    match result {
        Ok(_) => panic!("no error"),
        Err(error) => error.kind().clone(),
    }
}

#[tokio::test]
async fn all_of_it_or_chunk_by_chunk() {
    let transport = file([data("ab"), data("c")]);
    assert_eq!(download(&transport).await.bytes().await.unwrap(), "abc");

    let transport = file([data("ab"), data("c")]);
    let mut response = download(&transport).await;
    assert_eq!(response.content_type(), Some("application/pdf"));
    assert_eq!(response.next_chunk().await.unwrap().unwrap(), "ab");
    assert_eq!(response.next_chunk().await.unwrap().unwrap(), "c");
    assert_eq!(response.next_chunk().await.unwrap(), None);
    assert_eq!(response.next_chunk().await.unwrap(), None);
}

#[tokio::test]
async fn progress_counts_what_came() {
    let mut answer = ok("text/plain", [data("ab"), data("c")]);
    answer.headers.push(("content-length", "3"));
    let seen: Arc<Mutex<Vec<(u64, Option<u64>)>>> = Arc::default();
    let kept = Arc::clone(&seen);
    let response = download(&Chunked::new([answer])).await;
    let response = response.on_progress(move |progress| {
        kept.lock()
            .unwrap()
            .push((progress.received, progress.total));
    });
    response.bytes().await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [(2, Some(3)), (3, Some(3))]);
}

#[tokio::test]
async fn r10_only_so_much_goes_into_memory() {
    let transport = file([data("ab"), data("c"), Piece::Hang]);
    let response = download(&transport).await.limit(2);
    assert_eq!(
        kind(response.bytes().await),
        ErrorKind::BodyTooLarge { limit: 2 }
    );
    assert_eq!(transport.open(), 0);
}

#[tokio::test]
async fn a_file_is_whole_or_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    let transport = file([data("ab"), data("c")]);
    assert_eq!(download(&transport).await.save_to(&path).await.unwrap(), 3);
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");

    let transport = file([data("new"), Piece::Break]);
    let failed = kind(download(&transport).await.save_to(&path).await);
    assert!(matches!(failed, ErrorKind::Connection(_)), "{failed:?}");
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

    let nowhere = folder.path().join("none").join("a.pdf");
    match kind(download(&file([])).await.save_to(&nowhere).await) {
        ErrorKind::File(error) => assert_eq!(error.kind(), IoErrorKind::NotFound),
        other => panic!("{other:?}"),
    }
}

/// R05: half of a body that was given to the caller already is not asked for again.
#[tokio::test]
async fn r05_a_broken_transfer_is_an_error_once() {
    let transport = file([data("ab"), Piece::Break]);
    let mut response = download(&transport).await;
    assert_eq!(response.next_chunk().await.unwrap().unwrap(), "ab");
    let failed = response.next_chunk().await.unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::Connection(_)));
    assert_eq!(response.next_chunk().await.unwrap(), None);
    assert_eq!(transport.sent().len(), 1);
}

/// R09: what stops, or drips, ends; what goes on may take as long as it likes.
#[tokio::test(start_paused = true)]
async fn r09_slow_transfers() {
    let timeout = ErrorKind::Timeout(TimeoutPhase::Body);
    assert_eq!(
        kind(
            download(&file([data("a"), Piece::Hang]))
                .await
                .bytes()
                .await
        ),
        timeout
    );

    let drip = [Piece::Wait(Duration::from_secs(20)), data("a")];
    let dripping = file(drip.iter().cycle().take(20).cloned());
    assert_eq!(kind(download(&dripping).await.bytes().await), timeout);

    let steady = [Piece::Wait(Duration::from_secs(20)), data("a".repeat(40))];
    let steady = file(steady.iter().cycle().take(20).cloned());
    assert_eq!(download(&steady).await.bytes().await.unwrap().len(), 400);
}

/// R27: whoever drops the response ends its transfer.
#[tokio::test]
async fn r27_dropping_ends_the_transfer() {
    let transport = file([data("a"), Piece::Hang]);
    let mut response = download(&transport).await;
    response.next_chunk().await.unwrap();
    assert_eq!(transport.open(), 1);
    drop(response);
    assert_eq!(transport.open(), 0);
}

#[tokio::test]
async fn an_error_is_read_as_any_other() {
    let answer = Answer {
        status: 404,
        ..ok("application/json", [data("{}")])
    };
    let transport = Chunked::new([answer]);
    let error = Call::new(transport.client().handle, ReadFile).await;
    let error = error.unwrap_err();
    assert_eq!(
        (error.status(), error.body().unwrap().as_ref()),
        (Some(404), &b"{}"[..])
    );
}

#[test]
fn blocking() {
    let client = file([data("ab"), data("c")]).client();
    let response = Call::new(client.handle, ReadFile).send_blocking().unwrap();
    assert_eq!(response.bytes_blocking().unwrap(), "abc");
}
