//! Results of earlier runs, a file each, named by a digest of everything they depend on.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A folder of results.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    /// Whether what is there is not looked at.
    fresh: bool,
}

impl Cache {
    pub(crate) fn new(folder: PathBuf, fresh: bool) -> Self {
        Self { folder, fresh }
    }

    /// The result of this key, when there is a readable one.
    pub(crate) fn find<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        if self.fresh {
            return None;
        }
        let text = fs::read_to_string(self.path(key)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Keeps a result. One that can't be kept is made again the next time.
    pub(crate) fn keep<T: Serialize>(&self, key: &str, value: &T) {
        let Ok(text) = serde_json::to_string(value) else {
            return;
        };
        let path = self.path(key);
        let unfinished = path.with_extension("unfinished");
        if fs::write(&unfinished, text).is_ok() {
            let _ = fs::rename(&unfinished, &path);
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }
}
