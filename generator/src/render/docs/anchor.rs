//! The names under which headings can be linked to, as GitHub and most other readers of Markdown make them.

use std::collections::BTreeMap;

/// Headings of one word that every page of operations has; an operation of such a name says that it is a call.
const HEADINGS: [&str; 6] = [
    "authorization",
    "errors",
    "operations",
    "overview",
    "parameters",
    "responses",
];

/// A heading's own part of the anchor: lower case, letters, digits, `-` and `_`, spaces as `-`.
fn slug(heading: &str) -> String {
    let kept = heading
        .trim()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Gives the headings of one page their anchors, in order.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    seen: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading, given as text without markup.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let count = self.seen.entry(slug.clone()).or_default();
        let anchor = if *count == 0 {
            slug.clone()
        } else {
            format!("{slug}-{count}")
        };
        *count += 1;
        anchor
    }
}

/// The heading of an operation on the page with this title, as text, so that its anchor is its own.
pub(super) fn operation_heading(method: &str, title: &str) -> String {
    if HEADINGS.contains(&method) || slug(title) == slug(method) {
        format!("{method} call")
    } else {
        method.to_owned()
    }
}

/// The anchor of an operation.
pub(super) fn operation(method: &str, title: &str) -> String {
    slug(&operation_heading(method, title))
}
