//! Webhooks, as they are generated: the signature first, then the message.

use http::HeaderMap;
use type_chapters::runtime::{WebhookError, WebhookSecrets};
use type_chapters::webhook_signatures::webhooks;

fn headers(name: &'static str, value: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(name, http::HeaderValue::from_static(value));
    headers
}

#[test]
fn a_signed_message_is_read() {
    let secrets = WebhookSecrets::new("secret");
    let hex = "sha256=f07e00aec84cc7b69233a40b12cfd871fdf7591b2c0c9bc23467e7f3265978a0";
    let gone = webhooks::pet_gone(
        &secrets,
        &headers("x-hub-signature-256", hex),
        b"{\"id\":7}",
    );
    assert_eq!(gone.unwrap().id, 7);
    let base64 = "luoBEE8dGsIlhfi19JYReRUwbgtRXiog4I+DTCaNUvI=";
    let body = b"[{\"name\":\"Rex\"}]";
    let fed = webhooks::pet_fed(&secrets, &headers("x-pets-signature", base64), body);
    assert_eq!(fed.unwrap()[0].name, "Rex");
}

#[test]
fn another_is_not() {
    let secrets = WebhookSecrets::new("whsec_AAAA");
    let added = webhooks::pet_added(&secrets, &HeaderMap::new(), b"{\"name\":\"Rex\"}");
    assert!(matches!(added, Err(WebhookError::Missing("webhook-id"))));
    let hex = "sha256=00";
    let gone = webhooks::pet_gone(
        &secrets,
        &headers("x-hub-signature-256", hex),
        b"{\"id\":7}",
    );
    assert!(matches!(gone, Err(WebhookError::Signature)));
}
