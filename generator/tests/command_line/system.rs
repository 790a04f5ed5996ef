//! The system around the program: a full disk, another workspace, what a machine says of its user.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::{code, command, files, folder, run, stderr};

/// A file may have no more than a block here, and the signal about it is ignored, so that a write fails as on a full disk.
#[cfg(unix)]
#[test]
fn f10_a_write_that_fails_is_exit_code_3_with_the_path_and_leaves_nothing_half_written() {
    let folder = folder();
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_sdksmith"))
        .args(["generate", "good.yaml", "--output", "out"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = stderr(&output);
    assert_eq!(code(&output), 3, "{text}");
    assert!(text.contains("could not write"), "{text}");
    assert!(text.contains("out/"), "{text}");
    let left = files(&folder.path().join("out"));
    assert_eq!(left, [], "{left:?}");
    assert_eq!(
        code(&run(&folder, &["generate", "good.yaml", "--output", "out"])),
        0
    );
}

#[cfg(unix)]
#[test]
fn f10_a_folder_that_cannot_be_made_is_exit_code_3_with_its_path() {
    let folder = folder();
    let output = run(
        &folder,
        &["generate", "good.yaml", "--output", "good.yaml/out"],
    );
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("good.yaml/out"),
        "{}",
        stderr(&output)
    );
}

/// What cargo says of the crate in `out`.
fn metadata(folder: &tempfile::TempDir) -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .arg("--manifest-path")
        .arg(folder.path().join("out/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn f16_a_crate_inside_another_workspace_is_a_workspace_of_its_own() {
    let folder = folder();
    fs::write(
        folder.path().join("Cargo.toml"),
        "[workspace]\nmembers = []\n",
    )
    .unwrap();
    let output = run(&folder, &["generate", "good.yaml", "--output", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let metadata = metadata(&folder);
    let root = metadata["workspace_root"].as_str().unwrap();
    assert!(root.ends_with("out"), "{root}");
}

#[test]
fn h07_no_text_of_a_document_adds_to_the_manifest() {
    let folder = folder();
    let text = fs::read_to_string(folder.path().join("good.yaml")).unwrap();
    let mut keys = Vec::new();
    for (title, version) in [
        ("Greeting service", "1.2"),
        (
            r#"a\"\n[build-dependencies]\nx = \"1\"\n[package]\nbuild = \"x.rs"#,
            "v1",
        ),
        (
            r#"'''\n[patch.crates-io]\nserde = { path = \"..\" }"#,
            "2024-01-01",
        ),
        (r#"\"\"\" ]] } \u0000 \u2028 \\"#, "1.0.0-é"),
        (
            r#"\n[workspace]\nmembers = [\"..\"]"#,
            "99999999999999999999",
        ),
    ] {
        let hostile = text
            .replace("title: Greeting service", &format!("title: \"{title}\", license: {{ name: \"{title}\", url: \"{title}\" }}, contact: {{ name: \"{title}\", url: \"{title}\" }}, description: \"{title}\""))
            .replace("\"1.2\"", &format!("\"{version}\""));
        fs::write(folder.path().join("good.yaml"), hostile).unwrap();
        fs::remove_dir_all(folder.path().join("out")).ok();
        let output = run(&folder, &["generate", "good.yaml", "--output", "out"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let manifest = fs::read_to_string(folder.path().join("out/Cargo.toml")).unwrap();
        let manifest: toml::Table = toml::from_str(&manifest).unwrap();
        let told = if version == "1.2" { "1.2.0" } else { "0.1.0" };
        assert_eq!(manifest["package"]["version"].as_str(), Some(told));
        let mut names: Vec<String> = Vec::new();
        for (section, value) in &manifest {
            let inner = value.as_table().into_iter().flat_map(toml::Table::keys);
            names.extend(inner.map(|key| format!("{section}.{key}")));
            names.push(section.clone());
        }
        keys.push(names);
        let metadata = metadata(&folder);
        let targets = metadata["packages"][0]["targets"].as_array().unwrap();
        assert!(
            targets
                .iter()
                .all(|target| target["kind"][0] != "custom-build")
        );
    }
    assert!(keys.iter().all(|names| *names == keys[0]), "{keys:?}");
}

#[test]
fn s11_what_is_written_says_nothing_of_the_machine() {
    let folder = folder();
    let spec = folder.path().join("good.yaml").display().to_string();
    let output = command(folder.path(), &["generate", &spec, "--output", "out"])
        .env("USER", "canary-user")
        .env("LOGNAME", "canary-user")
        .env("HOSTNAME", "canary-host")
        .env("HOME", "/home/canary-user")
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let folder_name = folder.path().display().to_string();
    for (name, bytes) in files(&folder.path().join("out")) {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["canary-user", "canary-host", folder_name.as_str()] {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
}
