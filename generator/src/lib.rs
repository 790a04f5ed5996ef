//! Reads an OpenAPI document and writes the Rust SDK that a careful Rust engineer would have written by hand.
//!
//! The stages hand each other values, in one direction:
//!
//! ```text
//! source -> dialect -> model (openapiv3) -> analyze -> ir::Api -> render -> output::OutputTree -> disk
//! ```
//!
//! [`Generator`] runs them all. From a `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     println!("cargo::rerun-if-changed=openapi.yaml");
//!     let folder = std::path::PathBuf::from(std::env::var("OUT_DIR")?).join("sdk");
//!     sdksmith::Generator::from_file("openapi.yaml").name("my-sdk").write(&folder)?;
//!     Ok(())
//! }
//! ```

pub mod analyze;
pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod format;
pub mod ir;
pub mod model;
pub mod naming;
pub mod output;
mod pipeline;
pub mod render;
pub mod source;

pub use pipeline::{Document, Error, Generated, Generator, Progress, Read, Stage, Survey};
