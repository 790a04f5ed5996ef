//! What a specification says: its examples, and its statuses.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A specification of `specs/`.
pub(crate) struct Spec(Value);

/// A documented response.
pub(crate) struct Answer {
    /// The status as the document writes it.
    pub(crate) status: String,
    /// The example of its JSON body, if it has a schema.
    pub(crate) example: Option<Value>,
}

impl Spec {
    /// Reads `specs/{name}.yaml`.
    pub(crate) fn load(name: &str) -> Self {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let text = fs::read_to_string(specs.join(name).with_extension("yaml")).unwrap();
        Self(serde_yaml::from_str(&text).unwrap())
    }

    /// The example of an operation's request body.
    pub(crate) fn request(&self, method: &str, path: &str) -> Value {
        let body = self.resolved(&self.operation(method, path)["requestBody"]);
        self.example(&body["content"]["application/json"]).unwrap()
    }

    /// Every documented response of an operation.
    pub(crate) fn answers(&self, method: &str, path: &str) -> Vec<Answer> {
        let responses = self.operation(method, path)["responses"]
            .as_object()
            .unwrap();
        let answer = |(status, response): (&String, &Value)| Answer {
            status: status.clone(),
            example: self.example(&self.resolved(response)["content"]["application/json"]),
        };
        responses.iter().map(answer).collect()
    }

    /// The number of operations.
    pub(crate) fn operations(&self) -> usize {
        let is_method =
            |key: &&String| ["get", "put", "post", "delete", "patch"].contains(&key.as_str());
        let paths = self.0["paths"].as_object().unwrap();
        paths
            .values()
            .map(|item| item.as_object().unwrap().keys().filter(is_method).count())
            .sum()
    }

    fn operation(&self, method: &str, path: &str) -> &Value {
        &self.0["paths"][path][method.to_lowercase()]
    }

    fn example(&self, media_type: &Value) -> Option<Value> {
        media_type.get("schema")?;
        if let Some(example) = media_type.get("example") {
            return Some(example.clone());
        }
        let examples = media_type["examples"].as_object().unwrap();
        let first = examples.values().next().unwrap();
        Some(self.resolved(first)["value"].clone())
    }

    fn resolved<'s>(&'s self, value: &'s Value) -> &'s Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self
                .0
                .pointer(reference.strip_prefix('#').unwrap())
                .unwrap(),
            None => value,
        }
    }
}

#[test]
fn the_five_have_42_operations() {
    let of = |name: &str| Spec::load(name).operations();
    let counts = [
        of("clients/formance"),
        of("clients/sunshine"),
        of("managed_users/calcom"),
        of("consumers/apideck"),
        of("applications/logto"),
    ];
    assert_eq!(counts, [9, 3, 6, 3, 21]);
}
