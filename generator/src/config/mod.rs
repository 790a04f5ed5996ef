//! `sdksmith.toml`: which documents become which modules of a crate, and under what names.
//!
//! Text goes in, a checked [`Config`] comes out; what `analyze` needs of it is a [`Settings`], one for each document.
//! A fault is an [`Error`] with file, line and column.

mod check;
mod error;
mod file;
mod pagination;
mod retry;
mod scalars;
mod settings;
mod signature;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use check::is_crate_name;
pub use error::Error;
pub use file::{Api, Crate, ModulePath, Workspace};
pub use pagination::{DeclaredPages, NextPlace, PaginationByOperation};
pub use scalars::{IntegerType, NumberType, Scalars, UriType};
pub use settings::{Call, Renames, Retry, Settings, Signature};

/// The name of the file that `generate` reads when no document is given.
pub const FILE_NAME: &str = "sdksmith.toml";

/// The largest configuration that is read, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A configuration that was read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The folder of the file; the paths in it are relative to this one.
    pub folder: PathBuf,
    /// The crate that is written.
    pub package: Crate,
    /// The documents, each a module of the crate, in the order of the file.
    pub apis: Vec<Api>,
    /// Settings for every document, those that the file does not list included.
    pub settings: Settings,
}

impl Config {
    /// Reads the configuration at `path`.
    ///
    /// # Errors
    ///
    /// When the file can't be read, is no TOML, has a key that does not exist, or has two documents in one module.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable {
            file: path.display().to_string(),
            source,
        };
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > MAX_BYTES {
            return Err(Error::TooLarge {
                file: path.display().to_string(),
                size,
                limit: MAX_BYTES,
            });
        }
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Self::parse(&text, &path.display().to_string(), folder)
    }

    /// Reads a configuration from `text`; `name` is how messages call the file, `folder` where its paths start.
    ///
    /// # Errors
    ///
    /// As [`Config::load`], but for reading.
    pub fn parse(text: &str, name: &str, folder: PathBuf) -> Result<Self, Error> {
        let file = file::parse(text, name)?;
        check::checked(file, text, name, folder)
    }

    /// The settings for the document at `spec`: those for every document, and those of the entry that names the file.
    pub fn settings_for(&self, spec: &Path) -> Settings {
        let wanted = spec.canonicalize().ok();
        let entry = self.apis.iter().find(|api| {
            let path = self.folder.join(&api.spec);
            path == spec || (wanted.is_some() && path.canonicalize().ok() == wanted)
        });
        entry.map_or_else(|| self.settings.clone(), |api| api.settings.clone())
    }

    /// The folder that the crate is written to.
    pub fn output(&self) -> PathBuf {
        self.folder.join(&self.package.output)
    }
}
