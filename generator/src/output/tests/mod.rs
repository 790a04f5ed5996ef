use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

mod difference;
#[cfg(unix)]
mod link;
mod manifest;
mod path;

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree = OutputTree::new();
    for (path, text) in files {
        tree.insert(*path, *text).unwrap();
    }
    tree
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

/// The names in a folder and below, sorted.
fn names(folder: &Path) -> Vec<String> {
    fn walk(root: &Path, folder: &Path, names: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            names.push(path.strip_prefix(root).unwrap().display().to_string());
            if path.is_dir() && !path.is_symlink() {
                walk(root, &path, names);
            }
        }
    }
    let mut names = Vec::new();
    walk(folder, folder, &mut names);
    names.sort();
    names
}

fn actions(plan: &Plan) -> Vec<String> {
    plan.steps
        .iter()
        .map(|step| format!("{} {}", step.action.word(), step.path))
        .collect()
}

#[test]
fn a_tree_is_written_with_its_manifest_and_nothing_else() {
    let folder = folder();
    let root = folder.path().join("new/crate");
    write(
        &root,
        &tree(&[("src/lib.rs", "a\n"), ("Cargo.toml", "b\n")]),
        Overwrite::No,
    )
    .unwrap();
    assert_eq!(
        names(&root),
        [".sdksmith-manifest.json", "Cargo.toml", "src", "src/lib.rs"]
    );
    assert_eq!(
        fs::read_to_string(root.join(MANIFEST)).unwrap(),
        "{\n  \"format\": 1,\n  \"files\": [\n    \
         { \"path\": \"Cargo.toml\", \"sha256\": \"0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f\" },\n    \
         { \"path\": \"src/lib.rs\", \"sha256\": \"87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7\" }\n  ]\n}\n"
    );
}

#[test]
fn an_empty_tree_is_a_manifest_without_files() {
    let folder = folder();
    write(folder.path(), &OutputTree::new(), Overwrite::No).unwrap();
    assert_eq!(
        read(&folder, MANIFEST),
        "{\n  \"format\": 1,\n  \"files\": [\n  ]\n}\n"
    );
    assert!(
        compare(folder.path(), &OutputTree::new())
            .unwrap()
            .is_empty()
    );
}

#[test]
fn ours_are_replaced_and_removed_with_their_empty_folders() {
    let folder = folder();
    write(
        folder.path(),
        &tree(&[("src/a/b.rs", "1"), ("src/c.rs", "1"), ("src/d.rs", "1")]),
        Overwrite::No,
    )
    .unwrap();
    let plan = write(
        folder.path(),
        &tree(&[("src/c.rs", "2"), ("src/d.rs", "1")]),
        Overwrite::No,
    )
    .unwrap();
    assert_eq!(
        actions(&plan),
        ["remove src/a/b.rs", "update src/c.rs", "unchanged src/d.rs"]
    );
    assert_eq!(
        names(folder.path()),
        [MANIFEST, "src", "src/c.rs", "src/d.rs"]
    );
    assert_eq!(read(&folder, "src/c.rs"), "2");
}

#[test]
fn a_second_run_touches_nothing() {
    let folder = folder();
    let tree = tree(&[("src/c.rs", "1")]);
    write(folder.path(), &tree, Overwrite::No).unwrap();
    let times = || {
        ["src/c.rs", MANIFEST].map(|name| {
            fs::metadata(folder.path().join(name))
                .unwrap()
                .modified()
                .unwrap()
        })
    };
    let before = times();
    write(folder.path(), &tree, Overwrite::No).unwrap();
    assert_eq!(times(), before);
}

#[test]
fn files_of_others_stay() {
    let folder = folder();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/extra.rs"), "mine").unwrap();
    write(folder.path(), &tree(&[("src/c.rs", "1")]), Overwrite::No).unwrap();
    write(folder.path(), &OutputTree::new(), Overwrite::Force).unwrap();
    assert_eq!(names(folder.path()), [MANIFEST, "src", "src/extra.rs"]);
}

#[test]
fn f01_a_file_of_others_in_the_way_stops_everything() {
    let folder = folder();
    fs::write(folder.path().join("Cargo.toml"), "mine").unwrap();
    let tree = tree(&[("Cargo.toml", "ours"), ("src/lib.rs", "ours")]);
    let error = write(folder.path(), &tree, Overwrite::No).unwrap_err();
    let Error::Blocked { obstacles, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(
        obstacles,
        [Obstacle {
            path: FilePath::new("Cargo.toml").unwrap(),
            clash: Clash::Foreign
        }]
    );
    assert_eq!(names(folder.path()), ["Cargo.toml"]);
    assert_eq!(read(&folder, "Cargo.toml"), "mine");

    write(folder.path(), &tree, Overwrite::Force).unwrap();
    assert_eq!(read(&folder, "Cargo.toml"), "ours");
}

#[test]
fn f01_a_file_or_the_root_is_no_output_folder() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let error = write(&file, &tree(&[("a.rs", "1")]), Overwrite::Force).unwrap_err();
    assert!(
        matches!(
            error,
            Error::NotOurs {
                reason: "it is a file",
                ..
            }
        ),
        "{error}"
    );
    let error = write(Path::new("/"), &OutputTree::new(), Overwrite::Force).unwrap_err();
    assert!(
        matches!(
            error,
            Error::NotOurs {
                reason: "it is the root of the file system",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn f05_a_file_edited_by_hand_is_kept_until_forced() {
    let folder = folder();
    write(
        folder.path(),
        &tree(&[("a.rs", "1"), ("b.rs", "1"), ("c.rs", "1")]),
        Overwrite::No,
    )
    .unwrap();
    fs::write(folder.path().join("a.rs"), "edited").unwrap();
    fs::write(folder.path().join("c.rs"), "edited").unwrap();
    let next = tree(&[("a.rs", "2"), ("b.rs", "2")]);
    for _ in 0..2 {
        let plan = write(folder.path(), &next, Overwrite::No).unwrap();
        assert_eq!(
            plan.of(Action::Keep)
                .map(FilePath::as_str)
                .collect::<Vec<_>>(),
            ["a.rs", "c.rs"]
        );
        assert_eq!(
            (
                read(&folder, "a.rs").as_str(),
                read(&folder, "b.rs").as_str()
            ),
            ("edited", "2")
        );
    }
    write(folder.path(), &next, Overwrite::Force).unwrap();
    assert_eq!(read(&folder, "a.rs"), "2");
    assert!(!folder.path().join("c.rs").exists());
    assert!(compare(folder.path(), &next).unwrap().is_empty());
}

#[test]
fn f06_files_that_cargo_obeys_are_reported_and_never_touched() {
    let folder = folder();
    fs::create_dir(folder.path().join(".cargo")).unwrap();
    for name in ["build.rs", ".cargo/config.toml", "rust-toolchain.toml"] {
        fs::write(folder.path().join(name), "mine").unwrap();
    }
    let plan = write(
        folder.path(),
        &tree(&[("src/lib.rs", "1")]),
        Overwrite::Force,
    )
    .unwrap();
    assert_eq!(
        plan.obeyed,
        [".cargo/config.toml", "build.rs", "rust-toolchain.toml"]
    );
    assert_eq!(read(&folder, "build.rs"), "mine");
}

#[test]
fn f09_what_a_stopped_run_left_is_known_as_ours() {
    let folder = folder();
    let old = tree(&[("src/a.rs", "1"), ("src/b.rs", "1"), ("src/c.rs", "1")]);
    let new = tree(&[("src/a.rs", "2"), ("src/b.rs", "2"), ("src/d.rs", "2")]);
    write(folder.path(), &old, Overwrite::No).unwrap();
    // The state after the manifest of a run to `new`, one replaced file and one half-written temporary.
    let plan = plan(folder.path(), &new, Overwrite::No).unwrap();
    let mut under_way = Manifest::of(&new);
    for step in &plan.steps {
        under_way.keep(&step.path, &plan.earlier);
    }
    fs::write(folder.path().join(MANIFEST), under_way.to_bytes()).unwrap();
    fs::write(folder.path().join("src/a.rs"), "2").unwrap();
    fs::write(folder.path().join("src/.sdksmith-abc123.tmp"), "ha").unwrap();

    let third = tree(&[("src/a.rs", "3"), ("src/b.rs", "3")]);
    let plan = write(folder.path(), &third, Overwrite::No).unwrap();
    assert_eq!(
        actions(&plan),
        ["update src/a.rs", "update src/b.rs", "remove src/c.rs"]
    );
    assert_eq!(
        names(folder.path()),
        [MANIFEST, "src", "src/a.rs", "src/b.rs"]
    );
}

#[test]
fn f11_a_second_run_at_the_same_time_is_refused() {
    let folder = folder();
    let handle = fs::File::open(folder.path()).unwrap();
    handle.lock().unwrap();
    let error = write(folder.path(), &tree(&[("a.rs", "1")]), Overwrite::No).unwrap_err();
    assert!(matches!(error, Error::Locked { .. }), "{error}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn f12_a_plan_and_a_comparison_write_nothing() {
    let folder = folder();
    let root = folder.path().join("absent");
    let tree = tree(&[("src/a.rs", "1")]);
    assert_eq!(
        actions(&plan(&root, &tree, Overwrite::No).unwrap()),
        ["create src/a.rs"]
    );
    assert_eq!(compare(&root, &tree).unwrap().len(), 2);
    assert!(!root.exists());
}
