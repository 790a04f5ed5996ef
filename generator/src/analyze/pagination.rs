//! Pages: which operations give their results in parts, and what leads to the next one.
//!
//! No field of OpenAPI says it, so it is read from names that leave no doubt. A `GET` pages when its answer is an array,
//! or an object with one array that holds the items, and, tried in this order:
//!
//! 1. a text parameter for a cursor (`cursor`, `page_token`, `page[after]`) meets a field for the next one
//!    (`next_cursor`, `nextPageToken`, `meta.afterCursor`);
//! 2. a number parameter counts pages (`page`, `pageNumber`);
//! 3. a number parameter counts items (`offset`, `skip`) beside one for how many (`limit`);
//! 4. a field holds the address of the next page (`links.next`, `nextLink`);
//! 5. a header `Link` is documented (RFC 8288).
//!
//! The configuration and some extensions say it in so many words, and then that holds.
//!
//! A size alone, such as `limit`, only cuts the list short.

mod declared;
mod resolve;
#[cfg(test)]
mod tests;

pub(super) use declared::{Declaration, declaration};
pub(super) use resolve::declared;

use super::response::{Answers, Success, success_headers};
use super::schema::Types;
use crate::ir::{
    BodyEncoding, Constraint, Field, NextPage, Pagination, Parameter, ParameterLocation,
    SuccessType, Type,
};
use crate::model::Pointer;
use crate::naming::{snake, words};

/// Parameters that count pages.
const PAGE: &[&str] = &[
    "page",
    "page_no",
    "page_num",
    "page_number",
    "page_index",
    "current_page",
];

/// Parameters that count items before the page.
const OFFSET: &[&str] = &["offset", "skip", "start_at", "page_offset"];

/// Parameters that say how many items a page has.
const SIZE: &[&str] = &[
    "count",
    "items_per_page",
    "limit",
    "max_results",
    "page_limit",
    "page_size",
    "per_page",
    "results_per_page",
    "rows",
    "size",
    "take",
    "top",
];

/// Parameters, and members of a `deepObject`, that hold a cursor.
const CURSOR: &[&str] = &[
    "after",
    "after_cursor",
    "continuation",
    "continuation_token",
    "cursor",
    "marker",
    "next",
    "next_cursor",
    "next_page_token",
    "next_token",
    "page_cursor",
    "page_token",
    "pagination_token",
    "start_cursor",
];

/// Fields that hold the next cursor, whatever they stand in.
const NEXT_CURSOR: &[&str] = &[
    "after_cursor",
    "continuation_token",
    "cursor_next",
    "end_cursor",
    "next_continuation_token",
    "next_cursor",
    "next_marker",
    "next_page_cursor",
    "next_page_token",
    "next_pagination_token",
    "next_token",
];

/// Objects whose `next` or `after` is a cursor.
const CURSORS: &[&str] = &["cursors", "cursor"];

/// Fields that hold the address of the next page, whatever they stand in.
const NEXT_LINK: &[&str] = &[
    "next_link",
    "next_page_link",
    "next_page_uri",
    "next_page_url",
    "next_url",
    "odata_next_link",
];

/// Objects whose `next` is the address of the next page.
const LINKS: &[&str] = &["links"];

/// Headers that hold how many items there are in all.
const TOTAL: &[&str] = &[
    "pagination_total",
    "total",
    "total_count",
    "total_number",
    "x_total",
    "x_total_count",
];

/// Fields that hold the items, where an object has several arrays.
const ITEMS: &[&str] = &[
    "data", "items", "results", "values", "records", "entries", "list",
];

/// How deep fields are looked for.
const DEPTH: usize = 3;

/// The one body of JSON that a success gives.
fn body(answers: &Answers) -> Option<&Type> {
    let Success::Single(SuccessType::Single(body)) = &answers.success else {
        return None;
    };
    let json = |response: &crate::ir::Response| {
        response.success
            && response
                .body
                .as_ref()
                .is_some_and(|body| body.encoding == BodyEncoding::Json)
    };
    answers.all.iter().any(json).then_some(body)
}

/// How an operation pages by the rules, if it does.
pub(super) fn pagination(
    types: &Types<'_>,
    method: &str,
    parameters: &[Parameter],
    answers: &Answers,
) -> Option<Pagination> {
    let body = body(answers).filter(|_| method == "GET")?;
    let items = items(types, body)?;
    let next = cursor(types, parameters, body)
        .or_else(|| page(types, parameters, answers))
        .or_else(|| offset(types, parameters))
        .or_else(|| link(types, body))
        .or_else(|| link_header(answers))?;
    Some(Pagination { items, next })
}

/// Where the items stand: in the body itself, in its one array, or in the one array of its `data`.
fn items(types: &Types<'_>, body: &Type) -> Option<String> {
    if types.item(body).is_some() {
        return Some(String::new());
    }
    let fields = types.fields(body);
    if let Some(name) = the_array(types, fields) {
        return Some(Pointer::root().child(name).0);
    }
    let wrapper = fields
        .iter()
        .find(|field| matches!(field.wire_name.as_str(), "data" | "result" | "response"))?;
    let inner = the_array(types, types.fields(&wrapper.r#type))?;
    Some(Pointer::root().child(&wrapper.wire_name).child(inner).0)
}

fn the_array<'a>(types: &Types<'_>, fields: &'a [Field]) -> Option<&'a str> {
    let arrays: Vec<&str> = fields
        .iter()
        .filter(|field| types.item(&field.r#type).is_some())
        .map(|field| field.wire_name.as_str())
        .collect();
    match arrays.as_slice() {
        [only] => Some(only),
        several => ITEMS
            .iter()
            .find_map(|name| several.iter().find(|field| *field == name))
            .copied(),
    }
}

/// A query parameter by its name, where `fits` its type.
fn find(
    types: &Types<'_>,
    parameters: &[Parameter],
    names: &[&str],
    fits: fn(&Type) -> bool,
) -> Option<usize> {
    parameters.iter().position(|parameter| {
        let query = parameter.location == ParameterLocation::Query && !parameter.global;
        query && is_one_of(&parameter.wire_name, names) && fits(&types.bare(&parameter.r#type))
    })
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.contains(&snake(&words(name)).as_str())
}

fn is_number(r#type: &Type) -> bool {
    matches!(
        r#type,
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 | Type::F64
    )
}

fn is_text(r#type: &Type) -> bool {
    matches!(r#type, Type::String)
}

fn page(types: &Types<'_>, parameters: &[Parameter], answers: &Answers) -> Option<NextPage> {
    page_by(
        types,
        parameters,
        find(types, parameters, PAGE, is_number)?,
        answers,
    )
}

/// Pages counted in the parameter of an index.
fn page_by(
    types: &Types<'_>,
    parameters: &[Parameter],
    parameter: usize,
    answers: &Answers,
) -> Option<NextPage> {
    let said = parameters
        .get(parameter)
        .map(|parameter| &parameter.documentation)?;
    let default = said
        .default
        .as_ref()
        .and_then(serde_json::Value::as_f64)
        .filter(|default| [0.0, 1.0].contains(default))
        .map(|default| i64::from(default > 0.0));
    let from_zero = said.constraints.iter().any(|constraint| {
        matches!(constraint, Constraint::Minimum { value, exclusive: false } if value.parse() == Ok(0.0))
    });
    let first = default.unwrap_or(i64::from(!from_zero));
    let total_header = success_headers(&answers.all)
        .find(|header| is_one_of(&header.wire_name, TOTAL))
        .map(|header| header.wire_name.clone());
    Some(NextPage::Page {
        parameter,
        first,
        size: find(types, parameters, SIZE, is_number),
        total_header,
    })
}

fn offset(types: &Types<'_>, parameters: &[Parameter]) -> Option<NextPage> {
    let limit = find(types, parameters, SIZE, is_number)?;
    Some(NextPage::Offset {
        parameter: find(types, parameters, OFFSET, is_number)?,
        limit: Some(limit),
    })
}

fn cursor(types: &Types<'_>, parameters: &[Parameter], body: &Type) -> Option<NextPage> {
    let (parameter, member) = match find(types, parameters, CURSOR, is_text) {
        Some(parameter) => (parameter, None),
        None => parameters
            .iter()
            .enumerate()
            .find_map(|(index, parameter)| {
                let query = parameter.location == ParameterLocation::Query && !parameter.global;
                let fields = if query {
                    types.fields(&parameter.r#type)
                } else {
                    &[]
                };
                let member = fields.iter().find(|field| {
                    is_text(&types.bare(&field.r#type)) && is_one_of(&field.wire_name, CURSOR)
                })?;
                Some((index, Some(member.wire_name.clone())))
            })?,
    };
    let is_next = |parent: &str, name: &str| {
        let within = |parents: &[&str]| parents.contains(&parent);
        NEXT_CURSOR.contains(&name)
            || (within(CURSORS) && matches!(name, "next" | "after"))
            || (name == "cursor" && parent.is_empty())
    };
    let cursor = text_field(types, body, "", &Pointer::root(), DEPTH, &is_next)?;
    Some(NextPage::Cursor {
        parameter,
        member,
        cursor: cursor.0,
    })
}

fn link(types: &Types<'_>, body: &Type) -> Option<NextPage> {
    let is_next = |parent: &str, name: &str| {
        NEXT_LINK.contains(&name) || (LINKS.contains(&parent) && name == "next")
    };
    let link = text_field(types, body, "", &Pointer::root(), DEPTH, &is_next)?;
    Some(NextPage::Link { link: link.0 })
}

/// RFC 8288; a documented header `Link` is there for the next page.
fn link_header(answers: &Answers) -> Option<NextPage> {
    success_headers(&answers.all)
        .any(|header| header.wire_name.eq_ignore_ascii_case("link"))
        .then_some(NextPage::LinkHeader)
}

/// The place of the first text field that `wanted` accepts by the name of its parent and its own; nearer ones first.
fn text_field(
    types: &Types<'_>,
    body: &Type,
    parent: &str,
    place: &Pointer,
    depth: usize,
    wanted: &dyn Fn(&str, &str) -> bool,
) -> Option<Pointer> {
    let fields = types.fields(body);
    let fit = |field: &&Field| {
        is_text(&types.bare(&field.r#type)) && wanted(parent, &snake(&words(&field.wire_name)))
    };
    if let Some(field) = fields.iter().find(fit) {
        return Some(place.child(&field.wire_name));
    }
    let depth = depth.checked_sub(1)?;
    fields.iter().find_map(|field| {
        let place = place.child(&field.wire_name);
        text_field(
            types,
            &field.r#type,
            &snake(&words(&field.wire_name)),
            &place,
            depth,
            wanted,
        )
    })
}
