//! Pages of `sdksmith explain`: the wrong example of each has that fault alone, and the right one has none.

use std::fs;

use sdksmith::Generator;
use sdksmith::diagnostic::{Code, Diagnostic};
use sdksmith::source::ReadOptions;

/// Codes without an example: a file of bytes that are no text, and a fault of ours.
const WITHOUT_EXAMPLE: [Code; 2] = [Code::NotUtf8, Code::InternalError];

/// The YAML below a heading.
fn example(page: &str, heading: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n\n```yaml\n"))?;
    let (example, _) = rest.split_once("```\n")?;
    Some(example.to_owned())
}

/// The limit that an example names in its first line: ``# With `--limit refs=2`.``
fn options(text: &str) -> ReadOptions {
    let mut options = ReadOptions::default();
    let named = text
        .strip_prefix("# With `--limit ")
        .and_then(|rest| rest.split_once('`'));
    if let Some((limit, _)) = named {
        let (name, value) = limit.split_once('=').unwrap();
        options.limits.set(name, value).unwrap();
    }
    options
}

/// What is said about a document, in a folder with others beside it and above.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    fs::write(folder.path().join("all_of.yaml"), "type: string\n").unwrap();
    fs::write(own.join("schema.yaml"), "type: string\n").unwrap();
    fs::write(own.join("openapi.yaml"), text).unwrap();
    let generator = Generator::from_file(own.join("openapi.yaml")).options(options(text));
    generator.read(&mut |_| {}).unwrap().diagnostics
}

#[test]
fn every_page_has_a_wrong_example_with_the_fault_alone_and_a_right_one_without_any() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let page = code.page();
        let examples = (example(&page, "Wrong"), example(&page, "Right"));
        let (Some(wrong), Some(right)) = examples else {
            if !WITHOUT_EXAMPLE.contains(code) {
                faults.push(format!("{code} has no examples"));
            }
            continue;
        };
        if WITHOUT_EXAMPLE.contains(code) {
            faults.push(format!("{code} has examples"));
        }
        let found = diagnostics(&wrong);
        if found.is_empty() || found.iter().any(|found| found.code != *code) {
            faults.push(format!("{code}, wrong: {found:?}"));
        }
        for found in diagnostics(&right) {
            faults.push(format!("{code}, right: {}: {}", found.code, found.message));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
