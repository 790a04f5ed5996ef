//! What a caller is told while the stages run.

use std::fmt;

/// How far the work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are done.
    pub step: usize,
    /// Steps in all.
    pub steps: usize,
    /// What is being done.
    pub stage: Stage,
}

/// What is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Reading the document of this name.
    Reading(String),
    /// Deciding about the output of the document of this name.
    Analyzing(String),
    /// Writing the crate down.
    Rendering,
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reading(name) => write!(formatter, "reading {name}"),
            Self::Analyzing(name) => write!(formatter, "analyzing {name}"),
            Self::Rendering => formatter.write_str("rendering"),
        }
    }
}
