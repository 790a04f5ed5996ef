//! Path items, operations and responses of Swagger 2.0.

use super::parameter::{header, is_in_body, parameter, request_body};
use super::reference::followed;
use super::root::list;
use crate::source::Value;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// Brings a path item into the form of 3.0.
pub(super) fn path_item(item: &mut Value, root: &Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    let shared = members
        .get("parameters")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let (in_body, rest): (Vec<_>, Vec<_>) = shared
        .into_iter()
        .partition(|parameter| is_in_body(followed(root, parameter)));
    if let Some(parameters) = members.get_mut("parameters") {
        let origin = parameters.origin;
        *parameters = Value::array(rest.iter().map(parameter).collect(), origin);
    }
    for (key, value) in members.iter_mut() {
        if METHODS.contains(&key) {
            operation(value, &in_body, root);
        }
    }
}

fn operation(operation: &mut Value, shared: &[Value], root: &Value) {
    let own = |key: &str| {
        let own = operation.get(key).is_some();
        if own {
            list(operation, key)
        } else {
            list(root, key)
        }
    };
    let (consumes, produces) = (own("consumes"), own("produces"));
    let Some(members) = operation.as_object_mut() else {
        return;
    };
    members.remove("consumes");
    members.remove("produces");
    members.remove("schemes");
    let mut body: Vec<Value> = shared
        .iter()
        .map(|parameter| followed(root, parameter).clone())
        .collect();
    if let Some(parameters) = members.get_mut("parameters") {
        let at = parameters.origin;
        let mut rest = Vec::new();
        for old in parameters.as_array().into_iter().flatten() {
            let target = followed(root, old);
            if is_in_body(target) {
                body.push(target.clone());
            } else {
                rest.push(parameter(old));
            }
        }
        *parameters = Value::array(rest, at);
    }
    if let Some(first) = body.first() {
        let at = first.origin;
        members.insert("requestBody".to_owned(), request_body(&body, &consumes, at));
    }
    let responses = members.get_mut("responses").and_then(Value::as_object_mut);
    for (status, value) in responses.into_iter().flatten() {
        if !status.starts_with("x-") {
            response(value, &produces);
        }
    }
}

/// Brings a response into the form of 3.0: its schema under each of the content types.
pub(super) fn response(response: &mut Value, produces: &[String]) {
    let origin = response.origin;
    let Some(members) = response
        .as_object_mut()
        .filter(|members| !members.contains_key("$ref"))
    else {
        return;
    };
    for (_, value) in members
        .get_mut("headers")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flatten()
    {
        header(value);
    }
    let examples = members.remove("examples");
    let Some(schema) = members.remove("schema") else {
        return;
    };
    let is_file = schema.get("type").and_then(Value::as_str) == Some("file");
    let types = match produces {
        [] if is_file => vec!["application/octet-stream".to_owned()],
        [] => vec!["application/json".to_owned()],
        produces => produces.to_vec(),
    };
    let content = types.into_iter().map(|name| {
        let mut media = vec![("schema".to_owned(), schema.clone())];
        if let Some(example) = examples.as_ref().and_then(|examples| examples.get(&name)) {
            media.push(("example".to_owned(), example.clone()));
        }
        (name, Value::object(media, origin))
    });
    let content: Vec<_> = content.collect();
    members.insert("content".to_owned(), Value::object(content, origin));
}
