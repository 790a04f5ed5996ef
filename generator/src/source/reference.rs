//! References to other files: which are read, and which are refused.

use std::collections::BTreeSet;
use std::fs::File as Handle;
use std::path::{Component, Path, PathBuf};

use url::Url;

use super::load::{Source, read_at_most};
use super::percent_decoded;
use super::remote::{self, Https};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// How many files of a folder are looked at for a name that may have been meant.
const SIBLINGS: usize = 10_000;

/// Why a file that a document refers to was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceFault {
    /// The reference itself is at fault; said at its place.
    Reference {
        /// The kind of fault.
        code: Code,
        /// What is wrong, without what the target holds.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The file was read, and is not what it should be.
    File(Vec<Diagnostic>),
    /// Said before.
    Known,
}

impl Source {
    /// The file that a reference of another file names, read when it is named for the first time.
    ///
    /// `location` is the reference without its fragment. The decision is made on the canonical path, so that neither
    /// `..` nor a link leads out of the folder of the document.
    ///
    /// # Errors
    ///
    /// When the file is not there, may not be read, or is not what it should be.
    pub fn reference(&mut self, from: u32, location: &str) -> Result<u32, ReferenceFault> {
        if location.is_empty() {
            return Ok(from);
        }
        let canonical = self.canonical(from, location)?;
        match self.by_path.get(&canonical) {
            Some(Some(file)) => return Ok(*file),
            Some(None) => return Err(ReferenceFault::Known),
            None => {}
        }
        let result = self.read_referenced(&canonical);
        if result.is_err() {
            self.by_path.insert(canonical, None);
        }
        result
    }

    /// The path that a reference means, links followed.
    fn canonical(&self, from: u32, location: &str) -> Result<PathBuf, ReferenceFault> {
        let base = self.paths.get(from as usize);
        let base = base.and_then(|path| remote::address_of(path));
        if base.is_some() || has_scheme(location) || location.starts_with("//") {
            if !self.options.allow_remote {
                return Err(unread());
            }
            return remote::address(base.as_ref(), location)
                .map(|address| PathBuf::from(String::from(address)))
                .ok_or_else(not_https);
        }
        let folder = self.folder.as_ref().ok_or_else(|| {
            fault(
                Code::UnresolvedReference,
                "a text that is no file cannot refer to files",
                None,
            )
        })?;
        let decoded = percent_decoded(location);
        let relative = decoded.split(['?']).next().unwrap_or_default();
        if relative.contains(['\0', '\\']) {
            return Err(fault(
                Code::UnresolvedReference,
                "reference is not a relative path",
                Some("use `/` between folders"),
            ));
        }
        let base = self
            .paths
            .get(from as usize)
            .and_then(|path| path.parent())
            .unwrap_or(&folder.canonical);
        let base = if base.as_os_str().is_empty() {
            &folder.canonical
        } else {
            base
        };
        let path = base.join(relative);
        // A path that leads out is refused by its letters first, so that nothing is learned about files outside.
        if !self.options.allow_outside_root && !lexically(&path).starts_with(&folder.canonical) {
            return Err(outside());
        }
        let Ok(canonical) = path.canonicalize() else {
            return Err(ReferenceFault::Reference {
                code: Code::UnresolvedReference,
                message: format!("reference to a file that does not exist: `{location}`"),
                help: self.sibling(&path, location),
            });
        };
        if !self.options.allow_outside_root && !canonical.starts_with(&folder.canonical) {
            return Err(outside());
        }
        Ok(canonical)
    }

    /// The reference that an author may have meant: to the file of the nearest name in the same folder.
    fn sibling(&self, path: &Path, location: &str) -> Option<String> {
        let folder = path.parent()?.canonicalize().ok()?;
        let root = &self.folder.as_ref()?.canonical;
        if !self.options.allow_outside_root && !folder.starts_with(root) {
            return None;
        }
        let entries = std::fs::read_dir(&folder).ok()?.flatten();
        let names: BTreeSet<String> = entries
            .take(SIBLINGS)
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        let missing = path.file_name()?.to_str()?;
        let name = nearest(missing, names.iter().map(String::as_str))?;
        let before = location.rfind('/').map_or(0, |slash| slash + 1);
        let meant = format!("{}{name}", location.get(..before)?);
        Some(format!("did you mean `{meant}`?"))
    }

    fn read_referenced(&mut self, canonical: &Path) -> Result<u32, ReferenceFault> {
        let limits = self.options.limits;
        if self.files.len() >= limits.files {
            let message = format!("the document refers to more than {} files", limits.files);
            return Err(fault(
                Code::TooManyFiles,
                message,
                Some("`--limit files=N` allows more"),
            ));
        }
        if let Some(address) = remote::address_of(canonical) {
            return self.read_remote(&address, canonical);
        }
        let not_a_file = || {
            fault(
                Code::ReferenceNotAFile,
                "reference to something that is no regular file",
                None,
            )
        };
        // Looked at before it is opened, since opening a pipe waits for its other end; and again on the open file.
        if !std::fs::symlink_metadata(canonical).is_ok_and(|metadata| metadata.is_file()) {
            return Err(not_a_file());
        }
        let unreadable = |_| {
            fault(
                Code::UnresolvedReference,
                "reference to a file that cannot be read",
                None,
            )
        };
        let handle = Handle::open(canonical).map_err(unreadable)?;
        if !handle.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return Err(not_a_file());
        }
        let bytes = read_at_most(handle, limits.size).map_err(unreadable)?;
        let name = self.shown(canonical);
        self.add(&name, bytes, canonical.to_owned())
            .map_err(ReferenceFault::File)
    }

    fn read_remote(&mut self, address: &Url, path: &Path) -> Result<u32, ReferenceFault> {
        let limits = self.options.limits;
        if self.fetched >= limits.fetches {
            let message = format!(
                "the document refers to more than {} addresses",
                limits.fetches
            );
            return Err(fault(
                Code::TooManyFiles,
                message,
                Some("`--limit fetch=N` allows more"),
            ));
        }
        self.fetched += 1;
        let fetch = self.fetch.get_or_insert_with(|| Box::new(Https::default()));
        let bytes = fetch.fetch(address, limits.size).map_err(|why| {
            fault(
                Code::UnresolvedReference,
                format!("reference to an address that cannot be read: {why}"),
                None,
            )
        })?;
        self.add(address.as_str(), bytes, path.to_owned())
            .map_err(ReferenceFault::File)
    }

    /// The name of a file as the user would write it.
    fn shown(&self, canonical: &Path) -> String {
        let relative = self.folder.as_ref().and_then(|folder| {
            canonical
                .strip_prefix(&folder.canonical)
                .ok()
                .map(|relative| folder.shown.join(relative))
        });
        relative
            .unwrap_or_else(|| canonical.to_owned())
            .display()
            .to_string()
    }
}

/// Whether a reference names a scheme, as `https:` or, on other systems, a drive.
fn has_scheme(location: &str) -> bool {
    location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    })
}

/// A path without `.` and `..`, by its letters alone.
fn lexically(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                result.pop();
            }
            Component::CurDir => {}
            other => result.push(other),
        }
    }
    result
}

fn fault(code: Code, message: impl Into<String>, help: Option<&str>) -> ReferenceFault {
    ReferenceFault::Reference {
        code,
        message: message.into(),
        help: help.map(str::to_owned),
    }
}

fn not_https() -> ReferenceFault {
    fault(
        Code::RemoteReference,
        "reference to an address that is not of https, or that has a user in it",
        Some("only plain addresses of https are read"),
    )
}

fn unread() -> ReferenceFault {
    let help = "copy the file beside the document, or allow it: `--allow-remote`";
    fault(
        Code::RemoteReference,
        "reference to an address, not to a file beside the document",
        Some(help),
    )
}

fn outside() -> ReferenceFault {
    let help = "`--allow-outside-root` allows it";
    fault(
        Code::ReferenceOutsideRoot,
        "reference to a file outside the folder of the document",
        Some(help),
    )
}
