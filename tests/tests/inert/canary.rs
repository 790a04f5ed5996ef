//! Code in every text of a document: none of it is a test, and none of it runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sdksmith::Generator;
use sdksmith::source::SpecInput;
use serde_json::Value;

use super::document;

/// The forms that rustdoc takes for Rust.
const CANARY: &str = "Says more.\n\n    std::fs::write(\"canary\", \"x\").unwrap();\n\n```\nstd::fs::write(\"canary\", \"x\").unwrap();\n```\n\n~~~\nstd::fs::write(\"canary\", \"x\").unwrap();\n~~~\n\n```yaml rust\nstd::fs::write(\"canary\", \"x\").unwrap();\n```\n\n```rust\nstd::fs::write(\"canary\", \"x\").unwrap();\n```\n\n```should_panic\nstd::fs::write(\"canary\", \"x\").unwrap(); panic!();\n```\n\n- in a list\n\n      std::fs::write(\"canary\", \"x\").unwrap();\n\n> ```\n> std::fs::write(\"canary\", \"x\").unwrap();\n> ```\n\n```{.rust}\nstd::fs::write(\"canary\", \"x\").unwrap();\n```\n";

/// Fields whose text is for people.
const SPOKEN: [&str; 4] = ["description", "summary", "title", "name"];

fn hostile() -> Value {
    let mut all = document::everything();
    for place in document::places(&all) {
        let field = place.steps.last().map_or("", String::as_str);
        let described = place.steps.iter().any(|step| step == "x-enum-descriptions");
        // The name of a parameter, a scheme or a property is no prose.
        let prose = field != "name" || place.steps.iter().any(|step| step == "info");
        if !place.key && (described || (SPOKEN.contains(&field) && prose)) {
            all = document::with(&all, &place, CANARY);
        }
    }
    all
}

/// The crate, in a folder of its own with the versions that the repository is built with: nothing has to be fetched.
fn written() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    let _ = fs::remove_dir_all(&folder);
    let input = SpecInput::Text {
        name: "hostile.json".to_owned(),
        text: hostile().to_string(),
    };
    Generator::new(input)
        .name("hostile-sdk")
        .write(&folder)
        .unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--color", "never"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.with_file_name("hostile-target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}

#[test]
fn h01_no_code_of_a_document_is_a_test_or_runs() {
    let folder = written();
    let tests = cargo(&folder, &["test", "--doc"]);
    let said = String::from_utf8_lossy(&tests.stdout);
    assert!(
        tests.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&tests.stderr)
    );
    // The sample on the first page is ours, and compiled but not run.
    let collected: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("test src"))
        .collect();
    let [only] = collected.as_slice() else {
        panic!("{collected:?}");
    };
    assert!(
        only.starts_with("test src/lib.rs - (line ") && only.ends_with(" - compile ... ok"),
        "{only}"
    );
    let pages = cargo(&folder, &["doc", "--no-deps"]);
    assert!(
        pages.status.success(),
        "{}",
        String::from_utf8_lossy(&pages.stderr)
    );
    assert!(!folder.join("canary").exists());
}
