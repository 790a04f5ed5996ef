//! What became of a document.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How a document ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Its crate compiles without a warning.
    Compiled,
    /// Its crate was written; nobody has compiled it.
    Generated,
    /// The generator refused it with a diagnostic.
    Rejected,
    /// Its crate does not compile, or with warnings.
    Uncompilable,
    /// The generator ended in some other way than it may: a panic, a signal, an internal error.
    Panicked,
    /// The generator or the compiler was stopped.
    TimedOut,
}

impl State {
    /// Every state, in the order of the summary.
    pub(crate) const ALL: [Self; 6] = [
        Self::Compiled,
        Self::Generated,
        Self::Rejected,
        Self::Uncompilable,
        Self::Panicked,
        Self::TimedOut,
    ];

    /// The state in a table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Compiled => "compiled",
            Self::Generated => "generated",
            Self::Rejected => "rejected",
            Self::Uncompilable => "uncompilable",
            Self::Panicked => "panicked",
            Self::TimedOut => "timed out",
        }
    }
}

/// What a run of the generator gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Generation {
    pub(crate) state: State,
    /// Why it is not [`State::Generated`]: the first diagnostic, or what the process left on stderr.
    pub(crate) reason: Option<String>,
    pub(crate) warnings: usize,
    pub(crate) milliseconds: u64,
    /// The most memory that the process held, in KiB, as far as the system tells.
    pub(crate) peak_kib: Option<u64>,
    /// Lines of Rust that are not the runtime's.
    pub(crate) lines: usize,
    /// A digest of everything that was written.
    pub(crate) digest: String,
}

/// What the compiler said to a crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Check {
    pub(crate) state: State,
    /// The first error, with its place.
    pub(crate) reason: Option<String>,
    /// Every error and warning, in the compiler's order.
    pub(crate) errors: Vec<Fault>,
    pub(crate) milliseconds: u64,
}

/// An error or a warning of the compiler.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Fault {
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    /// `file:line:column` in the generated crate.
    pub(crate) place: String,
    /// The line of the generated file.
    pub(crate) snippet: String,
}

/// A document and what became of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// Its path in the corpus.
    pub(crate) document: String,
    /// The name of its crate.
    pub(crate) name: String,
    /// The folder of its crate.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
    /// The bytes of the document itself.
    pub(crate) bytes: u64,
    pub(crate) generation: Generation,
    pub(crate) check: Option<Check>,
}

impl Entry {
    pub(crate) fn state(&self) -> State {
        match (&self.check, self.generation.state) {
            (Some(check), State::Generated) => check.state,
            (_, state) => state,
        }
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        let check = self
            .check
            .as_ref()
            .and_then(|check| check.reason.as_deref());
        check.or(self.generation.reason.as_deref())
    }

    /// Whether it is neither usable nor rejected.
    pub(crate) fn fails(&self) -> bool {
        matches!(
            self.state(),
            State::Uncompilable | State::Panicked | State::TimedOut
        )
    }
}
