//! Loads the document that the user names, and the files that it refers to.

use std::collections::BTreeMap;
use std::fs::File as Handle;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::detect;
use super::fault::Fault;
use super::files::File;
use super::read::{Format, read};
use super::remote::{self, Fetch};
use super::scan_json::scan_json;
use super::scan_yaml::scan_yaml;
use super::{Files, Limits, Value};
use crate::diagnostic::{Code, Diagnostic, SourceText};

/// Where the document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpecInput {
    /// A file.
    Path(PathBuf),
    /// Standard input; references to other files are relative to the working directory.
    Stdin,
    /// An address of https.
    Address(String),
    /// A text under a name; it cannot refer to other files.
    Text {
        /// The name, which diagnostics show, and whose extension tells JSON from YAML.
        name: String,
        /// The text.
        text: String,
    },
}

impl SpecInput {
    /// The input that an argument of the command line names: a path, or `-`.
    pub fn argument(argument: &Path) -> Self {
        if argument.as_os_str() == "-" {
            Self::Stdin
        } else {
            Self::Path(argument.to_owned())
        }
    }

    /// A text under a name.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Text {
            name: name.into(),
            text: text.into(),
        }
    }
}

/// How documents are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// Budgets.
    pub limits: Limits,
    /// Whether references may leave the folder of the document.
    pub allow_outside_root: bool,
    /// Whether references to addresses of https are read.
    pub allow_remote: bool,
}

/// Why a document could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read {name}: {error}")]
    Io {
        /// The file, as the user named it.
        name: String,
        /// What the operating system says.
        error: io::Error,
    },
    /// The file was read, but is not what it should be.
    #[error("{name} cannot be used: {list}", list = .diagnostics.first().map_or("", |first| &first.message))]
    Invalid {
        /// The file, as the user named it.
        name: String,
        /// What is wrong with it, at least one error.
        diagnostics: Vec<Diagnostic>,
    },
}

/// A document and the files it refers to, as far as they were asked for.
#[derive(Debug)]
pub struct Source {
    pub(super) files: Files,
    /// The trees of the files, by index.
    pub(super) roots: Vec<Arc<Value>>,
    pub(super) options: ReadOptions,
    /// The folder that references are relative to; nothing for a text that was given by itself.
    pub(super) folder: Option<Folder>,
    /// Files by their canonical path; nothing stands for one that was refused before.
    pub(super) by_path: BTreeMap<PathBuf, Option<u32>>,
    /// Canonical paths of the files, by index.
    pub(super) paths: Vec<PathBuf>,
    /// Bytes that were read.
    pub(super) total: usize,
    /// Reads addresses, once one has been asked for.
    pub(super) fetch: Option<Box<dyn Fetch>>,
    /// How many addresses were asked for.
    pub(super) fetched: usize,
}

/// The folder of a document.
#[derive(Debug)]
pub(super) struct Folder {
    /// As the operating system names it, links followed.
    pub(super) canonical: PathBuf,
    /// As the user sees it.
    pub(super) shown: PathBuf,
}

/// Loads a document.
///
/// # Errors
///
/// When it cannot be read, is neither JSON nor YAML, breaks a limit, or says something twice.
pub fn load(input: &SpecInput, options: &ReadOptions) -> Result<Source, LoadError> {
    let (name, path, bytes) = match input {
        SpecInput::Path(path) => {
            let name = path.display().to_string();
            let bytes = read_path(path, options.limits.size);
            let bytes = bytes.map_err(|error| LoadError::Io {
                name: name.clone(),
                error,
            })?;
            (name, Some(path.clone()), bytes)
        }
        SpecInput::Stdin => {
            let name = "<stdin>".to_owned();
            let bytes = read_at_most(io::stdin().lock(), options.limits.size);
            let bytes = bytes.map_err(|error| LoadError::Io {
                name: name.clone(),
                error,
            })?;
            (name, Some(PathBuf::from("stdin")), bytes)
        }
        SpecInput::Address(address) => {
            let (address, bytes) =
                remote::document(address, options.limits.size).map_err(|error| LoadError::Io {
                    name: address.clone(),
                    error,
                })?;
            let name = String::from(address);
            (name.clone(), Some(PathBuf::from(name)), bytes)
        }
        SpecInput::Text { name, text } => (name.clone(), None, text.clone().into_bytes()),
    };
    let mut source = Source {
        files: Files::default(),
        roots: Vec::new(),
        options: *options,
        folder: path
            .as_deref()
            .filter(|path| remote::address_of(path).is_none())
            .and_then(folder),
        by_path: BTreeMap::new(),
        paths: Vec::new(),
        total: 0,
        fetch: None,
        fetched: 0,
    };
    let canonical = path
        .and_then(|path| path.canonicalize().ok())
        .unwrap_or_else(|| PathBuf::from(&name));
    match source.add(&name, bytes, canonical) {
        Ok(_) => Ok(source),
        Err(diagnostics) => Err(LoadError::Invalid { name, diagnostics }),
    }
}

fn folder(path: &Path) -> Option<Folder> {
    let shown = path.parent().unwrap_or(Path::new("")).to_owned();
    let real = if shown.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &shown
    };
    real.canonicalize()
        .ok()
        .map(|canonical| Folder { canonical, shown })
}

fn read_path(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder",
        ));
    }
    read_at_most(Handle::open(path)?, limit)
}

/// Reads one byte more than the limit at most, so that too much can be told from enough.
pub(super) fn read_at_most(reader: impl io::Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    bytes.shrink_to_fit();
    Ok(bytes)
}

impl Source {
    /// The tree of the document.
    pub fn root(&self) -> Option<&Arc<Value>> {
        self.roots.first()
    }

    /// The files that were read so far.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The limits that hold.
    pub fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// Gives up the files and their places; no more can be read.
    pub fn into_files(self) -> Files {
        self.files
    }

    /// The tree of a file by index.
    pub fn tree(&self, file: u32) -> Option<&Arc<Value>> {
        self.roots.get(file as usize)
    }

    /// Reads the bytes of a file into a tree.
    pub(super) fn add(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        path: PathBuf,
    ) -> Result<u32, Vec<Diagnostic>> {
        let too_large = self.check_size(&bytes);
        self.total += bytes.len();
        let (text, fault) = match detect::text(bytes) {
            Ok(text) => (text, too_large),
            Err(refused) => {
                let (fault, readable) = *refused;
                (readable, too_large.or(Some(fault)))
            }
        };
        let text = Arc::new(SourceText::new(name, text));
        let say = |fault: Fault| fault.into_diagnostic(&text);
        if let Some(fault) = fault {
            return Err(vec![say(fault)]);
        }
        detect::refuse_other_texts(&text.text).map_err(|fault| vec![say(fault)])?;
        let file = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        let read = parse(name, &text.text, file, &self.options.limits)
            .map_err(|fault| vec![say(fault)])?;
        if !read.faults.is_empty() {
            return Err(read.faults.into_iter().map(say).collect());
        }
        let mut nodes = read.nodes;
        nodes.shrink_to_fit();
        self.files.push(File {
            text,
            nodes,
            keys: read.keys,
        });
        self.roots.push(Arc::new(read.root));
        self.by_path.insert(path.clone(), Some(file));
        self.paths.push(path);
        Ok(file)
    }

    fn check_size(&self, bytes: &[u8]) -> Option<Fault> {
        let limits = &self.options.limits;
        let (limit, name, value) = if bytes.len() > limits.size {
            ("a file", "size", limits.size)
        } else if self.total.saturating_add(bytes.len()) > limits.total_size {
            ("all files together", "total-size", limits.total_size)
        } else {
            return None;
        };
        let message = format!("{limit} may have {value} bytes");
        let help = format!("`--limit {name}=N` allows more");
        Some(
            Fault::new(
                Code::FileTooLarge,
                message,
                (0, 0),
                "this file passes the limit",
            )
            .help(help),
        )
    }
}

/// Scans a text and reads it.
fn parse(name: &str, text: &str, file: u32, limits: &Limits) -> Result<super::read::Read, Fault> {
    let format = detect::format(name, text);
    let result = match format {
        Format::Json => {
            scan_json(text, limits).and_then(|nodes| read(text, Format::Json, file, nodes))
        }
        Format::Yaml => {
            scan_yaml(text, limits).and_then(|nodes| read(text, Format::Yaml, file, nodes))
        }
    };
    let result = match result {
        // Braces begin an object of YAML as well; a file that calls itself JSON is held to that.
        Err(fault)
            if format == Format::Json && fault.code == Code::SyntaxError && !is_json_name(name) =>
        {
            let yaml =
                scan_yaml(text, limits).and_then(|nodes| read(text, Format::Yaml, file, nodes));
            yaml.map_err(|other| {
                if other.code == Code::SyntaxError {
                    fault
                } else {
                    other
                }
            })
        }
        other => other,
    };
    result.map_err(|fault| detect::explain(fault, text))
}

fn is_json_name(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}
