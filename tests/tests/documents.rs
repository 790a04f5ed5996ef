//! Documents of our own, each written from what a real one taught: those under `fixtures/documents` give a crate, those
//! under `fixtures/documents/invalid` give exactly the diagnostics that are stored beside them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on ends here"
)]

#[path = "documents/explanation.rs"]
mod explanation;
#[path = "documents/fixture.rs"]
mod fixture;
#[path = "documents/large.rs"]
mod large;
#[path = "documents/limit.rs"]
mod limit;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use fixture::Fixture;
use sdksmith::Generator;
use sdksmith::diagnostic::{Code, Severity, human, human::Color};

/// The variable that has the stored diagnostics written anew.
const BLESS: &str = "SDKSMITH_BLESS";

#[test]
fn valid_documents_give_a_crate_that_parses() {
    let mut faults = Vec::new();
    for fixture in fixture::valid() {
        if let Err(fault) = generates(&fixture) {
            faults.push(format!("{}: {fault}", fixture.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn null_of_a_member_of_any_type_is_read_as_a_value() {
    let fixture = fixture::valid()
        .into_iter()
        .find(|fixture| fixture.name.contains("free_form_null"))
        .unwrap();
    let generator = Generator::from_file(&fixture.path).name("fixture-sdk");
    let tree = generator.generate(&mut |_| {}).unwrap().tree.unwrap();
    let codec = tree
        .iter()
        .find(|(path, _)| path.as_str() == "src/codec/mod.rs");
    let codec = String::from_utf8(codec.unwrap().1.to_vec()).unwrap();
    for member in ["bare", "referred", "nothing", "kept"] {
        let reads = format!("fields.required(&mut {member})?");
        assert!(codec.contains(&reads), "{member}: {codec}");
    }
}

fn generates(fixture: &Fixture) -> Result<(), String> {
    let generator = Generator::from_file(&fixture.path).name("fixture-sdk");
    let generated = generator
        .generate(&mut |_| {})
        .map_err(|error| error.to_string())?;
    let errors: Vec<_> = generated
        .read
        .diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .collect();
    if !errors.is_empty() {
        return Err(human::report(&errors, &fixture.name, Color::Off));
    }
    let tree = generated.tree.ok_or("nothing was generated")?;
    for (path, bytes) in tree.iter() {
        let path = path.as_str();
        if Path::new(path)
            .extension()
            .is_some_and(|extension| extension == "rs")
            && !path.starts_with("src/runtime/")
        {
            let text = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
            syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
        }
    }
    Ok(())
}

#[test]
fn every_valid_document_says_what_it_stands_for() {
    let fixtures = fixture::valid();
    assert!(fixtures.len() >= 60, "{}", fixtures.len());
    for fixture in fixtures {
        let text = fs::read_to_string(&fixture.path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        let about = first.trim_start_matches(['\u{feff}', '{', ' ', '\t']);
        assert!(
            about.starts_with("# ") || about.starts_with("\"x-about\": \""),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn invalid_documents_give_exactly_the_stored_diagnostics() {
    let mut faults = Vec::new();
    for fixture in fixture::invalid() {
        let report = report(&fixture);
        let stored = fixture.path.with_extension("txt");
        if std::env::var_os(BLESS).is_some() {
            fs::write(&stored, &report).unwrap();
        } else if fs::read_to_string(&stored).unwrap_or_default() != report {
            faults.push(format!("{}:\n{report}", fixture.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Codes that take more than a document: a lowered limit (`limit`), or a folder with odd files; or that a document gives
/// in the unit tests of its stage. The first is a fault of ours, and has no document.
const BESIDE_THE_CODE: [Code; 5] = [
    Code::InternalError,
    Code::TooManyNodes,
    Code::FileTooLarge,
    Code::TooManyFiles,
    Code::ReferenceNotAFile,
];

#[test]
fn every_code_has_a_document_that_gives_it() {
    let met: BTreeSet<Code> = fixture::invalid()
        .iter()
        .flat_map(|fixture| read(fixture).into_iter().map(|diagnostic| diagnostic.code))
        .collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !met.contains(code) && !BESIDE_THE_CODE.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert!(missing.is_empty(), "{}", missing.join(", "));
}

/// What `sdksmith check -v` prints in the folder of this package.
fn report(fixture: &Fixture) -> String {
    let name = fixture.path.to_string_lossy();
    human::report(&read(fixture), &name, Color::Off)
}

fn read(fixture: &Fixture) -> Vec<sdksmith::diagnostic::Diagnostic> {
    match Generator::from_file(&fixture.path).read(&mut |_| {}) {
        Ok(read) => read.diagnostics,
        Err(error) => panic!("{}: {error}", fixture.name),
    }
}
