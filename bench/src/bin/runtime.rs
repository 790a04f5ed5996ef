//! `cargo xtask bench runtime`: calls of the generated crate beside the same calls by hand, against one local server in
//! this process, on connections that are kept.
//!
//! With the feature `allocations` it counts what each call allocates; without, it takes times.

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;

use api_families::clients::formance::{self, models};
use bench::by_hand::{self, ByHand};
use bench::server;

#[cfg(feature = "allocations")]
#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

/// Calls of each way before anything is measured.
const WARM_UP: usize = 300;

/// An answer of usual size.
const ANSWER: &str = r#"{"data":{"id":"8f1c2b7e-52f4-4c59-9d0a-6b1f3f0f7a11","name":"billing","description":"Nightly invoicing job","public":false,"trusted":true,"redirectUris":["https://billing.example.com/callback"],"postLogoutRedirectUris":[],"metadata":{"team":"finance"},"scopes":["0b7c4e36-8d6f-4a54-8a1e-0c2d9f5b6e20"],"secrets":[{"id":"c2a4d8f0-3e1b-4f7a-9b65-7d8e9f0a1b2c","name":"production","lastDigits":"a91f"}]}}"#;

/// A list of usual size.
const LIST: &str = r#"{"data":[{"id":"8f1c2b7e-52f4-4c59-9d0a-6b1f3f0f7a11","name":"billing","description":"Nightly invoicing job","public":false,"trusted":true,"redirectUris":[],"postLogoutRedirectUris":[],"metadata":{"team":"finance"},"scopes":["0b7c4e36-8d6f-4a54-8a1e-0c2d9f5b6e20"],"secrets":[{"id":"c2a4d8f0-3e1b-4f7a-9b65-7d8e9f0a1b2c","name":"production","lastDigits":"a91f"}]},{"id":"27d5a3c8-6a0e-4f0b-b7d1-5e4c3b2a1908","name":"dashboard","public":true,"redirectUris":["https://dashboard.example.com/callback"]}]}"#;

/// The client that is updated.
const ID: &str = "8f1c2b7e-52f4-4c59-9d0a-6b1f3f0f7a11";

/// The two clients, each with a server that answers as one operation does.
struct Ways {
    generated: formance::Client,
    by_hand: ByHand,
}

impl Ways {
    fn new(answer: &str) -> Result<Self, Box<dyn Error>> {
        let address = format!("http://{}", server::start(answer)?);
        let generated = formance::Client::builder()
            .base_url(&address)
            .access_token("token")
            .build()?;
        let by_hand = ByHand::new(&address, "token").map_err(|error| format!("{error:?}"))?;
        Ok(Self { generated, by_hand })
    }

    async fn list_generated(&self) -> bool {
        self.generated.clients().list_clients().await.is_ok()
    }

    async fn list_by_hand(&self) -> bool {
        self.by_hand.list_clients().await.is_ok()
    }

    async fn update_generated(&self) -> bool {
        let options = models::ClientOptions::new("billing")
            .redirect_uris(["https://billing.example.com/oauth/callback"])
            .description("Invoicing job, runs every hour")
            .trusted(true);
        let call = self.generated.clients().update_client(ID, options);
        call.await.is_ok()
    }

    async fn update_by_hand(&self) -> bool {
        let options = by_hand::ClientOptions {
            name: "billing".to_owned(),
            redirect_uris: Some(vec![
                "https://billing.example.com/oauth/callback".to_owned(),
            ]),
            description: Some("Invoicing job, runs every hour".to_owned()),
            trusted: Some(true),
            ..by_hand::ClientOptions::default()
        };
        self.by_hand.update_client(ID, &options).await.is_ok()
    }
}

/// What a measurement gives, as a line of the table, and whether it is within the goal.
type Row = (String, bool);

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // Nobody else has installed one before us.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let rows = runtime.block_on(rows())?;
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", measured::TITLE)?;
    for (row, _) in &rows {
        writeln!(output, "{row}")?;
    }
    if rows.iter().all(|(_, reached)| *reached) {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(output, "the goal is not reached")?;
    Ok(ExitCode::FAILURE)
}

async fn rows() -> Result<Vec<Row>, Box<dyn Error>> {
    let list = Ways::new(LIST)?;
    let update = Ways::new(ANSWER)?;
    let mut fine = true;
    for _ in 0..WARM_UP {
        fine &= list.list_generated().await && list.list_by_hand().await;
        fine &= update.update_generated().await && update.update_by_hand().await;
    }
    if !fine {
        return Err("a call failed".into());
    }
    Ok(vec![
        measured::row(
            "GET, a list",
            async || list.list_generated().await,
            async || list.list_by_hand().await,
        )
        .await,
        measured::row(
            "PUT, with a body",
            async || update.update_generated().await,
            async || update.update_by_hand().await,
        )
        .await,
    ])
}

#[cfg(not(feature = "allocations"))]
mod measured {
    //! Times.

    use std::time::Instant;

    use bench::measure::Pairs;

    use super::Row;

    /// The head of the table.
    pub(super) const TITLE: &str = "call               generated    by hand   ratio (goal: 1.03)";

    /// Calls of each way.
    const CALLS: usize = 20_000;

    /// What the generated way may take.
    const GOAL: f64 = 1.03;

    pub(super) async fn row(
        name: &str,
        generated: impl AsyncFn() -> bool,
        by_hand: impl AsyncFn() -> bool,
    ) -> Row {
        let mut pairs = Pairs::default();
        for turn in 0..CALLS {
            // Each goes first as often as the other.
            for first in [turn % 2 == 0, turn % 2 != 0] {
                let started = Instant::now();
                if first {
                    generated().await;
                    pairs.generated(started);
                } else {
                    by_hand().await;
                    pairs.by_hand(started);
                }
            }
        }
        let medians = pairs.medians();
        let row = format!(
            "{name:<17} {:>7.1} µs {:>7.1} µs {:>7.3}",
            medians.generated, medians.by_hand, medians.ratio
        );
        (row, medians.ratio <= GOAL)
    }
}

#[cfg(feature = "allocations")]
mod measured {
    //! Allocations.

    use super::Row;

    /// The head of the table.
    pub(super) const TITLE: &str =
        "call               generated    by hand   more (goal: 5)   bytes: generated, by hand";

    /// Calls of each way.
    const CALLS: u64 = 500;

    /// What the generated way may allocate more.
    const GOAL: f64 = 5.0;

    pub(super) async fn row(
        name: &str,
        generated: impl AsyncFn() -> bool,
        by_hand: impl AsyncFn() -> bool,
    ) -> Row {
        let _profiler = dhat::Profiler::builder().testing().build();
        let (generated, generated_bytes) = count(generated).await;
        let (by_hand, by_hand_bytes) = count(by_hand).await;
        let more = generated - by_hand;
        let row = format!(
            "{name:<17} {generated:>10.1} {by_hand:>10.1} {more:>10.1} {generated_bytes:>22.0} {by_hand_bytes:>9.0}"
        );
        (row, more <= GOAL)
    }

    /// Allocations and bytes of one call, on average.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a program does not allocate 2^52 times"
    )]
    async fn count(call: impl AsyncFn() -> bool) -> (f64, f64) {
        call().await;
        let before = dhat::HeapStats::get();
        for _ in 0..CALLS {
            call().await;
        }
        let after = dhat::HeapStats::get();
        let each = |after: u64, before: u64| (after - before) as f64 / CALLS as f64;
        (
            each(after.total_blocks, before.total_blocks),
            each(after.total_bytes, before.total_bytes),
        )
    }
}
