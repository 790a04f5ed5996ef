//! Samples of pages: every one is compiled.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::page;

/// A crate of all samples, a module each, beside the test's other files.
fn samples_crate() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-samples");
    let _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let manifest = format!(
        r#"[package]
name = "docs-samples"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
api-families = {{ path = {}, features = ["testing"] }}
bytes = "1"
futures-util = {{ version = "0.3", default-features = false, features = ["std"] }}
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}
uuid = "1"

[workspace]
"#,
        serde_json::Value::from(page::generated().to_string_lossy())
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    // The versions that the repository is built with: nothing has to be fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("a lock file");
    folder
}

#[test]
fn every_sample_compiles() {
    let folder = samples_crate();
    let mut library = String::from(
        "#![deny(warnings)]\n#![allow(dead_code, reason = \"samples are not called\")]\n#![allow(deprecated, reason = \"deprecated calls are documented too\")]\n",
    );
    let mut count = 0;
    for (path, text) in page::all() {
        for sample in page::fences(&text, "rust") {
            writeln!(library, "\n/// From {path}.\nmod sample_{count};").expect("text");
            fs::write(folder.join(format!("src/sample_{count}.rs")), sample).expect("a sample");
            count += 1;
        }
    }
    assert!(count > 150, "only {count} samples");
    fs::write(folder.join("src/lib.rs"), library).expect("a library");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--color", "never"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn no_code_of_a_description_is_taken_for_a_sample() {
    for (path, text) in page::all() {
        for event in pulldown_cmark::Parser::new_ext(&text, page::options()) {
            use pulldown_cmark::{CodeBlockKind, Event, Tag};
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("{path}: live HTML {html}"),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    panic!("{path}: an indented block")
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(label))) => {
                    assert!(
                        ["rust", "json", "toml", "text"].contains(&&*label),
                        "{path}: a block of {label}"
                    );
                }
                Event::Start(Tag::Image { dest_url, .. }) => panic!("{path}: an image {dest_url}"),
                _ => {}
            }
        }
    }
}
