//! The files of one API: its client, its operations, and by way of [`room`](super::room) its types.

use std::collections::BTreeSet;

use syn::Item;

use super::context::{Context, all_groups};
use super::documentation::Docs;
use super::feature::{self, GroupFeature};
use super::import::{Sources, defined};
use super::module::{Declared, index_items};
use super::rust_file::RustFile;
use super::{CrateSettings, Error, Target};
use super::{client, docs, error_enum, group, markdown, operation, room, webhook};
use crate::ir::{Group, ModuleName, TypeName};
use crate::output::OutputTree;

/// Adds the files of an API; gives the features of its groups, where the crate is so large that it has some.
pub(crate) fn files(
    settings: &CrateSettings,
    target: &Target<'_>,
    by_group: bool,
    tree: &mut OutputTree,
) -> Result<Vec<GroupFeature>, Error> {
    let mut context = Context::new(target.api, &target.module);
    context.by_group = by_group;
    let folder = target.folder();
    let product = match target.module.last() {
        Some(module) => format!("{}-{}", settings.name, module.plain()),
        None => settings.name.to_string(),
    };
    let prefix = docs::place(settings, target).variable_prefix();
    let client = client::items(&product, &prefix, &context)?;
    let mut always = feature::names_in(&client).1;
    let client = file("The client.", client, &context);
    tree.insert(
        format!("{folder}/client.rs"),
        client.print(&context.sources()),
    )?;
    let webhooks = webhook::items(&target.api.webhooks);
    if !webhooks.is_empty() {
        always.extend(feature::names_in(&webhooks).1);
        let webhooks = file(
            "Messages that the server sends by itself.",
            webhooks,
            &context,
        );
        tree.insert(
            format!("{folder}/webhooks.rs"),
            webhooks.print(&context.sources()),
        )?;
    }
    let features = operations(&context, &folder, tree)?;
    room::files(&context, &folder, &features, &always, tree)?;
    Ok(features)
}

/// A file of an API.
pub(super) fn file<'a>(docs: &str, items: Vec<Item>, context: &'a Context<'_>) -> RustFile<'a> {
    RustFile {
        docs: Docs::default().sentence(docs),
        items,
        deprecated: &context.deprecated,
        deprecated_fields: false,
    }
}

/// The names that items define.
pub(super) fn names(items: &[Item]) -> Vec<String> {
    let mut names: Vec<String> = items.iter().filter_map(defined).collect();
    names.sort();
    names
}

/// A file of operations.
struct Room<'a> {
    module: ModuleName,
    /// Whose operations it holds; none for what several groups have.
    group: Option<&'a Group>,
    /// The features that it is compiled under; none where it always is.
    features: BTreeSet<String>,
    /// What it defines.
    names: Vec<String>,
    /// The names in it, and the models that it names, where features depend on them.
    mentioned: (BTreeSet<String>, BTreeSet<String>),
}

/// What operations of several groups have: it stands apart, so that none of them brings another one with it.
type Shared<'a> = BTreeSet<&'a str>;

impl<'a> Room<'a> {
    fn of_group(
        group: &'a Group,
        feature: Option<String>,
        shared: &Shared<'_>,
        context: &Context<'_>,
    ) -> Result<Self, Error> {
        let items = group_items(group, shared, context)?;
        let (module, features) = (group.module.clone(), feature.into_iter().collect());
        Ok(Self::new(module, Some(group), features, &items, context))
    }

    fn new(
        module: ModuleName,
        group: Option<&'a Group>,
        features: BTreeSet<String>,
        items: &[Item],
        context: &Context<'_>,
    ) -> Self {
        let mentioned = context.by_group.then(|| feature::names_in(items));
        Self {
            module,
            group,
            features,
            names: names(items),
            mentioned: mentioned.unwrap_or_default(),
        }
    }

    fn print(
        &self,
        shared: &Shared<'_>,
        context: &Context<'_>,
        sources: &Sources,
    ) -> Result<String, Error> {
        let (docs, items) = match self.group {
            Some(group) => (
                format!("Operations of {}.", markdown::line(&group.title)),
                group_items(group, shared, context)?,
            ),
            None => (
                "Results that operations of several groups have.".to_owned(),
                shared_items(shared, context)?,
            ),
        };
        Ok(file(&docs, items, context).print(sources))
    }
}

fn operations(
    context: &Context<'_>,
    folder: &str,
    tree: &mut OutputTree,
) -> Result<Vec<GroupFeature>, Error> {
    let shared = if context.by_group {
        context.shared_by_groups()
    } else {
        Shared::new()
    };
    // The names of all groups are needed before the first is printed. Their syntax trees are made again then: to keep all
    // of them takes many times the memory of the text.
    let mut rooms = Vec::new();
    for top in context.api.groups.iter().filter(|top| group::is_used(top)) {
        let groups = all_groups(std::slice::from_ref(top)).into_iter();
        for group in groups.filter(|group| group::is_used(group)) {
            rooms.push(Room::of_group(
                group,
                context.feature(top),
                &shared,
                context,
            )?);
        }
    }
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    rooms.extend(shared_room(&shared, &rooms, context)?);
    let features = features(&mut rooms, context);
    let mut sources = context.sources();
    for name in rooms.iter().flat_map(|room| &room.names) {
        sources.add(name, "super");
    }
    let declared = rooms.iter().map(|room| Declared {
        name: &room.module,
        exported: room.names.clone(),
        features: room.features.clone(),
    });
    let about = "Operations of the API, by group.";
    let index = file(about, index_items(declared.collect()), context);
    let index = index.print(&Sources::known());
    tree.insert(format!("{folder}/operations/mod.rs"), index)?;
    for room in rooms {
        let path = format!("{folder}/operations/{}.rs", room.module.plain());
        tree.insert(path, room.print(&shared, context, &sources)?)?;
    }
    Ok(features)
}

/// The file of what several groups have, if there is anything.
fn shared_room<'a>(
    shared: &Shared<'_>,
    rooms: &[Room<'a>],
    context: &Context<'_>,
) -> Result<Option<Room<'a>>, Error> {
    if shared.is_empty() {
        return Ok(None);
    }
    let mut name = "shared".to_owned();
    while rooms.iter().any(|room| room.module.plain() == name) {
        name.push('_');
    }
    let items = shared_items(shared, context)?;
    let (module, features) = (ModuleName::new(name), BTreeSet::new());
    Ok(Some(Room::new(module, None, features, &items, context)))
}

/// The features of the groups, with what the operations of each name; what groups share is compiled under each of theirs.
fn features(rooms: &mut [Room<'_>], context: &Context<'_>) -> Vec<GroupFeature> {
    let mut features = Vec::new();
    for top in context.api.groups.iter().filter(|top| group::is_used(top)) {
        let Some(name) = context.feature(top) else {
            continue;
        };
        let own = |room: &Room<'_>| room.group.is_some() && room.features.contains(&name);
        let mut feature = GroupFeature {
            method: top.method.as_str().to_owned(),
            needs: BTreeSet::new(),
            models: BTreeSet::new(),
            name: name.clone(),
        };
        let mut named = BTreeSet::new();
        for (names, models) in rooms
            .iter()
            .filter(|room| own(room))
            .map(|room| &room.mentioned)
        {
            named.extend(names.iter().cloned());
            feature.models.extend(models.iter().cloned());
        }
        for room in rooms.iter_mut().filter(|room| !own(room)) {
            if !room.names.iter().any(|name| named.contains(name)) {
                continue;
            }
            if room.group.is_some() {
                feature.needs.extend(room.features.iter().cloned());
            } else {
                feature.models.extend(room.mentioned.1.iter().cloned());
                room.features.insert(name.clone());
            }
        }
        features.push(feature);
    }
    for room in rooms.iter_mut().filter(|room| room.group.is_none()) {
        if feature::is_common(&room.features, features.len()) {
            room.features.clear();
        }
    }
    features
}

/// The successes and errors that operations of several groups have.
fn shared_items(shared: &Shared<'_>, context: &Context<'_>) -> Result<Vec<Item>, Error> {
    let is_shared = |name: &TypeName| shared.contains(name.as_str());
    let mut items = Vec::new();
    let successes = context.api.successes.iter();
    for success in successes.filter(|success| is_shared(&success.name)) {
        items.extend(operation::success_enum(success, context)?);
    }
    let errors = context.api.errors.iter();
    for error in errors.filter(|error| is_shared(&error.name)) {
        items.extend(error_enum::items(error, context)?);
    }
    Ok(items)
}

/// The group, then its operations, each followed by the enum of its successes, then the errors; without what is shared.
fn group_items(
    group: &Group,
    shared: &Shared<'_>,
    context: &Context<'_>,
) -> Result<Vec<Item>, Error> {
    let mut items = group::items(group, context)?;
    for index in &group.operations {
        let Some(operation) = context.api.operations.get(*index) else {
            continue;
        };
        items.extend(operation::items(operation, group, context)?);
        let successes = context.successes_of(*index);
        for success in successes.filter(|success| !shared.contains(success.name.as_str())) {
            items.extend(operation::success_enum(success, context)?);
        }
    }
    let errors = group
        .operations
        .iter()
        .flat_map(|index| context.errors_of(*index));
    for error in errors.filter(|error| !shared.contains(error.name.as_str())) {
        items.extend(error_enum::items(error, context)?);
    }
    Ok(items)
}
