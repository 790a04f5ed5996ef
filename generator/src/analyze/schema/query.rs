//! Questions about types that were found.

use super::Types;
use crate::analyze::documentation;
use crate::ir::{
    Documentation, EnumerationRepresentation, Field, JsonKind, Type, TypeDefinition, TypeKind,
    VariantName,
};
use crate::model::Pointer;
use crate::naming::Scope;

/// How many aliases are followed; longer chains are circles.
const LONGEST_CHAIN: usize = 64;

impl Types<'_> {
    /// Title, description, constraints, default, examples of a schema; what it says itself wins over what it refers to.
    pub fn documentation(&self, pointer: &Pointer) -> Documentation {
        documentation::of_schema(self.model, pointer)
    }

    /// The definition behind a type, aliases, boxes and `Nullable` taken off.
    pub fn definition(&self, r#type: &Type) -> Option<&TypeDefinition> {
        match self.bare(r#type) {
            Type::Named(name) => self
                .by_name
                .get(&name)
                .and_then(|index| self.entries.get(*index))
                .map(|e| &e.definition),
            _ => None,
        }
    }

    /// The type itself, aliases, boxes and `Nullable` taken off.
    pub fn bare(&self, r#type: &Type) -> Type {
        let mut current = r#type;
        for _ in 0..LONGEST_CHAIN {
            match current {
                Type::Nullable(inner) | Type::Boxed(inner) => current = inner,
                Type::Named(name) => match self
                    .by_name
                    .get(name)
                    .and_then(|index| self.entries.get(*index))
                {
                    Some(entry) => match &entry.definition.kind {
                        TypeKind::Alias(target) => current = target,
                        _ => return current.clone(),
                    },
                    None => return current.clone(),
                },
                _ => return current.clone(),
            }
        }
        current.clone()
    }

    /// The fields of a struct; none for anything else.
    pub fn fields(&self, r#type: &Type) -> &[Field] {
        match self.definition(r#type).map(|definition| &definition.kind) {
            Some(TypeKind::Structure(structure)) => &structure.fields,
            _ => &[],
        }
    }

    /// The field of a struct by the property's name.
    pub fn field(&self, r#type: &Type, wire_name: &str) -> Option<&Field> {
        self.fields(r#type)
            .iter()
            .find(|field| field.wire_name == wire_name)
    }

    /// The type of the items, if it is an array.
    pub fn item(&self, r#type: &Type) -> Option<Type> {
        match self.bare(r#type) {
            Type::Array(item) => Some(*item),
            _ => None,
        }
    }

    /// The JSON types that values of it can have; [`JsonKind::Null`] only where it is `Nullable`.
    pub fn kinds(&self, r#type: &Type) -> Vec<JsonKind> {
        let mut kinds = self.kinds_within(r#type, 0);
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    fn kinds_within(&self, r#type: &Type, depth: usize) -> Vec<JsonKind> {
        use JsonKind::{Array, Boolean, Integer, Null, Number, Object, String};
        match r#type {
            Type::Null => vec![Null],
            Type::Boolean => vec![Boolean],
            Type::I32 | Type::I64 | Type::I128 | Type::U32 | Type::U64 => vec![Integer],
            Type::F64 | Type::Number | Type::Decimal => vec![Integer, Number],
            Type::Array(_) | Type::Tuple(_) => vec![Array],
            Type::Map(_) | Type::JsonObject => vec![Object],
            Type::Json => vec![Null, Boolean, Integer, Number, String, Array, Object],
            Type::Boxed(inner) => self.kinds_within(inner, depth),
            Type::Nullable(inner) => {
                let mut kinds = self.kinds_within(inner, depth);
                kinds.push(Null);
                kinds
            }
            Type::Named(name) if depth < LONGEST_CHAIN => self.kinds_of_definition(name, depth + 1),
            Type::Unit | Type::Named(_) => Vec::new(),
            _ => vec![String],
        }
    }

    fn kinds_of_definition(&self, name: &crate::ir::TypeName, depth: usize) -> Vec<JsonKind> {
        let entry = self
            .by_name
            .get(name)
            .and_then(|index| self.entries.get(*index));
        match entry.map(|entry| &entry.definition.kind) {
            Some(TypeKind::Structure(_)) => vec![JsonKind::Object],
            Some(TypeKind::Alias(target)) => self.kinds_within(target, depth),
            Some(TypeKind::Enumeration(enumeration)) => match enumeration.representation {
                EnumerationRepresentation::String => vec![JsonKind::String],
                EnumerationRepresentation::Integer => vec![JsonKind::Integer],
                EnumerationRepresentation::Json => enumeration
                    .values
                    .iter()
                    .map(|value| super::view::kind_of_value(&value.value))
                    .collect(),
            },
            Some(TypeKind::Union(union)) => {
                let mut kinds: Vec<JsonKind> = Vec::new();
                for variant in &union.variants {
                    for kind in self.kinds_within(&variant.r#type, depth) {
                        if !kinds.contains(&kind) {
                            kinds.push(kind);
                        }
                    }
                }
                kinds
            }
            None => Vec::new(),
        }
    }

    /// A variant's name for a type in a union of one's own: `String`, `Array`, or the words of the definition.
    pub fn variant_name(&self, r#type: &Type) -> VariantName {
        let text = self.type_words(r#type).join(" ");
        Scope::new().variant(&text)
    }
}
