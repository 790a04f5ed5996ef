//! How an operation that gives its results in pages is walked.

/// The way from one page to the next. Indices point into [`Operation::parameters`](super::Operation::parameters);
/// pointers are JSON pointers into the response body (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// Where the items stand in the body; empty for the body itself.
    pub items: String,
    /// What leads to the next page.
    pub next: NextPage,
}

/// What leads to the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A page number counted up; ends on an empty page, or when the total in the header is reached.
    Page {
        /// The parameter that takes the number.
        parameter: usize,
        /// The number of the first page.
        first: i64,
        /// The parameter that takes the size of a page.
        size: Option<usize>,
        /// The response header with the number of all items.
        total_header: Option<String>,
    },
    /// An offset that grows by the number of items; ends on an empty page, or one shorter than `limit`.
    Offset {
        /// The parameter that takes the offset.
        parameter: usize,
        /// The parameter that takes the size of a page.
        limit: Option<usize>,
    },
    /// A cursor found in the body, sent in a parameter, or in a member of a deepObject parameter.
    Cursor {
        /// The parameter that takes the cursor.
        parameter: usize,
        /// The member of the parameter that takes it, by its wire name.
        member: Option<String>,
        /// JSON pointer of the cursor in the body.
        cursor: String,
    },
    /// A link to the next page, in the body.
    Link {
        /// JSON pointer of the link in the body.
        link: String,
    },
    /// A link to the next page, in the header `Link`. RFC 8288.
    LinkHeader,
}
