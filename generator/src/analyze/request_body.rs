//! Request bodies. OpenAPI 3.1.1 §4.8.13.

#[cfg(test)]
mod tests;

use super::body::{self, Offer, ranked};
use super::context::{Context, Fault};
use super::media_type::Form;
use super::schema::{BodyForm, Role};
use super::stream;
use super::style::pointer;
use crate::diagnostic::Code;
use crate::ir::{
    Body, BodyEncoding, Documentation, RequestBody, Rules, Selection, Shape, Type, TypeKind, Union,
    Variant,
};
use crate::model::{Located, Operation, Pointer};
use crate::naming::Scope;

/// The body of an operation; `None` where it has none, or none that can be sent.
///
/// Of several media types the preferred one is first: JSON, then multipart, form, lines, XML, text, bytes. Where they take values
/// of different types, the type of the value chooses; of those that take the same type, the preferred one is sent.
pub(super) fn request_body(
    context: &mut Context<'_, '_>,
    operation: &Operation,
    stem: &str,
) -> Option<RequestBody> {
    let located = operation.request_body.as_ref()?;
    let mut bodies: Vec<Body> = Vec::new();
    let mut forms: Vec<Form> = Vec::new();
    let mut told: Vec<Pointer> = Vec::new();
    for mut offer in ranked(context, &located.pointer, &located.value.content) {
        offer.first = bodies.is_empty();
        // Text and bytes that the document describes as something else are for those who write them by hand.
        if !bodies.is_empty() && is_raw(&offer) && is_described(context, &offer) {
            continue;
        }
        let form = offer.form;
        let role = role(stem, form, bodies.is_empty());
        if form == Form::Xml && is_told_before(context, &offer, &told) {
            continue;
        }
        told.extend(offer.media.schema.as_ref().and_then(pointer));
        let body = one(context, offer, &role, stem);
        // XML that no type describes is text, for those who write it by hand.
        if form == Form::Xml && body.encoding == BodyEncoding::Text && !bodies.is_empty() {
            continue;
        }
        bodies.push(body);
        forms.push(form);
    }
    let Some(first) = bodies.first() else {
        report_unsendable(context, located);
        return None;
    };
    let mut r#type = first.r#type.clone();
    if bodies.iter().any(|body| body.r#type != r#type) {
        (bodies, forms) = of_different_types(bodies, forms);
        r#type = choice(context, located, &bodies, &forms, stem);
    } else {
        // A text that JSON is made of is not sent as it is, and XML of the same type is not sent at all.
        let first = bodies.first().cloned();
        bodies.retain(|body| {
            let other = matches!(
                body.encoding,
                BodyEncoding::Text | BodyEncoding::Bytes | BodyEncoding::Xml(_)
            );
            !other || first.as_ref() == Some(body)
        });
    }
    Some(RequestBody {
        name: Scope::new().field("body"),
        required: located.value.required,
        documentation: Documentation {
            description: located.value.description.clone(),
            ..Documentation::default()
        },
        bodies,
        r#type,
        switches: Vec::new(),
    })
}

/// What a media type is for; the preferred one names the type.
fn role(stem: &str, form: Form, preferred: bool) -> Role {
    Role::Body {
        stem: if preferred {
            stem.to_owned()
        } else {
            format!("{stem} {}", form_word(form))
        },
        form: if form == Form::Multipart {
            BodyForm::Multipart
        } else {
            BodyForm::Plain
        },
    }
}

/// Whether values of a media type are text or bytes, of which the SDK knows nothing.
fn is_raw(offer: &Offer<'_>) -> bool {
    matches!(offer.form, Form::Text | Form::Bytes | Form::Events)
}

/// Whether the document describes a value as more than text or bytes.
fn is_described(context: &Context<'_, '_>, offer: &Offer<'_>) -> bool {
    use openapiv3::Type;

    use crate::model::SchemaKind;

    let Some(place) = offer.media.schema.as_ref().and_then(pointer) else {
        return false;
    };
    let found = context.model.resolve(&place);
    found
        .is_some_and(|(_, schema)| !matches!(schema.schema_kind, SchemaKind::Type(Type::String(_))))
}

/// Whether the document describes the value of a media type as it does that of one before, but for what it says of XML.
fn is_told_before(context: &Context<'_, '_>, offer: &Offer<'_>, told: &[Pointer]) -> bool {
    let document = context.model.document();
    let plain = |place: &Pointer| {
        let mut schema = document.get(place).map(crate::source::Value::to_json);
        schema.iter_mut().for_each(without_xml);
        schema
    };
    let own = offer.media.schema.as_ref().and_then(pointer);
    own.is_some_and(|own| {
        let schema = plain(&own);
        told.iter().any(|other| plain(other) == schema)
    })
}

/// Takes away what a schema, and each one in it, says of XML.
fn without_xml(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(members) => {
            members.shift_remove("x-sdksmith-xml");
            members.values_mut().for_each(without_xml);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_xml),
        _ => {}
    }
}

/// The first body of each type.
fn of_different_types(bodies: Vec<Body>, forms: Vec<Form>) -> (Vec<Body>, Vec<Form>) {
    let mut kept: (Vec<Body>, Vec<Form>) = (Vec::new(), Vec::new());
    for (body, form) in bodies.into_iter().zip(forms) {
        if !kept.0.iter().any(|other| other.r#type == body.r#type) {
            kept.0.push(body);
            kept.1.push(form);
        }
    }
    kept
}

/// The union over the bodies of several media types.
fn choice(
    context: &mut Context<'_, '_>,
    located: &Located<openapiv3::RequestBody>,
    bodies: &[Body],
    forms: &[Form],
    stem: &str,
) -> Type {
    let mut scope = Scope::new();
    scope.reserve(["Unknown"]);
    let variants = bodies.iter().zip(forms).map(|(body, form)| Variant {
        name: scope.variant(form_word(*form)),
        r#type: body.r#type.clone(),
        rules: Rules::default(),
        tags: Vec::new(),
        fallback: false,
        shape: Shape::default(),
        documentation: Documentation {
            description: Some(format!("Sent as `{}`.", body.media_type)),
            ..Documentation::default()
        },
    });
    let union = Union {
        selection: Selection::Shape,
        variants: variants.collect(),
    };
    let role = Role::Body {
        stem: stem.to_owned(),
        form: BodyForm::Plain,
    };
    let documentation = Documentation {
        description: located.value.description.clone(),
        ..Documentation::default()
    };
    let place = located.pointer.child("content");
    context
        .types
        .define(&place, &role, documentation, TypeKind::Union(union))
}

/// What the variant of a form is called.
fn form_word(form: Form) -> &'static str {
    match form {
        Form::Json => "json",
        Form::Multipart => "multipart",
        Form::Urlencoded => "form",
        Form::Lines | Form::Sequence => "lines",
        Form::Xml => "xml",
        Form::Text | Form::Events => "text",
        Form::Bytes => "bytes",
    }
}

/// What is sent as one media type.
fn one(context: &mut Context<'_, '_>, mut offer: Offer<'_>, role: &Role, stem: &str) -> Body {
    let form = offer.form;
    let described = is_described(context, &offer) || stream::has_items(&offer);
    if form != Form::Events && stream::is_stream(form) && described {
        let items = stream::items(context, &offer, role);
        return Body {
            media_type: sent(&offer.essence, form),
            r#type: Type::Array(Box::new(items.r#type)),
            encoding: items.encoding,
            documentation: items.documentation,
        };
    }
    if stream::is_stream(form) {
        offer.form = Form::Text;
    }
    let value = body::value(context, &offer, role);
    let encoding = body::encoding(context, &value, offer.media, stem);
    Body {
        media_type: sent(&value.essence, form),
        r#type: match value.r#type {
            Some(Type::Bytes) => Type::UploadBody,
            r#type => r#type.unwrap_or(Type::Json),
        },
        encoding,
        documentation: value.documentation,
    }
}

/// The media type as it is sent: a range such as `*/*` stands for the plainest of its form.
fn sent(essence: &str, form: Form) -> String {
    if !essence.contains('*') {
        return essence.to_owned();
    }
    let plain = match form {
        Form::Json => "application/json",
        Form::Lines => "application/x-ndjson",
        Form::Sequence => "application/json-seq",
        Form::Multipart => "multipart/form-data",
        Form::Urlencoded => "application/x-www-form-urlencoded",
        Form::Xml => "application/xml",
        Form::Text | Form::Events => "text/plain",
        Form::Bytes => "application/octet-stream",
    };
    plain.to_owned()
}

fn report_unsendable(context: &mut Context<'_, '_>, located: &Located<openapiv3::RequestBody>) {
    if located.value.content.is_empty() {
        context.report(
            &located.pointer,
            Fault {
                code: Code::UnsupportedFeature,
                message: "request body has no media type".to_owned(),
                label: "left out",
                help: "add `content` with a media type, such as `application/json`",
            },
        );
    }
}
