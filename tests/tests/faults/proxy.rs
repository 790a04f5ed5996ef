//! Proxies that the environment names: used unless told otherwise, and their credentials are not shown.

use std::net::TcpListener;
use std::process::Command;

use tests::runtime::{Builder, Credential, RetryPolicy};

use super::client::{BEARER, Client, SECRET};
use super::server::{Server, Step, answer};

/// Runs a test of this file in a process of its own, since the environment is the process's.
fn run(test: &str, proxy: &str) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "--ignored", test])
        .env("HTTP_PROXY", proxy)
        .env("http_proxy", proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
}

fn with_bearer(builder: Builder<Client>) -> Client {
    builder
        .base_url("http://api.invalid")
        .allow_insecure()
        .retry(RetryPolicy::none())
        .credential(BEARER, Credential::bearer(SECRET))
        .build()
        .unwrap()
}

/// Without TLS the proxy sees all of it, as the documentation of `no_proxy` says.
#[test]
fn s05_a_proxy_of_the_environment_is_used() {
    let server = Server::once([Step::Read, answer("200 OK", "by the proxy")]);
    run(
        "faults::proxy::child_that_uses_the_proxy",
        &format!("http://user:{SECRET}@{}", server.address()),
    );
    let requests = server.requests();
    assert!(
        requests[0].starts_with("GET http://api.invalid/pets HTTP/1.1\r\n"),
        "{}",
        requests[0]
    );
    assert!(requests[0].contains("proxy-authorization: Basic "));
}

#[tokio::test]
#[ignore = "run by s05_a_proxy_of_the_environment_is_used"]
async fn child_that_uses_the_proxy() {
    let client = with_bearer(Builder::new());
    assert_eq!(client.with_bearer().await.unwrap(), "by the proxy");
}

#[test]
fn s05_without_proxy() {
    let server = Server::once([Step::Read, answer("200 OK", "by the proxy")]);
    run("faults::proxy::child_without_proxy", &server.url());
    assert!(server.requests().is_empty());
}

#[tokio::test]
#[ignore = "run by s05_without_proxy"]
async fn child_without_proxy() {
    let server = Server::once([Step::Read, answer("200 OK", "direct")]);
    let client = with_bearer(Builder::new().no_proxy());
    let call = client.with_bearer().server(server.url());
    assert_eq!(call.await.unwrap(), "direct");
}

#[test]
fn s05_the_credentials_of_a_proxy_are_not_shown() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    run(
        "faults::proxy::child_whose_proxy_is_down",
        &format!("http://user:{SECRET}@{address}"),
    );
}

#[tokio::test]
#[ignore = "run by s05_the_credentials_of_a_proxy_are_not_shown"]
async fn child_whose_proxy_is_down() {
    let error = with_bearer(Builder::new()).with_bearer().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains(SECRET));
}
