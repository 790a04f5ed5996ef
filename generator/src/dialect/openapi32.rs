//! What OpenAPI 3.2 adds, into the form of 3.0. OpenAPI 3.2.0 §4.

use super::openapi31::rename;
use super::shape::Kind;
use crate::source::{Object, Value, ValueKind};

/// Brings an object of the specification into the form of 3.0; the schemas in it are not its concern.
pub(super) fn object(value: &mut Value, kind: Kind) {
    let origin = value.origin;
    let Some(members) = value.as_object_mut() else {
        return;
    };
    match kind {
        Kind::Tag => {
            for key in ["summary", "parent", "kind"] {
                rename(members, key, &format!("x-sdksmith-{key}"));
            }
        }
        Kind::Info | Kind::Response => rename(members, "summary", "x-sdksmith-summary"),
        Kind::Server => rename(members, "name", "x-sdksmith-name"),
        Kind::Example => {
            rename(members, "dataValue", "value");
            rename(members, "serializedValue", "value");
        }
        // The model of 3.0 has no such type; a scheme of HTTP without a name says that the transport does it.
        Kind::SecurityScheme
            if members.get("type").and_then(Value::as_str) == Some("mutualTLS") =>
        {
            members.insert("type".to_owned(), Value::text("http", origin));
            members.insert("scheme".to_owned(), Value::text("mutual-tls", origin));
            members.insert(
                "x-sdksmith-mutual-tls".to_owned(),
                Value::boolean(true, origin),
            );
        }
        Kind::Flows => rename(
            members,
            "deviceAuthorization",
            "x-sdksmith-device-authorization",
        ),
        Kind::Parameter => {
            if members.get("in").and_then(Value::as_str) == Some("querystring") {
                members.insert("in".to_owned(), Value::text("query", origin));
                members.insert(
                    "x-sdksmith-querystring".to_owned(),
                    Value::boolean(true, origin),
                );
            }
            if members.get("style").and_then(Value::as_str) == Some("cookie") {
                members.insert("style".to_owned(), Value::text("form", origin));
                members.insert(
                    "x-sdksmith-cookie-style".to_owned(),
                    Value::boolean(true, origin),
                );
            }
        }
        Kind::Header | Kind::Encoding => {
            // openapiv3 has no `explode` of a header, and none of an encoding that was left out.
            if let Some(explode) = members.get("explode").and_then(Value::as_bool) {
                members.insert(
                    "x-sdksmith-explode".to_owned(),
                    Value::new(ValueKind::Bool(explode), origin),
                );
            }
        }
        _ => {}
    }
}

/// The fields of a server-sent event. OpenAPI 3.2.0 §4.14.4.
const EVENT_FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// In a schema of server-sent events, puts what the text of `data` holds in the place of the text: JSON, of the schema that
/// `contentSchema` gives.
pub(super) fn event_data(members: &mut Object) {
    let properties = members.get_mut("properties");
    let Some(properties) = properties.and_then(Value::as_object_mut) else {
        return;
    };
    let of_events = properties.keys().all(|name| {
        let name: &str = name;
        EVENT_FIELDS.contains(&name)
    });
    if !of_events {
        return;
    }
    let Some(data) = properties.get_mut("data") else {
        return;
    };
    let says = |key: &str, expected: &str| data.get(key).and_then(Value::as_str) == Some(expected);
    if says("type", "string")
        && says("contentMediaType", "application/json")
        && let Some(content) = data.get("contentSchema").cloned()
    {
        *data = content;
    }
}
