//! What the program is made of.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the whole project.
fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Readers of YAML that nobody keeps, or that are not sound.
const ABANDONED: [&str; 4] = ["yaml-rust", "libyml", "serde_yml", "serde-yml"];

#[test]
fn s12_readers_that_nobody_keeps_are_not_depended_upon() {
    let lock = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    let names: Vec<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    assert!(names.contains(&"sdksmith") && names.contains(&"api-families"));
    for name in ABANDONED {
        assert!(!names.contains(&name), "{name}");
    }
}

#[test]
fn s12_every_package_comes_from_the_registry_with_a_checksum() {
    let lock = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    for package in lock.split("[[package]]\n").skip(1) {
        let has = |key: &str| package.lines().any(|line| line.starts_with(key));
        let registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        assert_eq!(has("source = "), has(registry), "{package}");
        assert_eq!(has("source = "), has("checksum = "), "{package}");
    }
}

#[test]
fn s12_unsafe_code_is_forbidden_everywhere() {
    let read = |path: &str| {
        let text = fs::read_to_string(project().join(path)).unwrap();
        toml::from_str::<toml::Table>(&text).unwrap()
    };
    let root = read("Cargo.toml");
    assert_eq!(
        root["workspace"]["lints"]["rust"]["unsafe_code"].as_str(),
        Some("forbid")
    );
    for member in root["workspace"]["members"].as_array().unwrap() {
        let member = member.as_str().unwrap();
        let lints = read(&format!("{member}/Cargo.toml"))["lints"].clone();
        let inherited = lints.get("workspace").and_then(toml::Value::as_bool) == Some(true);
        let own = lints.get("rust").and_then(|rust| rust.get("unsafe_code"));
        let own = own.and_then(toml::Value::as_str) == Some("forbid");
        assert!(inherited || own, "{member}");
    }
}

/// Every file of Rust below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut waiting = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn s11_nothing_but_the_reader_of_addresses_uses_the_network() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut users: Vec<String> = sources(&folder)
        .into_iter()
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            ["ureq::", "TcpStream", "UdpSocket", "UnixStream"]
                .iter()
                .any(|word| text.contains(word))
        })
        .map(|path| path.strip_prefix(&folder).unwrap().display().to_string())
        .collect();
    users.sort();
    assert_eq!(users, ["source/remote.rs", "source/tests/redirect.rs"]);
}
