//! The five hand-written specifications: valid by the official schemas, complete in their examples and texts, and true
//! to the facts they were written from, which `specs/facts/` holds in outline.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at what it did not foresee"
)]

#[path = "specs/describe.rs"]
mod describe;
#[path = "specs/document.rs"]
mod document;
#[path = "specs/examples.rs"]
mod examples;
#[path = "specs/json_schema.rs"]
mod json_schema;
#[path = "specs/notation.rs"]
mod notation;
#[path = "specs/official.rs"]
mod official;
#[path = "specs/outline.rs"]
mod outline;
#[path = "specs/visit.rs"]
mod visit;

use document::Document;

/// Stops with all complaints about all documents, if there are any.
fn none(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} complaints:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

/// The complaints of `check` about every document, each with the document's name before it.
fn complaints(check: impl Fn(&Document) -> Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    for document in Document::all() {
        all.extend(
            check(&document)
                .into_iter()
                .map(|complaint| format!("{}: {complaint}", document.name)),
        );
    }
    all
}

#[test]
fn documents_are_valid_by_the_official_schemas() {
    none(&complaints(official::errors));
}

#[test]
fn official_schemas_look_into_schema_objects() {
    let mut document = Document::load("applications/logto");
    let type_of_page = "/components/parameters/page/schema/type";
    *document
        .root
        .pointer_mut(type_of_page)
        .expect("a parameter with a type") = "whole number".into();
    assert!(!official::errors(&document).is_empty());
}

#[test]
fn examples_are_valid_by_their_schemas() {
    none(&complaints(examples::invalid));
}

#[test]
fn examples_have_declared_members_only() {
    none(&complaints(examples::undeclared));
}

#[test]
fn bodies_have_examples() {
    none(&complaints(examples::missing));
}

#[test]
fn an_invalid_example_is_found() {
    let mut document = Document::load("managed_users/calcom");
    let example = "/paths/~1v2~1oauth-clients~1{clientId}~1users/post/requestBody/content/application~1json/example";
    let body = document
        .root
        .pointer_mut(example)
        .expect("an example of a body");
    *body = serde_json::json!({ "email": "alice@example.com", "nmae": "Alice Smith" });
    assert_eq!(examples::invalid(&document).len(), 1, "`name` is required");
    assert_eq!(
        examples::undeclared(&document).len(),
        1,
        "`nmae` is not declared"
    );
}

#[test]
fn everything_is_described() {
    none(&complaints(describe::undescribed));
}

#[test]
fn path_parameters_are_those_of_the_path() {
    none(&complaints(describe::path_parameters));
}

#[test]
fn operations_are_counted() {
    let counts: Vec<_> = Document::all()
        .iter()
        .map(|document| (document.name, document.operations().len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("clients/formance", 9),
            ("clients/sunshine", 3),
            ("managed_users/calcom", 6),
            ("consumers/apideck", 3),
            ("applications/logto", 21),
        ]
    );
}

#[test]
fn formance_is_as_the_facts_say() {
    outline::compare("clients/formance", include_str!("specs/facts/formance.txt"));
}

#[test]
fn sunshine_is_as_the_facts_say() {
    outline::compare("clients/sunshine", include_str!("specs/facts/sunshine.txt"));
}

#[test]
fn calcom_is_as_the_facts_say() {
    outline::compare(
        "managed_users/calcom",
        include_str!("specs/facts/calcom.txt"),
    );
}

#[test]
fn apideck_is_as_the_facts_say() {
    outline::compare("consumers/apideck", include_str!("specs/facts/apideck.txt"));
}

#[test]
fn logto_is_as_the_facts_say() {
    outline::compare("applications/logto", include_str!("specs/facts/logto.txt"));
}
