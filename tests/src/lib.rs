//! The runtime of generated SDKs, compiled where it stands, with models and operations as the generator writes them.

#[path = "../../templates/runtime/mod.rs"]
pub mod runtime;

pub mod sample;
