//! The output folder by its handle: what is opened once stays the same folder, whatever is put in its place by others.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use cap_fs_ext::DirExt as _;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::{Error, FilePath};

/// How the names of temporary files start and end; what a stopped run left is known by them.
const TEMPORARY: (&str, &str) = (".sdksmith-", ".tmp");

/// How many names of temporary files are tried.
const TRIES: usize = 16;

/// A folder that is written to by its handle. Nothing on the way below it is reached by a link.
pub(super) struct Folder {
    handle: Dir,
    /// Where it was when it was opened, for messages.
    path: PathBuf,
}

impl Folder {
    /// Opens a folder, which `path` may reach by links.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let handle = Dir::open_ambient_dir(path, ambient_authority());
        Ok(Self {
            handle: handle.map_err(Error::io("could not open the folder", path))?,
            path: path.to_path_buf(),
        })
    }

    /// The folder of a file below; where `make` says so, the folders on the way are made. Nothing where one is missing.
    pub(super) fn parent(&self, file: &FilePath, make: bool) -> Result<Option<Self>, Error> {
        let mut parent = Self {
            handle: self
                .handle
                .try_clone()
                .map_err(Error::io("could not open the folder", &self.path))?,
            path: self.path.clone(),
        };
        for name in file
            .parts()
            .rev()
            .skip(1)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            let path = parent.path.join(name);
            if make {
                match parent.handle.create_dir(name) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                        return Err(Error::io("could not make the folder", &path)(error));
                    }
                    _ => {}
                }
            }
            let handle = match parent.handle.open_dir_nofollow(name) {
                Ok(handle) => handle,
                Err(error) if error.kind() == ErrorKind::NotFound && !make => return Ok(None),
                Err(error) => return Err(Error::io("could not open the folder", &path)(error)),
            };
            parent = Self { handle, path };
        }
        Ok(Some(parent))
    }

    /// Writes a temporary file beside `name` and renames it.
    pub(super) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let temporary = self.written(bytes).map_err(|(source, temporary)| {
            self.discard(temporary.as_deref());
            Error::io("could not write", &self.path.join(name))(source)
        })?;
        self.handle
            .rename(&temporary, &self.handle, name)
            .map_err(|source| {
                self.discard(Some(&temporary));
                Error::io("could not write", &self.path.join(name))(source)
            })
    }

    /// A new file with these bytes, by its name; an error comes with the name of what it left behind.
    fn written(&self, bytes: &[u8]) -> Result<String, (io::Error, Option<String>)> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let mut last = io::Error::from(ErrorKind::AlreadyExists);
        for _ in 0..TRIES {
            let number = RandomState::new().build_hasher().finish();
            let name = format!("{}{number:016x}{}", TEMPORARY.0, TEMPORARY.1);
            match self.handle.open_with(&name, &options) {
                Ok(mut file) => {
                    return match file.write_all(bytes) {
                        Ok(()) => Ok(name),
                        Err(error) => Err((error, Some(name))),
                    };
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
                Err(error) => return Err((error, None)),
            }
        }
        Err((last, None))
    }

    /// Removes a temporary file after another error, which is the one to tell.
    fn discard(&self, temporary: Option<&str>) {
        if let Some(name) = temporary {
            let _ = self.handle.remove_file(name);
        }
    }

    /// Removes what a stopped run left in the folder itself.
    pub(super) fn clear_temporaries(&self) -> Result<(), Error> {
        let failed = |source| Error::io("could not read the folder", &self.path)(source);
        for entry in self.handle.entries().map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let text = name.to_string_lossy();
            let ours = text.starts_with(TEMPORARY.0) && text.ends_with(TEMPORARY.1);
            if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let path = self.path.join(&name);
                entry
                    .remove_file()
                    .map_err(Error::io("could not remove", &path))?;
            }
        }
        Ok(())
    }

    /// Removes a file, or a link in its place.
    pub(super) fn remove(&self, name: &str) -> Result<(), Error> {
        let path = self.path.join(name);
        self.handle
            .remove_file(name)
            .map_err(Error::io("could not remove", &path))
    }

    /// Removes a folder if nothing is left in it; whether it is gone.
    pub(super) fn remove_empty(&self, name: &str) -> bool {
        self.handle.remove_dir(name).is_ok()
    }
}
