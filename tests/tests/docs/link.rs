//! Links of pages.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag};

use super::{anchor, page};

/// The path that `link` names from the page at `from`, without `.` and `..`.
fn resolved(from: &str, link: &str) -> String {
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(link).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{link} leaves the crate, from {from}"),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path.to_string_lossy().replace('\\', "/")
}

#[test]
fn every_link_and_anchor_resolves() {
    let pages = page::all();
    let anchors: BTreeMap<&str, _> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), anchor::of(text)))
        .collect();
    let mut followed = 0;
    for (from, text) in &pages {
        for event in Parser::new_ext(text, page::options()) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else {
                continue;
            };
            if ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| dest_url.starts_with(scheme))
            {
                continue;
            }
            let (path, fragment) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
            let path = if path.is_empty() {
                from.clone()
            } else {
                resolved(from, path)
            };
            let known = anchors
                .get(path.as_str())
                .unwrap_or_else(|| panic!("{from}: no page {path} for {dest_url}"));
            assert!(
                fragment.is_empty() || known.contains(fragment),
                "{from}: no anchor for {dest_url}"
            );
            followed += 1;
        }
    }
    assert!(followed > 500, "only {followed} links");
}

#[test]
fn every_page_is_reached_from_the_readme() {
    let pages = page::all();
    let mut reached: Vec<String> = vec!["README.md".to_owned()];
    let mut next = 0;
    while let Some(from) = reached.get(next).cloned() {
        next += 1;
        for event in Parser::new_ext(&pages[&from], page::options()) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else {
                continue;
            };
            let path = dest_url.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains(':') {
                continue;
            }
            let path = resolved(&from, path);
            if !reached.contains(&path) {
                reached.push(path);
            }
        }
    }
    for path in pages.keys() {
        assert!(reached.contains(path), "no link leads to {path}");
    }
}
