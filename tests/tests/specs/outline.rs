//! A document in outline: operations, parameters, bodies, statuses and schemas, without texts, a line for each.

use serde_json::Value;

use crate::{
    document::{Document, elements, flag, members, text},
    notation::{is_nested, kind, last},
};

/// Stops at the first line in which the outline of the document differs from what the facts say.
pub(crate) fn compare(name: &'static str, facts: &str) {
    let outline = Outline::of(&Document::load(name));
    for (index, (found, wanted)) in outline.lines().zip(facts.lines()).enumerate() {
        assert_eq!(
            found,
            wanted,
            "specs/{name}.yaml (left) and line {} of its facts (right)",
            index + 1
        );
    }
    assert_eq!(
        outline.lines().count(),
        facts.lines().count(),
        "number of lines of specs/{name}.yaml and its facts"
    );
}

struct Outline<'a> {
    document: &'a Document,
    lines: String,
}

impl<'a> Outline<'a> {
    fn of(document: &'a Document) -> String {
        let mut outline = Self {
            document,
            lines: String::new(),
        };
        outline.head();
        outline.operations();
        outline.components();
        outline.lines
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.lines.push_str(&"  ".repeat(depth));
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    fn head(&mut self) {
        let root = &self.document.root;
        let info = root.get("info").unwrap_or(&Value::Null);
        self.line(
            0,
            &format!(
                "{} {} (OpenAPI {})",
                text(info, "title"),
                text(info, "version"),
                text(root, "openapi")
            ),
        );
        for server in elements(root, "servers") {
            self.line(0, &format!("server {}", text(server, "url")));
            for (name, variable) in members(server, "variables") {
                self.line(1, &format!("{name} = {:?}", text(variable, "default")));
            }
        }
        for tag in elements(root, "tags") {
            self.line(0, &format!("tag {}", text(tag, "name")));
        }
        for key in ["security", "x-speakeasy-globals", "x-speakeasy-retries"] {
            if let Some(value) = root.get(key) {
                self.line(0, &format!("{key} {value}"));
            }
        }
    }

    fn operations(&mut self) {
        let document = self.document;
        for operation in document.operations() {
            let value = operation.value;
            let id = value
                .get("operationId")
                .and_then(Value::as_str)
                .unwrap_or("(no operationId)");
            self.line(0, "");
            self.line(
                0,
                &format!(
                    "{} {} {id}",
                    operation.method.to_uppercase(),
                    operation.path
                ),
            );
            for key in [
                "x-speakeasy-group",
                "x-speakeasy-name-override",
                "tags",
                "security",
            ] {
                if let Some(value) = value.get(key) {
                    self.line(1, &format!("{key} {value}"));
                }
            }
            for parameter in operation.parameters {
                self.parameter(parameter);
            }
            if let Some(body) = value.get("requestBody") {
                self.content(
                    &format!("body{}", if flag(body, "required") { '!' } else { '?' }),
                    body,
                );
            }
            for (status, response) in members(value, "responses") {
                self.content(status, response);
            }
        }
    }

    fn parameter(&mut self, parameter: &Value) {
        let mut line = format!("{} {}", text(parameter, "in"), text(parameter, "name"));
        if let Some(style) = parameter.get("style").and_then(Value::as_str) {
            let explode = parameter.get("explode").and_then(Value::as_bool);
            let explode = if explode == Some(true) {
                ", explode"
            } else {
                ""
            };
            line = format!("{line} ({style}{explode})");
        }
        if let Some(name) = parameter
            .get("x-speakeasy-name-override")
            .and_then(Value::as_str)
        {
            line = format!("{line} as {name}");
        }
        let schema = parameter.get("schema").unwrap_or(&Value::Null);
        self.schema(1, &line, flag(parameter, "required"), schema);
    }

    fn content(&mut self, label: &str, value: &Value) {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            return self.line(1, &format!("{label}: {}", last(reference)));
        }
        let headers: Vec<_> = members(value, "headers")
            .map(|(name, _)| name.as_str())
            .collect();
        let headers = if headers.is_empty() {
            String::new()
        } else {
            format!(" [{}]", headers.join(", "))
        };
        let mut has_content = false;
        for (media_type, value) in members(value, "content") {
            has_content = true;
            let label = format!("{label}{headers} {media_type}");
            match value.get("schema") {
                Some(schema) => self.body(1, &label, schema),
                None => self.line(1, &format!("{label}: no schema")),
            }
        }
        if !has_content {
            self.line(1, &format!("{label}{headers}: nothing"));
        }
    }

    fn components(&mut self) {
        let Some(components) = self.document.root.get("components") else {
            return;
        };
        for (name, scheme) in members(components, "securitySchemes") {
            let mut scheme = scheme.clone();
            if let Some(object) = scheme.as_object_mut() {
                object.shift_remove("description");
            }
            self.line(0, "");
            self.line(0, &format!("security scheme {name} {scheme}"));
        }
        for (name, response) in members(components, "responses") {
            self.line(0, "");
            self.line(0, &format!("response {name}"));
            self.content("content", response);
        }
        for (name, schema) in members(components, "schemas") {
            self.line(0, "");
            self.body(0, name, schema);
        }
    }

    /// A schema that cannot be required, as it is no property.
    fn body(&mut self, depth: usize, label: &str, schema: &Value) {
        self.line(depth, &format!("{label}: {}", kind(schema)));
        self.inside(depth + 1, schema);
    }

    fn schema(&mut self, depth: usize, label: &str, required: bool, schema: &Value) {
        let mark = if required { '!' } else { '?' };
        self.line(depth, &format!("{label}{mark} {}", kind(schema)));
        self.inside(depth + 1, schema);
    }

    fn inside(&mut self, depth: usize, schema: &Value) {
        for (name, property) in members(schema, "properties") {
            let required = elements(schema, "required").any(|one| one.as_str() == Some(name));
            self.schema(depth, name, required, property);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(key).filter(|inner| is_nested(inner)) {
                self.body(depth, key, inner);
            }
        }
        for key in ["allOf", "oneOf", "anyOf"] {
            for inner in elements(schema, key) {
                self.body(depth, key, inner);
            }
        }
    }
}
