//! `from_env`: what a client takes from the environment. A process of its own each time, since the environment is the
//! process's.

use std::process::Command;

use api_families::consumers::apideck::Client;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const CHILD: &str = "environment::child_that_calls";

fn child(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", CHILD]);
    for name in [
        "APIDECK_BASE_URL",
        "APIDECK_TOKEN",
        "APIDECK_CONSUMER_ID",
        "APIDECK_APP_ID",
    ] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_names_server_credentials_and_parameters() {
    let server = MockServer::start().await;
    Mock::given(method("DELETE"))
        .and(path("/below/vault/consumers/a"))
        .and(header("authorization", "Bearer token"))
        .and(header("x-apideck-app-id", "app"))
        .respond_with(ResponseTemplate::new(418))
        .expect(1)
        .mount(&server)
        .await;
    let address = format!("{}/below/", server.uri());
    let mut command = child(&[
        ("APIDECK_BASE_URL", &address),
        ("APIDECK_TOKEN", "token"),
        ("APIDECK_APP_ID", "app"),
    ]);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    server.verify().await;
}

#[tokio::test]
#[ignore = "run by the_environment_names_server_credentials_and_parameters"]
async fn child_that_calls() {
    let client = Client::builder().from_env().build().unwrap();
    let error = client.vault().consumers().delete("a").await.unwrap_err();
    assert_eq!(error.status(), Some(418));
}
