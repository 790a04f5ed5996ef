//! B7 and S01: credentials do not show, whatever goes wrong.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tests::runtime::{Builder, Credential, RetryPolicy, SecretString};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::support::{
    BASIC, BEARER, Client, Get, KEY_COOKIE, KEY_HEADER, KEY_QUERY, OAUTH2, OAuth2, Outcome,
    QueryKey, SECRET, Script, answer, answer_with, json,
};

/// Keeps all that is traced, by whatever crate.
#[derive(Clone, Default)]
struct Trace(Arc<Mutex<String>>);

impl Trace {
    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Visit for Trace {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0.lock().unwrap(), " {field}={value:?}");
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let _ = write!(self.0.lock().unwrap(), "\n{}", span.metadata().name());
        span.record(&mut self.clone());
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn shown(outcome: &Outcome) -> String {
    let error = outcome.as_ref().unwrap_err();
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let _ = write!(text, "\n{cause}\n{cause:?}");
        source = cause.source();
    }
    text
}

fn with_all(builder: Builder<Client>) -> Builder<Client> {
    builder
        .credential(
            BASIC,
            Credential::basic("user", &SecretString::from(SECRET)),
        )
        .credential(BEARER, Credential::bearer(SECRET))
        .credential(KEY_HEADER, Credential::api_key(SECRET))
        .credential(KEY_QUERY, Credential::api_key(SECRET))
        .credential(KEY_COOKIE, Credential::api_key(SECRET))
        .credential(OAUTH2, Credential::client_credentials("id", SECRET))
        .header("x-default", SECRET)
}

#[test]
fn s01_nothing_that_holds_a_credential_shows_it() {
    let builder = with_all(Builder::new()).transport(Script::default());
    let mut text = format!("{builder:?} {:?}", Credential::bearer(SECRET));
    let client = builder.build().unwrap();
    let call = client
        .pets::<Get>()
        .header("authorization", SECRET)
        .idempotency_key(SECRET);
    let _ = write!(text, "{client:?} {client:#?} {call:?}");
    assert!(!text.contains(SECRET), "{text}");
    assert!(text.contains("[redacted]"));
}

/// A key in the query, and a port where nobody listens: reqwest's own message would hold the whole address.
#[tokio::test]
async fn b07_a_key_in_the_query_is_in_no_error_and_no_trace() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let trace = Trace::default();
    let _guard = tracing::subscriber::set_default(trace.clone());
    let client = with_all(Builder::new())
        .base_url(format!("http://{address}"))
        .no_proxy()
        .build()
        .unwrap();
    let outcome = client.pets::<QueryKey>().retry(RetryPolicy::none()).await;
    let text = shown(&outcome);
    assert!(outcome.unwrap_err().is_connect());
    assert!(
        !text.contains(SECRET) && !text.contains("api_key") && !text.contains("reqwest"),
        "{text}"
    );
    let traced = trace.text();
    assert!(
        traced.contains("api_call") && traced.contains("operation=\"probe\""),
        "{traced}"
    );
    assert!(!traced.contains(SECRET), "{traced}");
}

#[tokio::test]
async fn s02_no_failure_shows_a_credential() {
    let trace = Trace::default();
    let _guard = tracing::subscriber::set_default(trace.clone());
    let replies = [
        answer(404, "{"),
        answer(501, SECRET),
        answer_with(
            302,
            &[("location", "https://evil.example/?api_key=s3cr3t-c4n4ry")],
            "",
        ),
        answer_with(200, &[("content-encoding", "gzip")], SECRET),
    ];
    for reply in replies {
        let script = Script::new([reply]);
        let client = with_all(Builder::new())
            .transport(script.clone())
            .build()
            .unwrap();
        let outcome = client.pets::<QueryKey>().await;
        assert!(script.sent()[0].uri.contains(SECRET));
        let text = shown(&outcome);
        assert!(!text.contains(SECRET), "{text}");
    }
    let script = Script::new([json(400, &format!(r#"{{"error":"{SECRET}"}}"#))]);
    let client = with_all(Builder::new())
        .transport(script.clone())
        .build()
        .unwrap();
    let text = shown(&client.pets::<OAuth2>().await);
    assert!(!text.contains(SECRET), "{text}");
    assert!(!trace.text().contains(SECRET));
}
