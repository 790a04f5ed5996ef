//! The definitions of an API by name, and what follows from them about the Rust of a type.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::ir::{Api, Presence, Type, TypeDefinition, TypeKind};

/// The longest chain of aliases or nested values that is followed; a longer one is taken to be large.
const DEPTH: usize = 64;

/// The definitions of an API by name.
pub(crate) struct Index<'a> {
    definitions: BTreeMap<&'a str, &'a TypeDefinition>,
    sizes: RefCell<BTreeMap<&'a str, usize>>,
}

impl<'a> Index<'a> {
    /// Indexes the types of `api`.
    pub(crate) fn new(api: &'a Api) -> Self {
        let named = api
            .types
            .iter()
            .map(|definition| (definition.name.as_str(), definition));
        Self {
            definitions: named.collect(),
            sizes: RefCell::default(),
        }
    }

    /// The definition of a named type.
    pub(crate) fn definition(&self, name: &str) -> Option<&'a TypeDefinition> {
        self.definitions.get(name).copied()
    }

    /// Whether what a type names, or has items or members of, is deprecated.
    pub(crate) fn is_deprecated(&self, r#type: &Type) -> bool {
        match r#type {
            Type::Array(inner)
            | Type::Nullable(inner)
            | Type::Boxed(inner)
            | Type::Map(inner)
            | Type::EventStream(inner)
            | Type::JsonLines(inner) => self.is_deprecated(inner),
            Type::Named(name) => self
                .definition(name.as_str())
                .is_some_and(|definition| definition.documentation.deprecated),
            _ => false,
        }
    }

    /// The type behind aliases.
    pub(crate) fn resolved<'t>(&self, r#type: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        let mut current = r#type;
        for _ in 0..DEPTH {
            let Type::Named(name) = current else { break };
            let Some(definition) = self.definition(name.as_str()) else {
                break;
            };
            let TypeKind::Alias(target) = &definition.kind else {
                break;
            };
            current = target;
        }
        current
    }

    /// The definition of the struct or enum behind aliases, boxes and `Option`.
    pub(crate) fn defined(&self, r#type: &Type) -> Option<&'a TypeDefinition> {
        let mut current = self.resolved(r#type);
        for _ in 0..DEPTH {
            match current {
                Type::Boxed(inner) | Type::Nullable(inner) => current = self.resolved(inner),
                Type::Named(name) => return self.definition(name.as_str()),
                _ => break,
            }
        }
        None
    }

    /// About how many bytes a value takes where it stands, without what it points to.
    pub(crate) fn size(&self, r#type: &Type) -> usize {
        self.size_within(r#type, DEPTH)
    }

    fn size_within(&self, r#type: &Type, depth: usize) -> usize {
        let Some(depth) = depth.checked_sub(1) else {
            return 1024;
        };
        match r#type {
            Type::Unit => 0,
            Type::Boolean => 1,
            Type::I32 | Type::U32 => 4,
            Type::I64 | Type::U64 | Type::F64 | Type::Boxed(_) => 8,
            Type::Uuid | Type::Secret | Type::I128 | Type::Decimal => 16,
            Type::String | Type::Array(_) | Type::Map(_) | Type::Number => 24,
            Type::Bytes | Type::Base64 | Type::Json | Type::Null | Type::UploadBody => 32,
            Type::DateTime | Type::Date => 48,
            Type::JsonObject | Type::Event | Type::Url => 88,
            // What is read as it comes holds the head of its response, and more.
            Type::ByteStream | Type::EventStream(_) | Type::JsonLines(_) => 256,
            Type::File => 112,
            Type::Nullable(inner) => self.size_within(inner, depth) + 8,
            Type::Tuple(parts) => parts.iter().map(|part| self.size_within(part, depth)).sum(),
            Type::Named(name) => self.size_of_named(name.as_str(), depth),
        }
    }

    fn size_of_named(&self, name: &str, depth: usize) -> usize {
        let Some((name, definition)) = self.definitions.get_key_value(name) else {
            return 0;
        };
        if let Some(size) = self.sizes.borrow().get(name) {
            return *size;
        }
        let size = match &definition.kind {
            TypeKind::Alias(target) => self.size_within(target, depth),
            TypeKind::Enumeration(_) => 32,
            TypeKind::Union(union) => {
                let sizes = union
                    .variants
                    .iter()
                    .map(|v| self.size_within(&v.r#type, depth));
                sizes.max().unwrap_or_default().max(32) + 8
            }
            TypeKind::Structure(structure) => {
                let fields = structure.fields.iter().map(|field| {
                    let optional = usize::from(field.presence != Presence::Required);
                    self.size_within(&field.r#type, depth) + 8 * optional
                });
                let flattened = structure.flattened.iter();
                let flattened: usize = flattened.map(|f| self.size_within(&f.r#type, depth)).sum();
                let additional = structure.additional.iter().map(|_| 24).sum::<usize>();
                let undeclared = structure.undeclared.iter().map(|_| 8).sum::<usize>();
                fields.sum::<usize>() + flattened + additional + undeclared
            }
        };
        self.sizes.borrow_mut().insert(name, size);
        size
    }
}

/// Whether the largest variant of an enum is so much larger than the next that clippy asks for a box. Models are not
/// boxed for that, since the payload is what a user came for.
pub(crate) fn is_lopsided(mut sizes: Vec<usize>) -> bool {
    if sizes.len() < 2 {
        return false;
    }
    sizes.sort_unstable();
    let largest = sizes.pop().unwrap_or_default();
    largest.saturating_sub(sizes.pop().unwrap_or_default()) >= 96
}
