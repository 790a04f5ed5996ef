//! Parameters that are set once on the client: `x-speakeasy-globals`.

#[cfg(test)]
mod tests;

use super::context::{Context, Fault};
use super::header;
use super::schema::Role;
use crate::diagnostic::Code;
use crate::ir::{Documentation, Example, GlobalParameter, ParameterLocation, Type};
use crate::model::Pointer;
use crate::naming::Scope;
use crate::source::Value;

/// The global parameters of the document; `setters` holds the names that the builder has already.
pub(super) fn global_parameters(
    context: &mut Context<'_, '_>,
    setters: &mut Scope,
) -> Vec<GlobalParameter> {
    let model = context.model;
    let list = Pointer::of(["x-speakeasy-globals", "parameters"]);
    let count = model
        .document()
        .get(&list)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let mut globals = Vec::new();
    for index in 0..count {
        let place = followed(context, list.index(index));
        if let Some(global) = global_parameter(context, &place, setters) {
            globals.push(global);
        } else {
            context.report(
                &place,
                Fault {
                    code: Code::UnsupportedFeature,
                    message: "entry of `x-speakeasy-globals` is no parameter of a query or header"
                        .to_owned(),
                    label: "left out",
                    help: "give it `name` and `in: query` or `in: header`",
                },
            );
        }
    }
    globals
}

/// The place that a reference points to, or the place itself.
fn followed(context: &Context<'_, '_>, mut place: Pointer) -> Pointer {
    // A chain of references is short; the bound holds for a circle.
    for _ in 0..16 {
        let reference = context
            .model
            .document()
            .get(&place)
            .and_then(|value| value.get("$ref"))
            .and_then(Value::as_str);
        match reference.and_then(Pointer::from_reference) {
            Some(target) => place = target,
            None => break,
        }
    }
    place
}

fn global_parameter(
    context: &mut Context<'_, '_>,
    place: &Pointer,
    setters: &mut Scope,
) -> Option<GlobalParameter> {
    let model = context.model;
    let value = model.document().get(place)?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let wire_name = text("name").filter(|name| !name.is_empty())?;
    let location = match value.get("in").and_then(Value::as_str)? {
        "query" => ParameterLocation::Query,
        "header" if header::is_sendable(context, place, &wire_name) => ParameterLocation::Header,
        "path" => ParameterLocation::Path,
        _ => return None,
    };
    let asked =
        text("x-speakeasy-name-override").filter(|name| name.contains(char::is_alphanumeric));
    let name = asked.unwrap_or_else(|| wire_name.clone());
    let schema = place.child("schema");
    let mut documentation = Documentation::default();
    let mut r#type = Type::String;
    if model.schema(&schema).is_some() {
        let role = Role::Parameter {
            stem: "Global".to_owned(),
            name: name.clone(),
        };
        r#type = super::style::value_type(context, &schema, &role);
        documentation = context.types.documentation(&schema);
    }
    if let Some(description) = text("description") {
        documentation.description = Some(description);
    }
    if let Some(example) = value.get("example") {
        documentation.examples = vec![Example {
            name: None,
            summary: None,
            value: example.to_json(),
        }];
    }
    documentation.deprecated |= value
        .get("deprecated")
        .and_then(Value::as_bool)
        .unwrap_or_default();
    let setter = setters.method(&name);
    let argument = Scope::new().argument(&name);
    Some(GlobalParameter {
        setter,
        argument,
        location,
        wire_name,
        r#type,
        documentation,
    })
}
