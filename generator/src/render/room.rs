//! The files of models, and beside each how its types are read, written and checked.

use std::collections::{BTreeMap, BTreeSet};

use quote::quote;
use syn::Item;

use super::api::{file, names};
use super::code::ident;
use super::context::Context;
use super::feature::{self, GroupFeature, ModelFile};
use super::import::Sources;
use super::module::{Declared, index_items};
use super::{Error, codec, model, validate, xml};
use crate::ir::{ModuleName, TypeDefinition, TypeKind, Union};
use crate::output::OutputTree;

/// Models are one file, and so is each sibling, up to this many lines.
const ONE_FILE: usize = 400;

/// What `models` is about.
const MODELS: &str = "Types of the API.";

/// What `codec` is about.
const CODEC: &str = "How the types are read and written.";

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
    /// All names in it, where features depend on them.
    mentioned: BTreeSet<String>,
}

/// Whether models, and what is beside them, are not too long for a file each.
fn fit_one_file(printed: &[Printed]) -> bool {
    let lines = |text: Option<&String>| text.map_or(0, |text| text.lines().count());
    let models: usize = printed.iter().map(|file| lines(Some(&file.models))).sum();
    let codec: usize = printed.iter().map(|file| lines(file.codec.as_ref())).sum();
    let validate: usize = printed
        .iter()
        .map(|file| lines(file.validate.as_ref()))
        .sum();
    models.max(codec).max(validate) <= ONE_FILE
}

/// Adds the files; `always` are the models that the client names itself.
pub(crate) fn files(
    context: &Context<'_>,
    folder: &str,
    features: &[GroupFeature],
    always: &BTreeSet<String>,
    tree: &mut OutputTree,
) -> Result<(), Error> {
    let rooms = rooms(context);
    let mut sources = context.sources();
    for definition in &context.api.types {
        sources.add(definition.name.as_str(), "super");
    }
    // Each file is printed before the next is made: their syntax trees are many times as large as their text.
    let printed = rooms.iter().map(|room| printed(room, context, &sources));
    let printed: Vec<Printed> = printed.collect::<Result<_, Error>>()?;
    if rooms.len() > 1 && (!fit_one_file(&printed) || context.by_group) {
        let conditions = conditions(&rooms, &printed, features, always);
        return split(&rooms, printed, &conditions, context, folder, tree);
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

/// The features that each file is compiled under, by its module.
fn conditions(
    rooms: &[Room<'_>],
    printed: &[Printed],
    features: &[GroupFeature],
    always: &BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let files = rooms
        .iter()
        .zip(printed)
        .map(|((module, _), file)| ModelFile {
            module: module.as_str(),
            defined: &file.names,
            mentioned: &file.mentioned,
        });
    feature::of_files(&files.collect::<Vec<_>>(), features, always)
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
    let mentioned = if context.by_group {
        feature::names_in(&module.models).0
    } else {
        BTreeSet::new()
    };
    Ok(Printed {
        models,
        codec,
        validate,
        mentioned,
        names: names(&module.models),
    })
}

/// Adds `models`, `codec` and `validate` with a file for each of `rooms`, and their indices.
fn split(
    rooms: &[Room<'_>],
    printed: Vec<Printed>,
    conditions: &BTreeMap<String, BTreeSet<String>>,
    context: &Context<'_>,
    folder: &str,
    tree: &mut OutputTree,
) -> Result<(), Error> {
    let (mut models, mut codec, mut validate) = (Vec::new(), Vec::new(), Vec::new());
    for ((name, _), file) in rooms.iter().zip(printed) {
        let declared = |exported| Declared {
            name,
            exported,
            features: conditions.get(name.as_str()).cloned().unwrap_or_default(),
        };
        tree.insert(format!("{folder}/models/{}.rs", name.plain()), file.models)?;
        models.push(declared(file.names));
        if let Some(text) = file.codec {
            tree.insert(format!("{folder}/codec/{}.rs", name.plain()), text)?;
            codec.push(declared(Vec::new()));
        }
        if let Some(text) = file.validate {
            tree.insert(format!("{folder}/validate/{}.rs", name.plain()), text)?;
            validate.push(declared(Vec::new()));
        }
    }
    for (part, about, declared) in [
        ("models", MODELS, models),
        ("codec", CODEC, codec),
        ("validate", VALIDATE, validate),
    ] {
        if !declared.is_empty() {
            let index = file(about, index_items(declared), context);
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
            if context.in_xml.contains(definition.name.as_str()) {
                module.codec.extend(xml::items(definition, &context.index));
            }
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
