//! Limits that a client keeps to by itself. Time is paused: nothing waits in earnest.

use std::time::Duration;

use tests::runtime::{ErrorKind, TimeoutPhase};
use tokio::time::Instant;

use super::support::{Get, Reply, Script, answer, builder};

#[tokio::test(start_paused = true)]
async fn requests_wait_for_their_turn() {
    let script = Script::default();
    let client = builder(&script)
        .rate_limit(2, Duration::from_secs(1))
        .build()
        .unwrap();
    let started = Instant::now();
    let mut times = Vec::new();
    for _ in 0..6 {
        client.pets::<Get>().await.unwrap();
        times.push(started.elapsed().as_millis());
    }
    // Two at once, then one each half second.
    assert_eq!(times[..2], [0, 0]);
    assert!(times[2] >= 500 && times[5] >= 2000, "{times:?}");
    assert!(times[5] < 2100, "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn only_so_many_requests_are_under_way() {
    let script = Script::new([Reply::Hang, Reply::Hang, answer(200, "third")]);
    let client = builder(&script).max_concurrent_requests(2).build().unwrap();
    let call = || tokio::spawn(client.pets::<Get>().send());
    let (first, second, third) = (call(), call(), call());
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert_eq!(script.sent().len(), 2);
    // A call that is dropped makes room.
    first.abort();
    assert_eq!(third.await.unwrap().unwrap(), "third");
    second.abort();
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_turn_counts_for_the_whole_call() {
    let script = Script::new([Reply::Hang]);
    let client = builder(&script)
        .max_concurrent_requests(1)
        .total_timeout(Duration::from_secs(7))
        .build()
        .unwrap();
    let first = tokio::spawn(client.pets::<Get>().total_timeout(Duration::MAX).send());
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let started = Instant::now();
    let error = client.pets::<Get>().await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::Timeout(TimeoutPhase::Call)));
    assert!(!error.may_have_been_sent());
    assert_eq!((started.elapsed().as_secs(), script.sent().len()), (7, 1));
    first.abort();
}
