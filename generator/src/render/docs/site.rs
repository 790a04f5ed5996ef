//! Where the pages of an API stand, and how they link to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{anchor, types};
use crate::ir::{Api, Group, Operation};
use crate::render::context::all_groups;
use crate::render::usage::Usage;

/// The page on what all clients can be told. No module's name has a `-`, so no group's page is in the way.
pub(super) const SETTINGS: &str = "docs/client-settings.md";

/// The pages of one API.
pub(super) struct Site<'a> {
    pub(super) usage: Usage<'a>,
    /// The folder of its pages, from the root of the crate.
    folder: String,
    /// The file of each type, less its extension; different even where case does not count.
    files: BTreeMap<&'a str, String>,
    /// The operations that name each type, with their groups.
    users: BTreeMap<&'a str, Vec<(&'a Group, &'a Operation)>>,
    /// Anchors in the README.
    pub(super) readme: ReadmeAnchors,
}

/// Where the README speaks of an API.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadmeAnchors {
    /// By security scheme.
    pub(super) schemes: Vec<String>,
    pub(super) servers: String,
    pub(super) operations: String,
    pub(super) models: String,
}

fn groups(api: &Api) -> impl Iterator<Item = &Group> {
    all_groups(&api.groups)
        .into_iter()
        .filter(|group| !group.operations.is_empty())
}

fn users(api: &Api) -> BTreeMap<&str, Vec<(&Group, &Operation)>> {
    let mut users: BTreeMap<&str, Vec<(&Group, &Operation)>> = BTreeMap::new();
    for group in groups(api) {
        let operations = group.operations.iter();
        for operation in operations.filter_map(|index| api.operations.get(*index)) {
            for name in types::names(operation) {
                users.entry(name).or_default().push((group, operation));
            }
        }
    }
    users
}

impl<'a> Site<'a> {
    pub(super) fn new(usage: Usage<'a>) -> Self {
        let modules = usage.place.modules.iter().map(|module| plain(module));
        let folder = modules.fold("docs".to_owned(), |folder, module| {
            format!("{folder}/{module}")
        });
        let mut taken = BTreeSet::new();
        let mut files = BTreeMap::new();
        for definition in &usage.api.types {
            let name = definition.name.plain();
            let mut file = name.to_owned();
            let mut number = 1;
            while !taken.insert(file.to_lowercase()) {
                number += 1;
                file = format!("{name}-{number}");
            }
            files.insert(definition.name.as_str(), file);
        }
        let users = users(usage.api);
        Self {
            usage,
            folder,
            files,
            users,
            readme: ReadmeAnchors::default(),
        }
    }

    /// Groups that have operations of their own.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Group> {
        groups(self.usage.api)
    }

    /// The operations that name a type in their inputs or responses, in the order of their groups.
    pub(super) fn users(&self, name: &str) -> &[(&'a Group, &'a Operation)] {
        self.users.get(name).map_or(&[], Vec::as_slice)
    }

    /// The operations of a group.
    pub(super) fn operations(&self, group: &Group) -> impl Iterator<Item = &'a Operation> {
        let api = self.usage.api;
        group
            .operations
            .iter()
            .filter_map(|index| api.operations.get(*index))
    }

    /// The path of a group's page.
    pub(super) fn group_path(&self, group: &Group) -> String {
        format!("{}/{}.md", self.folder, group.module.plain())
    }

    /// The path of a type's page; `None` for a type that the API does not define.
    pub(super) fn model_path(&self, name: &str) -> Option<String> {
        let file = self.files.get(name)?;
        Some(format!("{}/models/{file}.md", self.folder))
    }

    /// The path of the API's example.
    pub(super) fn example_path(&self) -> String {
        format!("examples/{}.rs", self.example_name())
    }

    /// The name of the API's example, for `cargo run --example`.
    pub(super) fn example_name(&self) -> String {
        let modules: Vec<&str> = self
            .usage
            .place
            .modules
            .iter()
            .map(|module| plain(module))
            .collect();
        if modules.is_empty() {
            "quick_start".to_owned()
        } else {
            modules.join("_")
        }
    }

    /// The link target of an operation, from the page at `from`.
    pub(super) fn operation_link(
        &self,
        from: &str,
        group: &Group,
        operation: &Operation,
    ) -> String {
        let anchor = anchor::operation(operation.method_name.plain(), &title(group));
        relative(from, &self.group_path(group), &anchor)
    }

    /// The link target of a place in the README.
    pub(super) fn readme_link(from: &str, anchor: &str) -> String {
        relative(from, "README.md", anchor)
    }
}

/// The heading of a group's page: its last part, as the document writes it.
pub(super) fn title(group: &Group) -> String {
    let line = crate::render::markdown::plain_line(&group.title, usize::MAX);
    line.unwrap_or_else(|| group.name.plain().to_owned())
}

fn plain(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// The link target of `anchor` in the page `to`, from the page `from`; both from the root of the crate.
pub(super) fn relative(from: &str, to: &str, anchor: &str) -> String {
    let fragment = if anchor.is_empty() {
        String::new()
    } else {
        format!("#{anchor}")
    };
    if from == to && !fragment.is_empty() {
        return fragment;
    }
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let up = "../".repeat(from.len().saturating_sub(shared));
    let down: Vec<&str> = to.into_iter().skip(shared).collect();
    format!("{up}{}{fragment}", down.join("/"))
}
