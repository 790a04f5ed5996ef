//! Tables of Markdown.

use std::fmt::Write as _;

/// A table, or nothing where it would have no row. Cells are Markdown that is fit for cells.
pub(super) fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "| {} |\n|{}",
        headings.join(" | "),
        " --- |".repeat(headings.len())
    );
    for row in rows {
        let cells: Vec<&str> = row
            .iter()
            .map(|cell| if cell.is_empty() { "-" } else { cell.as_str() })
            .collect();
        let _ = write!(out, "\n| {} |", cells.join(" | "));
    }
    out
}
