//! Calls whose bodies are streams, files, or one of several media types, as they are generated.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use type_chapters::runtime::{FilePart, ResponseBody, Transport, TransportFuture, UploadBody};
use type_chapters::streams::models::{ChatRequest, CompletionRequest, Message};
use type_chapters::streams::operations::ReadReportSuccess;
use type_chapters::uploads::models::{About, CreateAlbumBody, ImportMultipartBody};
use type_chapters::{streams, uploads};

/// Answers every request alike, and keeps it.
#[derive(Clone)]
pub(super) struct Always {
    answer: (u16, &'static str, &'static str),
    sent: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Always {
    pub(super) fn new(status: u16, content_type: &'static str, body: &'static str) -> Self {
        Self {
            answer: (status, content_type, body),
            sent: Arc::default(),
        }
    }

    fn streams(&self) -> streams::Client {
        let builder = streams::Client::builder().base_url("https://api.example");
        builder.transport(self.clone()).build().unwrap()
    }

    fn uploads(&self) -> uploads::Client {
        let builder = uploads::Client::builder().base_url("https://api.example");
        builder.transport(self.clone()).build().unwrap()
    }

    /// The content type and the body of the last request.
    pub(super) fn last(&self) -> (String, String) {
        let sent = self.sent.lock().unwrap();
        let request = sent.last().unwrap();
        let content_type = request.headers().get(CONTENT_TYPE);
        let content_type = content_type.map_or("", |value| value.to_str().unwrap());
        let body = String::from_utf8_lossy(request.body()).into_owned();
        (content_type.to_owned(), body)
    }
}

impl Transport for Always {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        self.sent.lock().unwrap().push(request);
        let (status, content_type, body) = self.answer;
        let mut response = http::Response::new(ResponseBody::from(body));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
        let content_type = http::HeaderValue::from_static(content_type);
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        Box::pin(async { Ok(response) })
    }
}

const EVENTS: &str = "text/event-stream";

#[tokio::test]
async fn events_of_data() {
    let body = "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\",\"last\":true}\n\ndata: [DONE]\n\n";
    let server = Always::new(200, EVENTS, body);
    let mut chunks = server
        .streams()
        .chat()
        .chat(ChatRequest::new("hi"))
        .await
        .unwrap();
    let first = chunks.next().await.unwrap().unwrap();
    assert_eq!((first.text.as_str(), first.last), ("a", None));
    assert_eq!(chunks.next().await.unwrap().unwrap().last, Some(true));
    assert!(chunks.next().await.is_none());
}

#[tokio::test]
async fn events_end_where_the_document_says() {
    let server = Always::new(200, EVENTS, "data: 1\n\ndata: [END]\n\ndata: 2\n\n");
    let mut ticks = server.streams().ticks().follow_ticks().await.unwrap();
    assert_eq!(ticks.next().await.unwrap().unwrap(), 1);
    assert!(ticks.next().await.is_none());
}

#[tokio::test]
async fn events_by_name() {
    let body = "event: said\ndata: {\"text\":\"a\"}\n\nevent: left\ndata: bye\n\n";
    let server = Always::new(200, EVENTS, body);
    let mut messages = server.streams().messages().follow_messages().await.unwrap();
    let mut names = Vec::new();
    while let Some(message) = messages.next().await {
        names.push(match message.unwrap() {
            Message::Said(said) => said.data.text,
            Message::Left(left) => left.data.unwrap_or_default(),
            Message::Unknown(other) => panic!("{other}"),
        });
    }
    assert_eq!(names, ["a", "bye"]);
}

#[tokio::test]
async fn an_operation_with_two_answers_has_two_calls() {
    let server = Always::new(200, EVENTS, "data: {\"text\":\"a\"}\n\n");
    let chat = server.streams();
    let request = CompletionRequest::new("hi").stream(false);
    let stream = chat.chat().create_completion_stream(request.clone()).await;
    assert_eq!(stream.unwrap().next().await.unwrap().unwrap().text, "a");
    assert_eq!(server.last().1, "{\"prompt\":\"hi\",\"stream\":true}");
    let accept = server.sent.lock().unwrap()[0].headers()[ACCEPT].clone();
    assert_eq!(accept, "text/event-stream, application/json");

    let server = Always::new(200, "application/json", "{\"text\":\"b\"}");
    let whole = server
        .streams()
        .chat()
        .create_completion(request)
        .await
        .unwrap();
    assert_eq!(whole.text, "b");
    assert_eq!(server.last().1, "{\"prompt\":\"hi\",\"stream\":false}");
}

#[tokio::test]
async fn lines_both_ways() {
    let server = Always::new(200, "application/x-ndjson", "{\"id\":1}\n{\"id\":2}\n");
    let mut rows = server.streams().rows().list_rows().await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap().id, 1);
    assert_eq!(rows.next().await.unwrap().unwrap().id, 2);
    let server = Always::new(204, "text/plain", "");
    let chunk = streams::models::Chunk::new;
    let rows = [chunk("a"), chunk("b")];
    server.streams().rows().import_rows(rows).await.unwrap();
    let sent = (
        "application/x-ndjson".to_owned(),
        "{\"text\":\"a\"}\n{\"text\":\"b\"}\n".to_owned(),
    );
    assert_eq!(server.last(), sent);
}

#[tokio::test]
async fn bytes_beside_other_successes() {
    let read = async |server: Always| server.streams().reports().read_report("7").await.unwrap();
    match read(Always::new(200, "application/pdf", "%PDF")).await {
        ReadReportSuccess::Ok(bytes) => assert_eq!(bytes.bytes().await.unwrap(), "%PDF"),
        other => panic!("{other:?}"),
    }
    match read(Always::new(202, "application/json", "{\"text\":\"a\"}")).await {
        ReadReportSuccess::Accepted(chunk) => assert_eq!(chunk.text, "a"),
        other => panic!("{other:?}"),
    }
    let none = read(Always::new(204, "text/plain", "")).await;
    assert!(matches!(none, ReadReportSuccess::NoContent));
}

#[tokio::test]
async fn the_type_of_a_body_chooses_its_media_type() {
    let server = Always::new(204, "text/plain", "");
    let client = server.uploads();
    let imports = client.imports();
    imports.import(About::new("https://a")).await.unwrap();
    let json = (
        "application/json".to_owned(),
        "{\"url\":\"https://a\"}".to_owned(),
    );
    assert_eq!(server.last(), json);
    imports.import("a,b").await.unwrap();
    assert_eq!(server.last(), ("text/csv".to_owned(), "a,b".to_owned()));
    imports.import(UploadBody::from("PK")).await.unwrap();
    assert_eq!(
        server.last(),
        ("application/zip".to_owned(), "PK".to_owned())
    );
    imports
        .import(ImportMultipartBody::new(FilePart::new("a", "b")))
        .await
        .unwrap();
    assert!(
        server
            .last()
            .0
            .starts_with("multipart/form-data; boundary=")
    );
    imports.replace_import(None).await.unwrap();
    assert_eq!(server.last(), (String::new(), String::new()));
}

#[tokio::test]
async fn a_file_is_what_becomes_bytes() {
    let server = Always::new(204, "text/plain", "");
    let client = server.uploads();
    client.files().put_file("1", "text").await.unwrap();
    let sent = ("application/octet-stream".to_owned(), "text".to_owned());
    assert_eq!(server.last(), sent);
    client.files().patch_file("1", None).await.unwrap();
    assert_eq!(server.last(), (String::new(), String::new()));
    let cover = FilePart::new("c.png", vec![1]).header("X-Digest", "d");
    let album = CreateAlbumBody::new("t", cover).photos([FilePart::new("p", "x")]);
    client.albums().create_album(album).await.unwrap();
    let (_, body) = server.last();
    assert!(body.contains(
        "name=\"cover\"; filename=\"c.png\"\r\nContent-Type: image/png\r\nX-Digest: d\r\n"
    ));
    assert!(
        body.contains(
            "name=\"photos\"; filename=\"p\"\r\nContent-Type: application/octet-stream\r\n"
        )
    );
    assert!(!body.contains("name=\"about\""));
}

#[tokio::test]
async fn a_call_sets_the_headers_of_parts() {
    let server = Always::new(204, "text/plain", "");
    let client = server.uploads();
    let album = CreateAlbumBody::new("t", FilePart::new("c.png", vec![1]));
    let call = client.albums().create_album(album.clone());
    call.title_x_rank(7).cover_x_digest("d").await.unwrap();
    let (_, body) = server.last();
    assert!(
        body.contains("name=\"title\"\r\nX-Rank: 7\r\n\r\nt\r\n"),
        "{body}"
    );
    assert!(
        body.contains("Content-Type: image/png\r\nX-Digest: d\r\n\r\n"),
        "{body}"
    );
    client.albums().create_album(album).await.unwrap();
    assert!(!server.last().1.contains("X-"));
}

#[tokio::test]
async fn each_member_is_a_part_where_none_is_declared() {
    let server = Always::new(204, "", "");
    let forms = server.uploads();
    forms.forms().send_form(None).await.unwrap();
    assert_eq!(server.last(), (String::new(), String::new()));
    let members = serde_json::json!({"a": "x", "n": [1, 2], "o": {"k": true}, "none": null});
    let members = members.as_object().cloned().unwrap();
    forms.forms().replace_form(members).await.unwrap();
    let (content_type, body) = server.last();
    let boundary = content_type.split_once("boundary=").unwrap().1;
    let part = |name: &str, rest: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n{rest}\r\n")
    };
    let parts = [
        part("a", "\r\nx"),
        part("n", "\r\n1"),
        part("n", "\r\n2"),
        part("o", "Content-Type: application/json\r\n\r\n{\"k\":true}"),
    ];
    assert_eq!(body, format!("{}--{boundary}--\r\n", parts.concat()));
    forms
        .forms()
        .change_form([("count".to_owned(), 3)])
        .await
        .unwrap();
    assert!(server.last().1.contains("\r\n\r\n3\r\n"));
}
