//! The form of what is generated, without its names and texts.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use quote::ToTokens;
use sdksmith::output::OutputTree;

/// The form of a crate.
#[derive(Debug, PartialEq)]
pub(crate) struct Skeleton {
    /// How many items of each form there are; they may stand in the order of their names.
    pub(crate) items: BTreeMap<String, usize>,
    /// The keys of the manifest.
    pub(crate) manifest: BTreeSet<String>,
    /// How many files there are.
    pub(crate) files: usize,
}

/// The form of a crate, and every text of a literal in it; or what is wrong with it.
pub(crate) fn of(tree: &OutputTree) -> Result<(Skeleton, BTreeSet<String>), String> {
    let mut skeleton = Skeleton {
        items: BTreeMap::new(),
        manifest: BTreeSet::new(),
        files: tree.len(),
    };
    let mut literals = BTreeSet::new();
    for (path, bytes) in tree.iter() {
        let path = path.as_str();
        if !path
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_./-".contains(c))
        {
            return Err(format!("a file is called {path:?}"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
        match path.rsplit_once('.') {
            Some((_, "rs")) if !path.starts_with("src/runtime/") => {
                let file =
                    syn::parse_file(text).map_err(|error| format!("{path}: {error}\n{text}"))?;
                // How long a text is decides which values a sample names before its call.
                let samples = path.starts_with("examples/");
                for item in file.items {
                    let mut form = String::new();
                    tokens(item.into_token_stream(), &mut form, &mut literals);
                    if !samples {
                        *skeleton.items.entry(form).or_default() += 1;
                    }
                }
            }
            Some((_, "toml")) => {
                let table: toml::Table =
                    text.parse().map_err(|error| format!("{path}: {error}"))?;
                keys(&table, "", &mut skeleton.manifest);
            }
            Some((_, "md")) => {
                markdown(text).map_err(|fault| format!("{path}: {fault}\n{text}"))?;
            }
            _ => {}
        }
    }
    Ok((skeleton, literals))
}

/// Names that are part of the form.
const WORDS: [&str; 16] = [
    "async", "await", "const", "enum", "fn", "impl", "let", "match", "mod", "mut", "pub", "static",
    "struct", "type", "unsafe", "use",
];

fn tokens(stream: TokenStream, form: &mut String, literals: &mut BTreeSet<String>) {
    let mut stream = stream.into_iter().peekable();
    while let Some(token) = stream.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' && is_doc(stream.peek()) => {
                stream.next();
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' && stream.peek().is_none() => {}
            TokenTree::Punct(punct) => form.push(punct.as_char()),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let plain = name.trim_start_matches("r#");
                assert!(
                    plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
                    "the identifier {name}"
                );
                form.push_str(if WORDS.contains(&name.as_str()) {
                    &name
                } else {
                    "i"
                });
                form.push(' ');
            }
            TokenTree::Literal(literal) => {
                form.push_str("l ");
                if let Ok(literal) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    literals.insert(literal.value());
                }
            }
            // A long arm of a match is wrapped in braces, and then needs no comma.
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && form.ends_with("=>") =>
            {
                tokens(group.stream(), form, literals);
                if stream.peek().is_some() {
                    form.push(',');
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                form.push(open);
                tokens(group.stream(), form, literals);
                form.push(close);
            }
        }
    }
}

/// Whether a token is `[doc = …]`.
fn is_doc(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = token else {
        return false;
    };
    let first = group.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

fn keys(table: &toml::Table, above: &str, found: &mut BTreeSet<String>) {
    for (key, value) in table {
        let key = format!("{above}.{key}");
        if let toml::Value::Table(table) = value {
            keys(table, &key, found);
        }
        found.insert(key);
    }
}

fn markdown(text: &str) -> Result<(), String> {
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                return Err(format!("live HTML {html:?}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err("an indented block".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(label)))
                if !["rust", "json", "toml", "text"].contains(&&*label) =>
            {
                return Err(format!("a block of {label}"));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                return Err(format!("the image {dest_url}"));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let scheme = dest_url.split(['/', '?', '#']).next().unwrap_or_default();
                let allowed = ["http:", "https:", "mailto:"];
                if scheme.contains(':') && !allowed.iter().any(|known| scheme.starts_with(known)) {
                    return Err(format!("a link to {dest_url}"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
