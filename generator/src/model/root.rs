//! What stands at the root of a document.

use indexmap::IndexMap;

use super::value::Reader;
use super::{Located, Pointer};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::dialect::UNRESOLVED;
use crate::source::{Object, Value};

/// `info`, with whatever it has.
pub(super) fn info(reader: &Reader<'_>, sink: &mut Sink) -> openapiv3::Info {
    let pointer = Pointer::of(["info"]);
    let value = reader.document.get(&pointer);
    value
        .and_then(|value| reader.located(pointer, value.to_json(), sink))
        .map_or_else(Default::default, |info| info.value)
}

/// `externalDocs`.
pub(super) fn external_docs(
    reader: &Reader<'_>,
    sink: &mut Sink,
) -> Option<openapiv3::ExternalDocumentation> {
    let pointer = Pointer::of(["externalDocs"]);
    let value = reader.document.get(&pointer)?;
    reader
        .located(pointer, value.to_json(), sink)
        .map(|docs| docs.value)
}

/// `security`, as it stands.
pub(super) fn security(reader: &Reader<'_>) -> Option<Vec<openapiv3::SecurityRequirement>> {
    let value = reader.document.get(&Pointer::of(["security"]))?;
    serde_json::from_value(value.to_json()).ok()
}

/// The names of the schemas of `components`, and their places.
pub(super) fn components(reader: &Reader<'_>) -> IndexMap<String, Pointer> {
    let schemas = Pointer::of(["components", "schemas"]);
    let members = reader
        .document
        .get(&schemas)
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    members
        .filter(|(_, value)| value.get(UNRESOLVED).is_none())
        .map(|(name, _)| (name.to_owned(), schemas.child(name)))
        .collect()
}

/// The security schemes of `components`, by name.
pub(super) fn security_schemes(
    reader: &Reader<'_>,
    sink: &mut Sink,
) -> IndexMap<String, Located<openapiv3::SecurityScheme>> {
    let schemes = Pointer::of(["components", "securitySchemes"]);
    let names = reader
        .document
        .get(&schemes)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Object::keys);
    let mut found = IndexMap::new();
    for name in names {
        let Some((at, value)) = reader.follow(&schemes.child(name), sink) else {
            continue;
        };
        let mut json = value.to_json();
        if let Err(missing) = complete(&mut json) {
            let message = format!("security scheme has no `{missing}`: `{name}`");
            let place = reader.document.key_place(&at);
            sink.push(Diagnostic::new(
                Code::MissingField,
                message,
                place,
                format!("`{missing}` is missing"),
            ));
            continue;
        }
        if let Some(scheme) = reader.located(at, json, sink) {
            found.insert(name.to_owned(), scheme);
        }
    }
    found
}

/// Checks what a scheme of its type has to have, and leaves out flows that lack an address.
fn complete(json: &mut serde_json::Value) -> Result<(), &'static str> {
    let required: &[&'static str] = match json.get("type").and_then(serde_json::Value::as_str) {
        Some("apiKey") => &["name", "in"],
        Some("http") => &["scheme"],
        Some("oauth2") => &["flows"],
        Some("openIdConnect") => &["openIdConnectUrl"],
        _ => &["type"],
    };
    if let Some(missing) = required.iter().find(|key| json.get(**key).is_none()) {
        return Err(missing);
    }
    if let Some(flows) = json
        .get_mut("flows")
        .and_then(serde_json::Value::as_object_mut)
    {
        flows.retain(|name, flow| {
            let needed: &[&str] = match name.as_str() {
                "implicit" => &["authorizationUrl"],
                "password" | "clientCredentials" => &["tokenUrl"],
                "authorizationCode" => &["authorizationUrl", "tokenUrl"],
                _ => &[],
            };
            needed.iter().all(|key| flow.get(*key).is_some())
        });
    }
    Ok(())
}
