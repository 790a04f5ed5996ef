//! Paths of generated files: relative, plain, and the same on every system.

use std::fmt;
use std::path::{Path, PathBuf};

/// The longest name of a file or folder.
const MAX_NAME: usize = 72;
/// The longest path below the output folder; Windows allows 260 characters in all.
const MAX_PATH: usize = 200;

/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Files and folders that cargo obeys: a document must never be able to make one.
const OBEYED: [&str; 6] = [
    "build.rs",
    "cargo.lock",
    "clippy.toml",
    "rust-toolchain",
    "rust-toolchain.toml",
    "rustfmt.toml",
];

/// The path of a generated file below the output folder, with `/` between its parts.
///
/// Each part is made of `[A-Za-z0-9_.-]`, starts with a letter, digit or `_`, does not end in a dot and is no device of
/// Windows; the first is neither `target` nor a file that cargo obeys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(String);

/// A text that can't be the path of a generated file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path:?} can't be the path of a generated file: {reason}")]
pub struct InvalidPath {
    /// The text.
    pub path: String,
    /// Why not.
    pub reason: &'static str,
}

impl FilePath {
    /// Takes a text such as `src/models/client.rs`.
    ///
    /// # Errors
    ///
    /// When a part of it could leave the folder, means something to a system, or is too long.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidPath> {
        let text = text.into();
        match fault(&text) {
            None => Ok(Self(text)),
            Some(reason) => Err(InvalidPath { path: text, reason }),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its parts; the last is the name of the file.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that the file is in; nothing for one at the top.
    pub fn folder(&self) -> Option<Self> {
        let (folder, _) = self.0.rsplit_once('/')?;
        Some(Self(folder.to_owned()))
    }

    /// The path below `root`.
    pub fn below(&self, root: &Path) -> PathBuf {
        root.join(self.0.split('/').collect::<PathBuf>())
    }

    /// The folders above the file, the outermost first, as paths below `root`.
    pub fn folders(&self, root: &Path) -> Vec<PathBuf> {
        let mut folder = root.to_path_buf();
        let mut folders = Vec::new();
        let mut parts = self.0.split('/').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_some() {
                folder.push(part);
                folders.push(folder.clone());
            }
        }
        folders
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Why `text` can't be a path, if it can't.
fn fault(text: &str) -> Option<&'static str> {
    if text.len() > MAX_PATH {
        return Some("it is too long");
    }
    if let Some(reason) = text.split('/').find_map(part_fault) {
        return Some(reason);
    }
    let lower = text.to_ascii_lowercase();
    let first = lower.split('/').next().unwrap_or_default();
    if first == "target" {
        return Some("it is in cargo's own folder");
    }
    OBEYED
        .contains(&lower.as_str())
        .then_some("cargo would obey it")
}

/// Why `part` can't be the name of a file or folder, if it can't.
fn part_fault(part: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    if part.is_empty() {
        return Some("a part of it is empty");
    }
    if part.len() > MAX_NAME {
        return Some("a part of it is too long");
    }
    if !part.chars().all(plain) {
        return Some("a part of it has other characters than letters, digits, `_`, `.` and `-`");
    }
    if part.starts_with(['.', '-']) || part.ends_with('.') {
        return Some("a part of it starts or ends with a sign");
    }
    is_device(part).then_some("a part of it is a device of Windows")
}

fn is_device(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = stem.len() == 4 && stem.ends_with(|c: char| c.is_ascii_digit() && c != '0');
    let base = if numbered {
        stem.trim_end_matches(|c: char| c.is_ascii_digit())
    } else {
        stem.as_str()
    };
    let counted = matches!(base, "com" | "lpt");
    DEVICES.contains(&base) && counted == numbered
}
