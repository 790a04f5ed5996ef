//! References to addresses, answered from memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use url::Url;

use crate::diagnostic::Code;
use crate::source::remote::Fetch;
use crate::source::{ReadOptions, ReferenceFault, Source, SpecInput, load};

/// Answers by address, and what was asked for.
#[derive(Debug, Clone, Default)]
struct Memory {
    answers: BTreeMap<&'static str, &'static str>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Fetch for Memory {
    fn fetch(&self, address: &Url, limit: usize) -> Result<Vec<u8>, String> {
        self.asked.lock().unwrap().push(address.to_string());
        let answer = self.answers.get(address.as_str());
        let answer = answer.ok_or("the server answers with status 404")?;
        Ok(answer.bytes().take(limit + 1).collect())
    }
}

fn source(options: ReadOptions) -> (Source, Memory) {
    let memory = Memory {
        answers: BTreeMap::from([
            ("https://e.com/a/one.yaml", "a: 1"),
            ("https://e.com/a/two.yaml", "b: 2"),
            ("https://f.com/bad.yaml", "a: 1\na: 2"),
        ]),
        ..Memory::default()
    };
    let mut source = load(&SpecInput::text("o.yaml", "openapi: 3.0.3"), &options).unwrap();
    source.fetch = Some(Box::new(memory.clone()));
    (source, memory)
}

fn allowed() -> ReadOptions {
    ReadOptions {
        allow_remote: true,
        ..ReadOptions::default()
    }
}

fn code(result: Result<u32, ReferenceFault>) -> Code {
    match result {
        Err(ReferenceFault::Reference { code, .. }) => code,
        Err(ReferenceFault::File(diagnostics)) => diagnostics[0].code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn b09_nothing_is_fetched_unless_allowed() {
    let (mut source, memory) = source(ReadOptions::default());
    let refused = code(source.reference(0, "https://e.com/a/one.yaml"));
    assert_eq!(refused, Code::RemoteReference);
    assert!(memory.asked.lock().unwrap().is_empty());
}

#[test]
fn an_address_is_read_once_and_its_references_count_from_it() {
    let (mut source, memory) = source(allowed());
    let one = source.reference(0, "https://e.com/a/one.yaml").unwrap();
    let two = source.reference(one, "two.yaml").unwrap();
    assert_eq!(source.reference(two, "./one.yaml"), Ok(one));
    assert_eq!(
        source.reference(0, "https://e.com/a/x/../two.yaml"),
        Ok(two)
    );
    assert_eq!(
        *memory.asked.lock().unwrap(),
        ["https://e.com/a/one.yaml", "https://e.com/a/two.yaml"]
    );
    let names: Vec<&str> = source.files().names().collect();
    assert_eq!(
        names,
        [
            "o.yaml",
            "https://e.com/a/one.yaml",
            "https://e.com/a/two.yaml"
        ]
    );
}

#[test]
fn b09_a_file_of_the_network_never_leads_to_one_of_the_disk() {
    let (mut source, _) = source(allowed());
    let one = source.reference(0, "https://e.com/a/one.yaml").unwrap();
    for location in [
        "file:///etc/passwd",
        "http://e.com/a/two.yaml",
        "https://u:p@e.com/",
    ] {
        assert_eq!(
            code(source.reference(one, location)),
            Code::RemoteReference,
            "{location}"
        );
    }
    // Absolute paths are those of the server.
    assert_eq!(
        code(source.reference(one, "/etc/passwd")),
        Code::UnresolvedReference
    );
}

#[test]
fn what_an_address_gives_is_held_to_the_same_rules() {
    let (mut source, _) = source(allowed());
    assert_eq!(
        code(source.reference(0, "https://f.com/bad.yaml")),
        Code::DuplicateKey
    );
    assert_eq!(
        source.reference(0, "https://f.com/bad.yaml"),
        Err(ReferenceFault::Known)
    );
    assert_eq!(
        code(source.reference(0, "https://f.com/none")),
        Code::UnresolvedReference
    );
}

#[test]
fn addresses_are_counted_and_their_size_is_limited() {
    let mut options = allowed();
    options.limits.set("fetch", "1").unwrap();
    let (mut counted, _) = source(options);
    counted.reference(0, "https://e.com/a/one.yaml").unwrap();
    assert_eq!(
        code(counted.reference(0, "https://e.com/a/two.yaml")),
        Code::TooManyFiles
    );

    let (mut sized, _) = source(allowed());
    sized.options.limits.size = 2;
    assert_eq!(
        code(sized.reference(0, "https://e.com/a/one.yaml")),
        Code::FileTooLarge
    );
}
