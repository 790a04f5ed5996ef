use super::*;

#[test]
fn plain_paths_are_taken() {
    for good in [
        "Cargo.toml",
        "src/lib.rs",
        "docs/a/b-c.md",
        "src/_a1.rs",
        "src/build.rs",
        "src/target.rs",
        "company.rs",
    ] {
        assert!(FilePath::new(good).is_ok(), "{good}");
    }
}

#[test]
fn b10_f07_f08_no_name_leaves_the_folder_or_means_something_to_a_system() {
    let long = "a".repeat(73);
    let deep = "a/".repeat(101) + "a";
    for bad in [
        "",
        ".",
        "..",
        "../x",
        "/etc/x",
        "a/../../x",
        "..\\..\\x",
        "C:\\x",
        "C:x",
        "a\0b",
        "a b",
        "a.",
        "a ",
        "é.rs",
        "con",
        "nul.rs",
        "Aux/x.rs",
        "com1.rs",
        "LPT9",
        ".git/config",
        ".cargo/config.toml",
        "-x",
        "a//b",
        "a/",
        "target/x.rs",
        "Target/x",
        "build.rs",
        "rust-toolchain.toml",
        "~",
        "$HOME",
        "%2e%2e",
        &long,
        &deep,
    ] {
        assert!(FilePath::new(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_tree_can_be_written_on_every_file_system() {
    let mut tree = tree(&[("src/Foo.rs", ""), ("src/a/b.rs", "")]);
    for clash in [
        "src/foo.rs",
        "src/a",
        "SRC/A/B.rs",
        "src/foo.rs/x",
        "src",
        ".sdksmith-manifest.json",
    ] {
        assert!(tree.insert(clash, "").is_err(), "{clash}");
    }
    assert_eq!(tree.len(), 2);
}
