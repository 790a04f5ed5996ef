//! The inputs of an operation, and the values that each may have.

use openapiv3::{Parameter, ParameterSchemaOrContent, ReferenceOr, Schema};
use sdksmith::Survey;
use sdksmith::ir::{self, BodyEncoding, ParameterLocation, Type};
use sdksmith::model::{self, Pointer};
use serde_json::Value;

use crate::roundtrip::{Sent, Values, Writer};

/// How many values of our own making an input is tried with.
const WIDTH: usize = 40;

/// The key of the body among the inputs.
pub(super) const BODY: &str = "body";

/// An input of an operation.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its key in a call: the index of the parameter, or [`BODY`].
    pub(super) key: String,
    pub(super) required: bool,
    /// What it may be, examples first. Empty when no value can be made.
    pub(super) values: Vec<Sent>,
}

/// The inputs of an operation.
pub(super) fn slots(
    operation: &ir::Operation,
    survey: &Survey,
    values: &Values<'_>,
    writer: &Writer<'_>,
) -> Vec<Slot> {
    let Some(read) = read(operation, survey) else {
        return Vec::new();
    };
    let mut slots = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if parameter.global {
            continue;
        }
        slots.push(Slot {
            key: index.to_string(),
            required: parameter.required,
            values: of_parameter(parameter, read, survey, values, writer),
        });
    }
    if let Some(body) = &operation.body {
        slots.push(Slot {
            key: BODY.to_owned(),
            required: body.required,
            values: of_body(body, read, survey, values, writer),
        });
    }
    slots
}

/// The operation as it was read.
pub(super) fn read<'a>(
    operation: &ir::Operation,
    survey: &'a Survey,
) -> Option<&'a model::Operation> {
    let mut all = survey.model.operations.iter();
    all.find(|read| {
        read.path == operation.path.template && read.method == operation.method.as_str()
    })
}

/// The place of a schema.
pub(super) fn place(schema: &ReferenceOr<Schema>) -> Option<Pointer> {
    match schema {
        ReferenceOr::Reference { reference } => Pointer::from_own_reference(reference),
        ReferenceOr::Item(_) => None,
    }
}

fn of_parameter(
    parameter: &ir::Parameter,
    read: &model::Operation,
    survey: &Survey,
    values: &Values<'_>,
    writer: &Writer<'_>,
) -> Vec<Sent> {
    let same = |data: &openapiv3::ParameterData| data.name == parameter.wire_name;
    let data = read.parameters.iter().find_map(|located| {
        let (data, location) = match &located.value {
            Parameter::Path { parameter_data, .. } => (parameter_data, ParameterLocation::Path),
            Parameter::Query { parameter_data, .. } => (parameter_data, ParameterLocation::Query),
            Parameter::Header { parameter_data, .. } => (parameter_data, ParameterLocation::Header),
            Parameter::Cookie { parameter_data, .. } => (parameter_data, ParameterLocation::Cookie),
        };
        (same(data) && location == parameter.location).then_some(data)
    });
    let schema = data.and_then(|data| match &data.format {
        ParameterSchemaOrContent::Schema(schema) => place(schema),
        ParameterSchemaOrContent::Content(content) => content
            .values()
            .find_map(|media| media.schema.as_ref().and_then(place)),
    });
    let (Some(schema), Some(_)) = (schema, writer.text(&parameter.r#type)) else {
        return Vec::new();
    };
    let sent = values.of_request(&survey.model, &schema).into_iter();
    sent.filter(|sent| goes(&sent.value, parameter.location))
        .take(WIDTH)
        .collect()
}

/// Whether a value has a form outside of JSON that a server can read back: what has none is refused before it is sent,
/// which tests of the runtime show.
fn goes(value: &Value, location: ParameterLocation) -> bool {
    let plain = |text: &str| match location {
        ParameterLocation::Path => !matches!(text, "" | "." | ".."),
        ParameterLocation::Header | ParameterLocation::Cookie => {
            !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
        }
        ParameterLocation::Query | ParameterLocation::QueryString => !text.is_empty(),
    };
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => plain(text),
        Value::Array(items) => {
            !items.is_empty()
                && items
                    .iter()
                    .all(|item| !item.is_array() && !item.is_object() && goes(item, location))
        }
        Value::Object(members) => {
            !members.is_empty()
                && members
                    .values()
                    .all(|item| !item.is_array() && !item.is_object() && goes(item, location))
        }
    }
}

fn of_body(
    body: &ir::RequestBody,
    read: &model::Operation,
    survey: &Survey,
    values: &Values<'_>,
    writer: &Writer<'_>,
) -> Vec<Sent> {
    let (Some(first), Some(located)) = (body.bodies.first(), &read.request_body) else {
        return Vec::new();
    };
    if matches!(first.r#type, Type::Bytes) {
        let what = "bytes".to_owned();
        let value = Value::from("some bytes");
        return vec![Sent { what, value }];
    }
    let media = located.value.content.get(&first.media_type);
    let schema = media.and_then(|media| media.schema.as_ref().and_then(place));
    let (Some(schema), Some(_)) = (schema, writer.text(&body.r#type)) else {
        return Vec::new();
    };
    let sent = values.of_request(&survey.model, &schema).into_iter();
    sent.filter(|sent| can_be_told(&sent.value, &first.encoding))
        .take(WIDTH)
        .collect()
}

/// Whether Prism can tell a body from another: it takes one without a byte for none, and a list of one item in a form
/// for that item.
fn can_be_told(value: &Value, encoding: &BodyEncoding) -> bool {
    match (encoding, value) {
        (BodyEncoding::Text, Value::String(text)) => !text.is_empty(),
        (BodyEncoding::Form(_), Value::Object(members)) => {
            let mut values = members.values();
            !values.any(|value| value.as_array().is_some_and(|items| items.len() == 1))
        }
        _ => true,
    }
}
