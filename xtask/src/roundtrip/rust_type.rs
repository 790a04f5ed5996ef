//! Types as a program beside the generated crate writes them.

use std::collections::BTreeSet;

use sdksmith::ir::{Api, Type, TypeKind};

/// The types of an API that JSON is read into.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    /// The crate, as Rust names it.
    library: String,
    /// Names of types with a file in them, which only multipart bodies have.
    with_files: BTreeSet<&'a str>,
    known: BTreeSet<&'a str>,
    /// Types that the runtime of the crate has, since something of the API is of them.
    runtime: BTreeSet<&'static str>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(api: &'a Api, package: &str) -> Self {
        let known = api.types.iter().map(|definition| definition.name.as_str());
        let mut writer = Self {
            library: package.replace('-', "_"),
            with_files: BTreeSet::new(),
            known: known.collect(),
            runtime: runtime_types(api),
        };
        // A type with a file makes every type around it one; in as many rounds as types lie in one another.
        loop {
            let before = writer.with_files.len();
            for definition in &api.types {
                if parts(&definition.kind).any(|part| writer.text(part).is_none()) {
                    writer.with_files.insert(definition.name.as_str());
                }
            }
            if writer.with_files.len() == before {
                return writer;
            }
        }
    }

    /// The type's text; nothing for one that is never JSON.
    pub(crate) fn text(&self, r#type: &Type) -> Option<String> {
        if let Some(name) = runtime_type(r#type) {
            let path = || format!("{}::runtime::{name}", self.library);
            return self.runtime.contains(name).then(path);
        }
        let around = |outer: &str, inner: &Type| Some(format!("{outer}<{}>", self.text(inner)?));
        Some(match r#type {
            Type::Unit | Type::Bytes | Type::File => return None,
            Type::Boolean => "bool".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::U32 => "u32".to_owned(),
            Type::U64 => "u64".to_owned(),
            Type::I128 => "i128".to_owned(),
            Type::Url => "url::Url".to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::Number => "serde_json::Number".to_owned(),
            Type::String => "String".to_owned(),
            Type::Json | Type::Null => "serde_json::Value".to_owned(),
            Type::Secret
            | Type::Decimal
            | Type::DateTime
            | Type::Date
            | Type::Uuid
            | Type::Base64
            | Type::UploadBody
            | Type::ByteStream
            | Type::Event
            | Type::EventStream(_)
            | Type::JsonLines(_) => {
                return None;
            }
            Type::JsonObject => "serde_json::Map<String, serde_json::Value>".to_owned(),
            Type::Named(name) => {
                let name = name.as_str();
                if !self.known.contains(name) || self.with_files.contains(name) {
                    return None;
                }
                format!("{}::models::{name}", self.library)
            }
            Type::Array(inner) => return around("Vec", inner),
            Type::Nullable(inner) => return around("Option", inner),
            Type::Boxed(inner) => return around("Box", inner),
            Type::Map(inner) => {
                format!("std::collections::BTreeMap<String, {}>", self.text(inner)?)
            }
            Type::Tuple(parts) => {
                let parts: Option<Vec<String>> = parts.iter().map(|part| self.text(part)).collect();
                format!("({},)", parts?.join(", "))
            }
        })
    }
}

/// The types that a definition is made of.
fn parts(kind: &TypeKind) -> Box<dyn Iterator<Item = &Type> + '_> {
    match kind {
        TypeKind::Structure(structure) => Box::new(
            structure
                .fields
                .iter()
                .map(|field| &field.r#type)
                .chain(structure.flattened.iter().map(|part| &part.r#type))
                .chain(structure.additional.iter().map(|part| &part.r#type)),
        ),
        TypeKind::Union(union) => Box::new(union.variants.iter().map(|variant| &variant.r#type)),
        TypeKind::Alias(target) => Box::new(std::iter::once(target)),
        TypeKind::Enumeration(_) => Box::new(std::iter::empty()),
    }
}

/// The name of a type that the runtime has where an API needs it.
fn runtime_type(r#type: &Type) -> Option<&'static str> {
    Some(match r#type {
        Type::Secret => "Secret",
        Type::Decimal => "Decimal",
        Type::DateTime => "DateTime",
        Type::Date => "Date",
        Type::Uuid => "Uuid",
        Type::Base64 => "Base64",
        _ => return None,
    })
}

/// The types of the runtime that something of an API is of.
fn runtime_types(api: &Api) -> BTreeSet<&'static str> {
    let mut waiting: Vec<&Type> = api
        .types
        .iter()
        .flat_map(|definition| parts(&definition.kind))
        .collect();
    waiting.extend(api.globals.iter().map(|global| &global.r#type));
    for operation in &api.operations {
        waiting.extend(operation.parameters.iter().map(|one| &one.r#type));
        let bodies = operation.body.iter().flat_map(|body| &body.bodies);
        waiting.extend(bodies.map(|body| &body.r#type));
        let answers = operation.responses.all.iter();
        waiting.extend(answers.filter_map(|answer| Some(&answer.body.as_ref()?.r#type)));
    }
    let mut found = BTreeSet::new();
    while let Some(r#type) = waiting.pop() {
        found.extend(runtime_type(r#type));
        match r#type {
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                waiting.push(inner);
            }
            Type::Tuple(parts) => waiting.extend(parts),
            _ => {}
        }
    }
    found
}
