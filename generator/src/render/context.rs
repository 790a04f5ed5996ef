//! An API with what rendering looks up in it.

use std::collections::{BTreeMap, BTreeSet};

use super::feature;
use super::import::Sources;
use super::index::Index;
use super::validate::Checks;
use super::xml;
use crate::ir::{
    Api, ErrorEnum, Group, ModuleName, Operation, StatusRange, SuccessEnum, SuccessType, Type,
    TypeDefinition, TypeKind, TypeName,
};

/// An API with what rendering looks up in it, so that every look-up takes the same time however large the API is.
pub(crate) struct Context<'a> {
    /// The API.
    pub(crate) api: &'a Api,
    /// Its types by name.
    pub(crate) index: Index<'a>,
    /// What `validate` checks of them.
    pub(crate) checks: Checks<'a>,
    /// The path of its module, from `crate` on.
    pub(crate) path: String,
    /// Whether each group of operations has a cargo feature.
    pub(crate) by_group: bool,
    module: Vec<ModuleName>,
    /// Types that the document calls deprecated.
    pub(crate) deprecated: BTreeSet<String>,
    /// Types with a file in them, which only multipart bodies have: serde knows nothing of them.
    with_files: BTreeSet<&'a str>,
    /// The names of structs that stand in bodies of XML.
    pub(crate) in_xml: BTreeSet<&'a str>,
    errors: BTreeMap<&'a str, &'a ErrorEnum>,
    successes: BTreeMap<&'a str, &'a SuccessEnum>,
    error_users: BTreeMap<&'a str, Vec<usize>>,
    success_users: BTreeMap<&'a str, Vec<usize>>,
    errors_by_operation: BTreeMap<usize, Vec<&'a ErrorEnum>>,
    successes_by_operation: BTreeMap<usize, Vec<&'a SuccessEnum>>,
}

impl<'a> Context<'a> {
    /// Prepares `api`, whose module is `module` below the crate.
    pub(crate) fn new(api: &'a Api, module: &[ModuleName]) -> Self {
        let deprecated = api
            .types
            .iter()
            .filter(|definition| definition.documentation.deprecated);
        let (index, with_files) = (Index::new(api), with_files(api));
        let in_xml = xml::described(api, &index);
        let mut context = Self {
            api,
            checks: Checks::of(api, &index, &with_files),
            index,
            with_files,
            in_xml,
            by_group: false,
            module: module.to_vec(),
            path: module
                .iter()
                .fold("crate".to_owned(), |path, name| format!("{path}::{name}")),
            deprecated: deprecated
                .map(|definition| definition.name.as_str().to_owned())
                .collect(),
            errors: api
                .errors
                .iter()
                .map(|error| (error.name.as_str(), error))
                .collect(),
            successes: api
                .successes
                .iter()
                .map(|success| (success.name.as_str(), success))
                .collect(),
            error_users: BTreeMap::new(),
            success_users: BTreeMap::new(),
            errors_by_operation: BTreeMap::new(),
            successes_by_operation: BTreeMap::new(),
        };
        context.find_users();
        context
    }

    /// Finds the operations of each enum of errors or successes.
    fn find_users(&mut self) {
        let api = self.api;
        let context = self;
        for (index, operation) in api.operations.iter().enumerate() {
            let error = operation.responses.error.as_str();
            context.error_users.entry(error).or_default().push(index);
            if let SuccessType::Enum(name) = &operation.responses.success {
                context
                    .success_users
                    .entry(name.as_str())
                    .or_default()
                    .push(index);
            }
        }
        for error in &api.errors {
            context
                .errors_by_operation
                .entry(error.operation)
                .or_default()
                .push(error);
        }
        for success in &api.successes {
            let users = context.success_users.get(success.name.as_str());
            if let Some(first) = users.and_then(|users| users.first()) {
                context
                    .successes_by_operation
                    .entry(*first)
                    .or_default()
                    .push(success);
            }
        }
    }

    /// The statuses of an error enum.
    pub(crate) fn documented_errors(&self, name: &TypeName) -> Vec<StatusRange> {
        let error = self.errors.get(name.as_str());
        error
            .map(|error| error.variants.iter().map(|v| v.status).collect())
            .unwrap_or_default()
    }

    /// The enum of several successes.
    pub(crate) fn success(&self, name: &TypeName) -> Option<&'a SuccessEnum> {
        self.successes.get(name.as_str()).copied()
    }

    /// The operations that fail with an error enum, in document order.
    pub(crate) fn error_users(&self, name: &TypeName) -> impl Iterator<Item = &'a Operation> {
        self.users(self.error_users.get(name.as_str()))
    }

    /// The operations that give a success enum, in document order.
    pub(crate) fn success_users(&self, name: &TypeName) -> impl Iterator<Item = &'a Operation> {
        self.users(self.success_users.get(name.as_str()))
    }

    fn users(&self, users: Option<&Vec<usize>>) -> impl Iterator<Item = &'a Operation> {
        let users: Vec<usize> = users.cloned().unwrap_or_default();
        let api = self.api;
        users
            .into_iter()
            .filter_map(|index| api.operations.get(index))
    }

    /// The errors and successes that operations of several groups at the top have, by name.
    pub(crate) fn shared_by_groups(&self) -> BTreeSet<&'a str> {
        let mut tops: BTreeMap<usize, usize> = BTreeMap::new();
        for (top, group) in self.api.groups.iter().enumerate() {
            let groups = all_groups(std::slice::from_ref(group));
            let operations = groups.iter().flat_map(|group| &group.operations);
            tops.extend(operations.map(|operation| (*operation, top)));
        }
        let users = self.error_users.iter().chain(&self.success_users);
        let shared = users.filter(|(_, users)| {
            let tops: BTreeSet<_> = users.iter().map(|user| tops.get(user)).collect();
            tops.len() > 1
        });
        shared.map(|(name, _)| *name).collect()
    }

    /// The error enums that stand with the operation of this index.
    pub(crate) fn errors_of(&self, operation: usize) -> impl Iterator<Item = &'a ErrorEnum> {
        self.errors_by_operation
            .get(&operation)
            .into_iter()
            .flatten()
            .copied()
    }

    /// The success enums that stand with the operation of this index.
    pub(crate) fn successes_of(&self, operation: usize) -> impl Iterator<Item = &'a SuccessEnum> {
        self.successes_by_operation
            .get(&operation)
            .into_iter()
            .flatten()
            .copied()
    }

    /// Where the names of generated files come from, beside those that every file may use.
    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::known();
        sources.add("models", self.path.clone());
        sources.add("operations", "super");
        sources
    }

    /// The cargo feature of a group at the top, where groups have some.
    pub(crate) fn feature(&self, group: &Group) -> Option<String> {
        self.by_group.then(|| feature::name(&self.module, group))
    }

    /// Whether a type has a codec: all but aliases and those with a file in them.
    pub(crate) fn has_codec(&self, definition: &TypeDefinition) -> bool {
        let alias = matches!(definition.kind, TypeKind::Alias(_));
        !alias && !self.with_files.contains(definition.name.as_str())
    }

    /// Whether a struct has fields that the document calls deprecated.
    pub(crate) fn has_deprecated_fields(&self, name: &str) -> bool {
        let Some(definition) = self.index.definition(name) else {
            return false;
        };
        match &definition.kind {
            TypeKind::Structure(structure) => structure
                .fields
                .iter()
                .any(|field| field.documentation.deprecated),
            TypeKind::Enumeration(enumeration) => enumeration
                .values
                .iter()
                .any(|value| value.documentation.deprecated),
            TypeKind::Union(union) => union
                .variants
                .iter()
                .any(|variant| variant.documentation.deprecated),
            TypeKind::Alias(_) => false,
        }
    }
}

/// The names of types that hold a file, in themselves or in a type that they hold.
pub(crate) fn with_files(api: &Api) -> BTreeSet<&str> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for definition in &api.types {
        let name = definition.name.as_str();
        for part in parts(&definition.kind) {
            match part {
                Type::File | Type::UploadBody => waiting.push(name),
                Type::Named(held) => holders.entry(held.as_str()).or_default().push(name),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if found.insert(name) {
            waiting.extend(holders.get(name).into_iter().flatten());
        }
    }
    found
}

/// The types that a definition is made of, each without what stands around it.
fn parts(kind: &TypeKind) -> Vec<&Type> {
    let mut waiting: Vec<&Type> = match kind {
        TypeKind::Structure(structure) => {
            let fields = structure.fields.iter().map(|field| &field.r#type);
            fields
                .chain(structure.flattened.iter().map(|field| &field.r#type))
                .chain(structure.additional.iter().map(|field| &field.r#type))
                .collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|v| &v.r#type).collect(),
        TypeKind::Alias(target) => vec![target],
        TypeKind::Enumeration(_) => Vec::new(),
    };
    let mut parts = Vec::new();
    while let Some(part) = waiting.pop() {
        match part {
            Type::Array(inner)
            | Type::Map(inner)
            | Type::Nullable(inner)
            | Type::Boxed(inner)
            | Type::EventStream(inner)
            | Type::JsonLines(inner) => {
                waiting.push(inner);
            }
            Type::Tuple(inner) => waiting.extend(inner),
            part => parts.push(part),
        }
    }
    parts
}

/// All groups, each before those within it.
pub(crate) fn all_groups(groups: &[Group]) -> Vec<&Group> {
    let mut all = Vec::new();
    let mut waiting: Vec<&Group> = groups.iter().rev().collect();
    while let Some(group) = waiting.pop() {
        all.push(group);
        waiting.extend(group.groups.iter().rev());
    }
    all
}
