use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

/// An output folder and a folder beside it with a file that must not change.
fn scene() -> (TempDir, std::path::PathBuf, std::path::PathBuf) {
    let folder = folder();
    let (output, outside) = (folder.path().join("output"), folder.path().join("outside"));
    fs::create_dir(&output).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("lib.rs"), "mine").unwrap();
    (folder, output, outside)
}

fn assert_refused(output: &Path, outside: &Path, path: &str) {
    for overwrite in [Overwrite::No, Overwrite::Force] {
        let error = write(
            output,
            &tree(&[("Cargo.toml", "ours"), ("src/lib.rs", "ours")]),
            overwrite,
        )
        .unwrap_err();
        let Error::Blocked { obstacles, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(
            obstacles,
            [Obstacle {
                path: FilePath::new(path).unwrap(),
                clash: Clash::Link
            }]
        );
    }
    assert!(!output.join("Cargo.toml").exists());
    assert_eq!(names(outside), ["lib.rs"]);
    assert_eq!(fs::read_to_string(outside.join("lib.rs")).unwrap(), "mine");
}

#[test]
fn b10_a_linked_file_is_refused() {
    let (_folder, output, outside) = scene();
    fs::create_dir(output.join("src")).unwrap();
    symlink(outside.join("lib.rs"), output.join("src/lib.rs")).unwrap();
    assert_refused(&output, &outside, "src/lib.rs");
}

#[test]
fn b10_a_linked_folder_is_refused() {
    let (_folder, output, outside) = scene();
    symlink(&outside, output.join("src")).unwrap();
    assert_refused(&output, &outside, "src/lib.rs");
}

#[test]
fn b10_a_dangling_link_and_a_loop_are_refused() {
    let (_folder, output, outside) = scene();
    symlink(outside.join("absent"), output.join("src")).unwrap();
    assert_refused(&output, &outside, "src/lib.rs");
    fs::remove_file(output.join("src")).unwrap();
    symlink("src", output.join("src")).unwrap();
    assert_refused(&output, &outside, "src/lib.rs");
}

#[test]
fn b10_nothing_is_removed_through_a_link() {
    let (_folder, output, outside) = scene();
    let ours = tree(&[("src/lib.rs", "mine")]);
    write(&output, &ours, Overwrite::No).unwrap();
    fs::remove_file(output.join("src/lib.rs")).unwrap();
    fs::remove_dir(output.join("src")).unwrap();
    symlink(&outside, output.join("src")).unwrap();
    let error = write(&output, &OutputTree::new(), Overwrite::Force).unwrap_err();
    assert!(matches!(error, Error::Blocked { .. }), "{error}");
    assert_eq!(names(&outside), ["lib.rs"]);
}

#[test]
fn b10_a_linked_manifest_is_refused() {
    let (_folder, output, outside) = scene();
    fs::write(outside.join("lib.rs"), Manifest::default().to_bytes()).unwrap();
    symlink(outside.join("lib.rs"), output.join(MANIFEST)).unwrap();
    let error = write(&output, &tree(&[("a.rs", "1")]), Overwrite::Force).unwrap_err();
    assert!(matches!(error, Error::Manifest { .. }), "{error}");
}

#[test]
fn f02_the_output_folder_itself_may_be_a_link() {
    let (folder, output, _outside) = scene();
    symlink(&output, folder.path().join("link")).unwrap();
    write(
        &folder.path().join("link"),
        &tree(&[("a.rs", "1")]),
        Overwrite::No,
    )
    .unwrap();
    assert_eq!(names(&output), [MANIFEST, "a.rs"]);
    symlink("nowhere", folder.path().join("dangling")).unwrap();
    let error = write(
        &folder.path().join("dangling"),
        &OutputTree::new(),
        Overwrite::No,
    )
    .unwrap_err();
    assert!(matches!(error, Error::NotOurs { .. }), "{error}");
}

#[test]
fn a_folder_in_the_way_of_a_file_is_refused() {
    let (_folder, output, _outside) = scene();
    fs::create_dir_all(output.join("src/lib.rs")).unwrap();
    let error = write(&output, &tree(&[("src/lib.rs", "1")]), Overwrite::Force).unwrap_err();
    let Error::Blocked { obstacles, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(obstacles[0].clash, Clash::Kind);
}

#[test]
fn f13_a_file_can_be_read_by_others_as_far_as_the_umask_allows() {
    let (folder, output, _outside) = scene();
    fs::write(folder.path().join("plain"), "").unwrap();
    write(&output, &tree(&[("a.rs", "1")]), Overwrite::No).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(
        mode(&output.join("a.rs")),
        mode(&folder.path().join("plain"))
    );
}

/// The folder is changed for a link to another while it is written to, again and again.
#[test]
fn f03_a_link_that_comes_between_looking_and_writing_leads_nowhere() {
    let (folder, output, outside) = scene();
    let source = output.join("src");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut aside, mut swaps) = (folder.path().join("aside"), 0);
            while !done.load(Ordering::Relaxed) {
                if fs::rename(&source, &aside).is_ok() {
                    // The folder may have been made anew before the link.
                    if symlink(&outside, &source).is_ok() {
                        fs::remove_file(&source).unwrap();
                    }
                    aside.set_extension(swaps.to_string());
                    swaps += 1;
                }
            }
        });
        for round in 0..1_000 {
            let text = round.to_string();
            // Refused or done: either is right, as long as nothing is written elsewhere.
            let _ = write(
                &output,
                &tree(&[("src/lib.rs", &text), ("src/other.rs", &text)]),
                Overwrite::Force,
            );
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(names(&outside), ["lib.rs"]);
    assert_eq!(fs::read_to_string(outside.join("lib.rs")).unwrap(), "mine");
}
