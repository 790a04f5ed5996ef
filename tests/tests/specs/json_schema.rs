//! A schema object as JSON Schema 2020-12, by the rules of the document's version.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::{
    document::{Document, elements, members, text},
    visit::{Direction, is_barred},
};

/// Keywords that say nothing about validity.
const ANNOTATIONS: [&str; 8] = [
    "title",
    "description",
    "example",
    "examples",
    "xml",
    "externalDocs",
    "deprecated",
    "nullable",
];

/// Compiles `schema`, which may refer to the components of its document.
pub(crate) fn validator(document: &Document, schema: &Value, direction: Direction) -> Validator {
    let converter = Converter {
        document,
        direction,
    };
    let components = document.root.get("components").unwrap_or(&Value::Null);
    let schemas = members(components, "schemas")
        .map(|(name, schema)| (name.clone(), converter.schema(schema)));
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [converter.schema(schema)],
        "components": { "schemas": schemas.collect::<Map<_, _>>() },
    });
    jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .expect("a valid schema")
}

struct Converter<'a> {
    document: &'a Document,
    direction: Direction,
}

impl Converter<'_> {
    fn schema(&self, schema: &Value) -> Value {
        let Some(object) = schema.as_object() else {
            return schema.clone();
        };
        let is_3_0 = self.document.is_3_0();
        if let Some(reference) = object.get("$ref").filter(|_| is_3_0) {
            return json!({ "$ref": reference });
        }
        let mut converted = Map::new();
        for (key, value) in object {
            match key.as_str() {
                "properties" => {
                    let properties =
                        members(schema, key).map(|(name, one)| (name.clone(), self.property(one)));
                    converted.insert(key.clone(), properties.collect());
                }
                "required" => {
                    let required =
                        elements(schema, key).filter(|name| !self.is_barred(schema, name));
                    converted.insert(key.clone(), required.cloned().collect());
                }
                "allOf" | "anyOf" => {
                    converted.insert(
                        key.clone(),
                        elements(schema, key).map(|one| self.schema(one)).collect(),
                    );
                }
                "oneOf" => self.one_of(schema, &mut converted),
                "items" | "additionalProperties" | "not" => {
                    converted.insert(key.clone(), self.schema(value));
                }
                "type" if is_3_0 && schema.get("nullable") == Some(&Value::Bool(true)) => {
                    converted.insert(key.clone(), json!([value, "null"]));
                }
                "discriminator" => {}
                key if ANNOTATIONS.contains(&key) || key.starts_with("x-") => {}
                _ => {
                    converted.insert(key.clone(), value.clone());
                }
            }
        }
        if is_3_0 {
            exclusive(&mut converted, "exclusiveMinimum", "minimum");
            exclusive(&mut converted, "exclusiveMaximum", "maximum");
        }
        Value::Object(converted)
    }

    /// With a discriminator, the variant is the one it names; without, exactly one has to fit.
    fn one_of(&self, schema: &Value, converted: &mut Map<String, Value>) {
        let Some(property) = schema.pointer("/discriminator/propertyName") else {
            converted.insert(
                "oneOf".to_owned(),
                elements(schema, "oneOf")
                    .map(|one| self.schema(one))
                    .collect(),
            );
            return;
        };
        let property = property.as_str().expect("the name of a property");
        let variants = discriminated(schema).into_iter().map(|(value, reference)| {
            json!({
                "required": [property],
                "properties": { property: { "const": value } },
                "allOf": [{ "$ref": reference }],
            })
        });
        converted.insert("oneOf".to_owned(), variants.collect());
    }

    fn property(&self, schema: &Value) -> Value {
        if is_barred(self.document.resolve(schema), self.direction) {
            json!(false)
        } else {
            self.schema(schema)
        }
    }

    fn is_barred(&self, schema: &Value, name: &Value) -> bool {
        let name = name.as_str().expect("the name of a property");
        let property = schema
            .get("properties")
            .and_then(|properties| properties.get(name));
        property.is_some_and(|property| is_barred(self.document.resolve(property), self.direction))
    }
}

/// The values of a discriminator, each with the reference it stands for: from the mapping, or else the schemas' names.
pub(crate) fn discriminated(schema: &Value) -> Vec<(String, String)> {
    let discriminator = schema.get("discriminator").unwrap_or(&Value::Null);
    let mapped = members(discriminator, "mapping").map(|(value, reference)| {
        (
            value.clone(),
            reference.as_str().expect("a reference").to_owned(),
        )
    });
    let mapped: Vec<_> = mapped.collect();
    let implied = elements(schema, "oneOf").map(|one| text(one, "$ref").to_owned());
    let implied = implied.filter(|reference| mapped.iter().all(|(_, other)| other != reference));
    let implied = implied.map(|reference| {
        (
            reference.rsplit('/').next().unwrap_or_default().to_owned(),
            reference,
        )
    });
    mapped.iter().cloned().chain(implied).collect()
}

/// In 3.0, `exclusiveMinimum: true` turns the `minimum` beside it into an exclusive one.
fn exclusive(schema: &mut Map<String, Value>, exclusive: &str, bound: &str) {
    if schema.remove(exclusive) == Some(Value::Bool(true))
        && let Some(limit) = schema.remove(bound)
    {
        schema.insert(exclusive.to_owned(), limit);
    }
}
