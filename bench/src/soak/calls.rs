//! The calls of a soak: some safe to repeat, some not, some dropped before they end.

use std::time::Duration;

use api_families::clients::formance::{Client, models};
use api_families::runtime::RetryPolicy;
use tokio::time::{Instant, timeout};

use super::Tally;

/// No call may take longer than all of its tries and waits together.
const LIMIT: Duration = Duration::from_secs(30);

/// When a call that is dropped is dropped.
const DROPPED: Duration = Duration::from_millis(4);

/// What a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Safe to repeat.
    Get,
    /// Safe to repeat.
    Put,
    /// Safe to repeat.
    Delete,
    /// Not safe to repeat.
    Post,
    /// Safe to repeat by its key.
    KeyedPost,
    /// Dropped before it ends.
    Dropped,
}

impl Kind {
    /// The kind of a call by its number.
    pub fn of(number: u64) -> Self {
        match number % 20 {
            0..8 => Self::Get,
            8..10 => Self::Put,
            10..11 => Self::Delete,
            11..16 => Self::Post,
            16..18 => Self::KeyedPost,
            _ => Self::Dropped,
        }
    }
}

/// One of many that call at the same time.
#[derive(Debug, Clone)]
pub struct Caller {
    client: Client,
    number: u64,
}

impl Caller {
    /// The client of all callers, for a server.
    ///
    /// # Errors
    /// The client cannot be built.
    pub fn client(server: &str) -> Result<Client, api_families::runtime::BuildError> {
        let policy = RetryPolicy::attempts(3)
            .initial_interval(Duration::from_millis(4))
            .max_interval(Duration::from_millis(40));
        Client::builder()
            .base_url(server)
            .access_token("token")
            .timeout(Duration::from_millis(1_500))
            .retry(policy)
            .build()
    }

    /// The caller of a number, different from all others.
    pub fn new(client: Client, number: u64) -> Self {
        Self { client, number }
    }

    /// Calls until the time is over, each call when the one before ended.
    pub async fn run(self, until: Instant) -> Tally {
        let mut tally = Tally::default();
        while Instant::now() < until {
            let number = (self.number << 32) | tally.calls;
            self.call(number, &mut tally).await;
        }
        tally
    }

    async fn call(&self, number: u64, tally: &mut Tally) {
        tally.calls += 1;
        let clients = self.client.clients();
        let options = models::ClientOptions::new(format!("client-{number}"));
        let id = number.to_string();
        macro_rules! ended {
            ($call:expr) => {
                match timeout(LIMIT, $call.send()).await {
                    Ok(result) => tally.ended(&result),
                    Err(_) => tally.hung(),
                }
            };
        }
        match Kind::of(number ^ self.number) {
            Kind::Get => ended!(clients.list_clients()),
            Kind::Put => ended!(clients.update_client(id, options)),
            Kind::Delete => ended!(clients.delete_client(id)),
            Kind::Post => ended!(clients.create_client(options)),
            Kind::KeyedPost => {
                let key = format!("key-{number}");
                ended!(clients.create_client(options).idempotency_key(key));
            }
            Kind::Dropped => match timeout(DROPPED, clients.list_clients().send()).await {
                Ok(result) => tally.ended(&result),
                Err(_) => tally.cancelled(),
            },
        }
    }
}
