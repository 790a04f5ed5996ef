//! Lists that come in pages, as they are generated: which addresses a walk calls.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_core::Stream;
use type_chapters::pages::Client;
use type_chapters::runtime::{Paged, ResponseBody, Transport, TransportFuture};

/// Answers with one body after the other, and keeps the queries.
#[derive(Clone)]
struct Pages {
    bodies: Arc<Mutex<VecDeque<&'static str>>>,
    queries: Arc<Mutex<Vec<String>>>,
}

impl Pages {
    fn new<const N: usize>(bodies: [&'static str; N]) -> Self {
        Self {
            bodies: Arc::new(Mutex::new(bodies.into())),
            queries: Arc::default(),
        }
    }

    fn client(&self) -> Client {
        let builder = Client::builder().base_url("https://api.example");
        builder.transport(self.clone()).build().unwrap()
    }

    /// The items of a call, and the query of each request.
    async fn walk<O: Paged>(&self, call: type_chapters::runtime::Call<O>) -> (usize, Vec<String>) {
        let mut items = call.stream();
        let mut count = 0;
        while let Some(item) =
            std::future::poll_fn(|context| Pin::new(&mut items).poll_next(context)).await
        {
            assert!(item.is_ok(), "the script has an answer for each request");
            count += 1;
        }
        (count, self.queries.lock().unwrap().clone())
    }
}

impl Transport for Pages {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        self.queries.lock().unwrap().push(query);
        let body = self.bodies.lock().unwrap().pop_front().unwrap();
        let mut response = http::Response::new(ResponseBody::from(body));
        let json = http::HeaderValue::from_static("application/json");
        response.headers_mut().insert("content-type", json);
        Box::pin(async { Ok(response) })
    }
}

#[tokio::test]
async fn pages_that_a_document_calls_numbers_are_counted_in_whole_ones() {
    let pages = Pages::new([
        r#"{"items":["a","b"],"total":3.0}"#,
        r#"{"items":["c"]}"#,
        r#"{"items":[]}"#,
    ]);
    let list = pages.client().numbers().list_numbers();
    let (count, queries) = pages.walk(list).await;
    assert_eq!(
        (count, queries.as_slice()),
        (3, &["", "page=2", "page=3"].map(str::to_owned)[..])
    );

    let pages = Pages::new([r#"{"items":["a"]}"#, r#"{"items":[]}"#]);
    let list = pages.client().numbers().list_numbers().page(7.0).limit(2.0);
    let (count, queries) = pages.walk(list).await;
    assert_eq!(
        (count, queries.as_slice()),
        (
            1,
            &["page=7&limit=2", "page=8&limit=2"].map(str::to_owned)[..]
        )
    );
}

#[tokio::test]
async fn a_walk_from_no_whole_number_ends_with_its_page() {
    for start in [1.5, 1e300, f64::MAX] {
        let pages = Pages::new([r#"{"items":["a"]}"#]);
        let list = pages.client().numbers().list_numbers().page(start);
        assert_eq!(pages.walk(list).await.0, 1, "{start}");
    }
}

#[tokio::test]
async fn an_offset_grows_by_the_items_until_a_page_is_short() {
    let pages = Pages::new([r#"["a","b"]"#, r#"["c","d"]"#, r#"["e"]"#]);
    let list = pages.client().offsets().list_offsets(10.0).take(2.0);
    let (count, queries) = pages.walk(list).await;
    let expected = ["skip=10&take=2", "skip=12&take=2", "skip=14&take=2"];
    assert_eq!(
        (count, queries.as_slice()),
        (5, &expected.map(str::to_owned)[..])
    );
}

#[tokio::test]
async fn the_limit_may_have_a_type_of_its_own() {
    let pages = Pages::new([r#"["a","b"]"#, r#"["c"]"#]);
    let list = pages.client().aliases().list_aliases(2);
    let (count, queries) = pages.walk(list).await;
    let expected = ["limit=2", "offset=2&limit=2"];
    assert_eq!(
        (count, queries.as_slice()),
        (3, &expected.map(str::to_owned)[..])
    );
}
