//! Which files a document can refer to.

use std::fs;
use std::path::Path;

use super::super::{ReadOptions, ReferenceFault, Source, SpecInput, load};
use crate::diagnostic::Code;

fn open(path: &Path) -> Source {
    load(&SpecInput::Path(path.to_owned()), &ReadOptions::default()).unwrap()
}

fn code(result: Result<u32, ReferenceFault>) -> Code {
    match result {
        Err(ReferenceFault::Reference { code, .. }) => code,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn b09_references_stay_in_the_folder_of_the_document() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("spec");
    fs::create_dir(&folder).unwrap();
    fs::write(outer.path().join("secret.yaml"), "a: 1").unwrap();
    fs::write(folder.join("openapi.yaml"), "openapi: 3.0.0").unwrap();
    fs::write(folder.join("part.yaml"), "a: 1").unwrap();
    std::os::unix::fs::symlink(outer.path().join("secret.yaml"), folder.join("link.yaml")).unwrap();
    std::os::unix::fs::symlink(folder.join("part.yaml"), folder.join("inner.yaml")).unwrap();
    let mut source = open(&folder.join("openapi.yaml"));
    for outside in [
        "../secret.yaml",
        "/etc/passwd",
        "link.yaml",
        "x/../../secret.yaml",
        "%2e%2e/secret.yaml",
    ] {
        assert_eq!(
            code(source.reference(0, outside)),
            Code::ReferenceOutsideRoot,
            "{outside}"
        );
    }
    for remote in [
        "file:///etc/passwd",
        "http://169.254.169.254/x",
        "//host/x",
        "C:\\x",
        "HTTPS://h/x",
    ] {
        assert_eq!(
            code(source.reference(0, remote)),
            Code::RemoteReference,
            "{remote}"
        );
    }
    assert_eq!(
        code(source.reference(0, "nothing.yaml")),
        Code::UnresolvedReference
    );
    let first = source.reference(0, "part.yaml").unwrap();
    assert_eq!(source.reference(0, "./x/../part.yaml").ok(), None);
    assert_eq!(source.reference(0, "./part.yaml"), Ok(first));
    assert_eq!(
        source.reference(0, "inner.yaml"),
        Ok(first),
        "the same file by two names"
    );
}

#[test]
fn b09_a_flag_allows_files_outside() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("spec");
    fs::create_dir(&folder).unwrap();
    fs::write(outer.path().join("shared.yaml"), "a: 1").unwrap();
    fs::write(folder.join("openapi.yaml"), "openapi: 3.0.0").unwrap();
    let options = ReadOptions {
        allow_outside_root: true,
        ..ReadOptions::default()
    };
    let mut source = load(&SpecInput::Path(folder.join("openapi.yaml")), &options).unwrap();
    assert_eq!(source.reference(0, "../shared.yaml"), Ok(1));
}

#[test]
fn h21_only_regular_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("openapi.yaml"), "openapi: 3.0.0").unwrap();
    fs::create_dir(folder.path().join("folder.yaml")).unwrap();
    let _socket =
        std::os::unix::net::UnixListener::bind(folder.path().join("socket.yaml")).unwrap();
    std::os::unix::fs::symlink("loop.yaml", folder.path().join("loop.yaml")).unwrap();
    let mut source = open(&folder.path().join("openapi.yaml"));
    assert_eq!(
        code(source.reference(0, "folder.yaml")),
        Code::ReferenceNotAFile
    );
    assert_eq!(
        code(source.reference(0, "socket.yaml")),
        Code::ReferenceNotAFile
    );
    assert_eq!(
        code(source.reference(0, "loop.yaml")),
        Code::UnresolvedReference
    );
}
