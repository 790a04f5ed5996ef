//! A slice of the round trip: every value of the documents about types comes back as it was.

use std::path::Path;
use std::process::{Command, Output};

#[test]
fn every_value_of_the_documents_about_types_comes_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let xtask = Path::new(env!("CARGO_BIN_EXE_xtask"));
    let output = |command: &mut Command| -> Output {
        let output = command.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command:?} fails:\n{text}");
        output
    };
    output(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "sdksmith"])
            .current_dir(&root),
    );
    let told = output(
        Command::new(xtask)
            .args(["roundtrip", "tests/types/documents", "--generator"])
            .arg(xtask.with_file_name("sdksmith"))
            .current_dir(&root),
    );
    let table = String::from_utf8_lossy(&told.stdout);
    assert!(!table.contains("not equal"), "{table}");
    for counted in [
        "own instances: ",
        "with an undeclared member: ",
        "does not list: ",
    ] {
        let line = table.lines().find(|line| line.contains(counted));
        let line = line.unwrap_or_default();
        assert!(
            line.contains("(100.00 %)") && !line.contains(" 0 of 0 "),
            "{table}"
        );
    }
}
