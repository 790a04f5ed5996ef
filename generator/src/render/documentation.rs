//! What the document says about a part of it, as doc attributes.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::code::text;
use super::markdown;
use super::operation::status_words;
use crate::ir::{Constraint, Documentation, StatusRange};

/// The longest default or example that is shown in docs.
const SHOWN: usize = 120;

/// Paragraphs of docs, in order.
#[derive(Default)]
pub(crate) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Docs of what `documentation` is about: summary, description, constraints, default, example, link.
    pub(crate) fn of(documentation: &Documentation) -> Self {
        Self::default().and(documentation)
    }

    /// Docs of a field: as [`Docs::of`], and the wire name where it differs from `name`.
    pub(crate) fn of_member(documentation: &Documentation, name: &str, wire_name: &str) -> Self {
        let docs = Self::of(documentation);
        if name == wire_name {
            return docs;
        }
        let wire_name = markdown::code(wire_name);
        let wire_name = if wire_name.is_empty() {
            "empty text"
        } else {
            &wire_name
        };
        docs.sentence(format!("On the wire: {wire_name}."))
    }

    /// Docs of what a status means: `404: There is no such client.`
    pub(crate) fn of_status(status: StatusRange, documentation: &Documentation) -> Self {
        let words = match status {
            StatusRange::Default => "Any other status".to_owned(),
            status => status_words(status),
        };
        let prose = documentation
            .description
            .as_deref()
            .or(documentation.title.as_deref());
        let Some(prose) = prose.map(str::trim_start).filter(|prose| !prose.is_empty()) else {
            return Self::default()
                .sentence(format!("{words}."))
                .facts(documentation);
        };
        let prose = sentence(&format!("{words}: {prose}"));
        Self::default().prose(Some(&prose)).facts(documentation)
    }

    /// The first paragraph alone, for setters: what the field says in full.
    pub(crate) fn short(documentation: &Documentation) -> Self {
        let prose = [
            &documentation.summary,
            &documentation.description,
            &documentation.title,
        ];
        let Some(prose) = prose.into_iter().flatten().next() else {
            return Self::default();
        };
        Self {
            lines: markdown::rustdoc_opening(prose),
        }
    }

    /// Adds what `documentation` says.
    pub(crate) fn and(self, documentation: &Documentation) -> Self {
        let summary = documentation.summary.as_deref().map(sentence);
        self.prose(summary.as_deref())
            .prose(
                documentation
                    .description
                    .as_deref()
                    .or(documentation.title.as_deref()),
            )
            .facts(documentation)
    }

    /// Adds what `documentation` says and a part of ours, made safe already: that comes last, but not behind a long
    /// description.
    pub(crate) fn around(self, documentation: &Documentation, own: Vec<String>) -> Self {
        let description = documentation.description.as_deref().unwrap_or_default();
        let (opening, rest) = markdown::rustdoc_parted(description);
        if opening.len() + rest.len() <= markdown::SHORT {
            return self.and(documentation).list(own);
        }
        let summary = documentation.summary.as_deref().map(sentence);
        self.prose(summary.as_deref())
            .list(opening)
            .list(own)
            .list(rest)
            .facts(documentation)
    }

    /// Adds prose of the document.
    pub(crate) fn prose(mut self, prose: Option<&str>) -> Self {
        let lines = prose.map(markdown::rustdoc).unwrap_or_default();
        if lines.iter().any(|line| !line.trim().is_empty()) {
            self.part();
            self.lines.extend(lines);
        }
        self
    }

    /// Adds a paragraph of ours, made safe already.
    pub(crate) fn sentence(mut self, sentence: impl Into<String>) -> Self {
        self.part();
        self.lines.push(sentence.into());
        self
    }

    /// Adds a list of ours, made safe already.
    pub(crate) fn list(mut self, entries: Vec<String>) -> Self {
        if !entries.is_empty() {
            self.part();
            self.lines.extend(entries);
        }
        self
    }

    /// Adds a paragraph if there is nothing yet.
    pub(crate) fn or_else(self, sentence: impl FnOnce() -> String) -> Self {
        if self.lines.is_empty() {
            self.sentence(sentence())
        } else {
            self
        }
    }

    fn facts(mut self, documentation: &Documentation) -> Self {
        let constraints: Vec<String> = documentation.constraints.iter().map(words).collect();
        if !constraints.is_empty() {
            self = self.sentence(constraints.join(" "));
        }
        if let Some(default) = documentation.default.as_ref().and_then(shown) {
            self = self.sentence(format!("Default: {default}."));
        }
        let example = documentation
            .examples
            .iter()
            .find_map(|example| shown(&example.value));
        if let Some(example) = example {
            self = self.sentence(format!("Example: {example}."));
        }
        if let Some(external) = &documentation.external
            && let Some(target) = markdown::target(&external.url)
        {
            let words = external.description.as_deref().map(markdown::line);
            let words = words
                .filter(|words| !words.is_empty())
                .unwrap_or_else(|| "See also".into());
            self = self.sentence(format!("{words}: <{target}>"));
        }
        self
    }

    /// Sets the next paragraph apart.
    fn part(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// As attributes of the item that follows, a line each.
    pub(crate) fn outer(&self) -> TokenStream {
        let lines = self.attribute_lines();
        quote!(#(#[doc = #lines])*)
    }

    /// As attributes of the file.
    pub(crate) fn inner(&self) -> TokenStream {
        let lines = self.attribute_lines();
        quote!(#(#![doc = #lines])*)
    }

    fn attribute_lines(&self) -> impl Iterator<Item = proc_macro2::Literal> {
        let spaced = |line: &String| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        };
        self.lines.iter().map(move |line| text(&spaced(line)))
    }
}

/// `#[deprecated]` where the document says so.
pub(crate) fn deprecated(documentation: &Documentation) -> TokenStream {
    if documentation.deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// A scalar, or an array or object that fits a line, as code.
fn shown(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let fits = text.chars().count() <= SHOWN && !text.contains(['\n', '\r']);
    fits.then(|| markdown::code(&text))
}

/// A summary with a full stop, if it ends in a word.
fn sentence(summary: &str) -> String {
    let summary = summary.trim_end();
    let stop = if summary.ends_with(char::is_alphanumeric) {
        "."
    } else {
        ""
    };
    format!("{summary}{stop}")
}

/// A constraint as a sentence.
fn words(constraint: &Constraint) -> String {
    match constraint {
        Constraint::Minimum {
            value,
            exclusive: false,
        } => format!("At least {}.", markdown::code(value)),
        Constraint::Minimum {
            value,
            exclusive: true,
        } => format!("More than {}.", markdown::code(value)),
        Constraint::Maximum {
            value,
            exclusive: false,
        } => format!("At most {}.", markdown::code(value)),
        Constraint::Maximum {
            value,
            exclusive: true,
        } => format!("Less than {}.", markdown::code(value)),
        Constraint::MultipleOf(value) => format!("A multiple of {}.", markdown::code(value)),
        Constraint::MinLength(length) => format!("At least {}.", count(*length, "character")),
        Constraint::MaxLength(length) => format!("At most {}.", count(*length, "character")),
        Constraint::Pattern(pattern) => format!("Matches {}.", markdown::code(pattern)),
        Constraint::MinItems(items) => format!("At least {}.", count(*items, "item")),
        Constraint::MaxItems(items) => format!("At most {}.", count(*items, "item")),
        Constraint::UniqueItems => "No item twice.".to_owned(),
        Constraint::MinProperties(members) => format!("At least {}.", count(*members, "member")),
        Constraint::MaxProperties(members) => format!("At most {}.", count(*members, "member")),
        Constraint::Format(format) => format!("Format: {}.", markdown::code(format)),
    }
}

fn count(number: u64, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}
