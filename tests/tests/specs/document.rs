//! One specification: reading it, following references, finding its operations.

use std::{fs, path::Path};

use serde_json::{Map, Value};

/// The names of all specifications, as paths under `specs/` without the ending.
const NAMES: [&str; 5] = [
    "clients/formance",
    "clients/sunshine",
    "managed_users/calcom",
    "consumers/apideck",
    "applications/logto",
];

/// The methods an operation may have, in the order they are listed.
const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace",
];

/// A specification, with its members in source order.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) root: Value,
}

/// An operation and where it is.
pub(crate) struct Operation<'a> {
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) value: &'a Value,
    /// The parameters of the path item and those of the operation, references followed.
    pub(crate) parameters: Vec<&'a Value>,
}

impl Document {
    pub(crate) fn all() -> Vec<Self> {
        NAMES.into_iter().map(Self::load).collect()
    }

    pub(crate) fn load(name: &'static str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../specs")
            .join(name)
            .with_extension("yaml");
        let text =
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let root = serde_yaml::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Self { name, root }
    }

    /// Whether the document follows the rules of version 3.0, as against those of 3.1.
    pub(crate) fn is_3_0(&self) -> bool {
        text(&self.root, "openapi").starts_with("3.0.")
    }

    /// What `value` refers to, or itself if it is no reference.
    pub(crate) fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
            return value;
        };
        let pointer = reference
            .strip_prefix('#')
            .expect("a reference into the document itself");
        let target = self
            .root
            .pointer(pointer)
            .unwrap_or_else(|| panic!("{reference} points to nothing"));
        self.resolve(target)
    }

    /// The operations in source order of their paths.
    pub(crate) fn operations(&self) -> Vec<Operation<'_>> {
        let mut operations = Vec::new();
        for (path, item) in members(&self.root, "paths") {
            for method in METHODS {
                let Some(value) = item.get(method) else {
                    continue;
                };
                let of_item = elements(item, "parameters");
                let parameters = of_item
                    .chain(elements(value, "parameters"))
                    .map(|one| self.resolve(one))
                    .collect();
                operations.push(Operation {
                    method,
                    path,
                    value,
                    parameters,
                });
            }
        }
        operations
    }
}

/// The members of the object at `key`; none if there is no such object.
pub(crate) fn members<'a>(
    value: &'a Value,
    key: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}

/// The elements of the array at `key`; none if there is no such array.
pub(crate) fn elements<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The string at `key`; empty if there is no such string.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether the boolean at `key` is there and true.
pub(crate) fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}
