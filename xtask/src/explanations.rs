//! `docs/diagnostics/`: a page for each code of a diagnostic, the same as `sdksmith explain` prints.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sdksmith::diagnostic::Code;

use crate::{Error, shell};

/// From the root of the repository.
const FOLDER: &str = "docs/diagnostics";

/// What does not agree with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Difference {
    /// A page is missing or other than it should be.
    Page(String),
    /// A page of a code that there is no more.
    Stray(String),
}

/// Every page by its name, and the list of them.
fn pages() -> BTreeMap<String, String> {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    let mut index = String::from(
        "# Diagnostics\n\nEach fault that sdksmith finds in a document has a code. `sdksmith explain CODE` prints the same pages.\n\n| code | severity | meaning |\n|---|---|---|\n",
    );
    let mut pages = BTreeMap::new();
    for code in codes {
        // Writing to a `String` does not fail.
        let _ = writeln!(
            index,
            "| [{code}]({code}.md) | {} | {} |",
            code.severity().as_str(),
            code.summary().replace('|', "\\|")
        );
        pages.insert(format!("{code}.md"), code.page());
    }
    pages.insert("README.md".to_owned(), index);
    pages
}

fn differences(folder: &Path) -> Result<Vec<Difference>, Error> {
    let pages = pages();
    let is_written = |name: &str, text: &str| {
        fs::read_to_string(folder.join(name)).is_ok_and(|found| found == text)
    };
    let mut differences: Vec<Difference> = pages
        .iter()
        .filter(|(name, text)| !is_written(name, text))
        .map(|(name, _)| Difference::Page(name.clone()))
        .collect();
    if folder.exists() {
        for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
            let name = entry.map_err(Error::at(folder))?.file_name();
            let name = name.to_string_lossy().into_owned();
            if !pages.contains_key(&name) {
                differences.push(Difference::Stray(name));
            }
        }
    }
    Ok(differences)
}

fn folder() -> PathBuf {
    shell::root().join(FOLDER)
}

/// Writes what differs, and says how much.
pub(crate) fn write() -> Result<(), Error> {
    let folder = folder();
    let pages = pages();
    let differences = differences(&folder)?;
    fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    for difference in &differences {
        match difference {
            Difference::Page(name) => {
                let path = folder.join(name);
                let text = pages.get(name).map_or("", String::as_str);
                fs::write(&path, text).map_err(Error::at(&path))?;
            }
            Difference::Stray(name) => {
                let path = folder.join(name);
                fs::remove_file(&path).map_err(Error::at(&path))?;
            }
        }
    }
    shell::say(&format!(
        "{} pages in {FOLDER}/ ({} changed)",
        pages.len(),
        differences.len()
    ));
    Ok(())
}

/// Fails when a page is not what it should be.
pub(crate) fn check() -> Result<(), Error> {
    let differences = differences(&folder())?;
    if differences.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = differences
        .iter()
        .map(|difference| match difference {
            Difference::Page(name) | Difference::Stray(name) => name.as_str(),
        })
        .collect();
    Err(Error::Refused(format!(
        "{FOLDER}/ is not what the codes give: {}; `cargo xtask generate` writes it",
        names.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::{Difference, differences, pages};

    #[test]
    fn what_is_missing_or_left_over_differs() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in pages() {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        assert_eq!(differences(folder.path()).unwrap(), []);
        std::fs::write(folder.path().join("wrong-type.md"), "x").unwrap();
        std::fs::write(folder.path().join("no-such-code.md"), "x").unwrap();
        assert_eq!(
            differences(folder.path()).unwrap(),
            [
                Difference::Page("wrong-type.md".to_owned()),
                Difference::Stray("no-such-code.md".to_owned()),
            ]
        );
    }
}
