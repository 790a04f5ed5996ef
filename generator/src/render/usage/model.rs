//! Values of models: `new` and setters, variants of enums and unions.

use serde_json::{Map, Value};

use super::super::index::Index;
use super::json;
use super::layout::Expression;
use super::sample::{Direction, Samples};
use super::value::Values;
use crate::ir::{
    Access, Enumeration, EnumerationRepresentation, Field, JsonKind, Presence, Selection, Shape,
    Structure, Type, TypeKind, TypeName, Union, Variant,
};

impl Values<'_> {
    /// A value of a model.
    pub(super) fn named(&mut self, name: &TypeName, value: &Value) -> Option<Expression> {
        let definition = self.index.definition(name.as_str())?;
        match &definition.kind {
            // Only what can be sent has `new`.
            TypeKind::Structure(structure)
                if definition.usage.request || !definition.usage.response =>
            {
                self.structure(name, structure, value.as_object()?)
            }
            TypeKind::Structure(_) => None,
            TypeKind::Enumeration(enumeration) => self.enumeration(name, enumeration, value),
            TypeKind::Union(union) => self.union(name, union, value),
            TypeKind::Alias(target) => self.exact(target, value),
        }
    }

    fn structure(
        &mut self,
        name: &TypeName,
        structure: &Structure,
        members: &Map<String, Value>,
    ) -> Option<Expression> {
        let written = self.imports.model(name.as_str());
        let mut arguments = Vec::new();
        for field in &structure.fields {
            if field.asked || matches!(field.presence, Presence::Required | Presence::Nullable) {
                let made = || {
                    let samples = Samples::new(self.index, Direction::Request);
                    samples.documented(&field.documentation, &field.r#type, &field.wire_name)
                };
                let value = members.get(&field.wire_name).cloned().unwrap_or_else(made);
                arguments.push(match (field.presence, &value) {
                    (Presence::Nullable, Value::Null) => Expression::atom("None"),
                    (Presence::Nullable, value) => self.exact(&field.r#type, value)?,
                    (_, value) => self.into(&field.r#type, value)?,
                });
            }
        }
        let whole = Value::Object(members.clone());
        for flattened in &structure.flattened {
            if !matches!(flattened.r#type, Type::Nullable(_)) {
                arguments.push(self.into(&flattened.r#type, &whole)?);
            }
        }
        let mut expression = Expression::call(&format!("{written}::new"), arguments);
        let index = self.index;
        for field in structure
            .fields
            .iter()
            .filter(|field| field.access != Access::ReadOnly && !field.asked)
            .filter(|field| !is_deprecated(index, field))
        {
            let Some(value) = members.get(&field.wire_name) else {
                continue;
            };
            let setter = match (field.presence, value) {
                (Presence::Optional, Value::Null)
                | (Presence::Required | Presence::Nullable, _) => None,
                (Presence::Optional, value) => self.optional(&field.r#type, value),
                (Presence::OptionalNullable, Value::Null) => {
                    let maybe = self.runtime("Maybe");
                    Some(Expression::atom(format!("{maybe}::Null")))
                }
                (Presence::OptionalNullable, value) => {
                    let known = self.imports.clone();
                    let expression = self.text_or_exact(&field.r#type, value);
                    if expression.is_none() {
                        self.imports = known;
                    }
                    expression
                }
            };
            if let Some(argument) = setter {
                expression = expression.then(field.name.as_str(), [argument]);
            }
        }
        self.additional(structure, members, expression)
    }

    fn additional(
        &mut self,
        structure: &Structure,
        members: &Map<String, Value>,
        built: Expression,
    ) -> Option<Expression> {
        let Some(additional) = &structure.additional else {
            return Some(built);
        };
        let declared = |name: &str| {
            structure.fields.iter().any(|field| field.wire_name == name)
                || structure
                    .constants
                    .iter()
                    .any(|constant| constant.wire_name == name)
        };
        let mut rest = members.clone();
        rest.retain(|name, _| !declared(name));
        if rest.is_empty() {
            return Some(built);
        }
        let pairs = self.pairs(&additional.r#type, &rest)?;
        Some(built.then(additional.name.as_str(), [pairs]))
    }

    fn enumeration(
        &mut self,
        name: &TypeName,
        enumeration: &Enumeration,
        value: &Value,
    ) -> Option<Expression> {
        let known = enumeration
            .values
            .iter()
            .find(|known| known.value == *value);
        let written = self.imports.model(name.as_str());
        if let Some(known) = known {
            return Some(Expression::atom(format!("{written}::{}", known.name)));
        }
        match (enumeration.representation, value) {
            (EnumerationRepresentation::String, Value::String(text)) => Some(Expression::call(
                &format!("{written}::from"),
                [json::string(text)],
            )),
            (EnumerationRepresentation::Integer, Value::Number(number)) => Some(Expression::atom(
                format!("{written}::Unknown({})", number.as_i64()?),
            )),
            _ => None,
        }
    }

    fn union(&mut self, name: &TypeName, union: &Union, value: &Value) -> Option<Expression> {
        let chosen = match &union.selection {
            Selection::Tag { wire_name } => {
                let tag = value.get(wire_name)?.as_str()?;
                union
                    .variants
                    .iter()
                    .find(|variant| variant.tags.iter().any(|known| known == tag))
            }
            Selection::Shape => {
                let fitting = union
                    .variants
                    .iter()
                    .filter(|variant| fits(&variant.shape, value));
                // As the runtime chooses: the one that explains most members, the first of equals.
                let explained = |variant: &&Variant| {
                    let known = variant
                        .shape
                        .properties
                        .iter()
                        .filter(|name| value.get(name).is_some());
                    std::cmp::Reverse(known.count())
                };
                fitting.min_by_key(explained)
            }
        };
        let variant = chosen?;
        let written = self.imports.model(name.as_str());
        let payload = self.exact(&variant.r#type, value)?;
        Some(Expression::call(
            &format!("{written}::{}", variant.name),
            [payload],
        ))
    }
}

/// Whether a sample leaves a field out, as nobody should set it any more.
fn is_deprecated(index: &Index<'_>, field: &Field) -> bool {
    field.documentation.deprecated || index.is_deprecated(&field.r#type)
}

/// Whether a value looks like those of a variant.
fn fits(shape: &Shape, value: &Value) -> bool {
    let kind = match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(number) if number.is_f64() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    };
    let kind = shape.kinds.is_empty()
        || shape.kinds.contains(&kind)
        || (kind == JsonKind::Integer && shape.kinds.contains(&JsonKind::Number));
    let required = shape.required.iter().all(|name| value.get(name).is_some());
    let constants = shape
        .constants
        .iter()
        .all(|(name, values)| value.get(name).is_none_or(|found| values.contains(found)));
    kind && required && constants && (shape.values.is_empty() || shape.values.contains(value))
}
