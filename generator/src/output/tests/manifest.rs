use super::*;

fn refused(text: &str) -> String {
    let folder = folder();
    fs::write(folder.path().join("victim"), "mine").unwrap();
    fs::write(folder.path().join(MANIFEST), text).unwrap();
    let error = write(folder.path(), &tree(&[("a.rs", "1")]), Overwrite::Force).unwrap_err();
    let Error::Manifest { reason, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(names(folder.path()), [MANIFEST, "victim"]);
    reason
}

fn listing(path: &str) -> String {
    let hash = "a".repeat(64);
    format!("{{\"format\":1,\"files\":[{{\"path\":{path},\"sha256\":\"{hash}\"}}]}}")
}

#[test]
fn f04_paths_that_cannot_be_ours_are_refused() {
    for path in [
        "../x",
        "/etc/x",
        "C:\\\\x",
        ".git/config",
        "a\\u0000b",
        "",
        "a//b",
        "a/../b",
        "con.rs",
        "target/x",
        "build.rs",
    ] {
        let reason = refused(&listing(&format!("\"{path}\"")));
        assert!(
            reason.contains("can't be the path of a generated file"),
            "{path}: {reason}"
        );
    }
}

#[test]
fn f04_other_forms_are_refused() {
    assert_eq!(
        refused("{\"format\":2,\"files\":[]}"),
        "its format is 2, not 1"
    );
    let twice = listing("\"a.rs\"").replace(
        "]}",
        &format!(",{}]}}", "{\"path\":\"a.rs\",\"sha256\":[]}"),
    );
    assert_eq!(refused(&twice), "`a.rs` is listed twice");
    assert_eq!(
        refused(&listing("\"a.rs\"").replace("aaa\"", "\"")),
        "`a.rs` has no SHA-256"
    );
    assert!(refused("[]").starts_with("invalid length"));
    assert!(refused("").starts_with("EOF"));
}

#[test]
fn what_is_written_is_read() {
    let manifest = Manifest::of(&tree(&[("a.rs", "1"), ("b/c.rs", "2")]));
    assert_eq!(Manifest::parse(&manifest.to_bytes()).unwrap(), manifest);
}
