//! Cal.com: six operations, no credentials.

use api_families::managed_users::calcom::Client;
use api_families::managed_users::calcom::models::{CreateManagedUserInput, UpdateManagedUserInput};
use serde_json::from_value;

use super::exchange::Exchange;
use super::spec::Spec;

const USERS: &str = "/v2/oauth-clients/{clientId}/users";
const USER: &str = "/v2/oauth-clients/{clientId}/users/{userId}";
const REFRESH: &str = "/v2/oauth-clients/{clientId}/users/{userId}/force-refresh";

fn client(url: String) -> Client {
    Client::builder().base_url(url).build().unwrap()
}

fn exchange<'a>(
    spec: &'a Spec,
    method: &'a str,
    template: &'a str,
    target: &'a str,
) -> Exchange<'a> {
    let takes_body = ["POST", "PATCH"].contains(&method) && template != REFRESH;
    Exchange {
        spec,
        method,
        template,
        target,
        headers: &[("accept", "application/json")],
        body: takes_body.then(|| spec.request(method, template)),
    }
}

#[tokio::test]
async fn users_are_listed_with_a_limit() {
    let spec = Spec::load("managed_users/calcom");
    exchange(&spec, "GET", USERS, "/v2/oauth-clients/c1/users")
        .check(|url| client(url).managed_users().list("c1"))
        .await;
    exchange(&spec, "GET", USERS, "/v2/oauth-clients/c1/users?limit=10")
        .check(|url| client(url).managed_users().list("c1").limit(10))
        .await;
}

#[tokio::test]
async fn users_are_created_and_updated() {
    let spec = Spec::load("managed_users/calcom");
    let create = exchange(&spec, "POST", USERS, "/v2/oauth-clients/c1/users");
    let request: CreateManagedUserInput = from_value(create.body.clone().unwrap()).unwrap();
    create
        .check(|url| client(url).managed_users().create("c1", request.clone()))
        .await;
    let update = exchange(&spec, "PATCH", USER, "/v2/oauth-clients/c1/users/42");
    let request: UpdateManagedUserInput = from_value(update.body.clone().unwrap()).unwrap();
    update
        .check(|url| {
            client(url)
                .managed_users()
                .update("c1", 42, request.clone())
        })
        .await;
}

#[tokio::test]
async fn users_are_read_deleted_and_refreshed() {
    let spec = Spec::load("managed_users/calcom");
    exchange(&spec, "GET", USER, "/v2/oauth-clients/c1/users/42")
        .check(|url| client(url).managed_users().get("c1", 42))
        .await;
    exchange(&spec, "DELETE", USER, "/v2/oauth-clients/c1/users/42")
        .check(|url| client(url).managed_users().delete("c1", 42))
        .await;
    exchange(
        &spec,
        "POST",
        REFRESH,
        "/v2/oauth-clients/c1/users/42/force-refresh",
    )
    .check(|url| client(url).managed_users().force_refresh("c1", 42))
    .await;
}
