//! Why nothing was generated.

use crate::diagnostic::{Diagnostic, Severity};
use crate::{output, render};

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A document could not be opened.
    #[error("cannot read {name}: {source}")]
    Unreadable {
        /// The document, as the user named it.
        name: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Documents have errors.
    #[error("{}", listed(.0))]
    Document(Vec<Diagnostic>),
    /// The name that was given can't be that of a crate.
    #[error("`{0}` can't be the name of a crate")]
    Name(String),
    /// The crate could not be written down; a fault of this program.
    #[error(transparent)]
    Render(#[from] render::Error),
    /// The folder could not be written.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// The system gives no thread.
    #[error("could not start a thread: {0}")]
    Thread(std::io::Error),
}

/// The errors among diagnostics, one a line.
fn listed(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let lines = errors.map(|diagnostic| {
        let place = diagnostic.primary().map(|span| {
            let position = span.position();
            format!("{}:{}:{}: ", span.file.name, position.line, position.column)
        });
        format!("{}{}", place.unwrap_or_default(), diagnostic.message)
    });
    lines.collect::<Vec<_>>().join("\n")
}
