//! The list of what an earlier run wrote: the reason why a file may be replaced or removed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{FilePath, OutputTree};

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".sdksmith-manifest.json";

/// The form of the manifest that this version reads and writes.
const FORMAT: u32 = 1;

/// The files that an earlier run wrote, each with the SHA-256 of its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<FilePath, Vec<String>>,
}

/// The file as JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    format: u32,
    files: Vec<Entry>,
}

/// A file of ours; two hashes stand here only while a run is at work, or after one was stopped.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    sha256: Hashes,
}

/// One hash as a text, several as a list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Hashes {
    One(String),
    Several(Vec<String>),
}

impl Manifest {
    /// The manifest of a tree that is written in full.
    pub fn of(tree: &OutputTree) -> Self {
        let files = tree
            .iter()
            .map(|(path, bytes)| (path.clone(), vec![hash(bytes)]))
            .collect();
        Self { files }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// A reason when it is not one that this program wrote: another form, a path that can't be ours, a path twice.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let form: Form = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if form.format != FORMAT {
            return Err(format!("its format is {}, not {FORMAT}", form.format));
        }
        let mut files = BTreeMap::new();
        for entry in form.files {
            let path = FilePath::new(entry.path).map_err(|error| error.to_string())?;
            let hashes = match entry.sha256 {
                Hashes::One(hash) => vec![hash],
                Hashes::Several(hashes) => hashes,
            };
            if !hashes.iter().all(|hash| is_hash(hash)) {
                return Err(format!("`{path}` has no SHA-256"));
            }
            if files.insert(path.clone(), hashes).is_some() {
                return Err(format!("`{path}` is listed twice"));
            }
        }
        Ok(Self { files })
    }

    /// The manifest as it is written: sorted, a file a line.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Paths and hashes need no escaping: `FilePath` and `is_hash` allow no sign that JSON treats apart.
        let lines: Vec<String> = self
            .files
            .iter()
            .map(|(path, hashes)| {
                let sha256 = match hashes.as_slice() {
                    [hash] => format!("\"{hash}\""),
                    hashes => format!("[\"{}\"]", hashes.join("\", \"")),
                };
                format!("\n    {{ \"path\": \"{path}\", \"sha256\": {sha256} }}")
            })
            .collect();
        let files = lines.join(",");
        format!("{{\n  \"format\": {FORMAT},\n  \"files\": [{files}\n  ]\n}}\n").into_bytes()
    }

    /// Whether an earlier run wrote this file.
    pub fn lists(&self, path: &FilePath) -> bool {
        self.files.contains_key(path)
    }

    /// Whether `bytes` are what an earlier run wrote at `path`.
    pub fn wrote(&self, path: &FilePath, bytes: &[u8]) -> bool {
        self.files
            .get(path)
            .is_some_and(|hashes| hashes.contains(&hash(bytes)))
    }

    /// The files, in order.
    pub fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }

    /// Keeps what `earlier` says about `path` beside, or instead of, what stands here.
    pub(super) fn keep(&mut self, path: &FilePath, earlier: &Self) {
        if let Some(hashes) = earlier.files.get(path) {
            let entry = self.files.entry(path.clone()).or_default();
            entry.extend(
                hashes
                    .iter()
                    .filter(|hash| !entry.contains(hash))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
        }
    }

    /// Says of `path` only what `earlier` says.
    pub(super) fn restore(&mut self, path: &FilePath, earlier: &Self) {
        match earlier.files.get(path) {
            Some(hashes) => self.files.insert(path.clone(), hashes.clone()),
            None => self.files.remove(path),
        };
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            text.push(digit(byte >> 4));
            text.push(digit(byte & 15));
            text
        })
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0')
}

fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
}
