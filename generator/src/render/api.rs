//! The files of one API: client, models, codec, checks, operations.

use std::collections::BTreeMap;

use quote::quote;
use syn::Item;

use super::code::ident;
use super::context::{Context, all_groups};
use super::documentation::Docs;
use super::import::{Sources, defined};
use super::rust_file::RustFile;
use super::{CrateSettings, Error, Target};
use super::{client, codec, docs, error_enum, group, model, operation, validate};
use crate::ir::{Group, ModuleName, TypeDefinition, TypeKind, Union};
use crate::output::OutputTree;

/// Models are one file up to this many lines.
const ONE_FILE: usize = 600;

/// What `models` is about.
const MODELS: &str = "Types of the API.";

/// What `codec` is about.
const CODEC: &str = "How the types are read and written.";

/// Adds the files of an API.
pub(crate) fn files(
    settings: &CrateSettings,
    target: &Target<'_>,
    tree: &mut OutputTree,
) -> Result<(), Error> {
    let context = Context::new(target.api, &target.module);
    let folder = target.folder();
    let product = match target.module.last() {
        Some(module) => format!("{}-{}", settings.name, module.plain()),
        None => settings.name.to_string(),
    };
    let prefix = docs::place(settings, target).variable_prefix();
    let items = client::items(&product, &prefix, &context)?;
    let client = file("The client.", items, &context);
    tree.insert(
        format!("{folder}/client.rs"),
        client.print(&context.sources()),
    )?;
    models(&context, &folder, tree)?;
    operations(&context, &folder, tree)
}

fn file<'a>(docs: &str, items: Vec<Item>, context: &'a Context<'_>) -> RustFile<'a> {
    RustFile {
        docs: Docs::default().sentence(docs),
        items,
        deprecated: &context.deprecated,
        deprecated_fields: false,
    }
}

/// What `validate` is about.
const VALIDATE: &str = "What the document says of the values of the types.";

/// A file of `models`, and its siblings in `codec` and `validate`.
struct Module {
    models: Vec<Item>,
    codec: Vec<Item>,
    validate: Vec<Item>,
    deprecated_fields: bool,
}

/// The types that stand in one file when the models are split.
type Room<'a> = (&'a ModuleName, Vec<&'a TypeDefinition>);

/// A file of `models` and its siblings as text, and the names of the types.
struct Printed {
    models: String,
    codec: Option<String>,
    validate: Option<String>,
    names: Vec<String>,
}

fn models(context: &Context<'_>, folder: &str, tree: &mut OutputTree) -> Result<(), Error> {
    let rooms = rooms(context);
    let mut sources = context.sources();
    for definition in &context.api.types {
        sources.add(definition.name.as_str(), "super");
    }
    // Each file is printed before the next is made: their syntax trees are many times as large as their text.
    let printed = rooms.iter().map(|room| printed(room, context, &sources));
    let printed: Vec<Printed> = printed.collect::<Result<_, Error>>()?;
    let lines: usize = printed.iter().map(|file| file.models.lines().count()).sum();
    if lines > ONE_FILE && rooms.len() > 1 {
        return split(&rooms, printed, context, folder, tree);
    }
    let modules = rooms.iter().map(|room| Module::of(room, context));
    let modules: Vec<Module> = modules.collect::<Result<_, Error>>()?;
    let Some(all) = Module::merged(modules.into_iter()) else {
        return Ok(());
    };
    let text = all.print(&all.models, MODELS, context, &sources);
    tree.insert(format!("{folder}/models/mod.rs"), text)?;
    if !all.codec.is_empty() {
        let text = all.print(&all.codec, CODEC, context, &sources);
        tree.insert(format!("{folder}/codec/mod.rs"), text)?;
    }
    if !all.validate.is_empty() {
        let text = all.print(&all.validate, VALIDATE, context, &validate_sources(context));
        tree.insert(format!("{folder}/validate/mod.rs"), text)?;
    }
    Ok(())
}

/// Where names come from that checks use: they name no model but by its path, so that a model may be a `Rule`.
fn validate_sources(context: &Context<'_>) -> Sources {
    let mut sources = context.sources();
    for name in ["Checker", "Rule", "Validate"] {
        sources.add(name, "crate::runtime::validate");
    }
    sources
}

fn printed(room: &Room<'_>, context: &Context<'_>, sources: &Sources) -> Result<Printed, Error> {
    let name = room.0.plain();
    let module = Module::of(room, context)?;
    let about = format!("Types of `{name}`.");
    let models = module.print(&module.models, &about, context, sources);
    let about = format!("How the types of `{name}` are read and written.");
    let codec =
        (!module.codec.is_empty()).then(|| module.print(&module.codec, &about, context, sources));
    let about = format!("What the document says of the values of `{name}`.");
    let validate = (!module.validate.is_empty()).then(|| {
        module.print(
            &module.validate,
            &about,
            context,
            &validate_sources(context),
        )
    });
    Ok(Printed {
        models,
        codec,
        validate,
        names: names(&module.models),
    })
}

/// Adds `models`, `codec` and `validate` with a file for each of `rooms`, and their indices.
fn split(
    rooms: &[Room<'_>],
    printed: Vec<Printed>,
    context: &Context<'_>,
    folder: &str,
    tree: &mut OutputTree,
) -> Result<(), Error> {
    let mut exports = Vec::new();
    let mut with_codec = Vec::new();
    let mut with_checks = Vec::new();
    for ((name, _), file) in rooms.iter().zip(printed) {
        tree.insert(format!("{folder}/models/{}.rs", name.plain()), file.models)?;
        exports.push((*name, file.names));
        if let Some(text) = file.codec {
            tree.insert(format!("{folder}/codec/{}.rs", name.plain()), text)?;
            with_codec.push((*name, Vec::new()));
        }
        if let Some(text) = file.validate {
            tree.insert(format!("{folder}/validate/{}.rs", name.plain()), text)?;
            with_checks.push((*name, Vec::new()));
        }
    }
    let index = file(MODELS, index_items(exports.into_iter()), context);
    let index = index.print(&Sources::known());
    tree.insert(format!("{folder}/models/mod.rs"), index)?;
    for (part, about, rooms) in [
        ("codec", CODEC, with_codec),
        ("validate", VALIDATE, with_checks),
    ] {
        if !rooms.is_empty() {
            let index = file(about, index_items(rooms.into_iter()), context);
            let index = index.print(&Sources::known());
            tree.insert(format!("{folder}/{part}/mod.rs"), index)?;
        }
    }
    Ok(())
}

/// The types by the module that they stand in when they are split.
fn rooms<'a>(context: &Context<'a>) -> Vec<Room<'a>> {
    let mut rooms: BTreeMap<&ModuleName, Vec<&TypeDefinition>> = BTreeMap::new();
    for definition in &context.api.types {
        rooms
            .entry(&definition.module)
            .or_default()
            .push(definition);
    }
    rooms.into_iter().collect()
}

/// The calls that make types known to serde.
fn lists(definitions: &[&TypeDefinition]) -> Vec<Item> {
    let list = |macro_name: &str, wanted: &dyn Fn(&TypeKind) -> bool| {
        let names = definitions
            .iter()
            .filter(|definition| wanted(&definition.kind));
        let names: Vec<_> = names
            .map(|definition| ident(definition.name.as_str()))
            .collect();
        let macro_name = ident(macro_name);
        let item = quote!(codec::#macro_name!(#(models::#names),*););
        if names.is_empty() {
            None
        } else {
            syn::parse2::<Item>(item).ok()
        }
    };
    let union = |kind: &TypeKind, tagged: bool| match kind {
        TypeKind::Union(Union { selection, .. }) => {
            matches!(selection, crate::ir::Selection::Tag { .. }) == tagged
        }
        _ => false,
    };
    let lists = [
        list("structures", &|kind| matches!(kind, TypeKind::Structure(_))),
        list("tagged_unions", &|kind| union(kind, true)),
        list("shaped_unions", &|kind| union(kind, false)),
    ];
    lists.into_iter().flatten().collect()
}

impl Module {
    fn of((_, definitions): &Room<'_>, context: &Context<'_>) -> Result<Self, Error> {
        let mut module = Self {
            models: Vec::new(),
            codec: Vec::new(),
            validate: Vec::new(),
            deprecated_fields: false,
        };
        for definition in definitions {
            let items = model::items(definition, &context.index)?;
            module.models.extend(items);
            let checks = validate::items(definition, &context.checks)?;
            module.validate.extend(checks);
            module.deprecated_fields |= context.has_deprecated_fields(definition.name.as_str());
        }
        let mut read = definitions.clone();
        read.retain(|definition| context.has_codec(definition));
        for definition in &read {
            let items = codec::items(definition, &context.index)?;
            module.codec.extend(items);
        }
        module.codec.extend(lists(&read));
        Ok(module)
    }

    fn print(
        &self,
        items: &[Item],
        docs: &str,
        context: &Context<'_>,
        sources: &Sources,
    ) -> String {
        let mut file = file(docs, items.to_vec(), context);
        file.deprecated_fields = self.deprecated_fields;
        file.print(sources)
    }

    fn merged(modules: impl Iterator<Item = Self>) -> Option<Self> {
        modules.reduce(|mut one, other| {
            one.models.extend(other.models);
            one.codec.extend(other.codec);
            one.validate.extend(other.validate);
            one.deprecated_fields |= other.deprecated_fields;
            one
        })
    }
}

/// The names that items define.
fn names(items: &[Item]) -> Vec<String> {
    let mut names: Vec<String> = items.iter().filter_map(defined).collect();
    names.sort();
    names
}

/// `mod a; pub use a::{A, B};` for each module.
fn index_items<'a>(modules: impl Iterator<Item = (&'a ModuleName, Vec<String>)>) -> Vec<Item> {
    let mut modules: Vec<(&ModuleName, Vec<String>)> = modules.collect();
    modules.sort();
    let declared = modules.iter().map(|(name, _)| {
        let name = ident(name.as_str());
        quote!(mod #name;)
    });
    let exported = modules
        .iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(name, names)| {
            let (name, names) = (ident(name.as_str()), names.iter().map(ident));
            if names.len() == 1 {
                quote!(pub use #name::#(#names)*;)
            } else {
                quote!(pub use #name::{#(#names),*};)
            }
        });
    declared
        .chain(exported)
        .filter_map(|tokens| syn::parse2(tokens).ok())
        .collect()
}

fn operations(context: &Context<'_>, folder: &str, tree: &mut OutputTree) -> Result<(), Error> {
    let groups: Vec<&Group> = all_groups(&context.api.groups);
    let groups: Vec<&Group> = groups
        .into_iter()
        .filter(|group| group::is_used(group))
        .collect();
    let mut sources = context.sources();
    // The names of all groups are needed before the first is printed. Their syntax trees are made again then: to keep all
    // of them takes many times the memory of the text.
    let mut rooms = Vec::new();
    for group in groups {
        let names = names(&group_items(group, context)?);
        for name in &names {
            sources.add(name, "super");
        }
        rooms.push((group, names));
    }
    if rooms.is_empty() {
        return Ok(());
    }
    let exports = rooms
        .iter()
        .map(|(group, names)| (&group.module, names.clone()));
    let index = file(
        "Operations of the API, by group.",
        index_items(exports),
        context,
    );
    tree.insert(
        format!("{folder}/operations/mod.rs"),
        index.print(&Sources::known()),
    )?;
    for (group, _) in rooms {
        let items = group_items(group, context)?;
        let title = super::markdown::line(&group.title);
        let text = file(&format!("Operations of {title}."), items, context).print(&sources);
        tree.insert(
            format!("{folder}/operations/{}.rs", group.module.plain()),
            text,
        )?;
    }
    Ok(())
}

/// The group, then its operations, each followed by the enum of its successes, then the errors.
fn group_items(group: &Group, context: &Context<'_>) -> Result<Vec<Item>, Error> {
    let mut items = group::items(group, context)?;
    for index in &group.operations {
        let Some(operation) = context.api.operations.get(*index) else {
            continue;
        };
        items.extend(operation::items(operation, group, context)?);
        for success in context.successes_of(*index) {
            items.extend(operation::success_enum(success, context)?);
        }
    }
    for error in group
        .operations
        .iter()
        .flat_map(|index| context.errors_of(*index))
    {
        items.extend(error_enum::items(error, context)?);
    }
    Ok(items)
}
