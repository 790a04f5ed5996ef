//! A cargo feature for each group of a large API: what is off is not compiled.
//!
//! A file is compiled under every feature that leads to it: from the operations of a group to the types that they name,
//! from each file of types to those that it names. What no group leads to, and what most of them do, is always compiled.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Item;

use super::code::text;
use super::{Target, group};
use crate::ir::{Group, ModuleName};

/// A crate with more types than these has such features.
const MOST_TYPES: usize = 200;

/// What more groups than these lead to is always compiled: few would go without, and nobody reads such a list.
const MOST_GROUPS: usize = 8;

/// Features that every crate may have for something else.
const TAKEN: [&str; 11] = [
    "blocking", "brotli", "chrono", "default", "fs", "gzip", "rustls", "testing", "tracing",
    "validate", "zstd",
];

/// The feature of a group, and what it leads to.
#[derive(Debug)]
pub(crate) struct GroupFeature {
    /// Its name.
    pub(crate) name: String,
    /// The method of the client that gives the group.
    pub(crate) method: String,
    /// The features of groups that its operations name something of.
    pub(crate) needs: BTreeSet<String>,
    /// The models that its operations name.
    pub(crate) models: BTreeSet<String>,
}

/// A file of models, as far as features go.
pub(crate) struct ModelFile<'a> {
    /// Its module.
    pub(crate) module: &'a str,
    /// The models in it.
    pub(crate) defined: &'a [String],
    /// All names in it.
    pub(crate) mentioned: &'a BTreeSet<String>,
}

/// Whether a crate is so large that hardly anybody wants all of it.
pub(crate) fn are_wanted(targets: &[Target<'_>]) -> bool {
    let types: usize = targets.iter().map(|target| target.api.types.len()).sum();
    let groups = targets.iter().flat_map(|target| &target.api.groups);
    types > MOST_TYPES && groups.filter(|group| group::is_used(group)).count() > 1
}

/// The name of the feature of a group at the top of the API that is `module` below the crate.
pub(crate) fn name(module: &[ModuleName], group: &Group) -> String {
    let parts = module.iter().chain([&group.module]).map(ModuleName::plain);
    let name = parts.collect::<Vec<_>>().join("-").replace('_', "-");
    if TAKEN.contains(&name.as_str()) {
        format!("{name}-operations")
    } else {
        name
    }
}

/// The attribute of what is compiled under any of some features; none of what always is.
pub(crate) fn condition(features: &BTreeSet<String>) -> TokenStream {
    let names: Vec<_> = features.iter().map(|name| text(name)).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(#[cfg(feature = #name)]),
        names => quote!(#[cfg(any(#(feature = #names),*))]),
    }
}

/// The features that each file of models is compiled under, by its module; none where it always is.
pub(crate) fn of_files(
    files: &[ModelFile<'_>],
    features: &[GroupFeature],
    always: &BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let home: BTreeMap<&str, usize> = files
        .iter()
        .enumerate()
        .flat_map(|(index, file)| file.defined.iter().map(move |name| (name.as_str(), index)))
        .collect();
    let homes = |names: &BTreeSet<String>| -> BTreeSet<usize> {
        let indices = names.iter().filter_map(|name| home.get(name.as_str()));
        indices.copied().collect()
    };
    let edges: Vec<BTreeSet<usize>> = files.iter().map(|file| homes(file.mentioned)).collect();
    let mut under: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for feature in features {
        for index in closure(homes(&feature.models), &edges) {
            under.entry(index).or_default().insert(feature.name.clone());
        }
    }
    let common = (0..files.len()).filter(|index| {
        let led_by = under.get(index);
        led_by.is_none_or(|led_by| is_common(led_by, features.len()))
    });
    let start = homes(always).into_iter().chain(common).collect();
    let always = closure(start, &edges);
    let conditions = files.iter().enumerate().map(|(index, file)| {
        let led_by = under.remove(&index).unwrap_or_default();
        let led_by = if always.contains(&index) {
            BTreeSet::new()
        } else {
            led_by
        };
        (file.module.to_owned(), led_by)
    });
    conditions.collect()
}

/// Whether what some of `all` features lead to is always compiled.
pub(crate) fn is_common(features: &BTreeSet<String>, all: usize) -> bool {
    features.len() > MOST_GROUPS || features.len() == all
}

/// All that some files lead to, themselves included.
fn closure(start: BTreeSet<usize>, edges: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<usize> = start.into_iter().collect();
    while let Some(index) = waiting.pop() {
        if reached.insert(index) {
            waiting.extend(edges.get(index).into_iter().flatten());
        }
    }
    reached
}

/// The names in items, and apart from these those that stand behind `models::`.
pub(crate) fn names_in(items: &[Item]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut models) = (BTreeSet::new(), BTreeSet::new());
    for item in items {
        read(item.to_token_stream(), &mut names, &mut models);
    }
    (names, models)
}

fn read(tokens: TokenStream, names: &mut BTreeSet<String>, models: &mut BTreeSet<String>) {
    let mut last = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => read(group.stream(), names, models),
            TokenTree::Ident(name) => {
                let name = name.to_string();
                if last == "models" {
                    models.insert(name.clone());
                } else {
                    names.insert(name.clone());
                }
                last = name;
            }
            // The signs of a path stand between its names.
            TokenTree::Punct(sign) if sign.as_char() == ':' => {}
            _ => last.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn feature(name: &str, models: &[&str]) -> GroupFeature {
        GroupFeature {
            name: name.to_owned(),
            method: name.to_owned(),
            needs: BTreeSet::new(),
            models: set(models),
        }
    }

    #[test]
    fn a_file_is_compiled_under_every_feature_that_leads_to_it() {
        let names = ["A", "B", "C", "D", "E"].map(|name| vec![name.to_owned()]);
        let mentioned = [
            set(&["C"]),
            set(&["C", "B"]),
            set(&[]),
            set(&["E"]),
            set(&[]),
        ];
        let files: Vec<ModelFile<'_>> = names
            .iter()
            .zip(&mentioned)
            .map(|(defined, mentioned)| ModelFile {
                module: &defined[0],
                defined,
                mentioned,
            })
            .collect();
        let features = [
            feature("a", &["A", "E"]),
            feature("b", &["B"]),
            feature("c", &[]),
        ];
        let under = of_files(&files, &features, &BTreeSet::new());
        assert_eq!(under["A"], set(&["a"]));
        assert_eq!(under["B"], set(&["b"]));
        assert_eq!(under["C"], set(&["a", "b"]));
        // No group leads to `D`, so that it is always there, and `E` with it.
        assert_eq!(under["D"], set(&[]));
        assert_eq!(under["E"], set(&[]));
        let under = of_files(&files, &features[..2], &set(&["B"]));
        assert_eq!((&under["B"], &under["C"]), (&set(&[]), &set(&[])));
    }

    #[test]
    fn what_many_groups_lead_to_is_always_compiled() {
        let names = |count: usize| (0..count).map(|index| index.to_string()).collect();
        assert!(!is_common(&names(8), 20));
        assert!(is_common(&names(9), 20));
        assert!(is_common(&names(2), 2));
    }

    #[test]
    fn names_are_found_in_types_bodies_and_macros() {
        let items = [
            parse_quote!(
                fn f(a: &models::A) -> Vec<models::B> {
                    models::C::new()
                }
            ),
            parse_quote!(error_enum!(E { 404 => NotFound(models::D) });),
        ];
        let (names, models) = names_in(&items);
        assert_eq!(models, set(&["A", "B", "C", "D"]));
        assert!(names.contains("E") && names.contains("Vec"));
    }

    #[test]
    fn conditions_are_attributes() {
        let shown = |names: &[&str]| condition(&set(names)).to_string().replace(' ', "");
        assert_eq!(shown(&[]), "");
        assert_eq!(shown(&["a"]), r#"#[cfg(feature="a")]"#);
        assert_eq!(
            shown(&["a", "b"]),
            r#"#[cfg(any(feature="a",feature="b"))]"#
        );
    }
}
