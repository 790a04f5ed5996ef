//! Collects diagnostics.

use std::collections::BTreeSet;

use super::{Diagnostic, Edition, Severity};

/// Where every stage puts what it has to say; the order of arrival does not matter.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// The edition of the document that is spoken of, once it is known.
    edition: Option<Edition>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Takes note of the edition of the document that is spoken of.
    pub fn set_edition(&mut self, edition: Edition) {
        self.edition = Some(edition);
    }

    /// Makes every warning an error.
    pub fn raise_warnings(&mut self) {
        for diagnostic in &mut self.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What was said, as it came.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What was said, by file, line, column and code, each once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        // What one document takes as an error, and another as a warning, stays an error.
        self.diagnostics
            .sort_by_key(|diagnostic| diagnostic.severity);
        for diagnostic in &mut self.diagnostics {
            diagnostic.edition = diagnostic.edition.or(self.edition);
        }
        let mut seen = BTreeSet::new();
        let mut sorted: Vec<_> = self
            .diagnostics
            .into_iter()
            .filter_map(|diagnostic| {
                let key = diagnostic.sort_key();
                seen.insert((key.clone(), diagnostic.message.clone()))
                    .then_some((key, diagnostic))
            })
            .collect();
        sorted.sort_by(|left, right| left.0.cmp(&right.0));
        sorted
            .into_iter()
            .map(|(_, diagnostic)| diagnostic)
            .collect()
    }
}

/// How many diagnostics of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Count {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut count = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => count.errors += 1,
                Severity::Warning => count.warnings += 1,
                Severity::Note => count.notes += 1,
            }
        }
        count
    }
}
