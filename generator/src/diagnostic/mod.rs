//! Diagnostics: what is wrong with a document, where, why we say so, and what to do about it.
//!
//! Every stage returns its diagnostics as values; `main.rs` alone prints them, as text ([`human`]) or as JSON ([`json`]).

pub mod code;
mod edition;
mod escape;
mod excerpt;
mod explanation;
pub mod github;
pub mod human;
pub mod json;
mod nearest;
pub mod sarif;
pub mod sink;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

pub use code::Code;
pub use edition::Edition;
pub(crate) use nearest::nearest;
pub use sink::{Count, Sink};
pub use text::{Position, SourceText};

/// Something to say about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of fault, never renamed.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in terms of the user's document: lower case, no full stop.
    pub message: String,
    /// Where: the primary place first, then those that disagree with it.
    pub labels: Vec<Label>,
    /// JSON pointer of the primary place in its file.
    pub pointer: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The edition of OpenAPI that the document keeps to, as far as it was read.
    pub edition: Option<Edition>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity about `place`; `what` is the label shown under the place.
    pub fn new(
        code: Code,
        message: impl Into<String>,
        place: Place,
        what: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            pointer: place.pointer,
            labels: vec![Label {
                span: place.span,
                text: what.into(),
            }],
            help: None,
            edition: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place that is part of the fault.
    #[must_use]
    pub fn also(mut self, place: Place, what: impl Into<String>) -> Self {
        self.labels.push(Label {
            span: place.span,
            text: what.into(),
        });
        self
    }

    /// The primary place.
    pub fn primary(&self) -> Option<&Span> {
        self.labels.first().map(|label| &label.span)
    }

    /// The part of the specification that the document does not keep, in the edition of the document.
    pub fn specification(&self) -> Option<String> {
        let edition = self.edition.unwrap_or(Edition::V31);
        self.code.specification().map(|text| edition.cited(text))
    }

    /// File, line, column, and then the code: the order in which diagnostics are shown.
    pub(crate) fn sort_key(&self) -> (String, usize, usize, Code, String) {
        let place = self
            .primary()
            .map(|span| (span.file.name.clone(), span.position().line, span.start));
        let (file, line, start) = place.unwrap_or_default();
        (file, line, start, self.code, self.pointer.clone())
    }
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No right SDK can be made.
    Error,
    /// We chose for the author; the help says what.
    Warning,
    /// Shown under `-v`.
    Note,
}

impl Severity {
    /// The name, as users see it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place of a document and what to say there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say under it.
    pub text: String,
}

/// A place in a document: its pointer and where that is in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// JSON pointer in the file as it was read.
    pub pointer: String,
    /// Where that is.
    pub span: Span,
}

impl Place {
    /// Line and column of its beginning, counted from 1.
    pub fn position(&self) -> Position {
        self.span.position()
    }
}

/// A range of text in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file, with its text.
    pub file: Arc<SourceText>,
    /// First byte.
    pub start: usize,
    /// First byte after it; equal to `start` for an empty range.
    pub end: usize,
}

impl Span {
    /// Line and column of its beginning, counted from 1.
    pub fn position(&self) -> Position {
        self.file.position(self.start)
    }

    /// Line and column just after its end, counted from 1.
    pub fn end_position(&self) -> Position {
        self.file.position(self.end)
    }
}
