//! From a filled template to items.

use askama::Template;
use syn::Item;

use super::Error;
use crate::format;

/// Fills `template` and parses what it gives.
///
/// # Errors
///
/// When a template prints anything but code, or gives no Rust: a fault of the generator.
pub(crate) fn items(name: &'static str, template: &impl Template) -> Result<Vec<Item>, Error> {
    let text = template.render().map_err(|error| Error::Template {
        template: name,
        message: error.to_string(),
    })?;
    Ok(format::parse(name, &text)?.items)
}
