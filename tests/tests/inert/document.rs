//! A document with every feature, and the places of its texts.

use serde_json::Value;

/// A place of a text: the steps to it, and whether it is the name of the last step or the value there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub(crate) steps: Vec<String>,
    pub(crate) key: bool,
}

/// Objects whose keys are the author's to choose.
const NAMED: [&str; 9] = [
    "content",
    "examples",
    "headers",
    "mapping",
    "paths",
    "properties",
    "schemas",
    "scopes",
    "variables",
];

/// The document, harmless as it stands.
pub(crate) fn everything() -> Value {
    let text = std::fs::read_to_string("fixtures/hostile/everything.yaml").unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// Every place of a text but for references, which name places themselves.
pub(crate) fn places(document: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    visit(document, &mut Vec::new(), &mut places);
    places
}

fn visit(value: &Value, steps: &mut Vec<String>, places: &mut Vec<Place>) {
    let place = |steps: &[String], key| Place {
        steps: steps.to_vec(),
        key,
    };
    match value {
        Value::String(_) if steps.last().is_none_or(|step| step != "$ref") => {
            places.push(place(steps, false));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                steps.push(index.to_string());
                visit(item, steps, places);
                steps.pop();
            }
        }
        Value::Object(members) => {
            let named = steps
                .last()
                .is_some_and(|step| NAMED.contains(&step.as_str()));
            for (name, member) in members {
                steps.push(name.clone());
                if named {
                    places.push(place(steps, true));
                }
                visit(member, steps, places);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// The document with another text at a place. References to a schema follow its name.
pub(crate) fn with(document: &Value, place: &Place, text: &str) -> Value {
    let mut document = document.clone();
    let (last, parents) = place.steps.split_last().unwrap();
    let parent = parents
        .iter()
        .fold(&mut document, |value, step| match value {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            other => &mut other[step],
        });
    match parent {
        Value::Array(items) => items[last.parse::<usize>().unwrap()] = text.into(),
        Value::Object(members) if place.key => {
            *members = std::mem::take(members)
                .into_iter()
                .map(|(name, value)| {
                    if name == *last {
                        (text.to_owned(), value)
                    } else {
                        (name, value)
                    }
                })
                .collect();
        }
        other => other[last] = text.into(),
    }
    if place.key && parents.last().is_some_and(|step| step == "schemas") {
        let escaped = text
            .replace('~', "~0")
            .replace('/', "~1")
            .replace('%', "%25");
        rename(
            &mut document,
            &format!("#/components/schemas/{last}"),
            &format!("#/components/schemas/{escaped}"),
        );
    }
    document
}

fn rename(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text == old => new.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, old, new)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|member| rename(member, old, new)),
        _ => {}
    }
}
