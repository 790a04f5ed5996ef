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
}

impl<'a> Writer<'a> {
    pub(crate) fn new(api: &'a Api, package: &str) -> Self {
        let known = api.types.iter().map(|definition| definition.name.as_str());
        let mut writer = Self {
            library: package.replace('-', "_"),
            with_files: BTreeSet::new(),
            known: known.collect(),
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
        let runtime = |name: &str| format!("{}::runtime::{name}", self.library);
        let around = |outer: &str, inner: &Type| Some(format!("{outer}<{}>", self.text(inner)?));
        Some(match r#type {
            Type::Unit | Type::Bytes | Type::File => return None,
            Type::Boolean => "bool".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::U32 => "u32".to_owned(),
            Type::U64 => "u64".to_owned(),
            Type::I128 => "i128".to_owned(),
            Type::Decimal => runtime("Decimal"),
            Type::Url => "url::Url".to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::Number => "serde_json::Number".to_owned(),
            Type::String => "String".to_owned(),
            Type::Secret => runtime("Secret"),
            Type::DateTime => runtime("DateTime"),
            Type::Date => runtime("Date"),
            Type::Uuid => runtime("Uuid"),
            Type::Base64 => runtime("Base64"),
            Type::Json | Type::Null => "serde_json::Value".to_owned(),
            Type::UploadBody
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
