//! Text of a document is data: whatever stands in it, what is generated keeps its form, and nothing of it runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on ends here"
)]

#[path = "inert/canary.rs"]
mod canary;
#[path = "inert/document.rs"]
mod document;
#[path = "inert/oracle.rs"]
mod oracle;
#[path = "inert/payload.rs"]
mod payload;
#[path = "inert/skeleton.rs"]
mod skeleton;
