//! Webhooks, as they are generated: the signature first, then the message.

use std::time::Duration;

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
fn a_message_with_its_time_is_read_while_it_is_new() {
    let signature =
        "t=1492774577,v1=7a8d8f40dd453ee08dd1b4e0272aac440d2c650988df96c060543828eb0cecc7";
    let headers = headers("stripe-signature", signature);
    let secrets = WebhookSecrets::new("whsec_test_secret");
    let old = webhooks::pet_paid(&secrets, &headers, b"{\"name\":\"Rex\"}");
    assert!(matches!(old, Err(WebhookError::OutOfTime)));
    let secrets = secrets.tolerance(Duration::from_secs(u64::MAX));
    let paid = webhooks::pet_paid(&secrets, &headers, b"{\"name\":\"Rex\"}");
    assert_eq!(paid.unwrap().name, "Rex");
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
