//! The transport that users of a generated crate test with.

use api_families::clients::formance::Client;
use api_families::clients::formance::models::{ClientOptions, CreateClientResponse};
use api_families::clients::formance::operations::{CreateClient, ListClients};
use api_families::runtime::Mock;
use serde_json::{from_value, json};

#[tokio::test]
async fn create_client_returns_this_value() {
    let created: CreateClientResponse = from_value(json!({"data": {
        "id": "1", "name": "billing", "scopes": [], "secrets": [], "metadata": {},
        "public": false, "redirectUris": [], "description": "", "trusted": false, "postLogoutRedirectUris": []
    }}))
    .unwrap();
    let mock = Mock::new();
    mock.on::<CreateClient>().returns(&created);
    let client = Client::builder()
        .access_token("token")
        .base_url("https://stack.example")
        .transport(mock.clone())
        .build()
        .unwrap();
    let request = ClientOptions::new("billing");
    let value = client.clients().create_client(request).await.unwrap();
    assert_eq!(value, created);
    let sent = mock.requests::<CreateClient>();
    assert_eq!(sent[0].json::<ClientOptions>().unwrap().name, "billing");
    assert_eq!(sent[0].header("authorization"), Some("Bearer token"));
    client.clients().list_clients().await.unwrap_err();
    assert_eq!(mock.requests::<ListClients>().len(), 1);
    assert!(mock.unused().is_empty());
}
