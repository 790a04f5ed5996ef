//! Identifiers: every name in the output is made here.
//!
//! Text of the document goes in, [`ir` names](crate::ir::name) come out: ASCII, at most 64 characters, valid Rust, and
//! unique in the [`Scope`] that gave them. The rules, in order:
//!
//! 1. Letters of other scripts are transliterated; marks, joiners and control characters are dropped.
//! 2. Text falls into words at everything that is no letter or digit, and where lower case turns to upper case.
//!    A sign in front of the first word is a word (`-1`: `minus 1`), and so are signs that stand alone (`<=`).
//! 3. The words are joined in the case of the kind; a digit in front gets a `v`.
//! 4. Keywords are raw (`r#type`), or end in `_` where they cannot be. Names that are taken get `_`, `Model` or `Value`
//!    at the end, by their kind.
//! 5. Names over 60 characters are cut at a word, and end in a hash of the whole.
//! 6. What is taken in its scope is numbered, in document order: `user_id`, `user_id_2`.

mod crate_name;
pub mod group;
mod keyword;
pub(crate) mod model;
pub mod operation;
mod reserved;
mod scope;
mod spelling;
mod words;

pub use crate_name::crate_name;
pub use scope::Scope;
pub use words::{camel, capitalized, plural, singular, snake, words};

#[cfg(test)]
mod tests;
