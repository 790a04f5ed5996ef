//! The pages of the generated crate: every link leads somewhere, every sample compiles, and every page says what its
//! readers were promised.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test code stops at what it did not foresee"
)]

#[path = "docs/anchor.rs"]
mod anchor;
#[path = "docs/link.rs"]
mod link;
#[path = "docs/page.rs"]
mod page;
#[path = "docs/promise.rs"]
mod promise;
#[path = "docs/sample.rs"]
mod sample;
