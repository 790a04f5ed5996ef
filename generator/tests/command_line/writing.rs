//! `generate`: what is written, what is kept, and when nothing is.

use std::fs;

use super::{code, command, files, folder, run, stderr, stdout};

#[test]
fn a_crate_is_written_checked_and_written_again() {
    let folder = folder();
    let generate = [
        "generate",
        "good.yaml",
        "--output",
        "out",
        "--name",
        "greeting-sdk",
    ];
    let output = run(&folder, &generate);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).starts_with("wrote "), "{}", stdout(&output));
    let root = folder.path().join("out");
    let written = files(&root);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("name = \"greeting-sdk\"") && manifest.contains("version = \"1.2.0\""),
        "{manifest}"
    );

    let check = [&generate[..], &["--check"]].concat();
    assert_eq!(code(&run(&folder, &check)), 0);
    fs::write(root.join("src/lib.rs"), "edited\n").unwrap();
    let output = run(&folder, &check);
    assert_eq!(code(&output), 1);
    assert!(
        stdout(&output).starts_with("--- a/src/lib.rs\n+++ b/src/lib.rs\n"),
        "{}",
        stdout(&output)
    );

    let output = run(&folder, &generate);
    assert_eq!(code(&output), 0);
    assert!(
        stderr(&output).starts_with("warning: `src/lib.rs` was edited by hand"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        fs::read_to_string(root.join("src/lib.rs")).unwrap(),
        "edited\n"
    );
    assert_eq!(
        code(&run(&folder, &[&generate[..], &["--force"]].concat())),
        0
    );
    assert_eq!(files(&root), written);
}

#[test]
fn f12_nothing_is_written_unless_asked_for() {
    let folder = folder();
    let before = files(folder.path());
    let output = run(
        &folder,
        &["generate", "good.yaml", "--output", "out", "--dry-run"],
    );
    assert_eq!(code(&output), 0);
    assert!(
        stdout(&output).contains("create src/lib.rs\n"),
        "{}",
        stdout(&output)
    );
    assert_eq!(
        code(&run(
            &folder,
            &["generate", "good.yaml", "--output", "out", "--check"]
        )),
        1
    );
    assert_eq!(
        code(&run(&folder, &["generate", "bad.yaml", "--output", "out"])),
        1
    );
    run(&folder, &["inspect", "good.yaml"]);
    assert_eq!(files(folder.path()), before);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn files_of_others_in_the_way_are_exit_code_3() {
    let folder = folder();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/Cargo.toml"), "mine").unwrap();
    let output = run(&folder, &["generate", "good.yaml", "--output", "out"]);
    assert_eq!(code(&output), 3);
    assert!(
        stderr(&output).contains("\n  Cargo.toml: was not written by an earlier run"),
        "{}",
        stderr(&output)
    );
    assert_eq!(files(&folder.path().join("out")).len(), 1);
}

#[test]
fn every_document_of_a_configuration_is_a_module() {
    let folder = folder();
    assert_eq!(code(&run(&folder, &["init"])), 0);
    assert_eq!(code(&run(&folder, &["init"])), 2);
    let config = "[crate]\nname = \"two\"\noutput = \"two\"\n[[api]]\nspec = \"good.yaml\"\nmodule = \"one::first\"\n\
                  [[api]]\nspec = \"good.yaml\"\nmodule = \"one::second\"\n\
                  [api.rename.operations]\n\"GET /greetings/{name}\" = \"greetings.fetch\"\n";
    fs::write(folder.path().join("sdksmith.toml"), config).unwrap();
    let output = run(&folder, &["generate"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(
        stdout(&output).contains("2 operations"),
        "{}",
        stdout(&output)
    );
    for path in [
        "two/src/lib.rs",
        "two/src/one/first/mod.rs",
        "two/src/one/second/mod.rs",
    ] {
        assert!(folder.path().join(path).exists(), "{path}");
    }
    let second = files(&folder.path().join("two/src/one/second"));
    assert!(
        second
            .iter()
            .any(|(_, text)| String::from_utf8_lossy(text).contains("pub fn fetch("))
    );
}

#[test]
fn h39_the_same_input_gives_the_same_bytes_everywhere() {
    let (one, other) = (folder(), folder());
    fs::create_dir(other.path().join("deep")).unwrap();
    run(&one, &["generate", "good.yaml", "--output", "out"]);
    let output = command(
        &other.path().join("deep"),
        &["generate", "../good.yaml", "--output", "../out"],
    )
    .env("LANG", "tr_TR.UTF-8")
    .env("TZ", "Pacific/Kiritimati")
    .env("HOME", "/nonexistent")
    .output()
    .unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(
        files(&one.path().join("out")),
        files(&other.path().join("out"))
    );
}

#[test]
fn a_document_is_taken_strictly_where_its_table_says_so() {
    let folder = folder();
    let relative = fs::read_to_string(folder.path().join("good.yaml"))
        .unwrap()
        .replace("https://api.example.com", "/v1");
    fs::write(folder.path().join("odd.yaml"), relative).unwrap();
    let crate_table = "[crate]\nname = \"sdk\"\noutput = \"out\"\n";
    let api_table = "[[api]]\nspec = \"odd.yaml\"\nmodule = \"odd\"\n";
    let config = folder.path().join("sdksmith.toml");

    fs::write(&config, format!("{crate_table}{api_table}strict = true\n")).unwrap();
    let output = run(&folder, &["generate"]);
    assert_eq!(code(&output), 1);
    let last = "error: 1 error in sdksmith.toml\n";
    assert!(stderr(&output).ends_with(last), "{}", stderr(&output));
    assert!(!folder.path().join("out").exists());

    fs::write(&config, format!("{crate_table}{api_table}")).unwrap();
    let output = run(&folder, &["generate"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let last = "warning: 1 warning in sdksmith.toml\n";
    assert!(stderr(&output).ends_with(last), "{}", stderr(&output));
}
