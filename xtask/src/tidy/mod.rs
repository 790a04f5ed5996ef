//! `cargo xtask tidy`: what a machine can check of the house style and the compiler does not.

mod flow;
mod layout;
mod source;
mod template;

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, shell};

/// Folders whose files are checked.
const FOLDERS: [&str; 4] = ["generator", "templates", "tests", "xtask"];

/// A file to check: its path from the root of the repository, with `/` between its parts, and its text.
struct File {
    path: String,
    text: String,
}

/// Something that is not as it has to be.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    path: String,
    /// Counted from 1; 0 for the file as a whole.
    line: usize,
    message: String,
}

/// Checks every file and prints what is wrong.
pub(crate) fn run() -> Result<(), Error> {
    let files = files(&shell::root())?;
    let faults: Vec<Fault> = files.iter().flat_map(faults).collect();
    for fault in &faults {
        shell::complain(&format!("{}:{}: {}", fault.path, fault.line, fault.message));
    }
    if faults.is_empty() {
        shell::say(&format!("{} files are tidy", files.len()));
        return Ok(());
    }
    Err(Error::Refused(format!("{} faults", faults.len())))
}

/// What is wrong with one file.
fn faults(file: &File) -> Vec<Fault> {
    [layout::check, template::check, source::check, flow::check]
        .iter()
        .flat_map(|check| check(file))
        .collect()
}

/// Every Rust file of the checked folders, in the order of paths.
fn files(root: &Path) -> Result<Vec<File>, Error> {
    let mut waiting: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = waiting.pop() {
        let unreadable = |source| Error::Io {
            path: folder.clone(),
            source,
        };
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                // What is generated has rules of its own.
                if !path.ends_with("target") && !path.ends_with("generated") {
                    waiting.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rs" || extension == "md")
            {
                let text = fs::read_to_string(&path).map_err(|source| Error::Io {
                    path: path.clone(),
                    source,
                })?;
                let parts = path.strip_prefix(root).unwrap_or(&path).components();
                let parts: Vec<_> = parts
                    .map(|part| part.as_os_str().to_string_lossy().into_owned())
                    .collect();
                files.push(File {
                    path: parts.join("/"),
                    text,
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

impl File {
    fn fault(&self, line: usize, message: impl Into<String>) -> Fault {
        Fault {
            path: self.path.clone(),
            line,
            message: message.into(),
        }
    }

    fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "rs")
    }

    /// A template of askama, which is no Rust yet.
    fn is_template(&self) -> bool {
        self.path.starts_with("templates/") && !self.path.starts_with("templates/runtime/")
    }

    /// Whether all of the file is tests.
    fn is_test(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts.first() == Some(&"tests")
            || parts.contains(&"tests")
            || parts.last() == Some(&"tests.rs")
    }

    /// The lines before the tests of the file, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests = self.is_test();
        let numbered = self
            .text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line));
        numbered.take_while(move |(_, line)| !tests && line.trim() != "#[cfg(test)]")
    }
}

#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
