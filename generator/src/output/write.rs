//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::disk::{Found, look, resolve_root};
use super::{
    Action, Clash, Error, FilePath, MANIFEST, Manifest, Obstacle, OutputTree, Overwrite, Plan, plan,
};

/// How the names of temporary files start and end; what a stopped run left is known by them.
const TEMPORARY: (&str, &str) = (".sdksmith-", ".tmp");

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
    let plan = plan(&root, tree, overwrite)?;
    let done = finished(tree, &plan);
    if plan.steps.iter().any(|step| {
        matches!(
            step.action,
            Action::Create | Action::Update | Action::Remove
        )
    }) {
        clear_temporaries(&plan)?;
        replace(&root.join(MANIFEST), &under_way(tree, &plan).to_bytes())?;
        for step in &plan.steps {
            carry_out(&plan.root, &step.path, step.action, tree)?;
        }
    }
    if done != plan.earlier || !root.join(MANIFEST).exists() || differs(&root, &done)? {
        replace(&root.join(MANIFEST), &done.to_bytes())?;
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

fn carry_out(root: &Path, path: &FilePath, action: Action, tree: &OutputTree) -> Result<(), Error> {
    match action {
        Action::Unchanged | Action::Keep => Ok(()),
        Action::Create | Action::Update => {
            make_folders(root, path)?;
            replace(
                &path.below(root),
                tree.get(path.as_str()).unwrap_or_default(),
            )
        }
        Action::Remove => remove(root, path),
    }
}

/// Makes the folders above `path` one by one, and refuses a link that came in the way since the plan was made.
fn make_folders(root: &Path, path: &FilePath) -> Result<(), Error> {
    for folder in path.folders(root) {
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io("could not make the folder", &folder)(error)),
        }
    }
    match look(root, path)? {
        Found::Nothing | Found::File(_) => Ok(()),
        Found::Clash(clash) => Err(blocked(root, path, clash)),
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

/// Writes a temporary sibling of `place` and renames it.
fn replace(place: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Io {
        action: "could not write",
        path: place.to_path_buf(),
        source,
    };
    let folder = place.parent().unwrap_or(place);
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    // A file as any other program makes it, as far as the user's umask allows; the default is for secrets.
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary
        .persist(place)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// Removes what a stopped run left in the folders of the plan.
fn clear_temporaries(plan: &Plan) -> Result<(), Error> {
    let mut folders = BTreeSet::from([plan.root.clone()]);
    folders.extend(
        plan.steps
            .iter()
            .flat_map(|step| step.path.folders(&plan.root)),
    );
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let failed = |source| Error::Io {
            action: "could not read the folder",
            path: folder.clone(),
            source,
        };
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let ours = name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1);
            if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                let path = entry.path();
                fs::remove_file(&path).map_err(Error::io("could not remove", &path))?;
            }
        }
    }
    Ok(())
}

/// Removes a file of ours, and the folders above it that are empty then.
fn remove(root: &Path, path: &FilePath) -> Result<(), Error> {
    if let Found::Clash(clash) = look(root, path)? {
        return Err(blocked(root, path, clash));
    }
    let place = path.below(root);
    fs::remove_file(&place).map_err(Error::io("could not remove", &place))?;
    for folder in path.folders(root).into_iter().rev() {
        // Fails when something is left in it, which then stays.
        if fs::remove_dir(&folder).is_err() {
            break;
        }
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
