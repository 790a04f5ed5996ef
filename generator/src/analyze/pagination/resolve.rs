//! Pages that somebody declares, found in the parameters and the answer of their operation.

use super::super::response::Answers;
use super::super::schema::Types;
use super::{body, is_number, is_text, items, page_by};
use crate::config::{DeclaredPages, NextPlace};
use crate::ir::{NextPage, Pagination, Parameter, ParameterLocation, Type};

/// How an operation pages as somebody declares it, or why it can't.
pub(in crate::analyze) fn declared(
    types: &Types<'_>,
    pages: &DeclaredPages,
    parameters: &[Parameter],
    answers: &Answers,
) -> Result<Pagination, &'static str> {
    let body = body(answers).ok_or("it has no single body of JSON")?;
    let items = match &pages.items {
        Some(pointer) if at(types, body, pointer).is_some_and(|of| types.item(&of).is_some()) => {
            pointer.clone()
        }
        Some(_) => return Err("there is no array where its items should be"),
        None => items(types, body).ok_or("no array is plainly that of its items")?,
    };
    let parameter = |name: &str, fits: fn(&Type) -> bool| {
        let query = |parameter: &Parameter| {
            parameter.location == ParameterLocation::Query && !parameter.global
        };
        parameters
            .iter()
            .position(|one| query(one) && one.wire_name == name && fits(&types.bare(&one.r#type)))
            .ok_or("it names a query parameter that does not exist, or of another type")
    };
    let text = |pointer: &str| {
        let found = at(types, body, pointer).map(|of| types.bare(&of));
        let holds = found.is_some_and(|of| is_text(&of) || is_number(&of));
        holds
            .then(|| pointer.to_owned())
            .ok_or("there is no text where the next page should be")
    };
    let next = match &pages.next {
        NextPlace::Page(name) => page_by(types, parameters, parameter(name, is_number)?, answers)
            .ok_or("it names a query parameter that does not exist")?,
        NextPlace::Offset {
            parameter: name,
            limit,
        } => NextPage::Offset {
            parameter: parameter(name, is_number)?,
            limit: match limit {
                Some(limit) => Some(parameter(limit, is_number)?),
                None => None,
            },
        },
        NextPlace::Cursor {
            parameter: name,
            cursor,
        } => NextPage::Cursor {
            parameter: parameter(name, |of| is_text(of) || is_number(of))?,
            member: None,
            cursor: text(cursor)?,
        },
        NextPlace::Link(link) => NextPage::Link { link: text(link)? },
        NextPlace::LinkHeader => NextPage::LinkHeader,
    };
    Ok(Pagination { items, next })
}

/// The type at a JSON pointer of a body.
fn at(types: &Types<'_>, body: &Type, pointer: &str) -> Option<Type> {
    let mut current = body.clone();
    for name in pointer.split('/').skip(1) {
        let wire_name = name.replace("~1", "/").replace("~0", "~");
        current = types.field(&current, &wire_name)?.r#type.clone();
    }
    Some(current)
}
