//! Types on pages: as Rust writes them, linked to their own pages.

use std::fmt::Write as _;

use super::site::{Site, relative};
use crate::ir::{Operation, Presence, SuccessType, Type};
use crate::render::markdown;
use crate::render::type_use::field_text;
pub(super) use crate::render::type_use::text;

/// A type as a code span, linked to the page of the first model in it; further ones are named behind it.
pub(super) fn linked(site: &Site<'_>, from: &str, r#type: &Type) -> String {
    link(site, from, &text(r#type), r#type)
}

/// The type of a field, what its presence adds included.
pub(super) fn linked_field(
    site: &Site<'_>,
    from: &str,
    r#type: &Type,
    presence: Presence,
) -> String {
    link(site, from, &field_text(r#type, presence), r#type)
}

/// What a successful call gives; an enum of several has no page, its variants stand with the operation.
pub(super) fn success(site: &Site<'_>, from: &str, success: &SuccessType) -> String {
    match success {
        SuccessType::Single(r#type) => linked(site, from, r#type),
        SuccessType::Enum(name) => markdown::cell_code(name.as_str()),
    }
}

/// What a successful call gives, without links.
pub(super) fn success_text(success: &SuccessType) -> String {
    match success {
        SuccessType::Single(r#type) => text(r#type),
        SuccessType::Enum(name) => name.as_str().to_owned(),
    }
}

fn link(site: &Site<'_>, from: &str, text: &str, r#type: &Type) -> String {
    let mut names = Vec::new();
    named(r#type, &mut names);
    let mut paths = names
        .into_iter()
        .filter_map(|name| Some((name, site.model_path(name)?)));
    let code = markdown::cell_code(text);
    let Some((_, path)) = paths.next() else {
        return code;
    };
    let mut out = format!("[{code}]({})", relative(from, &path, ""));
    for (name, path) in paths {
        let _ = write!(
            out,
            ", [{}]({})",
            markdown::cell_code(name),
            relative(from, &path, "")
        );
    }
    out
}

/// The models that an operation's inputs and responses name.
pub(super) fn names(operation: &Operation) -> Vec<&str> {
    let mut out = Vec::new();
    operation
        .parameters
        .iter()
        .for_each(|parameter| named(&parameter.r#type, &mut out));
    operation
        .body
        .iter()
        .flat_map(|body| &body.bodies)
        .for_each(|body| named(&body.r#type, &mut out));
    let bodies = operation
        .responses
        .all
        .iter()
        .filter_map(|response| response.body.as_ref());
    bodies.for_each(|body| named(&body.r#type, &mut out));
    out
}

/// The models in a type, in order.
fn named<'t>(r#type: &'t Type, out: &mut Vec<&'t str>) {
    match r#type {
        Type::Named(name) if !out.contains(&name.as_str()) => out.push(name.as_str()),
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::EventStream(inner)
        | Type::JsonLines(inner) => {
            named(inner, out);
        }
        Type::Tuple(parts) => parts.iter().for_each(|part| named(part, out)),
        _ => {}
    }
}
