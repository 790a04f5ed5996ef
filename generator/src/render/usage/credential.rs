//! Clients with credentials, taken from the environment.

use std::fmt::Write as _;

use super::Usage;
use super::imports::Imports;
use super::layout::{Expression, Link, statement};
use crate::ir::{MethodName, Operation, SecurityRequirement};
use crate::render::environment::variables;

/// The builder's calls that give the credentials of one alternative.
pub(super) fn links(usage: &Usage<'_>, requirement: &SecurityRequirement) -> Vec<Link> {
    let schemes = requirement
        .schemes
        .iter()
        .filter_map(|(scheme, _)| usage.api.security_schemes.get(*scheme));
    schemes
        .filter_map(|scheme| link(usage, &scheme.setter))
        .collect()
}

/// The builder's call that takes a credential from the variables that `from_env` reads.
fn link(usage: &Usage<'_>, setter: &MethodName) -> Option<Link> {
    let variables = variables(&usage.place.variable_prefix(), usage.api, setter);
    if variables.is_empty() {
        return None;
    }
    let arguments = variables
        .iter()
        .map(|variable| Expression::atom(format!("std::env::var(\"{variable}\")?")));
    Some(Link {
        call: Expression::call(setter.as_str(), arguments),
        suffix: "",
        comment: None,
    })
}

/// The credentials that a sample shows: the first alternative that has any.
pub(super) fn first<'o>(
    usage: &Usage<'_>,
    operation: &'o Operation,
) -> Option<&'o SecurityRequirement> {
    operation
        .security
        .iter()
        .find(|requirement| !links(usage, requirement).is_empty())
}

/// Functions that make a client with each alternative but the first.
pub(super) fn alternatives(usage: &Usage<'_>, operation: &Operation) -> Option<String> {
    let mut functions = Vec::new();
    let shown = first(usage, operation)?;
    for requirement in operation
        .security
        .iter()
        .filter(|requirement| *requirement != shown)
    {
        let links = links(usage, requirement);
        if !links.is_empty() {
            functions.push((name(usage, requirement), links));
        }
    }
    for (scheme, _) in &shown.schemes {
        functions.extend(own_token(usage, *scheme));
    }
    written(usage, &functions)
}

/// A function that makes a client with the credential of one scheme.
pub(super) fn scheme(usage: &Usage<'_>, scheme: usize) -> Option<String> {
    let requirement = SecurityRequirement {
        schemes: vec![(scheme, Vec::new())],
    };
    let links = links(usage, &requirement);
    if links.is_empty() {
        return None;
    }
    let mut functions = vec![(name(usage, &requirement), links)];
    functions.extend(own_token(usage, scheme));
    written(usage, &functions)
}

/// The client with a token that the caller has, where a scheme would fetch one.
fn own_token(usage: &Usage<'_>, scheme: usize) -> Option<(String, Vec<Link>)> {
    let setter = usage
        .api
        .security_schemes
        .get(scheme)?
        .token_setter
        .as_ref()?;
    let link = link(usage, setter)?;
    Some((setter.plain().to_owned(), vec![link]))
}

/// A name of the function from the setters of an alternative.
fn name(usage: &Usage<'_>, requirement: &SecurityRequirement) -> String {
    let schemes = requirement
        .schemes
        .iter()
        .filter_map(|(scheme, _)| usage.api.security_schemes.get(*scheme));
    schemes
        .map(|scheme| scheme.setter.plain())
        .collect::<Vec<_>>()
        .join("_and_")
}

fn written(usage: &Usage<'_>, functions: &[(String, Vec<Link>)]) -> Option<String> {
    if functions.is_empty() {
        return None;
    }
    let mut imports = Imports::default();
    imports.add(&usage.place.path(&[]), "Client");
    let mut text = imports.lines(usage.place);
    for (index, (name, links)) in functions.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let client = links
            .iter()
            .cloned()
            .fold(Expression::atom("Client::builder()"), Expression::link);
        let client = client.link(Link {
            call: Expression::atom("build()"),
            suffix: "?",
            comment: None,
        });
        let _ = writeln!(
            text,
            "fn with_{name}() -> Result<Client, Box<dyn std::error::Error>> {{"
        );
        text.push_str(&statement(4, "let client = ", &client, ";"));
        text.push_str("    Ok(client)\n}\n");
    }
    Some(text)
}
