//! Literals: `enum`, `const`, and choices between them. JSON Schema Validation §6.1.2.

use serde_json::Value;

use super::Types;
use super::form::Form;
use super::member::Member;
use super::merge::Merged;
use super::scalar::scalar;
use super::view::{View, kind_of_value};
use crate::config::Scalars;
use crate::ir::{
    Documentation, Enumeration, EnumerationRepresentation, EnumerationValue, JsonKind, Type,
};
use crate::model::Pointer;
use crate::naming::Scope;

/// A value of an enum, before it has a name.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    value: Value,
    /// What the document calls it.
    name: Option<String>,
    documentation: Documentation,
}

impl Types<'_> {
    /// The enum of a schema that lists its values; nothing where the list says no more than the type.
    pub(super) fn literals(&mut self, merged: &Merged) -> Option<Form> {
        let (values, at) = merged.values.as_ref()?;
        let values: Vec<Value> = values
            .iter()
            .filter(|value| fits(merged, value))
            .cloned()
            .collect();
        let literals = self.described(&values, at);
        enumeration(literals, merged.kinds.contains(&JsonKind::Number)).map(Form::Enumeration)
    }

    /// The type of a choice whose members are all strings, or all numbers, or all literals.
    pub(super) fn united_literals(&mut self, members: &[Member]) -> Option<Form> {
        if members
            .iter()
            .any(|member| !member.merged.choices.is_empty())
        {
            return None;
        }
        let strings = members
            .iter()
            .all(|member| member.is_only(JsonKind::String));
        let literal = members.iter().all(|member| member.merged.values.is_some());
        if !strings && !literal {
            return united_numbers(members);
        }
        let mut literals: Vec<Literal> = Vec::new();
        for member in members {
            for literal in self.literals_of(member) {
                if !literals.iter().any(|known| known.value == literal.value) {
                    literals.push(literal);
                }
            }
        }
        // A lone empty string beside text of any form says that there may be none: a text can say that itself.
        let text_or_empty = !literal
            && literals
                .iter()
                .all(|literal| literal.value == Value::String(String::new()));
        if text_or_empty {
            return Some(Form::Type(united_text(members)));
        }
        enumeration(literals, false).map(Form::Enumeration)
    }

    /// The values of one member of a choice: a `title` beside a single one is its name.
    fn literals_of(&mut self, member: &Member) -> Vec<Literal> {
        let Some((values, at)) = member.merged.values.clone() else {
            return Vec::new();
        };
        let mut literals = self.described(&values, &at);
        if let [only] = literals.as_mut_slice()
            && let Some((_, view)) = self.merger.view(&member.pointer)
        {
            only.name = only.name.take().or_else(|| view.data.title.clone());
            only.documentation.description = only
                .documentation
                .description
                .take()
                .or_else(|| view.data.description.clone());
            only.documentation.deprecated |= view.data.deprecated;
        }
        literals
    }

    /// Values with the names and descriptions that extensions beside `enum` give them.
    fn described(&self, values: &[Value], at: &Pointer) -> Vec<Literal> {
        let view = self.merger.view(at).map(|(_, view)| view);
        let described = values.iter().map(|value| {
            let rank = view.as_ref().and_then(|view| rank_of(view, value));
            let beside = |names: &[&str]| {
                view.as_ref()
                    .and_then(|view| beside(view, names, rank, value))
            };
            Literal {
                value: value.clone(),
                name: beside(&["x-enum-varnames", "x-enumNames", "x-enum-names"]),
                documentation: Documentation {
                    description: beside(&["x-enum-descriptions", "x-enumDescriptions"]),
                    ..Documentation::default()
                },
            }
        });
        described.collect()
    }
}

/// The enum of some literals; nothing where they are of types that an enum is no use for.
fn enumeration(literals: Vec<Literal>, fractions: bool) -> Option<Enumeration> {
    let all = |kind: JsonKind| {
        literals
            .iter()
            .all(|literal| kind_of_value(&literal.value) == kind)
    };
    let compound = literals
        .iter()
        .any(|literal| literal.value.is_array() || literal.value.is_object());
    if literals.is_empty() || compound || all(JsonKind::Boolean) {
        return None;
    }
    let small = literals
        .iter()
        .all(|literal| literal.value.as_i64().is_some());
    let representation = if all(JsonKind::String) {
        EnumerationRepresentation::String
    } else if small && !fractions {
        EnumerationRepresentation::Integer
    } else {
        EnumerationRepresentation::Json
    };
    let mut scope = Scope::new();
    let values = literals.into_iter().map(|literal| EnumerationValue {
        name: scope.variant(
            &literal
                .name
                .clone()
                .unwrap_or_else(|| text_of(&literal.value)),
        ),
        value: literal.value,
        documentation: literal.documentation,
    });
    Some(Enumeration {
        representation,
        values: values.collect(),
    })
}

/// Whether a value is of a type that its schema names.
fn fits(merged: &Merged, value: &Value) -> bool {
    let kind = kind_of_value(value);
    let whole = kind == JsonKind::Integer && merged.kinds.contains(&JsonKind::Number);
    merged.kinds.is_empty() || whole || merged.kinds.contains(&kind)
}

/// The type of a choice of strings without values: that of their format, if it is the same for all.
fn united_text(members: &[Member]) -> Type {
    let mut formats = members.iter().map(|member| member.merged.format.as_deref());
    let first = formats.next().flatten();
    let literal = members.iter().any(|member| member.merged.values.is_some());
    if !literal && formats.all(|format| format == first) {
        return scalar(JsonKind::String, first, &[], Scalars::default()).unwrap_or(Type::String);
    }
    Type::String
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Where a value stands in the list of its schema.
fn rank_of(view: &View<'_>, value: &Value) -> Option<usize> {
    let position = view
        .values
        .as_ref()?
        .iter()
        .position(|known| known == value)?;
    view.ranks.get(position).copied()
}

/// What an extension says of a value: by its place in a list, or by its text in an object.
fn beside(view: &View<'_>, names: &[&str], rank: Option<usize>, value: &Value) -> Option<String> {
    let extension = names.iter().find_map(|name| view.data.extension(name))?;
    let said = match extension {
        Value::Array(list) => rank.and_then(|rank| list.get(rank)),
        Value::Object(map) => map.get(&text_of(value)),
        _ => None,
    };
    said.and_then(Value::as_str)
        .filter(|text| !text.trim().is_empty())
        .map(str::to_owned)
}

/// The number that all members of a choice are: whole only when each is.
fn united_numbers(members: &[Member]) -> Option<Form> {
    let numeric =
        |member: &Member| member.is_only(JsonKind::Number) || member.is_only(JsonKind::Integer);
    let plain = members
        .iter()
        .all(|member| numeric(member) && member.merged.values.is_none());
    if !plain {
        return None;
    }
    let whole = members
        .iter()
        .all(|member| member.is_only(JsonKind::Integer));
    Some(Form::Type(if whole { Type::I64 } else { Type::F64 }))
}
