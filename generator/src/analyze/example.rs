//! Examples of values. OpenAPI 3.0.3 §4.7.19, §4.7.24.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;

use crate::ir::Example;
use crate::model::SchemaData;

/// The examples of a schema: `example`, then `examples`.
pub(super) fn of_schema(data: &SchemaData) -> Vec<Example> {
    let listed = match data.extension("x-sdksmith-examples") {
        Some(Value::Array(values)) => values.as_slice(),
        _ => &[],
    };
    unique(
        data.example
            .as_deref()
            .into_iter()
            .chain(listed)
            .map(unnamed)
            .collect(),
    )
}

/// The examples of a parameter, header or media type: `example`, then `examples` by name.
///
/// An example whose value lies outside the document is left out.
pub(super) fn examples(
    example: Option<&Value>,
    named: &IndexMap<String, ReferenceOr<openapiv3::Example>>,
) -> Vec<Example> {
    let named = named.iter().filter_map(|(name, example)| {
        let ReferenceOr::Item(item) = example else {
            return None;
        };
        let value = item.value.clone()?;
        let summary = item.summary.clone().or_else(|| item.description.clone());
        Some(Example {
            name: Some(name.clone()),
            summary,
            value,
        })
    });
    unique(example.map(unnamed).into_iter().chain(named).collect())
}

fn unnamed(value: &Value) -> Example {
    Example {
        name: None,
        summary: None,
        value: value.clone(),
    }
}

/// Leaves out what was shown before.
fn unique(examples: Vec<Example>) -> Vec<Example> {
    let mut unique: Vec<Example> = Vec::new();
    for example in examples {
        if !unique.iter().any(|known| known.value == example.value) {
            unique.push(example);
        }
    }
    unique.shrink_to_fit();
    unique
}
