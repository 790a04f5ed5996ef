//! The client of a sample, and its call.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::{markdown, type_use};
use super::layout::{Expression, Item, Link, statement};
use super::sample::{Direction, Samples};
use super::value::Values;
use super::{Usage, credential, json};
use crate::ir::{ArgumentSource, Documentation, Operation, Parameter, Type};

/// The longest comment on a value.
const COMMENT: usize = 72;
/// A longer body is named before the call.
const INLINE_BODY: usize = 40;

/// Whether values are explained.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Comments {
    Yes,
    No,
}

/// `let client = Client::builder()…build()?;`
pub(super) fn client(usage: &Usage<'_>, operation: &Operation, values: &mut Values<'_>) -> String {
    values.imports.add(&usage.place.path(&[]), "Client");
    let mut builder = Expression::atom("Client::builder()");
    let servers = if operation.servers.is_empty() {
        &usage.api.servers
    } else {
        &operation.servers
    };
    let server = servers
        .first()
        .and_then(super::super::server::default_address);
    let (address, comment) = match &server {
        Some(address) => (address.as_str(), "Optional: this server is the default."),
        None => ("https://api.example.com", "The address of your server."),
    };
    let call = Expression::call("base_url", [json::string(address)]);
    builder = builder.link(Link {
        call,
        suffix: "",
        comment: Some(comment.to_owned()),
    });
    if let Some(requirement) = credential::first(usage, operation) {
        builder = credential::links(usage, requirement)
            .into_iter()
            .fold(builder, Expression::link);
    }
    for parameter in operation
        .parameters
        .iter()
        .filter(|parameter| parameter.global)
    {
        let global = usage.api.globals.iter().find(|global| {
            global.wire_name == parameter.wire_name && global.location == parameter.location
        });
        if let Some(global) = global {
            let value = sample(
                usage,
                &parameter.documentation,
                &parameter.r#type,
                &parameter.wire_name,
            );
            let argument = values.argument(&global.r#type, &value);
            builder = builder.then(global.setter.as_str(), [argument]);
        }
    }
    let builder = builder.link(Link {
        call: Expression::atom("build()"),
        suffix: "?",
        comment: None,
    });
    statement(4, "let client = ", &builder, ";")
}

/// `client.group().operation(…).setter(…)`. What a body needs before it is added to `before`.
pub(super) fn call(
    usage: &Usage<'_>,
    operation: &Operation,
    values: &mut Values<'_>,
    before: &mut String,
    comments: Comments,
) -> Expression {
    let arguments = arguments(usage, operation, values, before, comments);
    let mut expression = Expression::atom("client");
    let mut groups: Vec<&str> = operation.call.split('.').collect();
    groups.pop();
    for group in groups {
        expression = expression.link(Link {
            call: Expression::atom(group),
            suffix: "",
            comment: None,
        });
    }
    let open = format!("{}(", operation.method_name);
    let call = Expression::List {
        open,
        close: ")".to_owned(),
        items: arguments,
    };
    expression = expression.link(Link {
        call,
        suffix: "",
        comment: None,
    });
    let optional = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required && !parameter.global);
    for parameter in optional {
        if let Some(link) = setter(values, parameter, comments) {
            expression = expression.link(link);
        }
    }
    expression
}

/// The values of what a call has to be given.
fn arguments(
    usage: &Usage<'_>,
    operation: &Operation,
    values: &mut Values<'_>,
    before: &mut String,
    comments: Comments,
) -> Vec<Item> {
    let mut arguments = Vec::new();
    for argument in &operation.arguments {
        let parameter = match argument.source {
            ArgumentSource::Parameter(index) => operation.parameters.get(index),
            ArgumentSource::Body => None,
        };
        let Some(parameter) = parameter else {
            arguments.push(body(usage, operation, values, before));
            continue;
        };
        let documentation = &parameter.documentation;
        let value = sample(
            usage,
            documentation,
            &parameter.r#type,
            &parameter.wire_name,
        );
        let value = values.argument(&parameter.r#type, &value);
        let name = format!(
            "{} ({})",
            argument.name.plain(),
            type_text(&parameter.r#type)
        );
        let comment = described(&name, documentation, None);
        arguments.push(Item {
            value,
            comment: comment.filter(|_| comments == Comments::Yes),
        });
    }
    arguments
}

/// The setter of an optional parameter that has an example or a default.
fn setter(values: &mut Values<'_>, parameter: &Parameter, comments: Comments) -> Option<Link> {
    let documentation = &parameter.documentation;
    let example = documentation.examples.first().map(|example| &example.value);
    let known = example
        .or(documentation.default.as_ref())
        .filter(|value| !value.is_null());
    if documentation.deprecated {
        return None;
    }
    let made = || {
        let samples = Samples::new(values.index, Direction::Request);
        samples.documented(documentation, &parameter.r#type, &parameter.wire_name)
    };
    let value = match (known, comments) {
        (Some(value), _) => value.clone(),
        (None, Comments::Yes) => made(),
        (None, Comments::No) => return None,
    };
    let argument = values.optional(&parameter.r#type, &value)?;
    let comment = described(
        "",
        documentation,
        Some(&format!("Optional {}", type_text(&parameter.r#type))),
    );
    Some(Link {
        call: Expression::call(parameter.name.as_str(), [argument]),
        suffix: "",
        comment: comment.filter(|_| comments == Comments::Yes),
    })
}

/// The body as an argument; one that takes lines is named first.
fn body(
    usage: &Usage<'_>,
    operation: &Operation,
    values: &mut Values<'_>,
    before: &mut String,
) -> Item {
    let Some(body) = &operation.body else {
        return Expression::atom("None").into();
    };
    let inner = match &body.r#type {
        Type::Nullable(inner) => inner,
        other => other,
    };
    let documented = body
        .bodies
        .iter()
        .map(|body| &body.documentation)
        .chain([&body.documentation]);
    let shown = documented
        .into_iter()
        .find(|documentation| !documentation.examples.is_empty());
    let value = sample(usage, shown.unwrap_or(&body.documentation), inner, "body");
    let r#type = if body.required {
        inner.clone()
    } else {
        Type::Nullable(Box::new(inner.clone()))
    };
    let expression = values.argument(&r#type, &value);
    let is_short = expression
        .flat()
        .is_some_and(|text| text.chars().count() <= INLINE_BODY);
    if is_short {
        return expression.into();
    }
    // Right below a comment that says what the call does, or apart.
    let apart = before.lines().next_back().is_none_or(|line| {
        let line = line.trim_start();
        line.is_empty() || line.starts_with("//")
    });
    if !apart {
        before.push('\n');
    }
    if let Some(comment) = body.documentation.description.as_deref().and_then(sentence) {
        let _ = writeln!(before, "    // {comment}");
    }
    before.push_str(&statement(4, "let request = ", &expression, ";"));
    Expression::atom("request").into()
}

fn sample(usage: &Usage<'_>, documentation: &Documentation, r#type: &Type, name: &str) -> Value {
    Samples::new(usage.index, Direction::Request).documented(documentation, r#type, name)
}

/// A type as a comment names it.
fn type_text(r#type: &Type) -> String {
    type_use::text(r#type)
}

/// `name: what it is`, for a comment.
fn described(name: &str, documentation: &Documentation, prefix: Option<&str>) -> Option<String> {
    let text = documentation
        .description
        .as_deref()
        .or(documentation.title.as_deref());
    let text = text.and_then(sentence).unwrap_or_default();
    let default = documentation
        .default
        .as_ref()
        .map(|default| format!("{default} by default"));
    let default = default.and_then(|default| markdown::plain_line(&default, COMMENT));
    let facts: Vec<&str> = prefix.into_iter().chain(default.as_deref()).collect();
    match (facts.as_slice(), text.is_empty()) {
        ([], true) => None,
        ([], false) => Some(format!("{name}: {text}")),
        (facts, true) => Some(format!("{}.", facts.join(", "))),
        (facts, false) => Some(format!("{}. {text}", facts.join(", "))),
    }
}

/// The first sentence of a description as text, if it is short enough.
pub(super) fn sentence(description: &str) -> Option<String> {
    let line = markdown::plain_line(description, usize::MAX)?;
    let first = line
        .split_once(". ")
        .map_or(line.as_str(), |(first, _)| first);
    let first = first.trim_end_matches('.');
    (!first.is_empty() && first.chars().count() <= COMMENT).then(|| format!("{first}."))
}
