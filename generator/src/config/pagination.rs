//! `[pagination]`: how operations are walked page by page.

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::Error;
use super::check::Checker;

/// Where the items of an operation's pages stand, and what leads to the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPages {
    /// JSON pointer of the items in the body; found by rules where it is left out.
    pub items: Option<String>,
    /// What leads to the next page.
    pub next: NextPlace,
}

/// What leads to the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPlace {
    /// The query parameter that counts pages.
    Page(String),
    /// Query parameters that count items.
    Offset {
        /// The one for how many come before the page.
        parameter: String,
        /// The one for how many a page has.
        limit: Option<String>,
    },
    /// A text of the body, sent in a query parameter.
    Cursor {
        /// The parameter.
        parameter: String,
        /// JSON pointer of the text in the body.
        cursor: String,
    },
    /// JSON pointer of an address in the body.
    Link(String),
    /// The address in the header `Link`. RFC 8288.
    LinkHeader,
}

/// How each operation is walked, by `operationId` or by method and path; `None` where it is not to be.
pub type PaginationByOperation = IndexMap<String, Option<DeclaredPages>>;

/// `[pagination]` or `[api.pagination]`.
pub(super) type PaginationTable = IndexMap<String, Spanned<PagesEntry>>;

/// `"GET /users" = false`, or a table.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "neither `false` nor a table with `items` and one of `page`, `offset`, `cursor`, `link` and `link-header`"
)]
pub(super) enum PagesEntry {
    Switch(bool),
    Table(PagesTable),
}

/// How one operation is walked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PagesTable {
    items: Option<String>,
    page: Option<String>,
    offset: Option<String>,
    limit: Option<String>,
    cursor: Option<String>,
    next_cursor: Option<String>,
    link: Option<String>,
    #[serde(default)]
    link_header: bool,
}

impl Checker<'_> {
    pub(super) fn pagination(
        &self,
        table: PaginationTable,
    ) -> Result<PaginationByOperation, Error> {
        let mut pagination = IndexMap::with_capacity(table.len());
        for (operation, entry) in table {
            let span = entry.span();
            let pages = pages(entry.into_inner()).map_err(|message| self.fault(span, message))?;
            pagination.insert(operation, pages);
        }
        Ok(pagination)
    }
}

fn pages(entry: PagesEntry) -> Result<Option<DeclaredPages>, &'static str> {
    let table = match entry {
        PagesEntry::Switch(false) => return Ok(None),
        PagesEntry::Switch(true) => {
            return Err("`true` says nothing; `false` means that it does not page");
        }
        PagesEntry::Table(table) => table,
    };
    let pointers = [&table.items, &table.next_cursor, &table.link];
    let is_pointer = |pointer: &String| pointer.is_empty() || pointer.starts_with('/');
    if !pointers.into_iter().flatten().all(is_pointer) {
        return Err("places in the body are JSON pointers such as `/data/items`");
    }
    if table.limit.is_some() && table.offset.is_none() {
        return Err("`limit` belongs to `offset`");
    }
    let next = match (
        table.page,
        table.offset,
        table.cursor,
        table.next_cursor,
        table.link,
    ) {
        (Some(page), None, None, None, None) if !table.link_header => NextPlace::Page(page),
        (None, Some(parameter), None, None, None) if !table.link_header => NextPlace::Offset {
            parameter,
            limit: table.limit,
        },
        (None, None, Some(parameter), Some(cursor), None) if !table.link_header => {
            NextPlace::Cursor { parameter, cursor }
        }
        (None, None, None, None, Some(link)) if !table.link_header => NextPlace::Link(link),
        (None, None, None, None, None) if table.link_header => NextPlace::LinkHeader,
        _ => {
            return Err(
                "one of `page`, `offset`, `cursor` with `next-cursor`, `link` and `link-header` leads to the next page",
            );
        }
    };
    Ok(Some(DeclaredPages {
        items: table.items,
        next,
    }))
}
