//! The pages of the generated crate, as they lie in the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What readers of Markdown have switched on.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
}

/// The generated crate.
pub(crate) fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../generated")
        .canonicalize()
        .expect("the generated crate")
}

/// Every page by its path in the crate.
pub(crate) fn all() -> BTreeMap<String, String> {
    let root = generated();
    let mut pages = BTreeMap::new();
    let mut waiting = vec![root.join("README.md"), root.join("docs")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)
                    .expect("a folder")
                    .map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let name = path
                .strip_prefix(&root)
                .expect("a page of the crate")
                .to_string_lossy()
                .replace('\\', "/");
            pages.insert(name, fs::read_to_string(&path).expect("a page"));
        }
    }
    assert!(pages.len() > 100, "only {} pages", pages.len());
    pages
}

/// The code blocks of a page with this label.
pub(crate) fn fences(markdown: &str, label: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(is))) if *is == *label => {
                open = Some(String::new());
            }
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(open.take()),
            _ => {}
        }
    }
    found
}

/// Pages of operations: those in the folder of an API, but for its models.
pub(crate) fn of_operations(
    pages: &BTreeMap<String, String>,
) -> impl Iterator<Item = (&str, &str)> {
    let wanted = |path: &&str| path.split('/').count() == 4 && path.starts_with("docs/");
    pages
        .iter()
        .map(|(path, page)| (path.as_str(), page.as_str()))
        .filter(move |(path, _)| wanted(path))
}
