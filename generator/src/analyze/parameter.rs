//! Parameters of an operation. OpenAPI 3.1.1 §4.8.12.

#[cfg(test)]
mod tests;

use openapiv3::ParameterData;

use super::context::{Context, Fault};
use super::path::Template;
use super::schema::Role;
use super::style::{schema_and_encoding, value_type};
use super::{example, header, media_type};
use crate::diagnostic::Code;
use crate::ir::{
    Documentation, Explode, FieldName, GlobalParameter, Parameter, ParameterEncoding,
    ParameterLocation, ParameterStyle, Reserved, Type,
};
use crate::model::{Located, Operation, Pointer};
use crate::naming::{Scope, snake, words};

/// Methods of every call, which setters stand beside.
#[rustfmt::skip] // one name a line would be a list of its own
pub(super) const CALL_METHODS: &[&str] = &[
    "new", "send", "send_with_response", "send_blocking", "send_blocking_with_response", "timeout",
    "retry", "redirect", "header", "server", "idempotency_key", "total_timeout", "stream", "pages", "max_pages",
    "into_future", "operation", "operation_mut", "blocking", "clone", "fmt", "into", "from",
    "default", "handle", "reconnect",
];

/// Headers that describe the body or the credentials, and so are no parameters. OpenAPI 3.1.1 §4.8.12.2.
const DESCRIBED_ELSEWHERE: &[&str] = &["accept", "content-type", "authorization"];

/// The parameters of an operation, those of the path that it does not declare at the end.
pub(super) fn parameters(
    context: &mut Context<'_, '_>,
    operation: &Operation,
    stem: &str,
    template: &Template,
    globals: &[GlobalParameter],
) -> Vec<Parameter> {
    let declared: Vec<&Located<openapiv3::Parameter>> = operation
        .parameters
        .iter()
        .filter(|parameter| is_kept(context, operation, template, parameter))
        .collect();
    let missing: Vec<&str> = template
        .parameters()
        .filter(|name| {
            !declared.iter().any(|one| {
                location(&one.value) == ParameterLocation::Path
                    && one.value.parameter_data_ref().name == **name
            })
        })
        .collect();
    let mut texts: Vec<(ParameterLocation, String)> = declared
        .iter()
        .map(|one| (location(&one.value), text(&one.value)))
        .collect();
    texts.extend(
        missing
            .iter()
            .map(|name| (ParameterLocation::Path, (*name).to_owned())),
    );
    let names = names(&texts, operation.request_body.is_some());
    let mut parameters = Vec::new();
    let mut names = names.into_iter();
    for (one, name) in declared.iter().zip(names.by_ref()) {
        parameters.push(parameter(context, one, stem, name, globals));
    }
    for (wire_name, name) in missing.iter().zip(names) {
        report_undeclared(context, operation, wire_name);
        parameters.push(undeclared(wire_name, name));
    }
    parameters
}

/// Whether a parameter is one that a call sends; says why where it is not.
fn is_kept(
    context: &mut Context<'_, '_>,
    operation: &Operation,
    template: &Template,
    parameter: &Located<openapiv3::Parameter>,
) -> bool {
    let data = parameter.value.parameter_data_ref();
    let same = |other: &&Located<openapiv3::Parameter>| {
        location(&other.value) == location(&parameter.value)
            && other.value.parameter_data_ref().name == data.name
    };
    let again = operation
        .parameters
        .iter()
        .find(same)
        .is_some_and(|first| !std::ptr::eq(first, parameter));
    match location(&parameter.value) {
        _ if again => false,
        ParameterLocation::Path if !template.parameters().any(|name| name == data.name) => {
            context.report(
                &parameter.pointer,
                Fault {
                    code: Code::UnusedPathParameter,
                    message: format!(
                        "path parameter `{}` is not part of the path: `{}`",
                        data.name, operation.path
                    ),
                    label: "declared here",
                    help: "it is left out; add it to the path in braces, or change `in`",
                },
            );
            false
        }
        ParameterLocation::Header => {
            let known = DESCRIBED_ELSEWHERE
                .iter()
                .any(|name| data.name.eq_ignore_ascii_case(name));
            !known && header::is_sendable(context, &parameter.pointer, &data.name)
        }
        ParameterLocation::Cookie if !media_type::is_token(&data.name) => {
            header::report_invalid(context, &parameter.pointer, &data.name);
            false
        }
        _ => true,
    }
}

/// Where a parameter is sent.
pub(super) fn location(parameter: &openapiv3::Parameter) -> ParameterLocation {
    match parameter {
        openapiv3::Parameter::Query { parameter_data, .. } => {
            let whole = parameter_data
                .extensions
                .contains_key("x-sdksmith-querystring");
            if whole {
                ParameterLocation::QueryString
            } else {
                ParameterLocation::Query
            }
        }
        openapiv3::Parameter::Header { .. } => ParameterLocation::Header,
        openapiv3::Parameter::Path { .. } => ParameterLocation::Path,
        openapiv3::Parameter::Cookie { .. } => ParameterLocation::Cookie,
    }
}

/// The text that a parameter is named by: what an extension asks for, else its name, a header's without `X-`.
fn text(parameter: &openapiv3::Parameter) -> String {
    let data = parameter.parameter_data_ref();
    let asked = data
        .extensions
        .get("x-speakeasy-name-override")
        .and_then(|value| value.as_str());
    let name = asked
        .filter(|name| name.contains(char::is_alphanumeric))
        .unwrap_or(&data.name);
    let header = matches!(parameter, openapiv3::Parameter::Header { .. });
    let bare = name
        .get(..2)
        .filter(|start| header && start.eq_ignore_ascii_case("x-"))
        .and_then(|_| name.get(2..));
    bare.filter(|bare| bare.starts_with(|c: char| c.is_alphabetic()))
        .unwrap_or(name)
        .to_owned()
}

/// The fields of parameters: those of the path first, since they are what a call is about; what is taken says its place.
fn names(texts: &[(ParameterLocation, String)], body: bool) -> Vec<FieldName> {
    let mut scope = Scope::new();
    scope.reserve(CALL_METHODS);
    if body {
        scope.reserve(["body"]);
    }
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|index| texts.get(*index).map(|(location, _)| *location));
    let mut named: Vec<(usize, FieldName)> = order
        .into_iter()
        .filter_map(|index| {
            texts
                .get(index)
                .map(|(location, text)| (index, field(&mut scope, *location, text)))
        })
        .collect();
    named.sort_by_key(|(index, _)| *index);
    named.into_iter().map(|(_, name)| name).collect()
}

fn field(scope: &mut Scope, location: ParameterLocation, text: &str) -> FieldName {
    let place = match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query | ParameterLocation::QueryString => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    if scope.is_taken(&snake(&words(text))) {
        scope.field(&format!("{text} {place}"))
    } else {
        scope.field(text)
    }
}

fn parameter(
    context: &mut Context<'_, '_>,
    located: &Located<openapiv3::Parameter>,
    stem: &str,
    name: FieldName,
    globals: &[GlobalParameter],
) -> Parameter {
    let data = located.value.parameter_data_ref();
    let location = location(&located.value);
    let role = Role::Parameter {
        stem: stem.to_owned(),
        name: name.plain().to_owned(),
    };
    let (schema, encoding) = schema_and_encoding(&located.value);
    let r#type = schema
        .as_ref()
        .map_or(Type::String, |schema| value_type(context, schema, &role));
    let global = globals.iter().any(|global| {
        global.location == location && is_same_name(location, &global.wire_name, &data.name)
    });
    Parameter {
        sensitive: r#type == Type::Secret,
        name,
        wire_name: data.name.clone(),
        location,
        required: data.required || location == ParameterLocation::Path,
        global,
        r#type,
        encoding,
        documentation: documentation(context, data, schema.as_ref()),
    }
}

/// Whether two names on the wire mean the same; the case of a header's name does not count.
fn is_same_name(location: ParameterLocation, left: &str, right: &str) -> bool {
    if location == ParameterLocation::Header {
        left.eq_ignore_ascii_case(right)
    } else {
        left == right
    }
}

/// What is said about a parameter; where it says nothing itself, its schema does.
pub(super) fn documentation(
    context: &Context<'_, '_>,
    data: &ParameterData,
    schema: Option<&Pointer>,
) -> Documentation {
    let mut documentation = schema
        .map(|schema| context.types.documentation(schema))
        .unwrap_or_default();
    if data.description.is_some() {
        documentation.description.clone_from(&data.description);
    }
    documentation.deprecated |= data.deprecated.unwrap_or_default();
    let own = example::examples(data.example.as_ref(), &data.examples);
    if !own.is_empty() {
        documentation.examples = own;
    }
    documentation
}

fn report_undeclared(context: &mut Context<'_, '_>, operation: &Operation, wire_name: &str) {
    let place = operation
        .pointer
        .parent()
        .unwrap_or_else(|| operation.pointer.clone());
    context.report_key(
        &place,
        Fault {
            code: Code::UndeclaredPathParameter,
            // The method is not named, so that a fault of all operations of a path is said once.
            message: format!(
                "path parameter `{wire_name}` is not declared: `{}`",
                operation.path
            ),
            label: "used in the path",
            help: "taken as a required `String`; declare it with `in: path` to give it a type",
        },
    );
}

fn undeclared(wire_name: &str, name: FieldName) -> Parameter {
    Parameter {
        name,
        wire_name: wire_name.to_owned(),
        location: ParameterLocation::Path,
        required: true,
        global: false,
        r#type: Type::String,
        encoding: ParameterEncoding::Style {
            style: ParameterStyle::Simple,
            explode: Explode::No,
            reserved: Reserved::Encoded,
        },
        documentation: Documentation::default(),
        sensitive: false,
    }
}
