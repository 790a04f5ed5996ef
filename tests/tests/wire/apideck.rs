//! Apideck: three operations, a parameter that the client holds, typed errors.

use api_families::consumers::apideck::models::UpdateConsumerRequest;
use api_families::consumers::apideck::operations::GetConsumerError;
use api_families::consumers::apideck::{Client, ClientBuilder};
use api_families::runtime::Error;
use serde_json::{from_value, to_value};

use super::exchange::{Exchange, by_value, server};
use super::spec::Spec;

const CONSUMER: &str = "/vault/consumers/{consumer_id}";

fn builder(url: String) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .bearer_token("key")
        .app_id("app")
        .consumer_id("somebody-else")
}

fn client(url: String) -> Client {
    builder(url).build().unwrap()
}

fn exchange<'a>(spec: &'a Spec, method: &'a str) -> Exchange<'a> {
    Exchange {
        spec,
        method,
        template: CONSUMER,
        target: "/vault/consumers/test_user_id",
        headers: &[
            ("authorization", "Bearer key"),
            ("x-apideck-app-id", "app"),
            ("accept", "application/json"),
        ],
        body: (method == "PATCH").then(|| spec.request(method, CONSUMER)),
    }
}

#[tokio::test]
async fn consumers_are_read_updated_and_deleted() {
    let spec = Spec::load("consumers/apideck");
    let id = "test_user_id";
    exchange(&spec, "GET")
        .check(|url| client(url).vault().consumers().get(id))
        .await;
    let update = exchange(&spec, "PATCH");
    let request: UpdateConsumerRequest = from_value(update.body.clone().unwrap()).unwrap();
    update
        .check(|url| client(url).vault().consumers().update(id, request.clone()))
        .await;
    exchange(&spec, "DELETE")
        .check(|url| client(url).vault().consumers().delete(id))
        .await;
}

#[tokio::test]
async fn a_call_overrides_what_the_client_holds() {
    let spec = Spec::load("consumers/apideck");
    let answers = spec.answers("GET", CONSUMER);
    let server = server(200, answers[0].example.as_ref()).await;
    let client = client(server.uri());
    client
        .vault()
        .consumers()
        .get("a")
        .app_id("other")
        .await
        .unwrap();
    client.vault().consumers().get("a").await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["x-apideck-app-id"], "other");
    assert_eq!(requests[1].headers["x-apideck-app-id"], "app");
    // The consumer that the client holds belongs to a header that these calls do not have.
    assert!(
        requests
            .iter()
            .all(|request| !request.headers.contains_key("x-apideck-consumer-id"))
    );
    assert!(
        requests
            .iter()
            .all(|request| request.url.path() == "/vault/consumers/a")
    );
}

#[tokio::test]
async fn an_error_has_the_body_that_its_status_documents() {
    let spec = Spec::load("consumers/apideck");
    let answers = spec.answers("GET", CONSUMER);
    let example = answers
        .iter()
        .find(|answer| answer.status == "404")
        .unwrap()
        .example
        .clone()
        .unwrap();
    let server = server(404, Some(&example)).await;
    let Err(Error::Api(error)) = client(server.uri()).vault().consumers().get("a").await else {
        panic!("404 is an error");
    };
    let GetConsumerError::NotFound(body) = &error.error else {
        panic!("{:?}", error.error);
    };
    assert_eq!(by_value(to_value(body).unwrap()), by_value(example));
    assert_eq!(body.type_name.as_deref(), Some("EntityNotFoundError"));
}

#[test]
fn a_call_blocks_where_nothing_is_async() {
    let spec = Spec::load("consumers/apideck");
    let example = spec.answers("GET", CONSUMER)[0].example.clone();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(server(200, example.as_ref()));
    let consumer = client(server.uri())
        .vault()
        .consumers()
        .get("a")
        .send_blocking()
        .unwrap();
    assert_eq!(
        by_value(to_value(consumer).unwrap()),
        by_value(example.unwrap())
    );
}
