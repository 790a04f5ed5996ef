//! The root of a document of Swagger 2.0.

use super::operation::path_item;
use super::parameter::{is_in_body, parameter, request_body};
use super::reference::rewrite;
use crate::source::{Object, Origin, Value};

/// The whole document in the form of 3.0.
pub(super) fn document(root: &Value) -> Value {
    let Some(old) = root.as_object() else {
        return root.clone();
    };
    let mut new = Object::new();
    for key in ["info", "tags", "security", "externalDocs"] {
        if let Some(value) = old.get(key) {
            new.insert(key.to_owned(), value.clone());
        }
    }
    new.extend(
        old.iter()
            .filter(|(key, _)| key.starts_with("x-"))
            .map(|(key, value)| (key.to_owned(), value.clone())),
    );
    let servers = servers(root);
    if !servers.is_empty() {
        new.insert("servers".to_owned(), Value::array(servers, root.origin));
    }
    if let Some(paths) = old.get("paths") {
        let mut paths = paths.clone();
        for (path, item) in paths.as_object_mut().into_iter().flatten() {
            if !path.starts_with("x-") {
                path_item(item, root);
            }
        }
        new.insert("paths".to_owned(), paths);
    }
    new.insert("components".to_owned(), components(root));
    let mut document = Value::object(new, root.origin);
    rewrite(&mut document);
    document
}

/// `schemes`, `host` and `basePath` as servers.
fn servers(root: &Value) -> Vec<Value> {
    let text = |key: &str| {
        root.get(key)
            .and_then(Value::as_str)
            .map(|text| text.trim().to_owned())
    };
    let path = text("basePath").unwrap_or_default();
    let origin = root
        .get("host")
        .or_else(|| root.get("basePath"))
        .map_or(root.origin, |value| value.origin);
    let server =
        |url: String| Value::object([("url".to_owned(), Value::text(url, origin))], origin);
    let Some(host) = text("host").filter(|host| !host.is_empty()) else {
        return if path.is_empty() {
            Vec::new()
        } else {
            vec![server(path)]
        };
    };
    let mut schemes: Vec<&str> = root
        .get("schemes")
        .and_then(Value::as_array)
        .map(|schemes| schemes.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    schemes.retain(|scheme| matches!(*scheme, "http" | "https"));
    if schemes.is_empty() {
        schemes.push("https");
    }
    // The safe one is the default, wherever it stands in the list.
    schemes.sort_by_key(|scheme| *scheme != "https");
    schemes.dedup();
    let path = path.trim_end_matches('/');
    let slash = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    schemes
        .into_iter()
        .map(|scheme| server(format!("{scheme}://{host}{slash}{path}")))
        .collect()
}

fn components(root: &Value) -> Value {
    let mut components = Object::new();
    let members = |key: &str| root.get(key).and_then(Value::as_object);
    if let Some(definitions) = root.get("definitions") {
        components.insert("schemas".to_owned(), definitions.clone());
    }
    let mut parameters = Object::new();
    let mut bodies = Object::new();
    for (name, value) in members("parameters").into_iter().flatten() {
        if is_in_body(value) {
            let consumes = list(root, "consumes");
            bodies.insert(
                name.to_owned(),
                request_body(std::slice::from_ref(value), &consumes, value.origin),
            );
        } else {
            parameters.insert(name.to_owned(), parameter(value));
        }
    }
    let mut responses = Object::new();
    for (name, value) in members("responses").into_iter().flatten() {
        let mut value = value.clone();
        super::operation::response(&mut value, &list(root, "produces"));
        responses.insert(name.to_owned(), value);
    }
    let mut schemes = Object::new();
    for (name, value) in members("securityDefinitions").into_iter().flatten() {
        schemes.insert(name.to_owned(), security_scheme(value));
    }
    for (key, values) in [
        ("parameters", parameters),
        ("requestBodies", bodies),
        ("responses", responses),
        ("securitySchemes", schemes),
    ] {
        if !values.is_empty() {
            components.insert(key.to_owned(), Value::object(values, root.origin));
        }
    }
    Value::object(components, root.origin)
}

/// The texts of a list.
pub(super) fn list(value: &Value, key: &str) -> Vec<String> {
    let items = value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// A security scheme; a flow of OAuth becomes one of `flows`.
fn security_scheme(old: &Value) -> Value {
    let origin = old.origin;
    let Some(members) = old.as_object() else {
        return old.clone();
    };
    let mut new = members.clone();
    match members.get("type").and_then(Value::as_str) {
        Some("basic") => {
            new.insert("type".to_owned(), Value::text("http", origin));
            new.insert("scheme".to_owned(), Value::text("basic", origin));
        }
        Some("oauth2") => {
            let flow = match members.get("flow").and_then(Value::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some("password") => "password",
                _ => "implicit",
            };
            let mut inner = Object::new();
            for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
                if let Some(value) = new.remove(key) {
                    inner.insert(key.to_owned(), value);
                }
            }
            new.remove("flow");
            new.insert("flows".to_owned(), flows(flow, inner, origin));
        }
        _ => {}
    }
    Value::object(new, origin)
}

fn flows(name: &str, flow: Object, origin: Origin) -> Value {
    Value::object([(name.to_owned(), Value::object(flow, origin))], origin)
}
