//! What has to happen to a folder so that it holds a tree.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::{Found, look, read_manifest, resolve_root};
use super::{Clash, Error, FilePath, Manifest, Obstacle, OutputTree};

/// Whether files that were edited by hand, or that others put where ours go, are replaced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Overwrite {
    /// They are kept; a file of others is an error.
    #[default]
    No,
    /// They are replaced: `--force`. Links are still refused.
    Force,
}

/// What has to happen to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The folder, resolved.
    pub root: PathBuf,
    /// What happens to each file, in the order of paths.
    pub steps: Vec<Step>,
    /// Files of others that cargo obeys when it builds the crate: `build.rs`, `.cargo/config.toml`, `rust-toolchain.toml`.
    pub obeyed: Vec<&'static str>,
    pub(super) earlier: Manifest,
}

/// What happens to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The file.
    pub path: FilePath,
    /// What happens to it.
    pub action: Action,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It is made.
    Create,
    /// Ours is replaced.
    Update,
    /// It is as it has to be.
    Unchanged,
    /// Ours is no longer wanted.
    Remove,
    /// It was edited by hand since, and stays.
    Keep,
}

impl Action {
    /// The word for a list of what happens.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Unchanged => "unchanged",
            Self::Remove => "remove",
            Self::Keep => "keep",
        }
    }
}

impl Plan {
    /// The files to which `action` happens.
    pub fn of(&self, action: Action) -> impl Iterator<Item = &FilePath> {
        self.steps
            .iter()
            .filter(move |step| step.action == action)
            .map(|step| &step.path)
    }
}

/// Decides what has to happen to `folder` so that it holds `tree`. Nothing is written.
///
/// # Errors
///
/// When the folder can't be ours, its manifest is not, or files or links of others are in the way.
pub fn plan(folder: &Path, tree: &OutputTree, overwrite: Overwrite) -> Result<Plan, Error> {
    let root = resolve_root(folder)?;
    let earlier = read_manifest(&root)?;
    let paths: BTreeSet<&FilePath> = tree
        .iter()
        .map(|(path, _)| path)
        .chain(earlier.paths())
        .collect();
    let mut steps = Vec::with_capacity(paths.len());
    let mut obstacles = Vec::new();
    for path in paths {
        let found = look(&root, path)?;
        let decision = match tree.get(path.as_str()) {
            Some(bytes) => wanted(path, found, bytes, &earlier, overwrite),
            None => unwanted(path, found, &earlier, overwrite),
        };
        match decision {
            Ok(Some(action)) => steps.push(Step {
                path: path.clone(),
                action,
            }),
            Ok(None) => {}
            Err(clash) => obstacles.push(Obstacle {
                path: path.clone(),
                clash,
            }),
        }
    }
    if !obstacles.is_empty() {
        return Err(Error::Blocked {
            path: root,
            obstacles,
        });
    }
    let obeyed = obeyed(&root);
    Ok(Plan {
        root,
        steps,
        obeyed,
        earlier,
    })
}

/// What happens where a file of the tree goes.
fn wanted(
    path: &FilePath,
    found: Found,
    bytes: &[u8],
    earlier: &Manifest,
    overwrite: Overwrite,
) -> Result<Option<Action>, Clash> {
    let action = match found {
        Found::Nothing => Action::Create,
        Found::Clash(clash) => return Err(clash),
        Found::File(present) if present == bytes => Action::Unchanged,
        Found::File(present) if earlier.wrote(path, &present) => Action::Update,
        Found::File(_) if overwrite == Overwrite::Force => Action::Update,
        Found::File(_) if earlier.lists(path) => Action::Keep,
        Found::File(_) => return Err(Clash::Foreign),
    };
    Ok(Some(action))
}

/// What happens to a file of an earlier run that the tree no longer has.
fn unwanted(
    path: &FilePath,
    found: Found,
    earlier: &Manifest,
    overwrite: Overwrite,
) -> Result<Option<Action>, Clash> {
    match found {
        Found::Clash(Clash::Link) => Err(Clash::Link),
        // Where something else took the place of ours, nothing has to go: it is no concern of ours any more.
        Found::Nothing | Found::Clash(_) => Ok(None),
        Found::File(present) if earlier.wrote(path, &present) => Ok(Some(Action::Remove)),
        Found::File(_) if overwrite == Overwrite::Force => Ok(Some(Action::Remove)),
        Found::File(_) => Ok(Some(Action::Keep)),
    }
}

/// Files of others in `root` that change how cargo builds it. They are never written by us, and never touched.
fn obeyed(root: &Path) -> Vec<&'static str> {
    [
        ".cargo/config",
        ".cargo/config.toml",
        "build.rs",
        "rust-toolchain",
        "rust-toolchain.toml",
    ]
    .into_iter()
    .filter(|name| root.join(name).symlink_metadata().is_ok())
    .collect()
}
