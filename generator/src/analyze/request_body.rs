//! Request bodies. OpenAPI 3.1.1 §4.8.13.

#[cfg(test)]
mod tests;

use super::body::{self, ranked};
use super::context::{Context, Fault};
use super::media_type::Form;
use super::schema::{BodyForm, Role};
use crate::diagnostic::Code;
use crate::ir::{Body, Documentation, RequestBody, Type};
use crate::model::{Located, Operation};
use crate::naming::Scope;

/// The body of an operation; `None` where it has none, or none that can be sent.
///
/// Of several media types a call sends the preferred one: JSON, then multipart, form, text, bytes. The others that take
/// the same value are listed behind it.
pub(super) fn request_body(
    context: &mut Context<'_, '_>,
    operation: &Operation,
    stem: &str,
) -> Option<RequestBody> {
    let located = operation.request_body.as_ref()?;
    let mut bodies: Vec<Body> = Vec::new();
    for offer in ranked(context, &located.pointer, &located.value.content) {
        let form = offer.form;
        // A type that is never sent must not be named after the body either.
        if bodies
            .first()
            .is_some_and(|_| !matches!(form, Form::Json | Form::Urlencoded | Form::Multipart))
        {
            continue;
        }
        let multipart = if form == Form::Multipart {
            BodyForm::Multipart
        } else {
            BodyForm::Plain
        };
        if !bodies.is_empty() && multipart == BodyForm::Multipart {
            continue;
        }
        let role = Role::Body {
            stem: stem.to_owned(),
            form: multipart,
        };
        let value = body::value(context, &offer, &role);
        let r#type = value.r#type.clone().unwrap_or(Type::Json);
        if bodies.first().is_some_and(|first| first.r#type != r#type) {
            continue;
        }
        let encoding = body::encoding(context, &value, offer.media, stem);
        bodies.push(Body {
            media_type: sent(&value.essence, form),
            r#type,
            encoding,
            documentation: value.documentation,
        });
    }
    let Some(first) = bodies.first() else {
        report_unsendable(context, located);
        return None;
    };
    let r#type = first.r#type.clone();
    Some(RequestBody {
        name: Scope::new().field("body"),
        required: located.value.required,
        documentation: Documentation {
            description: located.value.description.clone(),
            ..Documentation::default()
        },
        bodies,
        r#type,
    })
}

/// The media type as it is sent: a range such as `*/*` stands for the plainest of its form.
fn sent(essence: &str, form: Form) -> String {
    if !essence.contains('*') {
        return essence.to_owned();
    }
    let plain = match form {
        Form::Json => "application/json",
        Form::Multipart => "multipart/form-data",
        Form::Urlencoded => "application/x-www-form-urlencoded",
        Form::Text => "text/plain",
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
