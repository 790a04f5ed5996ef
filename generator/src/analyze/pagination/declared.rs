//! Pages that somebody declares: the configuration, or an extension of the document.

use serde_json::Value;

use crate::config::{DeclaredPages, NextPlace, Settings};
use crate::model::{Operation, Pointer};

/// What somebody declares about the pages of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::analyze) enum Declaration {
    /// It has none.
    Never,
    /// How it is walked.
    Pages(DeclaredPages),
    /// Something that no walk can be made of, and why.
    Unusable {
        /// Where it stands.
        place: Pointer,
        /// Why.
        why: &'static str,
    },
}

/// Reads an extension, or says why no walk can be made of it.
type Reader = fn(&Value) -> Result<DeclaredPages, &'static str>;

/// What is declared about an operation: by the configuration, else by an extension.
pub(in crate::analyze) fn declaration(
    settings: &Settings,
    id: Option<&str>,
    operation: &Operation,
) -> Option<Declaration> {
    let by_place = format!("{} {}", operation.method, operation.path);
    let pagination = &settings.pagination;
    let chosen = id
        .and_then(|id| pagination.get(id))
        .or_else(|| pagination.get(&by_place));
    if let Some(pages) = chosen {
        return Some(pages.clone().map_or(Declaration::Never, Declaration::Pages));
    }
    let read: [(&str, Reader); 3] = [
        ("x-speakeasy-pagination", speakeasy),
        ("x-fern-pagination", fern),
        ("x-ms-pageable", microsoft),
    ];
    let (key, value, read) = read.into_iter().find_map(|(key, read)| {
        let value = operation.value.extensions.get(key)?;
        Some((key, value, read))
    })?;
    let one_page = value.get("nextLinkName").is_some_and(Value::is_null);
    if one_page || matches!(value, Value::Null | Value::Bool(false)) {
        return Some(Declaration::Never);
    }
    Some(match read(value) {
        Ok(pages) => Declaration::Pages(pages),
        Err(why) => Declaration::Unusable {
            place: operation.pointer.child(key),
            why,
        },
    })
}

/// `x-speakeasy-pagination`: inputs by what they do, outputs by JSON path.
fn speakeasy(value: &Value) -> Result<DeclaredPages, &'static str> {
    let output = |key: &str| {
        path(
            value.get("outputs").and_then(|outputs| outputs.get(key)),
            "$",
        )
    };
    let inputs = value.get("inputs").and_then(Value::as_array);
    let input = |kind: &str| -> Result<Option<String>, &'static str> {
        let wanted = |input: &&Value| input.get("type").and_then(Value::as_str) == Some(kind);
        let Some(input) = inputs.into_iter().flatten().find(wanted) else {
            return Ok(None);
        };
        if input.get("in").and_then(Value::as_str) != Some("parameters") {
            return Err("its input is no parameter");
        }
        Ok(input.get("name").and_then(Value::as_str).map(str::to_owned))
    };
    let next = match value.get("type").and_then(Value::as_str) {
        Some("url") => NextPlace::Link(output("nextUrl")?.ok_or("it names no `nextUrl`")?),
        Some("cursor") => NextPlace::Cursor {
            parameter: input("cursor")?.ok_or("it names no `cursor`")?,
            cursor: output("nextCursor")?.ok_or("it names no `nextCursor`")?,
        },
        Some("offsetLimit") => match (input("page")?, input("offset")?) {
            (Some(page), _) => NextPlace::Page(page),
            (None, Some(offset)) => NextPlace::Offset {
                parameter: offset,
                limit: input("limit")?,
            },
            (None, None) => return Err("it names neither `page` nor `offset`"),
        },
        _ => return Err("its `type` is not `cursor`, `offsetLimit` or `url`"),
    };
    Ok(DeclaredPages {
        items: output("results")?,
        next,
    })
}

/// `x-fern-pagination`: paths that begin with `$request` or `$response`.
fn fern(value: &Value) -> Result<DeclaredPages, &'static str> {
    let response = |key: &str| path(value.get(key), "$response");
    let request = |key: &str| -> Result<Option<String>, &'static str> {
        let Some(pointer) = path(value.get(key), "$request")? else {
            return Ok(None);
        };
        let name = pointer.trim_start_matches('/');
        if name.contains('/') {
            return Err("it names a member within a request");
        }
        Ok(Some(name.replace("~1", "/").replace("~0", "~")))
    };
    let link = response("next_uri")?.or(response("next_path")?);
    let next = match (request("cursor")?, request("offset")?, link) {
        (Some(parameter), ..) => NextPlace::Cursor {
            parameter,
            cursor: response("next_cursor")?.ok_or("it names no `next_cursor`")?,
        },
        (None, Some(offset), _) => match request("step")? {
            Some(step) => NextPlace::Offset {
                parameter: offset,
                limit: Some(step),
            },
            None => NextPlace::Page(offset),
        },
        (None, None, Some(link)) => NextPlace::Link(link),
        (None, None, None) => return Err("it names neither `cursor`, `offset` nor `next_uri`"),
    };
    Ok(DeclaredPages {
        items: response("results")?,
        next,
    })
}

/// `x-ms-pageable`: the member that holds the next address, and the one that holds the items.
fn microsoft(value: &Value) -> Result<DeclaredPages, &'static str> {
    let member = |key: &str| {
        let name = value.get(key).and_then(Value::as_str)?;
        Some(Pointer::root().child(name).0)
    };
    let link = member("nextLinkName").ok_or("it names no `nextLinkName`")?;
    Ok(DeclaredPages {
        items: Some(member("itemName").unwrap_or_else(|| "/value".to_owned())),
        next: NextPlace::Link(link),
    })
}

/// A path such as `$.meta.next`, which begins with `root`, as a JSON pointer.
fn path(value: Option<&Value>, root: &str) -> Result<Option<String>, &'static str> {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    let text = value.as_str().and_then(|text| text.strip_prefix(root));
    let names = text.ok_or("a path in it does not begin as it should")?;
    if names.contains(['[', '*', '(']) {
        return Err("a path in it chooses by more than names");
    }
    let names = names.split('.').filter(|name| !name.is_empty());
    Ok(Some(
        names
            .fold(Pointer::root(), |place, name| place.child(name))
            .0,
    ))
}
