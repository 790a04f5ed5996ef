//! What is tried again, how often, and after how long. Time is paused: nothing waits in earnest.

use std::time::Duration;

use tests::runtime::{
    Credential, DocumentedRetry, ErrorKind, RetryPolicy, RetryReason, TimeoutPhase,
    TransportErrorKind,
};
use tokio::time::Instant;

use super::chunked::{Chunked, data, ok};
use super::support::{
    Case, Get, Keyed, OAUTH2, OAuth2, Post, Put, Reply, Script, answer, answer_with, cases, client,
};

cases! {
    Documented { retry: Some(DocumentedRetry {
        initial_interval: Duration::from_millis(10),
        max_interval: Duration::from_millis(40),
        max_elapsed: Duration::from_secs(3600),
        exponent: 2.0,
        statuses: &[(500, 599)],
        connection_errors: false,
    }) }
}

/// How many requests a call makes, when everything fails like this.
async fn requests<C: Case>(reply: fn() -> Reply) -> usize {
    let script = Script::new((0..10).map(|_| reply()));
    client(&script).pets::<C>().await.unwrap_err();
    script.sent().len()
}

/// How long a call that is answered like this, and then well, takes.
async fn waited(headers: &[(&'static str, &str)]) -> Duration {
    let script = Script::new([answer_with(503, headers, ""), answer(200, "")]);
    let started = Instant::now();
    client(&script).pets::<Get>().await.unwrap();
    started.elapsed()
}

#[tokio::test(start_paused = true)]
async fn r01_what_was_not_sent_is_retried_with_all_methods() {
    let refused = || Reply::Fail(TransportErrorKind::Connect);
    assert_eq!(requests::<Get>(refused).await, 3);
    assert_eq!(requests::<Post>(refused).await, 3);
    let slow = || Reply::Fail(TransportErrorKind::ConnectTimeout);
    assert_eq!(requests::<Post>(slow).await, 3);
    let script = Script::new((0..3).map(|_| refused()));
    let error = client(&script).pets::<Post>().await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_been_sent());
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn r03_what_may_have_been_sent_is_retried_when_idempotent_or_keyed() {
    let broken = || Reply::Fail(TransportErrorKind::Connection);
    assert_eq!(requests::<Get>(broken).await, 3);
    assert_eq!(requests::<Put>(broken).await, 3);
    assert_eq!(requests::<Keyed>(broken).await, 3);
    assert_eq!(requests::<Post>(broken).await, 1);
    let script = Script::new([broken()]);
    let error = client(&script).pets::<Post>().await.unwrap_err();
    assert!(error.may_have_been_sent());
    assert!(matches!(error.kind(), Some(ErrorKind::Connection(_))));
}

#[tokio::test(start_paused = true)]
async fn r26_a_server_without_proof_of_identity_is_not_tried_again() {
    assert_eq!(
        requests::<Get>(|| Reply::Fail(TransportErrorKind::Tls)).await,
        1
    );
}

#[tokio::test(start_paused = true)]
async fn r19_statuses() {
    macro_rules! both {
        ($($status:literal => $get:literal, $post:literal;)*) => {$(
            assert_eq!(requests::<Get>(|| answer($status, "")).await, $get, "GET {}", $status);
            assert_eq!(requests::<Post>(|| answer($status, "")).await, $post, "POST {}", $status);
        )*};
    }
    both! {
        400 => 1, 1; 401 => 1, 1; 404 => 1, 1; 408 => 3, 1; 409 => 1, 1; 425 => 3, 1; 429 => 3, 3;
        500 => 3, 1; 501 => 1, 1; 502 => 3, 1; 503 => 3, 1; 504 => 3, 1; 505 => 1, 1;
    }
}

#[tokio::test(start_paused = true)]
async fn r17_the_server_says_how_long_to_wait() {
    assert_eq!(waited(&[("retry-after", "7")]).await.as_secs(), 7);
    assert_eq!(waited(&[("retry-after", " 5")]).await.as_secs(), 5);
    assert_eq!(waited(&[("retry-after", "0")]).await.as_secs(), 0);
    let date = [
        ("date", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("retry-after", "Wed, 21 Oct 2015 07:28:09 GMT"),
    ];
    assert_eq!(waited(&date).await.as_secs(), 9);
    let past = [
        ("date", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("retry-after", "Wed, 21 Oct 2015 07:00:00 GMT"),
    ];
    assert_eq!(waited(&past).await.as_secs(), 0);
}

#[tokio::test(start_paused = true)]
async fn r17_junk_means_our_own_wait() {
    for junk in ["-1", "1.5", "soon", "", "1e3"] {
        let wait = waited(&[("retry-after", junk)]).await;
        assert!((500..=1501).contains(&wait.as_millis()), "{junk}: {wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn r17_a_wait_over_the_cap_gives_the_answer_back_at_once() {
    for long in [
        "61",
        "1000000000",
        "100000000000000000000000",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let script = Script::new([answer_with(503, &[("retry-after", long)], "")]);
        let started = Instant::now();
        let error = client(&script).pets::<Get>().await.unwrap_err();
        assert_eq!(error.status(), Some(503));
        assert_eq!(error.headers().unwrap()["retry-after"], long);
        assert_eq!(
            (script.sent().len(), started.elapsed()),
            (1, Duration::ZERO)
        );
    }
}

#[tokio::test(start_paused = true)]
async fn r18_the_time_for_all_tries_is_bounded() {
    let script = Script::new((0..1000).map(|_| answer(500, "")));
    let policy = RetryPolicy::attempts(1000)
        .max_elapsed(Duration::from_secs(30))
        .max_interval(Duration::from_secs(5));
    let started = Instant::now();
    let error = client(&script)
        .pets::<Get>()
        .retry(policy)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(500));
    assert!(started.elapsed() <= Duration::from_secs(30));
    assert!(
        (7..20).contains(&script.sent().len()),
        "{}",
        script.sent().len()
    );
}

#[tokio::test(start_paused = true)]
async fn r18_the_budget_empties() {
    let script = Script::new((0..10_000).map(|_| answer(500, "")));
    let client = client(&script);
    for _ in 0..100 {
        client.pets::<Get>().await.unwrap_err();
    }
    // 100 first tries, and 500 tokens of which each retry takes 5.
    assert_eq!(script.sent().len(), 200);
}

/// Each wait is between the shortest and three times the one before, and none like the other.
#[tokio::test(start_paused = true)]
async fn r18_waits_are_spread() {
    let script = Script::new((0..40).map(|_| answer(500, "")));
    let (least, most) = (Duration::from_millis(100), Duration::from_secs(2));
    let policy = RetryPolicy::attempts(30)
        .initial_interval(least)
        .max_interval(most);
    let error = client(&script).pets::<Get>().retry(policy).await;
    let error = error.unwrap_err();
    let waits: Vec<_> = error.retries().iter().map(|retry| retry.wait).collect();
    assert_eq!(waits.len(), 29);
    let mut before = least;
    for wait in &waits {
        assert!((least..=most.min(before * 3)).contains(wait), "{waits:?}");
        before = *wait;
    }
    let mut different = waits.clone();
    different.sort();
    different.dedup_by(|one, other| one == other && *one < most);
    assert!(different.len() > 20, "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn every_retry_is_told_with_its_reason() {
    let replies = || {
        [
            Reply::Fail(TransportErrorKind::Connect),
            Reply::Fail(TransportErrorKind::Connection),
            Reply::Hang,
            answer_with(503, &[("retry-after", "7")], ""),
            answer(404, ""),
        ]
    };
    let reasons = [
        RetryReason::Connect,
        RetryReason::Connection,
        RetryReason::Timeout(TimeoutPhase::Headers),
        RetryReason::Status(503),
    ];
    let script = Script::new(replies());
    let call = client(&script)
        .pets::<Get>()
        .retry(RetryPolicy::attempts(9));
    let error = call.await.unwrap_err();
    let told: Vec<_> = error.retries().iter().map(|retry| retry.reason).collect();
    assert_eq!(told, reasons);
    assert_eq!(error.retries()[3].wait.as_secs(), 7);
    assert_eq!(error.attempts(), 5);

    let script = Script::new(replies().into_iter().take(2));
    let call = client(&script)
        .pets::<Get>()
        .retry(RetryPolicy::attempts(9));
    let response = call.send_with_response().await.unwrap();
    let told: Vec<_> = response
        .retries()
        .iter()
        .map(|retry| retry.reason)
        .collect();
    assert_eq!(told, &reasons[..2]);

    let script = Script::new((0..3).map(|_| Reply::Fail(TransportErrorKind::Connect)));
    let error = client(&script).pets::<Get>().await.unwrap_err();
    assert_eq!(error.retries().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_whole_call_bounds_all_its_tries() {
    let limit = Duration::from_secs(45);
    // The first try hangs for 30 seconds; the second has what is left.
    let script = Script::new([Reply::Hang, Reply::Hang]);
    let started = Instant::now();
    let call = client(&script).pets::<Get>().total_timeout(limit);
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Call)));
    assert!(error.is_timeout() && error.may_have_been_sent());
    assert_eq!((error.attempts(), started.elapsed()), (2, limit));

    // A wait that would go past it is not begun.
    let script = Script::new([answer_with(503, &[("retry-after", "50")], "")]);
    let client = super::support::builder(&script).total_timeout(limit);
    let started = Instant::now();
    let error = client.build().unwrap().pets::<Get>().await.unwrap_err();
    assert_eq!(
        (error.status(), started.elapsed().as_secs()),
        (Some(503), 0)
    );
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_whole_call_bounds_the_fetching_of_tokens() {
    let script = Script::new([Reply::Hang]);
    let client = super::support::builder(&script)
        .credential(OAUTH2, Credential::client_credentials("id", "secret"))
        .total_timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = client.pets::<OAuth2>().await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Call)));
    assert_eq!(started.elapsed().as_secs(), 5);
}

#[tokio::test(start_paused = true)]
async fn silence_has_a_limit_of_its_own() {
    for (read, all, elapsed) in [(2, 90, 2), (90, 4, 4)] {
        let script = Script::new([Reply::Hang]);
        let client = super::support::builder(&script)
            .read_timeout(Duration::from_secs(read))
            .timeout(Duration::from_secs(all));
        let started = Instant::now();
        let error = client.build().unwrap().pets::<Post>().await.unwrap_err();
        assert!(error.is_timeout());
        assert_eq!(started.elapsed().as_secs(), elapsed);
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_makes_one_wait_has_the_time_of_the_try() {
    let pieces = ["[1,", "2,", "3]"].map(data);
    let transport = Chunked::new([ok("application/json", pieces)]);
    let call = transport.client().pets::<Get>().timeout(Duration::ZERO);
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Total)));
    assert_eq!((error.status(), error.attempts()), (Some(200), 1));
}

#[tokio::test(start_paused = true)]
async fn documented_retries_hold_until_the_caller_says_otherwise() {
    let script = Script::new((0..20).map(|_| answer(501, "")));
    client(&script).pets::<Documented>().await.unwrap();
    assert_eq!(script.sent().len(), 21);
    let script = Script::new([answer(429, "")]);
    client(&script).pets::<Documented>().await.unwrap_err();
    let script = Script::new([Reply::Fail(TransportErrorKind::Connect)]);
    client(&script).pets::<Documented>().await.unwrap_err();
    let script = Script::new([answer(501, "")]);
    client(&script)
        .pets::<Documented>()
        .retry(RetryPolicy::none())
        .await
        .unwrap_err();
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn s10_the_key_is_the_same_over_retries_and_new_per_call() {
    let script = Script::new([answer(500, ""), answer(200, ""), answer(200, "")]);
    let client = client(&script);
    client.pets::<Keyed>().await.unwrap();
    client.pets::<Keyed>().await.unwrap();
    let keys: Vec<_> = script
        .sent()
        .iter()
        .map(|sent| sent.header("idempotency-key").to_owned())
        .collect();
    assert_eq!(keys[0], keys[1]);
    assert_ne!(keys[1], keys[2]);
    assert!(
        keys.iter()
            .all(|key| key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit()))
    );

    let script = Script::new([answer(500, ""), answer(200, "")]);
    super::support::client(&script)
        .pets::<Post>()
        .idempotency_key("mine")
        .await
        .unwrap();
    assert!(
        script
            .sent()
            .iter()
            .all(|sent| sent.header("idempotency-key") == "mine")
    );
    assert_eq!(script.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn r02_a_server_that_never_answers() {
    let started = Instant::now();
    let script = Script::new([Reply::Hang]);
    let error = client(&script).pets::<Post>().await.unwrap_err();
    assert_eq!(
        error.kind(),
        Some(&ErrorKind::Timeout(TimeoutPhase::Headers))
    );
    assert!(error.is_timeout() && error.may_have_been_sent());
    assert_eq!(started.elapsed().as_secs(), 30);

    let script = Script::new([Reply::Hang]);
    client(&script).pets::<Get>().await.unwrap();
    assert_eq!(script.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_call_goes_before_the_clients() {
    for seconds in [1, 90] {
        let script = Script::new([Reply::Hang]);
        let started = Instant::now();
        let error = client(&script)
            .pets::<Post>()
            .timeout(Duration::from_secs(seconds))
            .await
            .unwrap_err();
        assert!(error.is_timeout());
        assert_eq!(started.elapsed().as_secs(), seconds);
    }
}
