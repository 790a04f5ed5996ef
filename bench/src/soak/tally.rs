//! How calls ended.

use std::collections::BTreeMap;

use api_families::runtime::Error;

/// How many calls ended how.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    /// Calls by the name of their outcome.
    pub outcomes: BTreeMap<String, u64>,
    /// Calls that were made.
    pub calls: u64,
    /// Tries of calls that came to an end.
    pub tries: u64,
    /// Calls that did not end.
    pub hung: u64,
}

impl Tally {
    /// Notes a call that ended.
    pub fn ended<T, E>(&mut self, result: &Result<T, Error<E>>) {
        let name = match result {
            Ok(_) => "value".to_owned(),
            Err(Error::Api(error)) => format!("error {}", error.status),
            Err(Error::Call(error)) => {
                let text = format!("{:?}", error.kind());
                let inner = text.strip_prefix("Timeout(").map(|phase| {
                    let phase = phase.trim_end_matches(')');
                    format!("Timeout: {phase}")
                });
                inner.unwrap_or_else(|| {
                    let end = |character: char| !character.is_alphanumeric();
                    text.split(end).next().unwrap_or_default().to_owned()
                })
            }
        };
        let tries = result.as_ref().err().map_or(1, Error::attempts);
        self.tries += u64::from(tries);
        self.note(&name);
    }

    /// Notes a call whose future was dropped.
    pub fn cancelled(&mut self) {
        self.note("cancelled");
    }

    /// Notes a call that did not end.
    pub fn hung(&mut self) {
        self.hung += 1;
        self.note("did not end");
    }

    fn note(&mut self, name: &str) {
        *self.outcomes.entry(name.to_owned()).or_default() += 1;
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Self) {
        for (name, count) in &other.outcomes {
            *self.outcomes.entry(name.clone()).or_default() += count;
        }
        self.calls += other.calls;
        self.tries += other.tries;
        self.hung += other.hung;
    }

    /// Whether every call ended in a way that has a name.
    pub fn is_whole(&self) -> bool {
        let named = self.outcomes.iter().filter(|(name, _)| !name.is_empty());
        self.hung == 0 && named.map(|(_, count)| count).sum::<u64>() == self.calls
    }
}
