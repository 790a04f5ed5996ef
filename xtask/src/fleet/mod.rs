//! A generated crate for every document of a folder, for the chores that look at many: which documents there are, one
//! limited run of the generator for each, results kept by content, and one workspace for all crates.

pub(crate) mod build;
pub(crate) mod cache;
pub(crate) mod discovery;
mod fingerprint;
pub(crate) mod generate;
pub(crate) mod outcome;
pub(crate) mod process;
pub(crate) mod progress;
pub(crate) mod queue;
pub(crate) mod store;
pub(crate) mod workspace;

pub(crate) use self::fingerprint::Fingerprint;
