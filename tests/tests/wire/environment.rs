//! `from_env`: what a client takes from the environment. A process of its own each time, since the environment is the
//! process's.

use std::process::Command;

use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A call where the environment says this.
fn call(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caller"));
    for name in [
        "APIDECK_BASE_URL",
        "APIDECK_TOKEN",
        "APIDECK_CONSUMER_ID",
        "APIDECK_APP_ID",
    ] {
        command.env_remove(name);
    }
    command.arg("--no-proxy").envs(variables.iter().copied());
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
    let mut command = call(&[
        ("APIDECK_BASE_URL", &address),
        ("APIDECK_TOKEN", "token"),
        ("APIDECK_APP_ID", "app"),
    ]);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    let outcome = String::from_utf8_lossy(&output.stdout);
    assert!(outcome.starts_with("status Some(418)"), "{outcome}");
    server.verify().await;
}
