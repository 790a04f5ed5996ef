use super::*;

#[test]
fn an_edit_is_a_unified_diff() {
    let folder = folder();
    let tree = tree(&[("src/a.rs", "one\ntwo\nthree\n")]);
    write(folder.path(), &tree, Overwrite::No).unwrap();
    assert!(compare(folder.path(), &tree).unwrap().is_empty());
    fs::write(folder.path().join("src/a.rs"), "one\n2\nthree\n").unwrap();
    let differences = compare(folder.path(), &tree).unwrap();
    assert_eq!(differences.len(), 1);
    assert_eq!(
        differences[0].unified(),
        "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,3 +1,3 @@\n one\n-2\n+two\n three\n"
    );
}

#[test]
fn missing_and_surplus_files_are_differences() {
    let folder = folder();
    write(
        folder.path(),
        &tree(&[("a.rs", "1\n"), ("b.rs", "1\n")]),
        Overwrite::No,
    )
    .unwrap();
    let differences = compare(folder.path(), &tree(&[("b.rs", "1\n"), ("c.rs", "1\n")])).unwrap();
    let paths: Vec<&str> = differences
        .iter()
        .map(|difference| difference.path.as_str())
        .collect();
    assert_eq!(paths, [MANIFEST, "a.rs", "c.rs"]);
    assert_eq!(
        differences[1].unified(),
        "--- a/a.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n"
    );
    assert_eq!(
        differences[2].unified(),
        "--- /dev/null\n+++ b/c.rs\n@@ -0,0 +1 @@\n+1\n"
    );
}

#[test]
fn a_missing_manifest_is_a_difference() {
    let folder = folder();
    let tree = tree(&[("a.rs", "1\n")]);
    write(folder.path(), &tree, Overwrite::No).unwrap();
    fs::remove_file(folder.path().join(MANIFEST)).unwrap();
    assert_eq!(compare(folder.path(), &tree).unwrap()[0].path, MANIFEST);
    write(folder.path(), &tree, Overwrite::No).unwrap();
    assert!(compare(folder.path(), &tree).unwrap().is_empty());
}
