//! Tokens that were fetched: kept, shared by all calls, and fetched anew before they end.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::SecretString;

use super::super::ErrorKind;
use super::super::clock::Instant;

/// A token is fetched anew this long before it ends, or a tenth of its life before, if that is shorter.
const LEEWAY: Duration = Duration::from_secs(60);

/// A token to send.
pub(super) struct Token {
    pub(super) text: SecretString,
    /// Which fetching gave it.
    pub(super) round: u64,
}

/// What a fetching brought.
pub(super) struct Fetched {
    pub(super) text: SecretString,
    /// How long it lives; `None` when nobody says, and it is kept until it is refused.
    pub(super) life: Option<Duration>,
}

/// Tokens by the scopes that they are for.
#[derive(Clone, Default)]
pub(super) struct TokenCache(Arc<Mutex<Slots>>);

type Slots = Vec<(String, Arc<Slot>)>;

/// The token for one set of scopes. Whoever holds the lock fetches; the others wait for it and share what came.
#[derive(Default)]
struct Slot {
    rounds: AtomicU64,
    state: tokio::sync::Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Kept>,
    /// How the last fetching failed, if it did.
    failure: Option<ErrorKind>,
}

struct Kept {
    text: SecretString,
    round: u64,
    /// When to fetch the next.
    renewal: Option<Instant>,
}

impl TokenCache {
    /// The token at hand, or one that is fetched when that is about to end or is of the `stale` round.
    pub(super) async fn token(
        &self,
        scope: &str,
        stale: Option<u64>,
        fetch: impl Future<Output = Result<Fetched, ErrorKind>> + Send,
    ) -> Result<Token, ErrorKind> {
        let slot = self.slot(scope);
        let seen = slot.rounds.load(Ordering::Acquire);
        let mut held = slot.state.lock().await;
        let rounds = slot.rounds.load(Ordering::Acquire);
        if let Some(token) = held.token.as_ref().filter(|token| token.is_fresh(stale)) {
            return Ok(Token {
                text: token.text.clone(),
                round: token.round,
            });
        }
        if rounds > seen
            && let Some(failure) = &held.failure
        {
            return Err(failure.clone());
        }
        let round = rounds.saturating_add(1);
        let fetched = fetch.await;
        slot.rounds.store(round, Ordering::Release);
        match fetched {
            Ok(Fetched { text, life }) => {
                let renewal = life
                    .and_then(|life| Instant::now().checked_add(life.saturating_sub(leeway(life))));
                held.token = Some(Kept {
                    text: text.clone(),
                    round,
                    renewal,
                });
                held.failure = None;
                Ok(Token { text, round })
            }
            Err(failure) => {
                held.token = None;
                held.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }

    fn slot(&self, scope: &str) -> Arc<Slot> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = slots.iter().find(|(known, _)| known == scope) {
            return Arc::clone(slot);
        }
        let slot = Arc::<Slot>::default();
        slots.push((scope.to_owned(), Arc::clone(&slot)));
        slot
    }
}

impl Kept {
    fn is_fresh(&self, stale: Option<u64>) -> bool {
        stale != Some(self.round) && self.renewal.is_none_or(|renewal| Instant::now() < renewal)
    }
}

fn leeway(life: Duration) -> Duration {
    LEEWAY.min(life / 10)
}
