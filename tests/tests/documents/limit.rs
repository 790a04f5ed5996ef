//! Limits that a document of ours only reaches when they are lowered.

use sdksmith::Generator;
use sdksmith::diagnostic::Code;
use sdksmith::source::{Limits, ReadOptions};

fn codes(limit: &str, value: &str) -> Vec<Code> {
    let mut limits = Limits::default();
    limits.set(limit, value).unwrap();
    let options = ReadOptions {
        limits,
        ..ReadOptions::default()
    };
    let read = Generator::from_file("fixtures/documents/several_files/openapi.yaml")
        .options(options)
        .read(&mut |_| {})
        .unwrap();
    read.diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

#[test]
fn a_file_above_the_size_is_refused() {
    assert!(codes("size", "10").contains(&Code::FileTooLarge));
}

#[test]
fn a_document_with_more_nodes_than_allowed_is_refused() {
    assert!(codes("nodes", "3").contains(&Code::TooManyNodes));
}

#[test]
fn a_document_of_more_files_than_allowed_is_refused() {
    assert!(codes("files", "1").contains(&Code::TooManyFiles));
}
