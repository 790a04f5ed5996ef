//! The page on what a client can be told: time limits, retries, servers, transports.

use askama::Template;

use super::group::fill;
use super::site::Site;
use crate::render::Error;
use crate::render::runtime::Used;

#[derive(Template)]
#[template(path = "docs/settings.md")]
struct SettingsView<'a> {
    /// The module of a client to show.
    module: String,
    /// The module of the runtime.
    runtime: String,
    /// The inputs of an operation to show; empty when there is none.
    operation: String,
    /// What the crate has of the runtime.
    used: &'a Used,
}

/// The page, with the client of `site` in its samples, and what the APIs of the crate use of it.
pub(super) fn page(site: &Site<'_>, used: &Used) -> Result<String, Error> {
    let place = site.usage.place;
    let operations = &site.usage.api.operations;
    let operation = operations.first();
    let operation = operation.map(|operation| operation.name.as_str().to_owned());
    // Paths made of names stand in code here, where nothing has to be escaped.
    let view = SettingsView {
        module: place.path(&[]),
        runtime: place.runtime(),
        operation: operation.unwrap_or_default(),
        used,
    };
    fill("docs/settings.md", &view)
}
