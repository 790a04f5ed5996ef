//! Why a folder could not be written.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{FilePath, InvalidPath, MANIFEST};

/// Why a folder could not be written or compared. Unless it says [`Error::Io`], nothing was touched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("{action} `{}`: {source}", path.display())]
    Io {
        /// What was tried, such as `could not write`.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder can't be one of ours: it is a file, the root of the file system, or the user's home.
    #[error("`{}` can't be the output folder: {reason}", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// Why not.
        reason: &'static str,
    },
    /// The manifest is not one that this program wrote, so nothing in the folder is known to be ours.
    #[error("`{}` is not a manifest of ours: {reason}", path.join(MANIFEST).display())]
    Manifest {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Files or links that are not ours stand where files have to go.
    #[error("{}", Obstacle::list(.obstacles, .path))]
    Blocked {
        /// The folder.
        path: PathBuf,
        /// What is in the way, in the order of paths.
        obstacles: Vec<Obstacle>,
    },
    /// Another run is writing to the folder.
    #[error("another run is writing to `{}`", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// A name that can't be a file's; a fault of this program.
    #[error(transparent)]
    Path(#[from] InvalidPath),
}

impl Error {
    /// Turns what the system says into an error about `path`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }
}

/// Something in the way of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The file that has to go there.
    pub path: FilePath,
    /// What stands there.
    pub clash: Clash,
}

/// What stands where a file has to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// A symbolic link, as the file itself or as a folder above it. `--force` does not help.
    Link,
    /// A file that no earlier run wrote.
    Foreign,
    /// A folder, a device, or a file where a folder has to be.
    Kind,
}

impl Obstacle {
    /// The obstacles as a text, a line each.
    fn list(obstacles: &[Self], root: &Path) -> String {
        let lines: Vec<String> = obstacles
            .iter()
            .map(|obstacle| format!("\n  {obstacle}"))
            .collect();
        format!(
            "files of others are in the way in `{}`, nothing was written:{}",
            root.display(),
            lines.concat()
        )
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clash = match self.clash {
            Clash::Link => "is or goes through a symbolic link",
            Clash::Foreign => "was not written by an earlier run; `--force` replaces it",
            Clash::Kind => "is no plain file, or a file stands where its folder has to be",
        };
        write!(formatter, "{}: {clash}", self.path)
    }
}
