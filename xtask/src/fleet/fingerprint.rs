//! Digests of contents, by which results are found again.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use sha2::{Digest as _, Sha256};

use crate::Error;

/// A digest of labelled parts.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a part; its length is part of it, so that no two lists of parts are the same.
    pub(crate) fn add(mut self, part: &[u8]) -> Self {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// Adds a file.
    pub(crate) fn add_file(self, path: &Path) -> Result<Self, Error> {
        Ok(self.add(&fs::read(path).map_err(Error::at(path))?))
    }

    /// Adds every file of a folder, with its path.
    pub(crate) fn add_folder(mut self, folder: &Path) -> Result<Self, Error> {
        for path in files(folder)? {
            let relative = path.strip_prefix(folder).unwrap_or(&path);
            self = self
                .add(relative.to_string_lossy().as_bytes())
                .add_file(&path)?;
        }
        Ok(self)
    }

    /// The digest in hexadecimal.
    pub(crate) fn finish(self) -> String {
        let digits = self.0.finalize();
        let mut text = String::new();
        for byte in digits {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// Every file below a folder, in the order of paths.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut waiting = vec![folder.to_path_buf()];
    let mut files = Vec::new();
    while let Some(current) = waiting.pop() {
        for entry in fs::read_dir(&current).map_err(Error::at(&current))? {
            let path = entry.map_err(Error::at(&current))?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a document refers to another file. Its whole folder then counts as its content.
pub(crate) fn has_other_files(text: &str) -> bool {
    Regex::new(r#"["']?\$ref["']?\s*:\s*["']?[^#"'\s]"#).is_ok_and(|pattern| pattern.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let digest = |parts: &[&str]| {
            let all = parts
                .iter()
                .fold(Fingerprint::default(), |sum, part| sum.add(part.as_bytes()));
            all.finish()
        };
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["ab", "c"]), digest(&["ab", "c"]));
    }

    #[test]
    fn a_reference_to_another_file_is_seen() {
        assert!(has_other_files("$ref: 'pet.yaml#/Pet'"));
        assert!(has_other_files("{\"$ref\": \"./pet.json\"}"));
        assert!(!has_other_files("$ref: '#/components/schemas/Pet'"));
        assert!(!has_other_files("{\"$ref\":\"#/a\"}"));
    }
}
