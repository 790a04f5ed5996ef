//! Links, anchors and tables.

use super::anchor::{Anchors, operation, operation_heading};
use super::site::relative;
use super::table::table;
use super::tidy;

#[test]
fn links_are_relative_to_their_page() {
    assert_eq!(
        relative("docs/a/b.md", "docs/a/models/X.md", ""),
        "models/X.md"
    );
    assert_eq!(
        relative("docs/a/models/X.md", "docs/a/b.md", "get"),
        "../b.md#get"
    );
    assert_eq!(
        relative("docs/a/b.md", "README.md", "models"),
        "../../README.md#models"
    );
    assert_eq!(relative("README.md", "docs/a/b.md", ""), "docs/a/b.md");
    assert_eq!(relative("README.md", "README.md", "x"), "#x");
}

#[test]
fn headings_of_one_name_have_anchors_of_their_own() {
    let mut anchors = Anchors::default();
    let given =
        ["Errors", "errors", "A `b_c`, d-e!", "Errors"].map(|heading| anchors.next(heading));
    assert_eq!(given, ["errors", "errors-1", "a-b_c-d-e", "errors-2"]);
}

#[test]
fn an_operation_is_not_taken_for_a_heading_of_the_page() {
    assert_eq!(operation_heading("list", "Clients"), "list");
    assert_eq!(operation_heading("clients", "Clients"), "clients call");
    assert_eq!(operation("parameters", "Clients"), "parameters-call");
}

#[test]
fn a_table_without_rows_is_nothing() {
    assert_eq!(table(&["a", "b"], &[]), "");
    let row = vec!["x".to_owned(), String::new()];
    assert_eq!(
        table(&["a", "b"], &[row]),
        "| a | b |\n| --- | --- |\n| x | - |"
    );
}

#[test]
fn blank_lines_are_dropped_outside_of_code_only() {
    let page = "# a\n\n\n\nb\n\n````text\n```\n\n\n```\n````\n\n\nc\n\n";
    assert_eq!(
        tidy(page),
        "# a\n\nb\n\n````text\n```\n\n\n```\n````\n\nc\n"
    );
}
