//! Sunshine Conversations: three operations, two schemes, pages by cursor.

use api_families::clients::sunshine::Client;
use api_families::clients::sunshine::models::{ClientCreate, MatchCriteria, Page};
use serde_json::{from_value, json};
use wiremock::matchers::{query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::exchange::Exchange;
use super::spec::Spec;

const CLIENTS: &str = "/v2/apps/{appId}/users/{userIdOrExternalId}/clients";
const CLIENT: &str = "/v2/apps/{appId}/users/{userIdOrExternalId}/clients/{clientId}";

fn client(url: String) -> Client {
    Client::builder()
        .base_url(url)
        .basic_auth("key", "secret")
        .build()
        .unwrap()
}

fn exchange<'a>(
    spec: &'a Spec,
    method: &'a str,
    template: &'a str,
    target: &'a str,
) -> Exchange<'a> {
    Exchange {
        spec,
        method,
        template,
        target,
        headers: &[
            ("authorization", "Basic a2V5OnNlY3JldA=="),
            ("accept", "application/json"),
        ],
        body: (method == "POST").then(|| spec.request(method, template)),
    }
}

#[tokio::test]
async fn clients_are_created_and_removed() {
    let spec = Spec::load("clients/sunshine");
    let create = exchange(&spec, "POST", CLIENTS, "/v2/apps/app/users/user/clients");
    let request: ClientCreate = from_value(create.body.clone().unwrap()).unwrap();
    assert!(matches!(request.match_criteria, MatchCriteria::Mailgun(_)));
    create
        .check(|url| {
            client(url)
                .clients()
                .create_client("app", "user", request.clone())
        })
        .await;
    exchange(
        &spec,
        "DELETE",
        CLIENT,
        "/v2/apps/app/users/user/clients/c1",
    )
    .check(|url| client(url).clients().remove_client("app", "user", "c1"))
    .await;
}

#[tokio::test]
async fn clients_are_listed_with_a_deep_object() {
    let spec = Spec::load("clients/sunshine");
    let target = "/v2/apps/app/users/user/clients?page%5Bafter%5D=a%20b&page%5Bsize%5D=10";
    let page = Page::new().after("a b").size(10);
    exchange(&spec, "GET", CLIENTS, target)
        .check(|url| {
            client(url)
                .clients()
                .list_clients("app", "user")
                .page(page.clone())
        })
        .await;
}

#[tokio::test]
async fn a_bearer_token_does_in_place_of_a_key() {
    let server = super::exchange::server(200, Some(&json!({}))).await;
    let client = Client::builder()
        .base_url(server.uri())
        .bearer_token("jwt")
        .build()
        .unwrap();
    client.clients().list_clients("app", "user").await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["authorization"], "Bearer jwt");
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = super::exchange::server(200, Some(&json!({}))).await;
    let client = Client::builder().base_url(server.uri()).build().unwrap();
    let error = client
        .clients()
        .list_clients("app", "user")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("basic_auth"), "{error}");
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn pages_are_walked_by_their_cursor() {
    let server = MockServer::start().await;
    let first = json!({"clients": [{"id": "a"}, {"id": "b"}], "meta": {"hasMore": true, "afterCursor": "b"}});
    let last = json!({"clients": [{"id": "c"}], "meta": {"hasMore": false}});
    Mock::given(query_param_is_missing("page[after]"))
        .respond_with(ResponseTemplate::new(200).set_body_json(first))
        .mount(&server)
        .await;
    Mock::given(query_param("page[after]", "b"))
        .respond_with(ResponseTemplate::new(200).set_body_json(last))
        .mount(&server)
        .await;
    let mut stream = std::pin::pin!(
        client(server.uri())
            .clients()
            .list_clients("app", "user")
            .stream()
    );
    let mut ids = Vec::new();
    while let Some(item) =
        std::future::poll_fn(|context| futures_core::Stream::poll_next(stream.as_mut(), context))
            .await
    {
        ids.push(item.unwrap().id.unwrap());
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}
