//! The whole of it against a server that is nothing but a socket: exact bytes, and faults below HTTP.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use tests::runtime::{
    Builder, Credential, ErrorKind, Explode, QueryStyle, Reserved, RetryPolicy, UploadBody,
};

use super::support::{BEARER, Bearer, Client, Get, Post};

/// Plays one connection after the other, each with what it answers, and gives back what each read.
struct Server {
    address: String,
    thread: JoinHandle<Vec<String>>,
}

impl Server {
    fn new(answers: impl IntoIterator<Item = &'static [u8]>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let serve = |answer: &&'static [u8]| {
                let (mut stream, _) = listener.accept().unwrap();
                let request = read_request(&mut stream);
                stream.write_all(answer).unwrap();
                request
            };
            answers.iter().map(serve).collect()
        });
        Self { address, thread }
    }

    fn client(&self) -> Client {
        Builder::new()
            .base_url(&self.address)
            .no_proxy()
            .credential(BEARER, Credential::bearer("t"))
            .build()
            .unwrap()
    }

    fn requests(self) -> Vec<String> {
        self.thread.join().unwrap()
    }
}

/// Reads to the end of the head, and the body that it announces.
fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).unwrap();
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if count == 0 || body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        } else if count == 0 {
            return text;
        }
    }
}

#[tokio::test]
async fn the_bytes_of_a_request() {
    let server = Server::new([&b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"[..]]);
    let address = server.address.clone();
    let call = server.client().call::<Bearer>(|request| {
        request.literal("/pets");
        request.query(
            "page",
            &[1, 2],
            QueryStyle::Form,
            Explode::Yes,
            Reserved::Encoded,
        )?;
        request.header("x-a", "b", Explode::No)?;
        request.cookie("c", "d e", Explode::Yes)?;
        request.json("application/json", "body")
    });
    assert_eq!(call.await.unwrap(), "ok");
    let host = address.strip_prefix("http://").unwrap();
    assert_eq!(
        server.requests(),
        [format!(
            "GET /pets?page=1&page=2 HTTP/1.1\r\nx-a: b\r\ncontent-type: application/json\r\nuser-agent: sample/1.2.3\r\n\
             accept-encoding: gzip, br, zstd\r\nauthorization: Bearer t\r\ncookie: c=d%20e\r\naccept: */*\r\nhost: {host}\r\n\
             content-length: 6\r\n\r\n\"body\""
        )]
    );
}

#[tokio::test]
async fn r03_a_server_that_closes_instead_of_answering() {
    let server = Server::new([&b""[..]]);
    let error = server.client().pets::<Post>().await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert!(error.may_have_been_sent());
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn r06_a_body_that_is_cut_short() {
    let server = Server::new([&b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf"[..]]);
    let error = server.client().pets::<Post>().await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn r07_chunks_without_an_end() {
    let server =
        Server::new([&b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"[..]]);
    let error = server.client().pets::<Post>().await.unwrap_err();
    assert!(
        matches!(error.kind(), Some(ErrorKind::Connection(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn r03_a_get_is_tried_again_on_a_new_connection() {
    let server = Server::new([
        &b""[..],
        &b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"[..],
    ]);
    let policy = RetryPolicy::default().initial_interval(Duration::ZERO);
    let response = server
        .client()
        .pets::<Get>()
        .retry(policy)
        .send_with_response()
        .await
        .unwrap();
    assert_eq!((response.attempts(), response.value().as_str()), (2, "ok"));
}

#[tokio::test]
async fn r20_redirects_are_not_the_http_librarys() {
    let server = Server::new([
        &b"HTTP/1.1 302 Found\r\nlocation: http://localhost:1/\r\ncontent-length: 0\r\n\r\n"[..],
    ]);
    let error = server.client().pets::<Bearer>().await.unwrap_err();
    let expected = ErrorKind::Redirect {
        status: 302,
        location: Some("http://localhost:1/".to_owned()),
    };
    assert_eq!(error.kind(), Some(&expected));
}

#[tokio::test]
async fn r21_cookies_are_not_kept() {
    let server = Server::new([
        &b"HTTP/1.1 200 OK\r\nset-cookie: a=b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"[..],
        &b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"[..],
    ]);
    let client = server.client();
    client.pets::<Get>().await.unwrap();
    client.pets::<Get>().await.unwrap();
    assert!(!server.requests()[1].contains("cookie"));
}

#[tokio::test]
async fn r26_plain_http_where_tls_is_expected() {
    let server = Server::new([&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..]]);
    let address = server.address.replace("http://", "https://");
    // The server does not understand the greeting, and says so in plain text.
    let client = Builder::<Client>::new()
        .base_url(address)
        .no_proxy()
        .build()
        .unwrap();
    let error =
        tokio::task::spawn(
            async move { client.pets::<Get>().timeout(Duration::from_secs(5)).await },
        );
    drop(server);
    assert!(error.await.unwrap().is_err());
}

#[test]
fn calls_block_without_a_runtime() {
    let server = Server::new([&b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"[..]]);
    assert_eq!(server.client().pets::<Get>().send_blocking().unwrap(), "ok");
}

#[tokio::test]
async fn r28_a_blocking_call_within_async_is_an_error() {
    let client = Builder::<Client>::new().build().unwrap();
    let error = client.pets::<Get>().send_blocking().unwrap_err();
    assert!(matches!(error.kind(), Some(ErrorKind::Blocking(_))));
}

#[tokio::test]
async fn a_file_goes_with_its_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "abc").unwrap();
    let ok = &b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"[..];
    let server = Server::new([ok]);
    let file = UploadBody::from_path(&path);
    let call = server.client().call::<Post>(move |request| {
        request.literal("/file");
        request.upload("text/plain", &file)
    });
    call.await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.contains("content-length: 3\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nabc"), "{request}");
}
