//! `cargo xtask bench runtime`: calls of the generated crate beside the same calls by hand, against one local server in
//! this process, on connections that are kept.
//!
//! The server runs in another thread and allocates nothing, so that all that is counted is of the calls.

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use api_families::clients::formance::{self, models};
use bench::by_hand::ByHand;
use bench::measure::{self, COUNTER, Counting, allocations, longer_than};
use bench::{server, types};

#[global_allocator]
static ALLOCATOR: &Counting = COUNTER;

/// Calls of each way before anything is measured.
const WARM_UP: usize = 300;

/// How often the two ways take turns, and how many calls each makes in a turn.
const TURNS: usize = 2_500;
const CALLS: u32 = 8;

/// What the generated way may take, as a multiple of the other.
const TIME_GOAL: f64 = 1.03;

/// What the generated way may allocate more.
const ALLOCATIONS_GOAL: f64 = 5.0;

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
        // One pool for both: on two connections the server's threads would not be equally near.
        let http = reqwest::Client::builder()
            .user_agent("bench/0.1.0")
            .connect_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let generated = formance::Client::builder()
            .base_url(&address)
            .access_token("token")
            .http_client(http.clone())
            .build()?;
        Ok(Self {
            generated,
            by_hand: ByHand::new(http, &address, "token"),
        })
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
        let options = types::ClientOptions {
            name: "billing".to_owned(),
            redirect_uris: Some(vec![
                "https://billing.example.com/oauth/callback".to_owned(),
            ]),
            description: Some("Invoicing job, runs every hour".to_owned()),
            trusted: Some(true),
            ..types::ClientOptions::default()
        };
        self.by_hand.update_client(ID, &options).await.is_ok()
    }
}

/// What one way of calling costs.
#[derive(Debug, Default)]
struct Cost {
    /// The time of a call, for each turn.
    times: Vec<Duration>,
    allocations: usize,
}

impl Cost {
    /// Calls one after another, and adds what each took on average.
    async fn add(&mut self, call: impl AsyncFn() -> bool) {
        let (started, allocations) = (Instant::now(), allocations());
        for _ in 0..CALLS {
            call().await;
        }
        self.times.push(started.elapsed() / CALLS);
        self.allocations += measure::allocations() - allocations;
    }

    /// Allocations of one call.
    fn allocations(&self) -> f64 {
        let calls = u32::try_from(self.times.len()).unwrap_or(u32::MAX) * CALLS;
        f64::from(u32::try_from(self.allocations).unwrap_or(u32::MAX)) / f64::from(calls)
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // Nobody else has installed one before us.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run())
}

async fn run() -> Result<ExitCode, Box<dyn Error>> {
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
    let mut output = std::io::stdout().lock();
    writeln!(
        output,
        "{:<17} {:>16} {:>9} {:>9}",
        "call", "", "generated", "by hand"
    )?;
    let reached = [
        row(
            "GET, a list",
            async || list.list_generated().await,
            async || list.list_by_hand().await,
        )
        .await?,
        row(
            "PUT, with a body",
            async || update.update_generated().await,
            async || update.update_by_hand().await,
        )
        .await?,
    ];
    if reached == [true; 2] {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(output, "the goal is not reached")?;
    Ok(ExitCode::FAILURE)
}

/// Measures a call in both ways, prints that, and says whether it is within the goal.
async fn row(
    name: &str,
    generated: impl AsyncFn() -> bool,
    by_hand: impl AsyncFn() -> bool,
) -> std::io::Result<bool> {
    let mut costs = (Cost::default(), Cost::default());
    for turn in 0..TURNS {
        // Each goes first as often as the other.
        for is_generated in [turn % 2 == 0, turn % 2 != 0] {
            if is_generated {
                costs.0.add(&generated).await;
            } else {
                costs.1.add(&by_hand).await;
            }
        }
    }
    let allocations = (costs.0.allocations(), costs.1.allocations());
    let (mut ours, mut theirs) = (costs.0.times, costs.1.times);
    let mut times = |tenths: usize| {
        (
            longer_than(&mut ours, tenths),
            longer_than(&mut theirs, tenths),
        )
    };
    let (quiet, median) = (times(1), times(5));
    let mut output = std::io::stdout().lock();
    let mut line = |what: &str, (ours, theirs): (f64, f64), compared: String| {
        writeln!(
            output,
            "{name:<17} {what:>16} {ours:>9.1} {theirs:>9.1} {compared}"
        )
    };
    let ratio = |(ours, theirs): (f64, f64)| ours / theirs;
    line(
        "µs, undisturbed",
        quiet,
        format!("x {:.3} (1.03)", ratio(quiet)),
    )?;
    line("µs, median", median, format!("x {:.3}", ratio(median)))?;
    let more = allocations.0 - allocations.1;
    line("allocations", allocations, format!("+ {more:.1} (5)"))?;
    Ok(ratio(quiet) <= TIME_GOAL && more <= ALLOCATIONS_GOAL)
}
