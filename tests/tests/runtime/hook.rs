//! What hooks are told, and what they may change.

use std::sync::{Arc, Mutex};

use http::HeaderValue;
use tests::runtime::{
    CallInfo, CallOutcome, Credential, ErrorKind, Hook, HookError, HookFuture, IncomingResponse,
    OutgoingRequest, RedirectPolicy, Retry, TransportErrorKind,
};

use super::support::{
    BEARER, Bearer, Get, KEY_QUERY, Post, QueryKey, Reply, SECRET, Script, answer, answer_with,
    builder,
};

/// Writes down what it is told, and signs what goes out.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn write(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Log {
    fn before_request<'a>(&'a self, request: &'a mut OutgoingRequest<'_>) -> HookFuture<'a> {
        Box::pin(async move {
            // A signature may take a while to get.
            tokio::task::yield_now().await;
            let CallInfo {
                operation,
                attempts,
                ..
            } = request.call();
            self.write(format!("{operation} {attempts} {}", request.address()));
            let signature = format!("{} {}", request.target(), request.body().len());
            let signature = HeaderValue::from_str(&signature).unwrap();
            request.headers_mut().insert("x-signature", signature);
            Ok(())
        })
    }

    fn after_response(&self, response: &IncomingResponse<'_>) {
        let route = response.call.route;
        self.write(format!("{route} answered {}", response.status));
    }

    fn on_retry(&self, call: &CallInfo, retry: &Retry) {
        self.write(format!("{} again: {}", call.method, retry.reason));
    }

    fn on_end(&self, call: &CallInfo, outcome: &CallOutcome<'_>) {
        let error = outcome.error.map(ErrorKind::name);
        self.write(format!(
            "{} {:?} {error:?} after {} of {}",
            call.server,
            outcome.status,
            outcome.retries.len() + 1,
            call.attempts,
        ));
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_is_told_of_every_try() {
    let log = Log::default();
    let script = Script::new([
        Reply::Fail(TransportErrorKind::Connection),
        answer(503, ""),
        answer(200, "ok"),
    ]);
    let client = builder(&script)
        .credential(KEY_QUERY, Credential::api_key(SECRET))
        .hook(log.clone())
        .build()
        .unwrap();
    assert_eq!(client.pets::<QueryKey>().await.unwrap(), "ok");
    assert_eq!(
        log.lines(),
        [
            "probe 1 https://api.example/v1/pets",
            "GET again: the connection broke",
            "probe 2 https://api.example/v1/pets",
            "/pets answered 503",
            "GET again: status 503",
            "probe 3 https://api.example/v1/pets",
            "/pets answered 200",
            "api.example Some(200) None after 3 of 3",
        ]
    );
    for sent in script.sent() {
        let signature = format!("/v1/pets?api_key={SECRET} 0");
        assert_eq!(sent.header("x-signature"), signature);
    }
}

#[tokio::test]
async fn a_hook_is_told_of_failures() {
    let log = Log::default();
    let script = Script::new([Reply::Fail(TransportErrorKind::Connection)]);
    let client = builder(&script).hook(log.clone()).build().unwrap();
    client.pets::<Post>().await.unwrap_err();
    assert_eq!(
        log.lines()[1..],
        ["api.example None Some(\"connection\") after 1 of 1"]
    );
}

/// What a hook adds may be a secret: it does not go where credentials do not go.
#[tokio::test]
async fn a_hook_sees_credentials_and_no_request_to_others() {
    struct Sees;
    impl Hook for Sees {
        fn before_request<'a>(&'a self, request: &'a mut OutgoingRequest<'_>) -> HookFuture<'a> {
            Box::pin(async move {
                assert!(request.headers().contains_key("authorization"));
                let mine = HeaderValue::from_static("mine");
                request.headers_mut().insert("authorization", mine);
                Ok(())
            })
        }
    }
    let away = answer_with(302, &[("location", "https://other.example/")], "");
    let script = Script::new([away, answer(200, "")]);
    let client = builder(&script)
        .credential(BEARER, Credential::bearer(SECRET))
        .redirect(RedirectPolicy::any_origin(1))
        .hook(Sees)
        .build()
        .unwrap();
    client.pets::<Bearer>().await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].header("authorization"), "mine");
    assert_eq!(sent[1].header("authorization"), "");
}

#[tokio::test]
async fn a_hook_can_stop_a_call() {
    struct Stop;
    impl Hook for Stop {
        fn before_request<'a>(&'a self, _: &'a mut OutgoingRequest<'_>) -> HookFuture<'a> {
            Box::pin(async { Err(HookError::new("closed on Sundays")) })
        }
    }
    let script = Script::default();
    let client = builder(&script).hook(Stop).build().unwrap();
    let error = client.pets::<Get>().await.unwrap_err();
    assert_eq!(error.to_string(), "`probe` failed: closed on Sundays");
    assert!(!error.may_have_been_sent() && script.sent().is_empty());
}
