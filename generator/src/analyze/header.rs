//! Names and documentation of headers. OpenAPI 3.1.1 §4.8.21, RFC 9110 §5.1.

use indexmap::IndexMap;
use openapiv3::{ParameterSchemaOrContent, ReferenceOr};

use super::context::{Context, Fault};
use super::schema::Role;
use super::style::{pointer, value_type};
use super::{example, media_type};
use crate::diagnostic::Code;
use crate::ir::{Header, Type};
use crate::model::Pointer;

/// Headers that frame or route a message, and so belong to the HTTP client alone.
const FORBIDDEN: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The longest name that is sent.
const LONGEST: usize = 256;

/// Whether a call may send a header; says so where it may not.
pub(super) fn is_sendable(context: &mut Context<'_, '_>, place: &Pointer, name: &str) -> bool {
    if name.len() > LONGEST || !media_type::is_token(name) {
        report_invalid(context, place, name);
        return false;
    }
    let forbidden = FORBIDDEN
        .iter()
        .any(|other| name.eq_ignore_ascii_case(other));
    if forbidden {
        context.report(
            place,
            Fault {
                code: Code::ForbiddenHeader,
                message: format!("header `{name}` belongs to the HTTP client"),
                label: "declared here",
                help: "it is left out: the client sends it as the message needs it",
            },
        );
    }
    !forbidden
}

/// Says that a name can't be that of a header or cookie.
pub(super) fn report_invalid(context: &mut Context<'_, '_>, place: &Pointer, name: &str) {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    context.report(
        place,
        Fault {
            code: Code::InvalidHeaderName,
            message: format!("name can't be sent in a header: `{shown}`"),
            label: "declared here",
            help: "use letters, digits and the signs !#$%&'*+-.^_`|~ only",
        },
    );
}

/// The documented headers of a response or of a part; `request` for the latter.
pub(super) fn headers(
    context: &mut Context<'_, '_>,
    headers: &IndexMap<String, ReferenceOr<openapiv3::Header>>,
    stem: &str,
    request: bool,
) -> Vec<Header> {
    let mut documented = Vec::new();
    for (name, header) in headers {
        let Some(header) = header.as_item() else {
            continue;
        };
        // The media type of the body is said by `content`. OpenAPI 3.1.1 §4.8.17.
        if name.eq_ignore_ascii_case("content-type") || !media_type::is_token(name) {
            continue;
        }
        documented.push(one(context, name, header, stem, request));
    }
    documented
}

fn one(
    context: &mut Context<'_, '_>,
    name: &str,
    header: &openapiv3::Header,
    stem: &str,
    request: bool,
) -> Header {
    let schema = match &header.format {
        ParameterSchemaOrContent::Schema(schema) => pointer(schema),
        ParameterSchemaOrContent::Content(medias) => medias
            .values()
            .next()
            .and_then(|media| media.schema.as_ref())
            .and_then(pointer),
    };
    let role = Role::Header {
        stem: stem.to_owned(),
        name: name.to_owned(),
        request,
    };
    let r#type = schema
        .as_ref()
        .map_or(Type::String, |schema| value_type(context, schema, &role));
    let mut documentation = schema
        .map(|schema| context.types.documentation(&schema))
        .unwrap_or_default();
    if header.description.is_some() {
        documentation.description.clone_from(&header.description);
    }
    documentation.deprecated |= header.deprecated.unwrap_or_default();
    let own = example::examples(header.example.as_ref(), &header.examples);
    if !own.is_empty() {
        documentation.examples = own;
    }
    Header {
        wire_name: name.to_owned(),
        r#type,
        required: header.required,
        documentation,
    }
}
