//! Carrying out a plan.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Found, look, resolve_root};
use super::folder::Folder;
use super::{
    Action, Clash, Error, FilePath, MANIFEST, Manifest, Obstacle, OutputTree, Overwrite, Plan,
    Step, plan,
};

/// Writes `tree` to `folder`, which is made if it does not exist, and gives back the plan that was carried out.
///
/// The manifest is written first, with the old and the new hash of each file, and again at the end with the new ones,
/// so that a run that is stopped in between leaves only files that the next one knows as ours.
///
/// # Errors
///
/// As [`plan`], with nothing touched; or when the system refuses a write, with every file whole, old or new.
pub fn write(folder: &Path, tree: &OutputTree, overwrite: Overwrite) -> Result<Plan, Error> {
    // Planned once before the folder is made, so that a refusal leaves nothing behind.
    plan(folder, tree, overwrite)?;
    fs::create_dir_all(folder).map_err(Error::io("could not make the folder", folder))?;
    let root = resolve_root(folder)?;
    let _lock = lock(&root)?;
    let folder = Folder::open(&root)?;
    let plan = plan(&root, tree, overwrite)?;
    let done = finished(tree, &plan);
    if plan.steps.iter().any(|step| {
        matches!(
            step.action,
            Action::Create | Action::Update | Action::Remove
        )
    }) {
        clear_temporaries(&folder, &plan)?;
        folder.replace(MANIFEST, &under_way(tree, &plan).to_bytes())?;
        for step in &plan.steps {
            carry_out(&folder, &plan.root, step, tree)?;
        }
    }
    if done != plan.earlier || !root.join(MANIFEST).exists() || differs(&root, &done)? {
        folder.replace(MANIFEST, &done.to_bytes())?;
    }
    Ok(plan)
}

/// The manifest when all is done: the tree's files, and what was kept as the earlier run left it.
fn finished(tree: &OutputTree, plan: &Plan) -> Manifest {
    let mut manifest = Manifest::of(tree);
    for path in plan.of(Action::Keep) {
        manifest.restore(path, &plan.earlier);
    }
    manifest
}

/// The manifest while files are being written: of each, the old and the new content are ours.
fn under_way(tree: &OutputTree, plan: &Plan) -> Manifest {
    let mut manifest = finished(tree, plan);
    for step in &plan.steps {
        manifest.keep(&step.path, &plan.earlier);
    }
    manifest
}

fn differs(root: &Path, manifest: &Manifest) -> Result<bool, Error> {
    let path = root.join(MANIFEST);
    let present = fs::read(&path).map_err(Error::io("could not read", &path))?;
    Ok(present != manifest.to_bytes())
}

/// Takes a step. The plan was made by looking, and others may have put a link in the way since: that is refused here
/// once more, with its name, and where it comes later still, the handles of [`Folder`] do not follow it.
fn carry_out(folder: &Folder, root: &Path, step: &Step, tree: &OutputTree) -> Result<(), Error> {
    let path = &step.path;
    match step.action {
        Action::Unchanged | Action::Keep => return Ok(()),
        Action::Create | Action::Update | Action::Remove => {}
    }
    if let Found::Clash(clash) = look(root, path)? {
        return Err(blocked(root, path, clash));
    }
    if step.action == Action::Remove {
        return remove(folder, path);
    }
    match folder.parent(path, true)? {
        Some(parent) => parent.replace(path.name(), tree.get(path.as_str()).unwrap_or_default()),
        None => Ok(()),
    }
}

fn blocked(root: &Path, path: &FilePath, clash: Clash) -> Error {
    Error::Blocked {
        path: root.to_path_buf(),
        obstacles: vec![Obstacle {
            path: path.clone(),
            clash,
        }],
    }
}

/// Removes what a stopped run left in the folders of the plan.
fn clear_temporaries(root: &Folder, plan: &Plan) -> Result<(), Error> {
    root.clear_temporaries()?;
    let mut last = None;
    for step in &plan.steps {
        let folder = step
            .path
            .as_str()
            .rsplit_once('/')
            .map(|(folder, _)| folder);
        if folder.is_some()
            && folder != last
            && let Some(parent) = root.parent(&step.path, false)?
        {
            parent.clear_temporaries()?;
        }
        last = folder;
    }
    Ok(())
}

/// Removes a file of ours, and the folders above it that are empty then.
fn remove(root: &Folder, path: &FilePath) -> Result<(), Error> {
    let Some(parent) = root.parent(path, false)? else {
        return Ok(());
    };
    parent.remove(path.name())?;
    let mut above = path.folder();
    while let Some(folder) = above {
        let emptied = root
            .parent(&folder, false)?
            .is_some_and(|parent| parent.remove_empty(folder.name()));
        // What is left in it stays, and so does what is around it.
        if !emptied {
            break;
        }
        above = folder.folder();
    }
    Ok(())
}

/// Keeps others from writing to `root` until the handle is dropped, or the program ends in whatever way.
fn lock(root: &Path) -> Result<File, Error> {
    let path = lock_path(root);
    let handle = open_lock(&path).map_err(Error::io("could not lock", &path))?;
    match handle.try_lock() {
        Ok(()) => Ok(handle),
        Err(TryLockError::WouldBlock) => Err(Error::Locked {
            path: root.to_path_buf(),
        }),
        // A file system without locks: two runs at once are then the user's to avoid.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(handle),
        Err(TryLockError::Error(error)) => Err(Error::io("could not lock", &path)(error)),
    }
}

/// The folder itself can be locked on Unix, so that no file is left behind.
#[cfg(unix)]
fn lock_path(root: &Path) -> PathBuf {
    root.to_path_buf()
}

#[cfg(unix)]
fn open_lock(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

#[cfg(not(unix))]
fn lock_path(root: &Path) -> PathBuf {
    root.join(".sdksmith-lock")
}

#[cfg(not(unix))]
fn open_lock(path: &Path) -> std::io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}
