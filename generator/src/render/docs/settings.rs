//! The page on what a client can be told: time limits, retries, servers, transports.

use askama::Template;

use super::group::fill;
use super::site::Site;
use crate::render::Error;

#[derive(Template)]
#[template(path = "docs/settings.md")]
struct SettingsView {
    /// The module of a client to show.
    module: String,
    /// The module of the runtime.
    runtime: String,
}

/// The page, with the client of `site` in its samples.
pub(super) fn page(site: &Site<'_>) -> Result<String, Error> {
    let place = site.usage.place;
    // Paths made of names stand in code here, where nothing has to be escaped.
    let view = SettingsView {
        module: place.path(&[]),
        runtime: place.runtime(),
    };
    fill("docs/settings.md", &view)
}
