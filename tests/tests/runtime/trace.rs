//! Spans as OpenTelemetry's semantic conventions for HTTP clients name them.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tests::runtime::{Credential, TransportErrorKind};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::support::{KEY_QUERY, QueryKey, Reply, SECRET, Script, answer, builder};

/// Each span as a line, with its fields in the order in which they came.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<String>>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().contains("runtime")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut line = span.metadata().name().to_owned();
        span.record(&mut Line(&mut line));
        spans.push(line);
        Id::from_u64(spans.len() as u64)
    }
    fn record(&self, id: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let index = usize::try_from(id.into_u64()).unwrap() - 1;
        values.record(&mut Line(&mut spans[index]));
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn s02_each_try_is_a_span_without_secrets() {
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(spans.clone());
    let script = Script::new([
        Reply::Fail(TransportErrorKind::Connection),
        answer(503, ""),
        answer(200, "ok"),
    ]);
    let client = builder(&script)
        .credential(KEY_QUERY, Credential::api_key(SECRET))
        .build()
        .unwrap();
    client.pets::<QueryKey>().await.unwrap();
    drop(guard);
    let request = "http_request otel.name=\"GET /pets\" otel.kind=\"client\" http.request.method=GET \
                   url.template=\"/pets\" server.address=\"api.example\" server.port=443";
    let expected = [
        "api_call operation=\"probe\"".to_owned(),
        format!("{request} error.type=\"connection\" otel.status_code=\"ERROR\""),
        format!(
            "{request} http.request.resend_count=1 http.response.status_code=503 error.type=503 \
             otel.status_code=\"ERROR\""
        ),
        format!("{request} http.request.resend_count=2 http.response.status_code=200"),
    ];
    assert_eq!(*spans.0.lock().unwrap(), expected);
}
