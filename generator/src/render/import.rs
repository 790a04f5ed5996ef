//! The `use` lines of a file: exactly those that its items need.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, Item, Macro, Path};

use super::code::ident;

/// Names that every file may use, with where they come from; `naming` gives them to nothing else.
const KNOWN: &[(&str, &[&str])] = &[
    ("bytes", &["Bytes"]),
    (
        "crate::runtime",
        &[
            "Api",
            "ApiDescription",
            "Base64",
            "Builder",
            "ByteStream",
            "Call",
            "AuthorizationCode",
            "BuildError",
            "Credential",
            "DeviceAuthorization",
            "OAuth2Flow",
            "OAuth2Grant",
            "Credentials",
            "Date",
            "DateTime",
            "Decimal",
            "DecodeError",
            "DocumentedRetry",
            "EventStream",
            "Explode",
            "FilePart",
            "FormEncoding",
            "FormRule",
            "Handle",
            "InvalidArgument",
            "JsonLines",
            "Maybe",
            "Metadata",
            "Multipart",
            "Operation",
            "PageInfo",
            "Paged",
            "PathStyle",
            "Place",
            "QueryStyle",
            "RequestWriter",
            "Required",
            "Requirement",
            "Reserved",
            "Response",
            "SchemeKind",
            "TokenSet",
            "Secret",
            "SecurityScheme",
            "ServerSentEvent",
            "ServerUrl",
            "Undeclared",
            "Unexpected",
            "UploadBody",
            "Uuid",
            "WebhookError",
            "WebhookSecrets",
            "WebhookSignature",
            "codec",
            "error_enum",
            "xml",
        ],
    ),
    (
        "crate::runtime::codec",
        &[
            "Fields",
            "JsonKind",
            "Members",
            "Part",
            "Shape",
            "ShapedUnion",
            "Structure",
            "TaggedUnion",
        ],
    ),
    ("http", &["HeaderMap"]),
    ("secrecy", &["SecretString"]),
    ("serde", &["Deserialize", "Serialize", "Serializer"]),
    ("serde::de", &["MapAccess"]),
    ("serde::ser", &["SerializeMap"]),
    ("serde_json", &["Map", "Number", "Value"]),
    ("std", &["fmt"]),
    ("std::collections", &["BTreeMap"]),
    ("std::time", &["Duration"]),
    ("url", &["Url"]),
];

/// Where names come from.
pub(crate) struct Sources {
    by_name: BTreeMap<String, String>,
}

impl Sources {
    /// What every file may use.
    pub(crate) fn known() -> Self {
        let names = KNOWN.iter().flat_map(|(parent, names)| {
            names
                .iter()
                .map(|name| ((*name).to_owned(), (*parent).to_owned()))
        });
        Self {
            by_name: names.collect(),
        }
    }

    /// Adds `name`, which is found in `parent`.
    pub(crate) fn add(&mut self, name: impl Into<String>, parent: impl Into<String>) {
        self.by_name.insert(name.into(), parent.into());
    }

    /// The `use` items for `items`.
    pub(crate) fn uses(&self, items: &[Item]) -> Vec<Item> {
        let mut mentioned = Mentioned::default();
        for item in items {
            mentioned.visit_item(item);
        }
        let defined: BTreeSet<String> = items.iter().filter_map(defined).collect();
        let mut parents: BTreeMap<(u8, &str), BTreeSet<&str>> = BTreeMap::new();
        for name in mentioned.names.difference(&defined) {
            if let Some(parent) = self.by_name.get(name) {
                parents
                    .entry((rank(parent), parent))
                    .or_default()
                    .insert(name);
            }
        }
        merge_modules(&mut parents);
        let mut parents: Vec<_> = parents.into_iter().collect();
        parents.sort_by_key(|((rank, parent), names)| (*rank, sort_key(parent, names)));
        parents
            .into_iter()
            .filter_map(|((_, parent), names)| use_item(parent, &names))
            .collect()
    }
}

/// std first, then other crates, then our own.
fn rank(parent: &str) -> u8 {
    match parent.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        Some("super") => 3,
        _ => 1,
    }
}

/// The path as it is written; braces come last.
fn sort_key(parent: &str, names: &BTreeSet<&str>) -> String {
    match names.first() {
        Some(name) if names.len() == 1 => format!("{parent}::{name}"),
        _ => format!("{parent}::{{"),
    }
}

/// `a::b` and `a::b::{C}` become `a::b::{self, C}`.
fn merge_modules<'a>(parents: &mut BTreeMap<(u8, &'a str), BTreeSet<&'a str>>) {
    let keys: Vec<(u8, &str)> = parents.keys().copied().collect();
    for (rank, parent) in keys {
        let Some((above, module)) = parent.rsplit_once("::") else {
            continue;
        };
        let removed = parents
            .get_mut(&(rank, above))
            .is_some_and(|names| names.remove(module));
        if removed {
            parents.entry((rank, parent)).or_default().insert("self");
        }
    }
    parents.retain(|_, names| !names.is_empty());
}

fn use_item(parent: &str, names: &BTreeSet<&str>) -> Option<Item> {
    let parent = path(parent);
    // `self` first, then types, then modules and macros, as rustfmt sorts them.
    let mut sorted: Vec<&str> = names.iter().copied().collect();
    sorted.sort_by_key(|name| (*name != "self", *name));
    let names: Vec<TokenStream> = sorted.iter().map(ident).collect();
    let tokens = match names.as_slice() {
        [name] if sorted != ["self"] => quote!(use #parent::#name;),
        _ => quote!(use #parent::{#(#names),*};),
    };
    syn::parse2(tokens).ok()
}

/// A path of plain names.
pub(crate) fn path(text: &str) -> TokenStream {
    let parts = text.split("::").map(ident);
    quote!(#(#parts)::*)
}

/// The name that an item defines.
pub(crate) fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// The first names of all paths.
#[derive(Default)]
struct Mentioned {
    names: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Mentioned {
    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first()
            && (path.segments.len() > 1 || first.ident.to_string().starts_with(char::is_uppercase))
        {
            self.names.insert(first.ident.to_string());
        }
        visit::visit_path(self, path);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        let mut inner = Self::default();
        visit::visit_impl_item_fn(&mut inner, function);
        for parameter in function.sig.generics.type_params() {
            inner.names.remove(&parameter.ident.to_string());
        }
        self.names.extend(inner.names);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let single = call.path.get_ident().map(ToString::to_string);
        self.names.extend(single);
        self.visit_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

impl Mentioned {
    /// Names in a macro's arguments that `::` follows.
    fn visit_tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut within_path = false;
        while let Some(token) = tokens.next() {
            let colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
            match &token {
                TokenTree::Group(group) => self.visit_tokens(group.stream()),
                TokenTree::Ident(name) if !within_path && tokens.peek().is_some_and(colon) => {
                    self.names.insert(name.to_string());
                }
                _ => {}
            }
            within_path = colon(&token);
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};
    use syn::parse_quote;

    use super::Sources;

    #[test]
    fn a_type_parameter_hides_a_type_of_its_name() {
        let mut sources = Sources::known();
        sources.add("A", "super");
        let item = parse_quote! {
            impl Structure for models::B {
                fn decode<'de, A: MapAccess<'de>>(a: A) -> Result<Self, A::Error> {}
            }
        };
        let uses = sources.uses(&[item]);
        let uses: Vec<String> = uses
            .iter()
            .map(|item| item.to_token_stream().to_string())
            .collect();
        let expected = [
            quote!(
                use serde::de::MapAccess;
            ),
            quote!(
                use crate::runtime::codec::Structure;
            ),
        ];
        assert_eq!(uses, expected.map(|tokens| tokens.to_string()));
    }
}
