//! Formance: nine operations, a token that the client fetches.

use api_families::clients::formance::Client;
use api_families::clients::formance::models::{
    CreateClientRequest, CreateSecretRequest, UpdateClientRequest,
};
use serde_json::{Value, from_value, json};
use wiremock::matchers::{body_string_contains, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::exchange::{Exchange, server};
use super::spec::Spec;

const CLIENTS: &str = "/api/auth/clients";
const CLIENT: &str = "/api/auth/clients/{clientId}";
const SECRETS: &str = "/api/auth/clients/{clientId}/secrets";
const SECRET: &str = "/api/auth/clients/{clientId}/secrets/{secretId}";
const SCOPE: &str = "/api/auth/clients/{clientId}/scopes/{scopeId}";

fn client(url: String) -> Client {
    let builder = Client::builder().base_url(url).access_token("token");
    builder.build().unwrap()
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
        headers: &[("authorization", "Bearer token")],
        body: None,
    }
}

fn with_body(mut exchange: Exchange<'_>) -> Exchange<'_> {
    exchange.body = Some(exchange.spec.request(exchange.method, exchange.template));
    exchange
}

fn body<T: serde::de::DeserializeOwned>(exchange: &Exchange<'_>) -> T {
    from_value(exchange.body.clone().unwrap()).unwrap()
}

#[tokio::test]
async fn clients_are_listed_created_read_updated_and_deleted() {
    let spec = Spec::load("clients/formance");
    exchange(&spec, "GET", CLIENTS, CLIENTS)
        .check(|url| client(url).clients().list_clients())
        .await;

    let create = with_body(exchange(&spec, "POST", CLIENTS, CLIENTS));
    let request: CreateClientRequest = body(&create);
    create
        .check(|url| client(url).clients().create_client(request.clone()))
        .await;

    exchange(&spec, "GET", CLIENT, "/api/auth/clients/a%2Fb%20c")
        .check(|url| client(url).clients().read_client("a/b c"))
        .await;

    let update = with_body(exchange(&spec, "PUT", CLIENT, "/api/auth/clients/c1"));
    let request: UpdateClientRequest = body(&update);
    update
        .check(|url| client(url).clients().update_client("c1", request.clone()))
        .await;

    exchange(&spec, "DELETE", CLIENT, "/api/auth/clients/c1")
        .check(|url| client(url).clients().delete_client("c1"))
        .await;
}

#[tokio::test]
async fn secrets_and_scopes_come_and_go() {
    let spec = Spec::load("clients/formance");
    let create = with_body(exchange(
        &spec,
        "POST",
        SECRETS,
        "/api/auth/clients/c1/secrets",
    ));
    let request: CreateSecretRequest = body(&create);
    create
        .check(|url| client(url).clients().create_secret("c1", request.clone()))
        .await;
    exchange(&spec, "DELETE", SECRET, "/api/auth/clients/c1/secrets/s1")
        .check(|url| client(url).clients().delete_secret("c1", "s1"))
        .await;
    exchange(
        &spec,
        "PUT",
        SCOPE,
        "/api/auth/clients/c1/scopes/read%3Aall",
    )
    .check(|url| client(url).clients().add_scope_to_client("c1", "read:all"))
    .await;
    exchange(&spec, "DELETE", SCOPE, "/api/auth/clients/c1/scopes/s1")
        .check(|url| client(url).clients().delete_scope_from_client("c1", "s1"))
        .await;
}

#[tokio::test]
async fn an_optional_body_can_be_left_out() {
    let server = server(201, Some(&json!({}))).await;
    client(server.uri())
        .clients()
        .create_client(None)
        .await
        .unwrap();
    let requests = server.received_requests().await.unwrap();
    assert!(requests[0].body.is_empty());
    assert!(!requests[0].headers.contains_key("content-type"));
}

#[tokio::test]
async fn a_token_is_fetched_once_for_two_calls() {
    let server = MockServer::start().await;
    let token = json!({"access_token": "fetched", "token_type": "Bearer", "expires_in": 3600});
    Mock::given(method("POST"))
        .and(path("/api/auth/oauth/token"))
        .and(body_string_contains("grant_type=client_credentials"))
        .respond_with(ResponseTemplate::new(200).set_body_json(token))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"data": []})))
        .mount(&server)
        .await;
    let client = Client::builder()
        .base_url(server.uri())
        .client_credentials("id", "secret")
        .build()
        .unwrap();
    client.clients().list_clients().await.unwrap();
    client.clients().list_clients().await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let authorized = |request: &&wiremock::Request| {
        request
            .headers
            .get("authorization")
            .is_some_and(|value| value == "Bearer fetched")
    };
    assert_eq!(requests.iter().filter(authorized).count(), 2);
}

#[tokio::test]
async fn a_value_that_would_change_the_route_is_refused_before_anything_is_sent() {
    let server = server(200, Some(&Value::Null)).await;
    for id in ["", ".", ".."] {
        let error = client(server.uri())
            .clients()
            .read_client(id)
            .await
            .unwrap_err();
        assert!(!error.may_have_been_sent());
        assert_eq!(error.status(), None);
    }
    assert!(server.received_requests().await.unwrap().is_empty());
}
