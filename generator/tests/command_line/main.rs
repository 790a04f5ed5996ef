//! The command as other programs call it: exit codes, what goes to stdout and what to stderr, what is written.
#![allow(clippy::unwrap_used, reason = "what can't be set up is a failed test")]

mod supply;
mod system;
mod writing;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A document with one operation.
const GOOD: &str = r#"openapi: 3.0.3
info: { title: Greeting service, version: "1.2" }
servers: [{ url: "https://api.example.com" }]
paths:
  /greetings/{name}:
    get:
      operationId: getGreeting
      tags: [Greetings]
      parameters:
        - { name: name, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: The greeting.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Greeting' }
components:
  schemas:
    Greeting:
      type: object
      required: [text]
      properties:
        text: { type: string }
"#;

/// The same with a key that stands twice.
const BAD: &str = "openapi: 3.0.3\ninfo: { title: a, version: \"1\" }\npaths: {}\npaths: {}\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.yaml"), GOOD).unwrap();
    fs::write(folder.path().join("bad.yaml"), BAD).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sdksmith"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    command(folder.path(), arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder with its content, sorted.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut waiting = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_sound_document_is_done() {
    let folder = folder();
    let output = run(&folder, &["check", "good.yaml"]);
    assert_eq!(
        (
            code(&output),
            stdout(&output).as_str(),
            stderr(&output).as_str()
        ),
        (0, "", "")
    );
}

#[test]
fn a_document_with_errors_is_exit_code_1_with_the_place() {
    let folder = folder();
    let output = run(&folder, &["check", "bad.yaml"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""));
    let text = stderr(&output);
    assert!(text.contains("[bad.yaml:4:1]"), "{text}");
    assert!(text.contains("help:"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn diagnostics_are_one_json_object_a_line() {
    let folder = folder();
    let output = run(&folder, &["check", "bad.yaml", "--message-format", "json"]);
    let lines: Vec<Value> = stderr(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1);
    for key in [
        "code", "severity", "message", "file", "line", "column", "pointer", "help", "related",
    ] {
        assert!(lines[0].get(key).is_some(), "{key}");
    }
    assert_eq!(
        (&lines[0]["file"], &lines[0]["line"], &lines[0]["column"]),
        (&"bad.yaml".into(), &4.into(), &1.into())
    );
}

#[test]
fn colours_come_when_asked_for() {
    let folder = folder();
    let output = run(&folder, &["check", "bad.yaml", "--color", "always"]);
    assert!(stderr(&output).contains("\u{1b}["));
    let never = command(folder.path(), &["check", "bad.yaml"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!stderr(&never).contains('\u{1b}'));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let folder = folder();
    for arguments in [
        &["generate", "good.yaml"][..],
        &["generate"],
        &["generate", "-"],
        &["check"],
        &["unknown"],
        &["check", "good.yaml", "--limit", "depth"],
        &["check", "good.yaml", "--limit", "colour=1"],
        &["check", "https://example.com/openapi.yaml"],
        &["generate", "good.yaml", "--output", "o", "--name", "core"],
        &[
            "generate",
            "good.yaml",
            "--output",
            "o",
            "--check",
            "--force",
        ],
        &["completions", "klingon"],
    ] {
        let output = run(&folder, arguments);
        assert_eq!(
            (code(&output), stdout(&output).as_str()),
            (2, ""),
            "{arguments:?}"
        );
        assert!(stderr(&output).starts_with("error: "), "{arguments:?}");
    }
}

#[test]
fn a_document_that_cannot_be_read_is_exit_code_3() {
    let folder = folder();
    let output = run(&folder, &["check", "absent.yaml"]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).starts_with("error: cannot read absent.yaml: "));
    let output = run(
        &folder,
        &["check", "absent.yaml", "--message-format", "json"],
    );
    let line: Value = serde_json::from_str(stderr(&output).trim_end()).unwrap();
    assert_eq!(line["code"], "io");
}

#[test]
fn a_document_comes_from_stdin() {
    let folder = folder();
    let mut child = command(folder.path(), &["inspect", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(GOOD.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let object: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["title"], "Greeting service");
}

#[test]
fn inspect_prints_one_object() {
    let folder = folder();
    let output = run(&folder, &["inspect", "good.yaml", "--format", "json"]);
    assert_eq!(code(&output), 0);
    let object: Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "title",
            "version",
            "openapi",
            "servers",
            "security",
            "operations",
            "types",
            "untyped"
        ]
    );
    assert_eq!(object["openapi"], "3.0.3");
    assert_eq!(object["servers"][0]["url"], "https://api.example.com");
    let operation = &object["operations"][0];
    for (key, value) in [
        ("id", "getGreeting"),
        ("method", "GET"),
        ("path", "/greetings/{name}"),
        ("tag", "Greetings"),
    ] {
        assert_eq!(operation[key], value);
    }
    assert_eq!(operation["deprecated"], false);
    assert!(
        operation["call"]
            .as_str()
            .unwrap()
            .starts_with("greetings()."),
        "{operation}"
    );
    assert_eq!(object["types"][0]["name"], "Greeting");
    assert_eq!(object["types"][0]["kind"], "struct");
    assert_eq!(
        object["types"][0]["pointer"],
        "/components/schemas/Greeting"
    );
}

#[cfg(unix)]
#[test]
fn f15_a_closed_output_is_no_panic() {
    let folder = folder();
    let program = env!("CARGO_BIN_EXE_sdksmith");
    for (script, expected) in [
        (format!("'{program}' man >&-"), 0),
        (format!("'{program}' --help >&-"), 0),
        (format!("'{program}' check bad.yaml 2>&-"), 1),
        (format!("'{program}' check absent.yaml 2>&-"), 3),
        (format!("'{program}' man | head -c1 >/dev/null"), 0),
    ] {
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(code(&output), expected, "{script}");
        assert!(
            !stderr(&output).contains("panicked"),
            "{script}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn b8_nesting_is_a_diagnostic() {
    let folder = folder();
    fs::write(folder.path().join("deep.yaml"), "{a: ".repeat(30_000)).unwrap();
    let output = run(&folder, &["check", "deep.yaml", "--message-format", "json"]);
    assert_eq!(code(&output), 1);
    let line: Value = serde_json::from_str(stderr(&output).lines().next().unwrap()).unwrap();
    assert_eq!(line["code"], "nesting-too-deep");
}

#[test]
fn a_code_is_explained_and_an_unknown_one_is_wrong_usage() {
    let folder = folder();
    let output = run(&folder, &["explain", "duplicate-key"]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).starts_with("# duplicate-key\n\nerror: A key stands twice"));
    assert!(stdout(&output).contains("\n## Wrong\n") && stdout(&output).contains("\n## Right\n"));

    let output = run(&folder, &["explain", "--list"]);
    assert_eq!(code(&output), 0);
    let listed = stdout(&output);
    let names = listed.lines().map(|line| line.split(' ').next().unwrap());
    let names: Vec<&str> = names.collect();
    assert!(names.is_sorted() && names.contains(&"duplicate-key"));

    let output = run(&folder, &["explain", "duplicate-keys"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("did you mean `duplicate-key`?"));
    assert_eq!(code(&run(&folder, &["explain"])), 2);
}

#[test]
fn warnings_are_errors_if_strict() {
    let folder = folder();
    let odd = GOOD
        .replace("    get:", "    parameters: []\n    x-a: 1\n    get:")
        .replace("\"1.2\"", "v1");
    fs::write(folder.path().join("odd.yaml"), odd).unwrap();
    assert_eq!(code(&run(&folder, &["check", "odd.yaml"])), 0);
    let output = run(&folder, &["check", "odd.yaml", "--strict"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("invalid-version"));
    let arguments = ["generate", "odd.yaml", "--output", "sdk", "--strict"];
    assert_eq!(code(&run(&folder, &arguments)), 1);
    assert!(!folder.path().join("sdk").exists());
}

#[test]
fn diagnostics_have_a_form_for_each_reader() {
    let folder = folder();
    let output = run(
        &folder,
        &["check", "bad.yaml", "--message-format", "github"],
    );
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).starts_with("::error file=bad.yaml,line=4,endLine=4,col=1,"));
    assert_eq!(stderr(&output).lines().count(), 1);

    let output = run(&folder, &["check", "bad.yaml", "--message-format", "sarif"]);
    assert_eq!(code(&output), 1);
    let log: Value = serde_json::from_str(&stderr(&output)).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "duplicate-key");
    let output = run(
        &folder,
        &["check", "good.yaml", "--message-format", "sarif"],
    );
    let log: Value = serde_json::from_str(&stderr(&output)).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}
