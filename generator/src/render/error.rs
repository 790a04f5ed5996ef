//! What can go wrong while rendering: faults of the generator, and names that clash with files.

use crate::format;
use crate::output::InvalidPath;

/// Rendering failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A template printed what is no code.
    #[error("internal error: template `{template}`: {message}")]
    Template {
        /// The template.
        template: &'static str,
        /// What it did.
        message: String,
    },
    /// A template gave what is no Rust.
    #[error(transparent)]
    Format(#[from] format::Error),
    /// A file cannot be named as it would be.
    #[error(transparent)]
    Path(#[from] InvalidPath),
}
