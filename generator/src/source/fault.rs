//! A fault found while a file is read, before its values have places.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, SourceText, Span};

/// What is wrong with a file, and at which bytes.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: String,
    pub(super) help: Option<String>,
    /// A second place, and what to say there.
    pub(super) second: Option<Box<(usize, usize, String)>>,
}

impl Fault {
    pub(super) fn new(
        code: Code,
        message: impl Into<String>,
        (start, end): (usize, usize),
        label: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            start,
            end,
            label: label.into(),
            help: None,
            second: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn also(mut self, (start, end): (usize, usize), label: impl Into<String>) -> Self {
        self.second = Some(Box::new((start, end, label.into())));
        self
    }

    /// The fault as a diagnostic about a file.
    pub(super) fn into_diagnostic(self, file: &Arc<SourceText>) -> Diagnostic {
        let place = |start: usize, end: usize| {
            let start = start.min(file.text.len());
            let end = end.min(file.text.len()).max(start);
            Place {
                pointer: String::new(),
                span: Span {
                    file: Arc::clone(file),
                    start,
                    end,
                },
            }
        };
        let mut diagnostic = Diagnostic::new(
            self.code,
            self.message,
            place(self.start, self.end),
            self.label,
        );
        diagnostic.help = self.help;
        match self.second.map(|second| *second) {
            Some((start, end, label)) => diagnostic.also(place(start, end), label),
            None => diagnostic,
        }
    }
}

pub(super) fn too_deep(at: usize, limit: usize) -> Fault {
    Fault::new(
        Code::NestingTooDeep,
        format!("objects and lists are nested more than {limit} deep"),
        (at, at + 1),
        format!("level {} begins here", limit + 1),
    )
    .help(format!(
        "`--limit depth=N` allows more, up to 120; the limit is {limit}"
    ))
}

pub(super) fn too_many_nodes(at: usize, limit: usize) -> Fault {
    Fault::new(
        Code::TooManyNodes,
        format!("the document has more than {limit} values"),
        (at, at + 1),
        "the first beyond the limit",
    )
    .help("`--limit nodes=N` allows more")
}
