//! The files of a crate in memory.

use std::collections::BTreeMap;

use super::{FilePath, InvalidPath, MANIFEST};

/// The files of a crate, by path.
///
/// No two paths are equal but for case, and no file stands where another path has a folder, so that the tree can be
/// written on every file system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<FilePath, Vec<u8>>,
    /// Each path and each folder in lower case, with whether it is a file.
    taken: BTreeMap<String, Kind>,
}

/// What a name in the tree stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
}

impl OutputTree {
    /// A tree without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// When `path` is none ([`FilePath::new`]), is taken, or is the manifest's, which [`write()`](super::write()) makes.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), InvalidPath> {
        let path = FilePath::new(path)?;
        let lower = path.as_str().to_ascii_lowercase();
        let invalid = |reason| InvalidPath {
            path: path.as_str().to_owned(),
            reason,
        };
        if lower == MANIFEST {
            return Err(invalid("it is the manifest's"));
        }
        if self.taken.contains_key(&lower) {
            return Err(invalid("it is taken, or equal to another but for case"));
        }
        let folders: Vec<&str> = lower
            .match_indices('/')
            .filter_map(|(at, _)| lower.get(..at))
            .collect();
        if folders
            .iter()
            .any(|folder| self.taken.get(*folder) == Some(&Kind::File))
        {
            return Err(invalid("a file stands where it has a folder"));
        }
        for folder in folders {
            self.taken.insert(folder.to_owned(), Kind::Folder);
        }
        self.taken.insert(lower, Kind::File);
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The content of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        let path = FilePath::new(path).ok()?;
        self.files.get(&path).map(Vec::as_slice)
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path, bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The lines of all files together.
    pub fn lines(&self) -> usize {
        self.files
            .values()
            .map(|bytes| bytes.split(|byte| *byte == b'\n').count() - 1)
            .sum()
    }
}
