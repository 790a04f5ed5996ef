//! Proxies that the environment names: used unless told otherwise, and their credentials are not shown.

use std::net::TcpListener;
use std::process::Command;

use super::client::SECRET;
use super::server::{Server, Step, answer};

/// What comes of a call to this server where the environment names this proxy.
fn call(server: &str, proxy: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_caller"))
        .args(arguments)
        .env("APIDECK_BASE_URL", server)
        .env("APIDECK_TOKEN", SECRET)
        .env("APIDECK_APP_ID", "app")
        .env("HTTP_PROXY", proxy)
        .env("http_proxy", proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Without TLS the proxy sees all of it, as the documentation of `no_proxy` says.
#[test]
fn s05_a_proxy_of_the_environment_is_used() {
    let server = Server::once([Step::Read, answer("418 By The Proxy", "")]);
    let proxy = format!("http://user:{SECRET}@{}", server.address());
    let outcome = call("http://api.invalid", &proxy, &[]);
    assert!(outcome.starts_with("status Some(418)"), "{outcome}");
    let requests = server.requests();
    let line = "DELETE http://api.invalid/vault/consumers/a HTTP/1.1\r\n";
    assert!(requests[0].starts_with(line), "{}", requests[0]);
    assert!(requests[0].contains("proxy-authorization: Basic "));
}

#[test]
fn s05_without_proxy() {
    let proxy = Server::once([Step::Read, answer("418 By The Proxy", "")]);
    let server = Server::once([Step::Read, answer("404 Not Found", "")]);
    let outcome = call(&server.url(), &proxy.url(), &["--no-proxy"]);
    assert!(outcome.starts_with("status Some(404)"), "{outcome}");
    assert!(proxy.requests().is_empty());
}

#[test]
fn s05_the_credentials_of_a_proxy_are_not_shown() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let proxy = format!("http://user:{SECRET}@{address}");
    let outcome = call("http://api.invalid", &proxy, &[]);
    assert!(outcome.contains("no connection"), "{outcome}");
    assert!(!outcome.contains(SECRET), "{outcome}");
}
