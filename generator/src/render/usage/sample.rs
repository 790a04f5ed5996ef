//! Values for samples: the document's own examples and defaults, else something of the right type.

use serde_json::{Map, Value, json};

use super::super::index::Index;
use crate::ir::{
    Constraint, Documentation, Field, Presence, Selection, Structure, Type, TypeDefinition,
    TypeKind, Union,
};

/// How deep a made-up value goes; what lies deeper is left out where it may be.
const DEEPEST: usize = 6;

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the server: what must be given, and what has an example.
    Request,
    /// From the server: every member.
    Response,
}

/// Makes values for samples.
pub(crate) struct Samples<'a> {
    index: &'a Index<'a>,
    direction: Direction,
}

impl<'a> Samples<'a> {
    pub(crate) fn new(index: &'a Index<'a>, direction: Direction) -> Self {
        Self { index, direction }
    }

    /// A value of `r#type` as `documentation` shows one, `name` being what it stands for.
    pub(crate) fn documented(
        &self,
        documentation: &Documentation,
        r#type: &Type,
        name: &str,
    ) -> Value {
        shown(documentation).unwrap_or_else(|| self.made(r#type, documentation, name, 0))
    }

    /// A value of a named type.
    pub(crate) fn defined(&self, definition: &TypeDefinition) -> Value {
        let known = shown(&definition.documentation);
        known.unwrap_or_else(|| self.definition(definition, &Documentation::default(), 0))
    }

    fn made(
        &self,
        r#type: &Type,
        documentation: &Documentation,
        name: &str,
        depth: usize,
    ) -> Value {
        match r#type {
            Type::Unit | Type::Null | Type::Event | Type::EventStream(_) | Type::JsonLines(_) => {
                Value::Null
            }
            Type::Boolean => json!(true),
            Type::I32
            | Type::I64
            | Type::I128
            | Type::U32
            | Type::U64
            | Type::Number
            | Type::Decimal => {
                json!(whole(documentation))
            }
            Type::F64 => json!(number(documentation)),
            Type::String | Type::Secret => json!(text(documentation, name)),
            Type::Url => json!("https://example.com/"),
            Type::DateTime => json!("2026-01-31T09:30:00Z"),
            Type::Date => json!("2026-01-31"),
            Type::Uuid => json!("3fa85f64-5717-4562-b3fc-2c963f66afa6"),
            Type::Base64 => json!("aGVsbG8="),
            Type::Bytes | Type::File | Type::ByteStream | Type::UploadBody => json!("content"),
            Type::Json | Type::JsonObject => json!({"key": "value"}),
            Type::Array(_) | Type::Map(_) if depth >= DEEPEST => match r#type {
                Type::Array(_) => json!([]),
                _ => json!({}),
            },
            Type::Array(element) => json!([self.made(
                element,
                &Documentation::default(),
                singular(name),
                depth + 1
            )]),
            Type::Map(element) => {
                json!({"key": self.made(element, &Documentation::default(), "value", depth + 1)})
            }
            Type::Nullable(_) if depth >= DEEPEST => Value::Null,
            Type::Nullable(inner) | Type::Boxed(inner) => {
                self.made(inner, documentation, name, depth)
            }
            Type::Tuple(parts) => parts
                .iter()
                .map(|part| self.made(part, &Documentation::default(), name, depth + 1))
                .collect(),
            Type::Named(named) => match self.index.definition(named.as_str()) {
                Some(definition) => {
                    let known = shown(&definition.documentation);
                    known.unwrap_or_else(|| self.definition(definition, documentation, depth))
                }
                None => Value::Null,
            },
        }
    }

    fn definition(
        &self,
        definition: &TypeDefinition,
        documentation: &Documentation,
        depth: usize,
    ) -> Value {
        // A cycle without an end in it can only be cut.
        if depth > DEEPEST * 2 {
            return Value::Null;
        }
        match &definition.kind {
            TypeKind::Structure(structure) => self.structure(structure, depth + 1),
            TypeKind::Enumeration(enumeration) => enumeration
                .values
                .first()
                .map_or_else(|| json!("value"), |value| value.value.clone()),
            TypeKind::Union(union) => self.union(union, depth + 1),
            TypeKind::Alias(target) => {
                let name = definition.name.plain();
                let own = &definition.documentation;
                let known = if documentation.constraints.is_empty() {
                    own
                } else {
                    documentation
                };
                self.made(target, known, name, depth + 1)
            }
        }
    }

    fn structure(&self, structure: &Structure, depth: usize) -> Value {
        let mut members = Map::new();
        for constant in &structure.constants {
            members.insert(constant.wire_name.clone(), constant.value.clone());
        }
        for field in structure
            .fields
            .iter()
            .filter(|field| self.is_shown(field, depth))
        {
            let known = shown(&field.documentation);
            let value = known.unwrap_or_else(|| {
                self.made(&field.r#type, &field.documentation, &field.wire_name, depth)
            });
            members.insert(field.wire_name.clone(), value);
        }
        for flattened in structure
            .flattened
            .iter()
            .filter(|f| !matches!(f.r#type, Type::Nullable(_)))
        {
            if let Value::Object(inner) =
                self.made(&flattened.r#type, &flattened.documentation, "", depth)
            {
                members.extend(inner);
            }
        }
        Value::Object(members)
    }

    fn is_shown(&self, field: &Field, depth: usize) -> bool {
        use crate::ir::Access;
        let optional = matches!(
            field.presence,
            Presence::Optional | Presence::OptionalNullable
        );
        match self.direction {
            Direction::Request => {
                !optional
                    || (field.access != Access::ReadOnly
                        && !field.documentation.examples.is_empty())
            }
            Direction::Response => {
                field.access != Access::WriteOnly && (!optional || depth < DEEPEST)
            }
        }
    }

    fn union(&self, union: &Union, depth: usize) -> Value {
        let Some(variant) = union.variants.first() else {
            return json!({"key": "value"});
        };
        let value = self.made(
            &variant.r#type,
            &variant.documentation,
            variant.name.plain(),
            depth,
        );
        match (&union.selection, value, variant.tags.first()) {
            (Selection::Tag { wire_name }, Value::Object(members), Some(tag)) => {
                let mut tagged = Map::from_iter([(wire_name.clone(), json!(tag))]);
                tagged.extend(members.into_iter().filter(|(name, _)| name != wire_name));
                Value::Object(tagged)
            }
            (_, value, _) => value,
        }
    }
}

/// The example, else the default, that the document gives.
fn shown(documentation: &Documentation) -> Option<Value> {
    let example = documentation.examples.first().map(|example| &example.value);
    let known = example.or(documentation.default.as_ref());
    known.filter(|value| !value.is_null()).cloned()
}

fn singular(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// A whole number within the documented bounds.
fn whole(documentation: &Documentation) -> i64 {
    let bound = |constraint: &Constraint| match constraint {
        Constraint::Minimum { value, exclusive } => value
            .parse::<i64>()
            .ok()
            .map(|least| least + i64::from(*exclusive)),
        _ => None,
    };
    let most = |constraint: &Constraint| match constraint {
        Constraint::Maximum { value, .. } => value.parse::<i64>().ok(),
        _ => None,
    };
    let least = documentation
        .constraints
        .iter()
        .find_map(bound)
        .unwrap_or(1)
        .max(1);
    documentation
        .constraints
        .iter()
        .find_map(most)
        .map_or(least, |most| least.min(most))
}

fn number(documentation: &Documentation) -> f64 {
    let bounded = documentation
        .constraints
        .iter()
        .any(|c| matches!(c, Constraint::Minimum { .. } | Constraint::Maximum { .. }));
    // Bounds are seldom finer than whole numbers.
    if bounded {
        i32::try_from(whole(documentation)).map_or(1.0, f64::from)
    } else {
        1.5
    }
}

/// Text that says what it stands for.
fn text(documentation: &Documentation, name: &str) -> String {
    let format = documentation
        .constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Format(format) => Some(format.as_str()),
            _ => None,
        });
    match format {
        Some("email" | "idn-email") => "ada@example.com".to_owned(),
        Some("uri" | "url" | "iri" | "uri-reference") => "https://example.com".to_owned(),
        Some("hostname") => "example.com".to_owned(),
        Some("ipv4") => "192.0.2.1".to_owned(),
        Some("ipv6") => "2001:db8::1".to_owned(),
        Some("time") => "09:30:00Z".to_owned(),
        _ => {
            let words = heck::ToKebabCase::to_kebab_case(name);
            if words.is_empty() {
                "text".to_owned()
            } else {
                words
            }
        }
    }
}
