//! Macro calls, which `prettyplease` prints as a run of tokens: a list is printed an entry a line instead.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ItemMacro;

/// The longest line of code.
const WIDTH: usize = 100;

/// Prints `path!(list);` and `path!(head { list });`, on one line where it fits; `None` for any other call.
pub(super) fn print(item: &ItemMacro) -> Option<String> {
    if item.ident.is_some() || !matches!(item.mac.delimiter, syn::MacroDelimiter::Paren(_)) {
        return None;
    }
    let path = spelled(quote::ToTokens::to_token_stream(&item.mac.path));
    let (head, list) = parts(&item.mac.tokens);
    let entries = entries(list);
    let (open, close, space) = match &head {
        Some(head) => (format!("{path}!({head} {{"), "});\n", " "),
        None => (format!("{path}!("), ");\n", ""),
    };
    if entries.is_empty() {
        return Some(format!("{open}{close}"));
    }
    let line = format!("{open}{space}{}{space}{close}", entries.join(", "));
    if line.len() <= WIDTH {
        return Some(line);
    }
    let mut text = format!("{open}\n");
    for entry in entries {
        text.push_str("    ");
        text.push_str(&entry);
        text.push_str(",\n");
    }
    text.push_str(close);
    Some(text)
}

/// The tokens before a last brace group, and what is listed.
fn parts(tokens: &TokenStream) -> (Option<String>, TokenStream) {
    let mut all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match all.pop() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            (Some(spelled(all.into_iter().collect())), group.stream())
        }
        last => (None, all.into_iter().chain(last).collect()),
    }
}

/// The entries of a list with commas.
fn entries(list: TokenStream) -> Vec<String> {
    let mut entries = Vec::new();
    let mut entry = Vec::new();
    for token in list {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                entries.push(spelled(entry.drain(..).collect()));
            }
            _ => entry.push(token),
        }
    }
    if !entry.is_empty() {
        entries.push(spelled(entry.into_iter().collect()));
    }
    entries
}

/// Tokens as a person writes them: no blanks in paths and before commas.
fn spelled(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        let glued = match &token {
            TokenTree::Punct(punct) => matches!(punct.as_char(), ':' | ',' | '>' | '.'),
            TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
            _ => false,
        };
        let open = text.is_empty()
            || ["::", "-", ".", "..=", "<", "&"]
                .iter()
                .any(|end| text.ends_with(end));
        if !glued && !open {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                text.push('(');
                text.push_str(&entries(group.stream()).join(", "));
                text.push(')');
            }
            token => text.push_str(&token.to_string()),
        }
    }
    text
}
