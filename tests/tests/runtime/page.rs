//! Results in pages.

use std::pin::Pin;

use futures_core::Stream;
use tests::runtime::{
    Call, DecodeError, Error, ErrorKind, Explode, InvalidArgument, Metadata, Operation, PageInfo,
    Paged, QueryStyle, RequestWriter, Reserved, Response,
};
use tests::sample::SampleError;

use super::support::{PLAIN, Reply, Script, answer_with, client, json};

/// Lists numbers by a cursor, or by a link where the page has one.
#[derive(Debug, Clone)]
struct List {
    cursor: Option<String>,
}

#[derive(Debug)]
struct Page {
    items: Vec<i64>,
}

impl<'de> serde::Deserialize<'de> for Page {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = serde_json::Value::deserialize(deserializer)?;
        let items = body["items"]
            .as_array()
            .map(|items| items.iter().filter_map(serde_json::Value::as_i64).collect());
        Ok(Self {
            items: items.unwrap_or_default(),
        })
    }
}

impl Operation for List {
    type Output = Page;
    type Error = SampleError;
    const METADATA: &'static Metadata = &Metadata {
        id: "list",
        path: "/list",
        ..PLAIN
    };

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/list");
        request.query(
            "cursor",
            &self.cursor,
            QueryStyle::Form,
            Explode::Yes,
            Reserved::Encoded,
        )
    }

    fn decode(response: &Response) -> Result<Option<Page>, DecodeError> {
        match response.status() {
            200 => response.json().map(Some),
            _ => Ok(None),
        }
    }
}

impl Paged for List {
    type Item = i64;

    fn items(output: Page) -> Vec<i64> {
        output.items
    }

    fn next(&self, page: &PageInfo<'_>) -> Option<Self> {
        page.text("/next").map(|cursor| Self {
            cursor: Some(cursor),
        })
    }

    fn link(&self, page: &PageInfo<'_>) -> Option<String> {
        page.text("/link").or_else(|| page.next_link())
    }
}

fn list(script: &Script) -> Call<List> {
    Call::new(client(script).handle, List { cursor: None })
}

async fn take<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

/// The items until the end or an error, and the error.
async fn walk(
    replies: impl IntoIterator<Item = Reply>,
) -> (Vec<i64>, Option<Error<SampleError>>, Vec<String>) {
    let script = Script::new(replies);
    let mut stream = list(&script).stream();
    let mut items = Vec::new();
    let mut failure = None;
    while let Some(item) = take(&mut stream).await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => failure = Some(error),
        }
    }
    (
        items,
        failure,
        script.sent().into_iter().map(|sent| sent.uri).collect(),
    )
}

#[tokio::test]
async fn items_come_in_order_over_empty_pages_too() {
    let (items, failure, sent) = walk([
        json(200, r#"{"items":[1,2],"next":"a b"}"#),
        json(200, r#"{"items":[],"next":7}"#),
        json(200, r#"{"items":[3],"next":""}"#),
    ])
    .await;
    assert_eq!(items, [1, 2, 3]);
    assert!(failure.is_none());
    let base = "https://api.example/v1/list";
    assert_eq!(
        sent,
        [
            base.to_owned(),
            format!("{base}?cursor=a%20b"),
            format!("{base}?cursor=7")
        ]
    );
}

#[tokio::test]
async fn pages_link_to_each_other_on_the_same_server() {
    let (items, failure, sent) = walk([
        json(200, r#"{"items":[1],"link":"/v1/list?from=1"}"#),
        json(
            200,
            r#"{"items":[2],"link":"https://api.example/v1/list?from=2"}"#,
        ),
        json(200, r#"{"items":[3]}"#),
    ])
    .await;
    assert_eq!(items, [1, 2, 3]);
    assert!(failure.is_none());
    assert_eq!(
        sent[1..],
        [
            "https://api.example/v1/list?from=1",
            "https://api.example/v1/list?from=2"
        ]
    );
}

#[tokio::test]
async fn a_header_links_to_the_next_page() {
    let page = |links: &'static [&'static str]| {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(links.iter().map(|link| ("link", *link)));
        answer_with(200, &headers, r#"{"items":[1]}"#)
    };
    let (items, failure, sent) = walk([
        page(&[r#"</v1/list?a=1>; rel="prev"; title="a, <b>", </v1/list?a=2>;rel=next"#]),
        page(&[
            "</v1/list?a=0>; rel=first",
            r#"</v1/list?a=3>; rel="last NEXT""#,
        ]),
        page(&[r#"</v1/list?a=0>; rel="first", <broken"#]),
    ])
    .await;
    assert_eq!(items, [1, 1, 1]);
    assert!(failure.is_none());
    assert_eq!(
        sent[1..],
        [
            "https://api.example/v1/list?a=2",
            "https://api.example/v1/list?a=3"
        ]
    );
}

#[tokio::test]
async fn r22_loops_end() {
    for cursors in [vec!["a", "a"], vec!["a", "b", "a"]] {
        let pages = cursors
            .iter()
            .map(|next| json(200, &format!(r#"{{"items":[1],"next":"{next}"}}"#)));
        let (items, failure, sent) = walk(pages.collect::<Vec<_>>()).await;
        assert_eq!(items.len(), cursors.len());
        assert_eq!(sent.len(), cursors.len());
        assert_eq!(failure.unwrap().kind(), Some(&ErrorKind::PaginationLoop));
    }
}

#[tokio::test]
async fn r22_links_to_other_servers_are_refused() {
    for link in [
        "https://evil.example/",
        "http://api.example/v1/list",
        "https://u@api.example/",
        "file:///etc/passwd",
    ] {
        let (items, failure, sent) =
            walk([json(200, &format!(r#"{{"items":[1],"link":"{link}"}}"#))]).await;
        assert_eq!((items.len(), sent.len()), (1, 1));
        assert_eq!(
            failure.unwrap().kind(),
            Some(&ErrorKind::CrossOriginPage),
            "{link}"
        );
    }
}

#[tokio::test]
async fn r22_a_failing_page_is_one_error_and_the_end() {
    let (items, failure, _) =
        walk([json(200, r#"{"items":[1],"next":"a"}"#), json(409, "{}")]).await;
    assert_eq!(items, [1]);
    assert_eq!(failure.unwrap().status(), Some(409));
}

#[tokio::test]
async fn pages_are_only_fetched_when_they_are_taken() {
    let script = Script::new([
        json(200, r#"{"items":[1,2],"next":"a"}"#),
        json(200, r#"{"items":[3],"next":"b"}"#),
    ]);
    let mut stream = list(&script).stream().max_pages(2);
    assert_eq!(script.sent().len(), 0);
    assert_eq!(take(&mut stream).await.unwrap().unwrap(), 1);
    assert_eq!(take(&mut stream).await.unwrap().unwrap(), 2);
    assert_eq!(script.sent().len(), 1);
    assert_eq!(take(&mut stream).await.unwrap().unwrap(), 3);
    assert!(take(&mut stream).await.is_none());
    assert_eq!(script.sent().len(), 2);

    let script = Script::new([json(200, r#"{"items":[1,2]}"#)]);
    let mut pages = list(&script).pages();
    assert_eq!(take(&mut pages).await.unwrap().unwrap(), [1, 2]);
    assert!(take(&mut pages).await.is_none());
}
