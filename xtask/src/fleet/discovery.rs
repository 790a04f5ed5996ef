//! Which documents a corpus has.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::Error;

/// The file that lists the documents, a path a line.
const LIST: &str = "documents.txt";

/// A document of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// Its path from the folder of the corpus.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) path: PathBuf,
}

/// The documents that `documents.txt` lists, else those that are found, in the order of their paths.
pub(crate) fn documents(folder: &Path, filter: Option<&Regex>) -> Result<Vec<Document>, Error> {
    let folder = fs::canonicalize(folder).map_err(Error::at(folder))?;
    let list = folder.join(LIST);
    let names = if list.exists() {
        let text = fs::read_to_string(&list).map_err(Error::at(&list))?;
        listed(&text)
    } else {
        found(&folder)?
    };
    let wanted = names
        .into_iter()
        .filter(|name| filter.is_none_or(|filter| filter.is_match(name)));
    let documents: Vec<Document> = wanted
        .map(|name| Document {
            path: folder.join(&name),
            name,
        })
        .collect();
    if documents.is_empty() {
        return Err(Error::Refused(format!(
            "no document in {}",
            folder.display()
        )));
    }
    Ok(documents)
}

fn listed(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Every JSON or YAML file that says which version of OpenAPI it is of. Parts of other documents don't.
fn found(folder: &Path) -> Result<Vec<String>, Error> {
    let mut waiting = vec![folder.to_path_buf()];
    let mut names = Vec::new();
    while let Some(current) = waiting.pop() {
        for entry in fs::read_dir(&current).map_err(Error::at(&current))? {
            let path = entry.map_err(Error::at(&current))?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if is_text(&path) {
                let bytes = fs::read(&path).map_err(Error::at(&path))?;
                if is_document(&String::from_utf8_lossy(&bytes)) {
                    let relative = path.strip_prefix(folder).unwrap_or(&path);
                    names.push(relative.to_string_lossy().replace('\\', "/"));
                }
            }
        }
    }
    names.sort();
    Ok(names)
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("json" | "yaml" | "yml"))
}

/// Whether a line begins with the key `openapi` or `swagger`, or the first object of a JSON text does.
fn is_document(text: &str) -> bool {
    let key = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '{', '\u{feff}']);
        ["openapi", "swagger"].iter().any(|key| {
            let rest = line
                .trim_start_matches(['"', '\''])
                .strip_prefix(key)
                .unwrap_or_default();
            rest.trim_start_matches(['"', '\'', ' ']).starts_with(':')
        })
    };
    text.lines().any(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_its_version() {
        for text in [
            "openapi: 3.0.0\n",
            "{\"openapi\": \"3.1.0\"}",
            "# of ours\n'swagger' : '2.0'",
            "{\n  \"swagger\":\"2.0\"",
        ] {
            assert!(is_document(text), "{text}");
        }
        for text in ["type: object\n", "{\"openapis\": 1}", "x: openapi\n"] {
            assert!(!is_document(text), "{text}");
        }
    }

    #[test]
    fn a_list_has_a_path_a_line() {
        assert_eq!(
            listed("a.json\n\n# not this\n b/c.yaml \n"),
            ["a.json", "b/c.yaml"]
        );
    }
}
