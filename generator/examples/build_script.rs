//! A `build.rs` that keeps an SDK in step with an OpenAPI document: copy it beside your `Cargo.toml`, and add
//! `sdksmith` to your `[build-dependencies]`.
//!
//! The crate is written beside the one that is built, so that `my-sdk = { path = "my-sdk" }` can depend on it; files of
//! it that were edited by hand are kept.

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    #[expect(
        clippy::print_stdout,
        reason = "cargo reads what a build script prints"
    )]
    {
        println!("cargo::rerun-if-changed=openapi.yaml");
    }
    let folder = std::env::var("CARGO_MANIFEST_DIR")?;
    write_sdk(
        &Path::new(&folder).join("openapi.yaml"),
        &Path::new(&folder).join("my-sdk"),
    )
}

/// Writes the SDK of the document `spec` to `folder`.
pub(crate) fn write_sdk(spec: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    sdksmith::Generator::from_file(spec)
        .name("my-sdk")
        .write(folder)?;
    Ok(())
}
