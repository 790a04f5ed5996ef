//! What the programs of `cargo xtask bench` have in common.

pub mod by_hand;
pub mod measure;
pub mod server;
pub mod soak;
pub mod types;
