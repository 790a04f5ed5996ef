//! How the values of parameters become text, and of what type they are. OpenAPI 3.1.1 §4.8.12.3 "Style Values".

use openapiv3::{ParameterSchemaOrContent, QueryStyle};

use super::context::Context;
use super::media_type;
use super::schema::Role;
use crate::ir::{Explode, ParameterEncoding, ParameterStyle, Reserved, Type};
use crate::model::Pointer;

/// The type of a parameter's value: null and bytes have no form in a URL or header.
pub(super) fn value_type(context: &mut Context<'_, '_>, schema: &Pointer, role: &Role) -> Type {
    match context.types.resolve(schema, role) {
        Type::Nullable(inner) | Type::Boxed(inner) => *inner,
        Type::Bytes | Type::File | Type::Unit | Type::Null => Type::String,
        other => other,
    }
}

/// The place of a parameter's schema, and how its value becomes text.
pub(super) fn schema_and_encoding(
    parameter: &openapiv3::Parameter,
) -> (Option<Pointer>, ParameterEncoding) {
    match &parameter.parameter_data_ref().format {
        ParameterSchemaOrContent::Schema(schema) => (pointer(schema), style(parameter)),
        ParameterSchemaOrContent::Content(content) => {
            let json = content.iter().find(|(name, _)| {
                media_type::essence(name).is_some_and(|name| name.ends_with("json"))
            });
            let Some((name, media)) = json.or_else(|| content.first()) else {
                return (None, style(parameter));
            };
            let media_type =
                media_type::essence(name).unwrap_or_else(|| "application/json".to_owned());
            (
                media.schema.as_ref().and_then(pointer),
                ParameterEncoding::Content { media_type },
            )
        }
    }
}

/// The place that a reference of the model points to.
pub(super) fn pointer<T>(reference: &openapiv3::ReferenceOr<T>) -> Option<Pointer> {
    match reference {
        openapiv3::ReferenceOr::Reference { reference } => Pointer::from_own_reference(reference),
        openapiv3::ReferenceOr::Item(_) => None,
    }
}

/// `style`, `explode` and `allowReserved` with the defaults of the place. OpenAPI 3.1.1 §4.8.12.2.
fn style(parameter: &openapiv3::Parameter) -> ParameterEncoding {
    let (style, reserved) = match parameter {
        openapiv3::Parameter::Query {
            style,
            allow_reserved,
            ..
        } => (query_style(style), *allow_reserved),
        openapiv3::Parameter::Header { .. } => (ParameterStyle::Simple, false),
        openapiv3::Parameter::Path { style, .. } => (
            match style {
                openapiv3::PathStyle::Matrix => ParameterStyle::Matrix,
                openapiv3::PathStyle::Label => ParameterStyle::Label,
                openapiv3::PathStyle::Simple => ParameterStyle::Simple,
            },
            false,
        ),
        openapiv3::Parameter::Cookie { .. } => (ParameterStyle::Form, false),
    };
    let exploded = match style {
        // There is no other way to write a deepObject.
        ParameterStyle::DeepObject => true,
        style => parameter
            .parameter_data_ref()
            .explode
            .unwrap_or(style == ParameterStyle::Form),
    };
    let reserved = if reserved {
        Reserved::Allowed
    } else {
        Reserved::Encoded
    };
    ParameterEncoding::Style {
        style,
        explode: if exploded { Explode::Yes } else { Explode::No },
        reserved,
    }
}

/// A style of the query.
pub(super) fn query_style(style: &QueryStyle) -> ParameterStyle {
    match style {
        QueryStyle::Form => ParameterStyle::Form,
        QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        QueryStyle::DeepObject => ParameterStyle::DeepObject,
    }
}
