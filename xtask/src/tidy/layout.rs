//! Lengths, names and depth of files.

use super::{Fault, File};

/// A file past this has a second job that wants its own room.
const MAX_LINES: usize = 400;
/// Folders below `src`.
const MAX_DEPTH: usize = 3;
/// Names that say nothing about what is in the file.
const SAYING_NOTHING: [&str; 6] = ["common", "helper", "helpers", "misc", "util", "utils"];

pub(super) fn check(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    let lines = file.text.lines().count();
    if file.is_rust() && lines > MAX_LINES {
        faults.push(file.fault(
            0,
            format!("{lines} lines; at most {MAX_LINES} stand in one file"),
        ));
    }
    let stems = file
        .path
        .split('/')
        .map(|part| part.split('.').next().unwrap_or_default());
    for stem in stems.filter(|stem| SAYING_NOTHING.contains(stem)) {
        faults.push(file.fault(
            0,
            format!("the name `{stem}` says nothing about what is in it"),
        ));
    }
    let below = file
        .path
        .split_once("/src/")
        .map_or(0, |(_, below)| below.matches('/').count());
    if below > MAX_DEPTH {
        faults.push(file.fault(0, format!("{below} folders deep; at most {MAX_DEPTH} are")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn long_files_are_faults() {
        assert!(check(&file("xtask/src/a.rs", &"\n".repeat(400))).is_empty());
        let faults = check(&file("xtask/src/a.rs", &"\n".repeat(401)));
        assert_eq!(
            faults.first().map(|fault| fault.message.as_str()),
            Some("401 lines; at most 400 stand in one file")
        );
    }

    #[test]
    fn names_that_say_nothing_are_faults() {
        assert_eq!(check(&file("generator/src/utils.rs", "")).len(), 1);
        assert_eq!(check(&file("generator/src/helpers/a.rs", "")).len(), 1);
        assert!(check(&file("generator/src/model/common_name.rs", "")).is_empty());
    }

    #[test]
    fn deep_folders_are_faults() {
        assert!(check(&file("generator/src/a/b/c/d.rs", "")).is_empty());
        assert_eq!(check(&file("generator/src/a/b/c/d/e.rs", "")).len(), 1);
    }
}
