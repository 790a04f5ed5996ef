//! The difference between a folder and what would be written to it: `--check`.

use std::path::Path;

use similar::TextDiff;

use super::disk::{Found, look, read_manifest, resolve_root};
use super::{Error, FilePath, MANIFEST, Manifest, OutputTree};

/// A file that is not as it would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, as a path below the folder.
    pub path: String,
    /// What is there: nothing, a file's content, or something that is no file.
    pub present: Option<Vec<u8>>,
    /// What would be there: a file's content, or nothing.
    pub wanted: Option<Vec<u8>>,
}

impl Difference {
    /// The difference as a unified diff, from what is there to what would be written.
    pub fn unified(&self) -> String {
        let side = |sign: &str, bytes: Option<&Vec<u8>>| match bytes {
            Some(_) => format!("{sign}/{}", self.path),
            None => "/dev/null".to_owned(),
        };
        let text = |bytes: &Option<Vec<u8>>| {
            bytes
                .as_deref()
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
                .unwrap_or_default()
        };
        let (present, wanted) = (text(&self.present), text(&self.wanted));
        TextDiff::from_lines(&present, &wanted)
            .unified_diff()
            .context_radius(3)
            .header(
                &side("a", self.present.as_ref()),
                &side("b", self.wanted.as_ref()),
            )
            .to_string()
    }
}

/// Says which files in `folder` are not as `tree` has them, in the order of paths. Nothing is written.
///
/// Files of others are no concern, unless they stand where one of the tree goes.
///
/// # Errors
///
/// When the folder or a file in it can't be read, or the manifest is not ours.
pub fn compare(folder: &Path, tree: &OutputTree) -> Result<Vec<Difference>, Error> {
    let root = resolve_root(folder)?;
    let earlier = read_manifest(&root)?;
    let mut differences = Vec::new();
    for (path, bytes) in tree.iter() {
        let present = content(look(&root, path)?);
        if present.as_deref() != Some(bytes) {
            differences.push(Difference {
                path: path.to_string(),
                present,
                wanted: Some(bytes.to_vec()),
            });
        }
    }
    for path in earlier
        .paths()
        .filter(|path| tree.get(path.as_str()).is_none())
    {
        if let Some(present) = surplus(&root, path)? {
            differences.push(Difference {
                path: path.to_string(),
                present: Some(present),
                wanted: None,
            });
        }
    }
    if earlier != Manifest::of(tree) {
        let present = earlier.paths().next().map(|_| earlier.to_bytes());
        let wanted = Some(Manifest::of(tree).to_bytes());
        differences.push(Difference {
            path: MANIFEST.to_owned(),
            present,
            wanted,
        });
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

fn content(found: Found) -> Option<Vec<u8>> {
    match found {
        Found::File(bytes) => Some(bytes),
        Found::Nothing | Found::Clash(_) => None,
    }
}

/// The content of a file that would be removed.
fn surplus(root: &Path, path: &FilePath) -> Result<Option<Vec<u8>>, Error> {
    look(root, path).map(content)
}
