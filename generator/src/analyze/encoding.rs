//! How the properties of forms and multipart bodies are sent. OpenAPI 3.1.1 §4.8.15.

use openapiv3::{Encoding, MediaType};

use super::body::Value;
use super::context::Context;
use super::parameter::CALL_METHODS;
use super::{header, media_type, style};
use crate::ir::{
    BodyEncoding, Explode, Field, Header, JsonKind, Parameter, ParameterStyle, Part, PartContent,
    PartHeader, RequestBody, Reserved, Type,
};
use crate::naming::Scope;

/// The properties of a form that are not sent as exploded `form`, which is how all others are.
pub(super) fn form_parts(
    context: &mut Context<'_, '_>,
    value: &Value,
    media: &MediaType,
) -> Vec<Part> {
    let mut parts = Vec::new();
    for field in fields(context, value) {
        let encoding = media.encoding.get(&field.wire_name);
        let way =
            match encoding.and_then(|encoding| style(context, value, &field.wire_name, encoding)) {
                Some(style) => style,
                None if is_structured(context, &field.r#type) => PartContent::Json,
                None => continue,
            };
        parts.push(part(&field, way, encoding, Vec::new()));
    }
    parts
}

/// Every part of a multipart body.
pub(super) fn multipart_parts(
    context: &mut Context<'_, '_>,
    value: &Value,
    media: &MediaType,
    stem: &str,
) -> Vec<Part> {
    let mut parts = Vec::new();
    for field in fields(context, value) {
        let encoding = media.encoding.get(&field.wire_name);
        let headers = encoding
            .map(|encoding| header::headers(context, &encoding.headers, stem, true))
            .unwrap_or_default();
        let headers = headers.into_iter().filter(|header| !is_of_content(header));
        let headers = headers.map(|header| PartHeader {
            // Which names are free is known when the parameters are.
            field: field.name.clone(),
            header,
        });
        let headers = headers.collect();
        let way = part_content(context, &field, encoding);
        parts.push(part(&field, way, encoding, headers));
    }
    parts
}

/// Whether a header follows from the content of its part, so that no caller sets it.
fn is_of_content(header: &Header) -> bool {
    ["content-type", "content-disposition"]
        .iter()
        .any(|name| header.wire_name.eq_ignore_ascii_case(name))
}

/// Names the headers of parts as nothing else among the inputs of their call is named.
pub(super) fn name_part_headers(body: &mut RequestBody, parameters: &[Parameter]) {
    let mut scope = Scope::new();
    scope.reserve(CALL_METHODS);
    scope.reserve([body.name.as_str()]);
    scope.reserve(parameters.iter().map(|parameter| parameter.name.as_str()));
    for body in &mut body.bodies {
        let BodyEncoding::Multipart(parts) = &mut body.encoding else {
            continue;
        };
        for part in parts {
            for header in &mut part.headers {
                let text = format!("{} {}", part.wire_name, header.header.wire_name);
                header.field = scope.field(&text);
            }
        }
    }
}

/// The fields of a body, free of the borrow of the types.
fn fields(context: &Context<'_, '_>, value: &Value) -> Vec<Field> {
    value
        .r#type
        .as_ref()
        .map(|r#type| context.types.fields(r#type).to_vec())
        .unwrap_or_default()
}

fn part(
    field: &Field,
    content: PartContent,
    encoding: Option<&Encoding>,
    headers: Vec<PartHeader>,
) -> Part {
    let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    // A list of types (`image/png, image/jpeg`) says what is taken, and leaves the choice to the caller.
    let content_type = content_type
        .filter(|text| !text.contains([',', '*']))
        .and_then(media_type::essence);
    Part {
        wire_name: field.wire_name.clone(),
        field: field.name.clone(),
        content,
        content_type,
        headers,
    }
}

fn part_content(
    context: &Context<'_, '_>,
    field: &Field,
    encoding: Option<&Encoding>,
) -> PartContent {
    let asked = encoding
        .and_then(|encoding| encoding.content_type.as_deref())
        .and_then(media_type::essence);
    let bare = context.types.bare(&field.r#type);
    let item = context
        .types
        .item(&bare)
        .map(|item| context.types.bare(&item));
    match (&bare, &item) {
        (Type::File | Type::Bytes, _) => PartContent::File,
        (_, Some(Type::File | Type::Bytes)) => PartContent::Files,
        _ if asked
            .as_deref()
            .is_some_and(|asked| asked.ends_with("json")) =>
        {
            PartContent::Json
        }
        _ if is_structured(context, &bare) => PartContent::Json,
        _ => PartContent::Text,
    }
}

/// Whether values of a type, or of its items, are objects or lists, which text has no form for.
fn is_structured(context: &Context<'_, '_>, r#type: &Type) -> bool {
    let item = context.types.item(r#type);
    let kinds = context.types.kinds(item.as_ref().unwrap_or(r#type));
    kinds
        .iter()
        .any(|kind| matches!(kind, JsonKind::Object | JsonKind::Array))
        && !kinds.contains(&JsonKind::String)
}

/// The style of a property of a form, where `encoding` gives one.
fn style(
    context: &Context<'_, '_>,
    value: &Value,
    name: &str,
    encoding: &Encoding,
) -> Option<PartContent> {
    let place = value.place.child("encoding").child(name);
    let document = context.model.document();
    let written = |key: &str| document.get(&place.child(key)).is_some();
    if !["style", "explode", "allowReserved"]
        .into_iter()
        .any(written)
    {
        return None;
    }
    let style = encoding
        .style
        .as_ref()
        .map_or(ParameterStyle::Form, style::query_style);
    let exploded = match style {
        ParameterStyle::DeepObject => true,
        style if !written("explode") => style == ParameterStyle::Form,
        _ => encoding.explode,
    };
    let explode = if exploded { Explode::Yes } else { Explode::No };
    let reserved = if encoding.allow_reserved {
        Reserved::Allowed
    } else {
        Reserved::Encoded
    };
    Some(PartContent::Style {
        style,
        explode,
        reserved,
    })
}
