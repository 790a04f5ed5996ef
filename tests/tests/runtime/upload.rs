//! Bodies that are read as they are sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tests::runtime::{
    Builder, ErrorKind, FilePart, InvalidArgument, Multipart, RequestBody, RequestWriter,
    ResponseBody, RetryPolicy, TimeoutPhase, Transport, TransportError, TransportErrorKind,
    TransportFuture, UploadBody,
};

use super::support::{Client, Put, Script, answer, builder, client};

/// Chunks that are there at once.
struct Ready(VecDeque<Result<Bytes, String>>);

impl Stream for Ready {
    type Item = Result<Bytes, String>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn chunks<const N: usize>(texts: [&'static str; N]) -> Ready {
    Ready(
        texts
            .into_iter()
            .map(|text| Ok(Bytes::from(text)))
            .collect(),
    )
}

fn put(client: &Client, body: UploadBody) -> tests::runtime::Call<super::support::Probe<Put>> {
    client.call::<Put>(move |request| {
        request.literal("/file");
        request.upload("image/png", &body)
    })
}

/// Keeps the chunks of what is sent, and how long it was said to be.
#[derive(Clone, Default)]
struct Pieces(Arc<Mutex<Vec<Taken>>>);

/// How long a body was said to be, and its chunks.
type Taken = (Option<u64>, Vec<Bytes>);

impl Transport for Pieces {
    fn send(&self, _: http::Request<Bytes>) -> TransportFuture<'_, http::Response<ResponseBody>> {
        panic!("it is not to be read into memory")
    }

    fn send_streaming(
        &self,
        request: http::Request<RequestBody>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        Box::pin(async move {
            let mut body = request.into_body();
            let mut chunks = Vec::new();
            while let Some(chunk) = body.next_chunk().await? {
                chunks.push(chunk);
            }
            self.0.lock().unwrap().push((body.length(), chunks));
            Ok(http::Response::new(ResponseBody::from("")))
        })
    }
}

#[tokio::test]
async fn files_and_streams_go_in_chunks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bin");
    std::fs::write(&path, vec![7; 100_000]).unwrap();
    let pieces = Pieces::default();
    let client = Builder::<Client>::new()
        .transport(pieces.clone())
        .build()
        .unwrap();
    put(&client, UploadBody::from_path(&path)).await.unwrap();
    put(&client, UploadBody::from_stream(chunks(["a", "bc"])))
        .await
        .unwrap();
    put(&client, UploadBody::from_sized_stream(chunks(["a"]), 1))
        .await
        .unwrap();
    let sent = pieces.0.lock().unwrap();
    assert_eq!(sent[0].0, Some(100_000));
    assert!(sent[0].1.len() > 1);
    assert_eq!(sent[0].1.concat(), vec![7; 100_000]);
    assert_eq!(sent[1], (None, vec![Bytes::from("a"), Bytes::from("bc")]));
    assert_eq!(sent[2].0, Some(1));
}

/// A transport that knows nothing of streams gets the bytes.
#[tokio::test]
async fn a_simple_transport_gets_all_of_it() {
    let script = Script::default();
    put(
        &client(&script),
        UploadBody::from_stream(chunks(["a", "bc"])),
    )
    .await
    .unwrap();
    let sent = script.sent().remove(0);
    assert_eq!(sent.body, "abc");
    assert_eq!(sent.header("content-type"), "image/png");
}

/// R19: a body that was given away is not sent twice; a file is.
#[tokio::test]
async fn r19_only_what_can_be_replayed_is_tried_again() {
    let retry = || RetryPolicy::attempts(3).initial_interval(std::time::Duration::ZERO);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "abc").unwrap();
    let script = Script::new([answer(503, ""), answer(503, ""), answer(200, "")]);
    let file = put(&client(&script), UploadBody::from_path(&path)).retry(retry());
    file.await.unwrap();
    let bodies: Vec<_> = script.sent().into_iter().map(|sent| sent.body).collect();
    assert_eq!(bodies, ["abc", "abc", "abc"]);

    let script = Script::new([answer(503, ""), answer(200, "")]);
    let body = UploadBody::from_stream(chunks(["a"]));
    let error = put(&client(&script), body.clone())
        .retry(retry())
        .await
        .unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(503), 1));
    let again = put(&client(&script), body).await.unwrap_err();
    assert!(matches!(again.kind(), Some(ErrorKind::InvalidArgument(_))));
    assert!(!again.may_have_been_sent());
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_before_anything_is_sent() {
    let script = Script::default();
    let error = put(&client(&script), UploadBody::from_path("/nowhere/a.bin"))
        .await
        .unwrap_err();
    match error.kind() {
        Some(ErrorKind::File(file)) => assert_eq!(file.kind(), std::io::ErrorKind::NotFound),
        other => panic!("{other:?}"),
    }
    assert!(!error.may_have_been_sent());
    assert!(script.sent().is_empty());
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call() {
    let failing = Ready(VecDeque::from([
        Ok(Bytes::from("a")),
        Err("no more".to_owned()),
    ]));
    let script = Script::default();
    let error = put(&client(&script), UploadBody::from_stream(failing))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("no more"), "{error}");
}

/// R02: a server that takes nothing is given up; one that takes its time is not.
#[tokio::test(start_paused = true)]
async fn r02_an_upload_that_stops() {
    #[derive(Clone)]
    struct Slow(bool);

    impl Transport for Slow {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> TransportFuture<'_, http::Response<ResponseBody>> {
            panic!("it is not to be read into memory")
        }

        fn send_streaming(
            &self,
            request: http::Request<RequestBody>,
        ) -> TransportFuture<'_, http::Response<ResponseBody>> {
            Box::pin(async move {
                let mut body = request.into_body();
                while let Some(_chunk) = body.next_chunk().await? {
                    let pause = if self.0 { 1_000_000 } else { 20 };
                    tokio::time::sleep(std::time::Duration::from_secs(pause)).await;
                }
                Ok(http::Response::new(ResponseBody::from("")))
            })
        }
    }

    let send = async |stops| {
        let client = Builder::<Client>::new()
            .transport(Slow(stops))
            .build()
            .unwrap();
        put(&client, UploadBody::from_stream(chunks(["a", "b"]))).await
    };
    send(false).await.unwrap();
    let error = send(true).await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Write)));
}

#[tokio::test]
async fn parts_from_files_and_streams() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a \"b\".txt");
    std::fs::write(&path, "from a file").unwrap();
    let part = FilePart::from_path(&path)
        .content_type("text/plain")
        .header("X-Digest", "d");
    let stream = FilePart::new(
        "s",
        UploadBody::from_sized_stream(chunks(["from ", "a stream"]), 13),
    );
    let encode = move |request: &mut RequestWriter<'_>| -> Result<(), InvalidArgument> {
        let mut form = Multipart::new();
        form.text("title", "t", None)?;
        form.file("one", &part, Some("image/png"))?;
        form.files("more", [&stream], None)?;
        request.literal("/file");
        request.multipart("multipart/form-data", &form)
    };
    let pieces = Pieces::default();
    let client = Builder::<Client>::new()
        .transport(pieces.clone())
        .build()
        .unwrap();
    client.call::<Put>(encode).await.unwrap();
    let (length, sent) = pieces.0.lock().unwrap().remove(0);
    let body = String::from_utf8(sent.concat()).unwrap();
    assert_eq!(length, Some(body.len() as u64));
    let boundary = body.lines().next().unwrap().strip_prefix("--").unwrap();
    assert_eq!(
        body.replace(boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n\
         --B\r\nContent-Disposition: form-data; name=\"one\"; filename=\"a %22b%22.txt\"\r\n\
         Content-Type: text/plain\r\nX-Digest: d\r\n\r\nfrom a file\r\n\
         --B\r\nContent-Disposition: form-data; name=\"more\"; filename=\"s\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nfrom a stream\r\n--B--\r\n"
    );
}

#[tokio::test]
async fn large_bodies_are_compressed_where_the_client_says_so() {
    let text = "abc".repeat(1000);
    let large = text.clone();
    let script = Script::default();
    let client = builder(&script).compress_requests().build().unwrap();
    let call = |text: String| {
        client.call::<Put>(move |request| {
            request.literal("/file");
            request.text("text/plain", &text)
        })
    };
    call(large).await.unwrap();
    call("small".to_owned()).await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].header("content-encoding"), "gzip");
    assert!(sent[0].body.len() < 100);
    let mut decoder = flate2::read::GzDecoder::new(&sent[0].body[..]);
    let mut decoded = String::new();
    std::io::Read::read_to_string(&mut decoder, &mut decoded).unwrap();
    assert_eq!(decoded, text);
    assert_eq!(
        (sent[1].header("content-encoding"), &sent[1].body[..]),
        ("", &b"small"[..])
    );
}

#[tokio::test]
async fn lines_and_sequences_of_json() {
    let script = Script::default();
    let client = client(&script);
    client
        .call::<Put>(|request| request.json_lines("application/x-ndjson", &[Some(1), None]))
        .await
        .unwrap();
    client
        .call::<Put>(|request| request.json_sequence("application/json-seq", &["a", "b"]))
        .await
        .unwrap();
    client
        .call::<Put>(|request| request.json_lines("application/x-ndjson", &None::<Vec<i32>>))
        .await
        .unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].body, "1\nnull\n");
    assert_eq!(sent[1].body, "\u{1e}\"a\"\n\u{1e}\"b\"\n");
    assert!(sent[2].body.is_empty());
}

/// A transport may say what it failed with before it read all of the body.
#[tokio::test]
async fn an_upload_that_breaks_may_have_been_sent() {
    #[derive(Clone)]
    struct Broken;

    impl Transport for Broken {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> TransportFuture<'_, http::Response<ResponseBody>> {
            Box::pin(async {
                Err(TransportError::new(
                    TransportErrorKind::Connection,
                    "broken",
                ))
            })
        }
    }

    let client = Builder::<Client>::new().transport(Broken).build().unwrap();
    let error = put(&client, UploadBody::from_stream(chunks(["a"])))
        .await
        .unwrap_err();
    assert!(error.may_have_been_sent());
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_member_is_set_whatever_it_was() {
    let script = Script::default();
    let client = client(&script);
    for body in ["{\"a\":1,\"stream\":false}", "{\"a\":1}", "null", "[1]"] {
        let value: serde_json::Value = serde_json::from_str(body).unwrap();
        let call = client.call::<Put>(move |request| {
            request.literal("/chat");
            request.json("application/json", &value)?;
            request.json_member("stream", true)
        });
        call.await.unwrap();
    }
    let bodies: Vec<_> = script.sent().into_iter().map(|sent| sent.body).collect();
    assert_eq!(bodies[0], "{\"a\":1,\"stream\":true}");
    assert_eq!(bodies[1], "{\"a\":1,\"stream\":true}");
    assert_eq!(bodies[2], "{\"stream\":true}");
    assert_eq!(bodies[3], "[1]");
}
