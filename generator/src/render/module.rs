//! The files that hold modules together: `lib.rs`, families, and the root of each API.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;
use syn::{Attribute, Item};

use super::code::ident;
use super::context::Context;
use super::documentation::Docs;
use super::{CrateSettings, Error, Target, docs, feature, group, markdown, server};
use crate::format;
use crate::ir::{Api, ModuleName};
use crate::output::OutputTree;

/// Adds the files that declare the modules of the crate.
pub(crate) fn files(
    settings: &CrateSettings,
    targets: &[Target<'_>],
    tree: &mut OutputTree,
) -> Result<(), Error> {
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut root = None;
    for target in targets {
        match target.module.as_slice() {
            [] => root = Some(target),
            [module] => {
                families.entry(module.as_str()).or_default();
            }
            [family, module, ..] => {
                families
                    .entry(family.as_str())
                    .or_default()
                    .push(module.as_str());
            }
        }
        if !target.module.is_empty() {
            let docs = api_docs(settings, target);
            let text = print(&docs, &TokenStream::new(), api_items(target.api));
            tree.insert(format!("{}/mod.rs", target.folder()), text)?;
        }
    }
    for (family, modules) in families.iter().filter(|(_, modules)| !modules.is_empty()) {
        let mut modules = modules.clone();
        modules.sort_unstable();
        let items = modules
            .into_iter()
            .map(|module| public(module, false))
            .collect();
        let docs = Docs::default().sentence(format!("APIs of the family `{family}`."));
        let text = print(&docs, &TokenStream::new(), items);
        tree.insert(
            format!("src/{}/mod.rs", family.trim_start_matches("r#")),
            text,
        )?;
    }
    let (docs, items) = match root {
        Some(target) => (api_docs(settings, target), root_items(target.api)),
        None => (
            crate_docs(settings, targets),
            families.keys().map(|f| public(f, true)).collect(),
        ),
    };
    let mut items: Vec<TokenStream> = items;
    items.push(quote!(
        pub mod runtime;
    ));
    tree.insert(
        "src/lib.rs",
        print(&docs, &quote!(#![forbid(unsafe_code)]), sorted(items)),
    )?;
    Ok(())
}

/// `mod` lines by name, then `pub use` lines, as rustfmt has them.
fn sorted(items: Vec<TokenStream>) -> Vec<TokenStream> {
    let mut keyed: Vec<(bool, String, TokenStream)> = Vec::new();
    for tokens in items {
        match syn::parse2::<Item>(tokens.clone()) {
            Ok(Item::Mod(item)) => keyed.push((false, item.ident.to_string(), tokens)),
            _ => keyed.push((true, String::new(), tokens)),
        }
    }
    keyed.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    keyed.into_iter().map(|(_, _, tokens)| tokens).collect()
}

fn print(docs: &Docs, attributes: &TokenStream, items: Vec<TokenStream>) -> String {
    let docs = docs.inner();
    let attributes = Attribute::parse_inner.parse2(quote!(#docs #attributes));
    let items = items
        .into_iter()
        .filter_map(|tokens| syn::parse2(tokens).ok())
        .collect();
    format::print(attributes.unwrap_or_default(), items)
}

/// A module of generated code in `lib.rs` is none of rustfmt's business: it is formatted already, in another style.
fn public(module: &str, in_root: bool) -> TokenStream {
    let module = ident(module);
    let skip = in_root.then(|| quote!(#[rustfmt::skip]));
    quote!(#skip pub mod #module;)
}

fn root_items(api: &Api) -> Vec<TokenStream> {
    let skipped = |tokens: TokenStream| match syn::parse2::<Item>(tokens.clone()) {
        Ok(Item::Mod(_)) => quote!(#[rustfmt::skip] #tokens),
        _ => tokens,
    };
    api_items(api).into_iter().map(skipped).collect()
}

fn api_items(api: &Api) -> Vec<TokenStream> {
    let mut items = vec![quote!(
        mod client;
    )];
    let context = Context::new(api, &[]);
    if api
        .types
        .iter()
        .any(|definition| context.has_codec(definition))
    {
        items.push(quote!(
            mod codec;
        ));
    }
    if !api.types.is_empty() {
        items.push(quote!(
            pub mod models;
        ));
    }
    if api.groups.iter().any(group::is_used) {
        items.push(quote!(
            pub mod operations;
        ));
    }
    if !context.checks.is_empty() {
        items.push(quote!(
            #[cfg(feature = "validate")]
            mod validate;
        ));
    }
    if !api.webhooks.is_empty() {
        items.push(quote!(
            pub mod webhooks;
        ));
    }
    let mut names = vec!["Client".to_owned(), "ClientBuilder".to_owned()];
    if server::is_enum(&api.servers) {
        names.push("Server".to_owned());
        let variables = api.servers.iter().flat_map(|server| &server.variables);
        let enums = variables.filter_map(|variable| variable.values.as_ref());
        names.extend(enums.map(|(name, _)| name.to_string()));
    }
    names.sort();
    names.dedup();
    let names = names.iter().map(ident);
    items.push(quote!(pub use client::{#(#names),*};));
    items
}

fn api_docs(settings: &CrateSettings, target: &Target<'_>) -> Docs {
    let api = target.api;
    let title = markdown::line(&api.title);
    let version = markdown::code(&api.version);
    let docs = Docs::default().sentence(format!("{title}, version {version}."));
    let program = docs::quick_start(settings, target);
    let program = program.lines().map(str::to_owned);
    let fenced = std::iter::once("```no_run".to_owned()).chain(program);
    let fenced = fenced.chain(["```".to_owned()]).collect();
    docs.around(&api.documentation, fenced)
}

fn crate_docs(settings: &CrateSettings, targets: &[Target<'_>]) -> Docs {
    let entries = targets.iter().map(|target| {
        let path = target.path();
        let title = markdown::line(&target.api.title);
        format!("- {title}: [`{}`]", path.trim_start_matches("crate::"))
    });
    let entries = entries.collect();
    let docs = Docs::default().prose(settings.description.as_deref());
    docs.or_else(|| "Clients of several APIs.".to_owned())
        .list(entries)
}

/// A module that an index declares.
pub(crate) struct Declared<'a> {
    /// Its name.
    pub(crate) name: &'a ModuleName,
    /// What the index makes public of it.
    pub(crate) exported: Vec<String>,
    /// The features that it is compiled under; none where it always is.
    pub(crate) features: BTreeSet<String>,
}

/// `mod a;` and `pub use a::{A, B};` for each module.
pub(crate) fn index_items(mut modules: Vec<Declared<'_>>) -> Vec<Item> {
    modules.sort_by(|one, other| one.name.cmp(other.name));
    let declared = modules.iter().map(|module| {
        let (name, condition) = (
            ident(module.name.as_str()),
            feature::condition(&module.features),
        );
        quote!(#condition mod #name;)
    });
    let exported = modules.iter().filter(|module| !module.exported.is_empty());
    let exported = exported.map(|module| {
        let (name, condition) = (
            ident(module.name.as_str()),
            feature::condition(&module.features),
        );
        let names = module.exported.iter().map(ident);
        if module.exported.len() == 1 {
            quote!(#condition pub use #name::#(#names)*;)
        } else {
            quote!(#condition pub use #name::{#(#names),*};)
        }
    });
    declared
        .chain(exported)
        .filter_map(|tokens| syn::parse2(tokens).ok())
        .collect()
}
