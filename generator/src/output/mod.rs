//! The files of a crate: from an [`OutputTree`] in memory to a folder on disk, and back to compare.
//!
//! Nothing is lost: only files that the [`Manifest`] of an earlier run names, and that are as that run left them, are
//! replaced or removed. A link in the way stops everything; so does a file that is not ours. Every file is written to a
//! temporary sibling and renamed, so that each is whole at any time, the old one or the new one.
//!
//! [`plan`] decides and touches nothing; [`write()`] carries a plan out; [`compare`] says what a plan would change.

mod compare;
mod disk;
mod error;
mod folder;
mod manifest;
mod path;
mod plan;
mod tree;
mod write;

#[cfg(test)]
mod tests;

pub use compare::{Difference, compare};
pub use error::{Clash, Error, Obstacle};
pub use manifest::{MANIFEST, Manifest};
pub use path::{FilePath, InvalidPath};
pub use plan::{Action, Overwrite, Plan, Step, plan};
pub use tree::OutputTree;
pub use write::write;
