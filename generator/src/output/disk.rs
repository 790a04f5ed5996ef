//! Reading the output folder without following links.

use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Clash, Error, FilePath, MANIFEST, Manifest};

/// The largest manifest that is read, in bytes.
const MAX_MANIFEST: u64 = 64 * 1024 * 1024;

/// What stands at a path.
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A plain file, with its content.
    File(Vec<u8>),
    /// Something that is in the way.
    Clash(Clash),
}

/// The folder itself, resolved once: it may be reached by a link, but is no place where a crate can't be meant.
///
/// A folder that does not exist is given back as it is.
pub(super) fn resolve_root(folder: &Path) -> Result<PathBuf, Error> {
    let not_ours = |reason| Error::NotOurs {
        path: folder.to_path_buf(),
        reason,
    };
    if folder.as_os_str().is_empty() {
        return Err(not_ours("it has no name"));
    }
    let root = match folder.canonicalize() {
        Ok(root) => root,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return match inspect(folder)? {
                None => Ok(folder.to_path_buf()),
                Some(_) => Err(not_ours("it is a link to nothing")),
            };
        }
        Err(error) => return Err(Error::io("could not open", folder)(error)),
    };
    if !root.is_dir() {
        return Err(not_ours("it is a file"));
    }
    if root.parent().is_none() {
        return Err(not_ours("it is the root of the file system"));
    }
    let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
    if home.as_deref() == Some(root.as_path()) {
        return Err(not_ours("it is your home folder"));
    }
    Ok(root)
}

/// The manifest in `root`; an empty one when there is none.
pub(super) fn read_manifest(root: &Path) -> Result<Manifest, Error> {
    let invalid = |reason: String| Error::Manifest {
        path: root.to_path_buf(),
        reason,
    };
    let path = root.join(MANIFEST);
    let Some(metadata) = inspect(&path)? else {
        return Ok(Manifest::default());
    };
    if !metadata.is_file() {
        return Err(invalid("it is no plain file".to_owned()));
    }
    if metadata.len() > MAX_MANIFEST {
        return Err(invalid(format!("it has {} bytes", metadata.len())));
    }
    let bytes = fs::read(&path).map_err(Error::io("could not read", &path))?;
    Manifest::parse(&bytes).map_err(invalid)
}

/// What stands at `path` below `root`; links are seen, never followed.
pub(super) fn look(root: &Path, path: &FilePath) -> Result<Found, Error> {
    for folder in path.folders(root) {
        match inspect(&folder)? {
            None => return Ok(Found::Nothing),
            Some(metadata) if metadata.is_symlink() => return Ok(Found::Clash(Clash::Link)),
            Some(metadata) if !metadata.is_dir() => return Ok(Found::Clash(Clash::Kind)),
            Some(_) => {}
        }
    }
    let place = path.below(root);
    match inspect(&place)? {
        None => Ok(Found::Nothing),
        Some(metadata) if metadata.is_symlink() => Ok(Found::Clash(Clash::Link)),
        Some(metadata) if !metadata.is_file() => Ok(Found::Clash(Clash::Kind)),
        Some(_) => fs::read(&place)
            .map(Found::File)
            .map_err(Error::io("could not read", &place)),
    }
}

/// What the system says about `path` itself, not about what it links to.
fn inspect(path: &Path) -> Result<Option<Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("could not look at", path)(error)),
    }
}
