//! What a document says about a schema: prose, limits, default, examples. OpenAPI 3.0.3 §4.7.24.
//!
//! In goes a schema as openapiv3 has it; out comes [`Documentation`], text as the document has it.

use openapiv3::{AnySchema, ExternalDocumentation, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

use super::example;
use crate::ir::{Constraint, Documentation, ExternalDocumentation as External, JsonKind};
use crate::model::{Model, Pointer, Schema, SchemaKind, SchemaNode};

/// What a schema says itself, and where it is silent, what the schema that it stands for says.
pub(super) fn of_schema(model: &Model, pointer: &Pointer) -> Documentation {
    let mut documentation = Documentation::default();
    let mut current = pointer.clone();
    let mut seen: Vec<Pointer> = Vec::new();
    while !seen.contains(&current) {
        seen.push(current.clone());
        match model.schema(&current) {
            Some(SchemaNode::Reference(target)) => current = target.clone(),
            Some(SchemaNode::Schema(schema)) => {
                add(&mut documentation, of_own(schema));
                match only_parent(schema) {
                    Some(parent) => current = parent,
                    None => break,
                }
            }
            None => break,
        }
    }
    documentation
}

/// What one schema says itself.
fn of_own(schema: &Schema) -> Documentation {
    let data = &schema.schema_data;
    Documentation {
        title: told(data.title.as_ref()),
        summary: None,
        description: told(data.description.as_ref()),
        constraints: constraints(schema),
        default: data.default.as_deref().cloned(),
        examples: example::of_schema(data),
        deprecated: data.deprecated,
        external: data.external_docs.as_deref().map(external),
    }
}

/// `externalDocs`.
pub(super) fn external(external: &ExternalDocumentation) -> External {
    External {
        description: told(external.description.as_ref()),
        url: external.url.clone(),
    }
}

fn told(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// Fills what is still unsaid.
fn add(documentation: &mut Documentation, general: Documentation) {
    documentation.title = documentation.title.take().or(general.title);
    documentation.description = documentation.description.take().or(general.description);
    documentation.default = documentation.default.take().or(general.default);
    documentation.external = documentation.external.take().or(general.external);
    documentation.deprecated |= general.deprecated;
    if documentation.examples.is_empty() {
        documentation.examples = general.examples;
    }
    for constraint in general.constraints {
        if !documentation.constraints.contains(&constraint) {
            documentation.constraints.push(constraint);
        }
    }
}

/// The one schema that another stands for, with words of its own about it.
fn only_parent(schema: &Schema) -> Option<Pointer> {
    let all_of = match &schema.schema_kind {
        SchemaKind::AllOf(all_of) => all_of,
        SchemaKind::Any(any)
            if any.rest.properties.is_empty() && any.one_of.is_empty() && any.any_of.is_empty() =>
        {
            &any.all_of
        }
        _ => return None,
    };
    match all_of.as_slice() {
        [parent] => Some(parent.clone()),
        _ => None,
    }
}

/// Limits on values, without the format, which says nothing that could be counted or compared.
pub(super) fn limits(schema: &Schema) -> Vec<Constraint> {
    let mut limits = constraints(schema);
    limits.retain(|limit| !matches!(limit, Constraint::Format(_)));
    limits
}

/// Limits, the lower one before the upper one.
fn constraints(schema: &Schema) -> Vec<Constraint> {
    let mut constraints = bounds(schema);
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            let lengths = (string.min_length, string.max_length);
            add_text(&mut constraints, lengths, string.pattern.as_ref());
            add_format(
                &mut constraints,
                JsonKind::String,
                format_text(&string.format),
            );
        }
        SchemaKind::Type(Type::Integer(integer)) => {
            add_format(
                &mut constraints,
                JsonKind::Integer,
                format_text(&integer.format),
            );
        }
        SchemaKind::Type(Type::Number(number)) => {
            add_format(
                &mut constraints,
                JsonKind::Number,
                format_text(&number.format),
            );
        }
        SchemaKind::Type(Type::Array(array)) => {
            add_items(
                &mut constraints,
                (array.min_items, array.max_items),
                array.unique_items,
            );
        }
        SchemaKind::Type(Type::Object(object)) => {
            add_properties(
                &mut constraints,
                (object.min_properties, object.max_properties),
            );
        }
        SchemaKind::Any(any) => add_any(&mut constraints, &any.rest),
        _ => {}
    }
    constraints
}

fn add_any(constraints: &mut Vec<Constraint>, any: &AnySchema) {
    add_text(
        constraints,
        (any.min_length, any.max_length),
        any.pattern.as_ref(),
    );
    add_items(
        constraints,
        (any.min_items, any.max_items),
        any.unique_items == Some(true),
    );
    add_properties(constraints, (any.min_properties, any.max_properties));
    add_format(constraints, JsonKind::String, any.format.clone());
}

fn add_text(
    constraints: &mut Vec<Constraint>,
    lengths: (Option<usize>, Option<usize>),
    pattern: Option<&String>,
) {
    constraints.extend(lengths.0.map(|least| Constraint::MinLength(least as u64)));
    constraints.extend(lengths.1.map(|most| Constraint::MaxLength(most as u64)));
    constraints.extend(pattern.cloned().map(Constraint::Pattern));
}

fn add_items(
    constraints: &mut Vec<Constraint>,
    lengths: (Option<usize>, Option<usize>),
    unique: bool,
) {
    constraints.extend(lengths.0.map(|least| Constraint::MinItems(least as u64)));
    constraints.extend(lengths.1.map(|most| Constraint::MaxItems(most as u64)));
    constraints.extend(unique.then_some(Constraint::UniqueItems));
}

fn add_properties(constraints: &mut Vec<Constraint>, lengths: (Option<usize>, Option<usize>)) {
    constraints.extend(
        lengths
            .0
            .map(|least| Constraint::MinProperties(least as u64)),
    );
    constraints.extend(lengths.1.map(|most| Constraint::MaxProperties(most as u64)));
}

fn add_format(constraints: &mut Vec<Constraint>, kind: JsonKind, format: Option<String>) {
    let shown =
        format.filter(|format| !format.is_empty() && !super::schema::format_shows(kind, format));
    constraints.extend(shown.map(Constraint::Format));
}

fn format_text<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => {
            serde_json::to_value(item).ok()?.as_str().map(str::to_owned)
        }
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// Limits of numbers: as the document wrote them where the dialect kept that, else as openapiv3 read them.
fn bounds(schema: &Schema) -> Vec<Constraint> {
    let Some(Value::Object(bounds)) = schema.schema_data.extension("x-sdksmith-bounds") else {
        return read_bounds(schema);
    };
    let text = |key: &str| match bounds.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let least = |key, exclusive| text(key).map(|value| Constraint::Minimum { value, exclusive });
    let most = |key, exclusive| text(key).map(|value| Constraint::Maximum { value, exclusive });
    let limits = [
        least("minimum", false),
        least("exclusiveMinimum", true),
        most("maximum", false),
        most("exclusiveMaximum", true),
        text("multipleOf").map(Constraint::MultipleOf),
    ];
    limits.into_iter().flatten().collect()
}

fn read_bounds(schema: &Schema) -> Vec<Constraint> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Integer(integer)) => numbers(
            (integer.minimum, integer.exclusive_minimum),
            (integer.maximum, integer.exclusive_maximum),
            integer.multiple_of,
        ),
        SchemaKind::Type(Type::Number(number)) => numbers(
            (number.minimum, number.exclusive_minimum),
            (number.maximum, number.exclusive_maximum),
            number.multiple_of,
        ),
        SchemaKind::Any(any) => numbers(
            (any.rest.minimum, any.rest.exclusive_minimum == Some(true)),
            (any.rest.maximum, any.rest.exclusive_maximum == Some(true)),
            any.rest.multiple_of,
        ),
        _ => Vec::new(),
    }
}

fn numbers<N: ToString>(
    least: (Option<N>, bool),
    most: (Option<N>, bool),
    multiple_of: Option<N>,
) -> Vec<Constraint> {
    let least = least.0.map(|number| Constraint::Minimum {
        value: number.to_string(),
        exclusive: least.1,
    });
    let most = most.0.map(|number| Constraint::Maximum {
        value: number.to_string(),
        exclusive: most.1,
    });
    let factor = multiple_of.map(|number| Constraint::MultipleOf(number.to_string()));
    [least, most, factor].into_iter().flatten().collect()
}

/// What the document says of the API as a whole.
pub(super) fn of_api(model: &Model) -> Documentation {
    let summary = model
        .info
        .extensions
        .get("x-sdksmith-summary")
        .and_then(Value::as_str);
    Documentation {
        summary: summary.map(str::to_owned),
        description: told(model.info.description.as_ref()),
        external: model.external_docs.as_ref().map(external),
        ..Documentation::default()
    }
}

/// `info.contact`: name, address, e-mail, as far as they are given.
pub(super) fn contact(info: &openapiv3::Info) -> Vec<String> {
    let Some(contact) = &info.contact else {
        return Vec::new();
    };
    [&contact.name, &contact.url, &contact.email]
        .into_iter()
        .filter_map(|said| told(said.as_ref()))
        .collect()
}
