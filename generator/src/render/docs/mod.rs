//! The pages of a generated crate: its README, a page for each group of operations and each type, the page on the
//! settings of a client; and the examples.
//!
//! Every piece of a page is made by [`markdown`](super::markdown) from prose, or is ours. Templates give pages their
//! shape; Rust on the pages is made by [`usage`](super::usage), and compiles.

mod anchor;
mod facts;
mod group;
mod model;
mod operation;
mod parameter;
mod readme;
mod response;
mod settings;
mod site;
mod table;
mod types;

#[cfg(test)]
mod tests;

use site::Site;

use super::feature::GroupFeature;
use super::index::Index;
use super::runtime::Used;
use super::usage::{Place, Usage};
use super::{CrateSettings, Error, Target};

/// Every page and example of the crate, by its path.
///
/// # Errors
///
/// By a fault of this program: a template that cannot be filled.
pub(crate) fn pages(
    settings: &CrateSettings,
    targets: &[Target<'_>],
    used: &Used,
    features: &[GroupFeature],
) -> Result<Vec<(String, String)>, Error> {
    let indices: Vec<Index<'_>> = targets
        .iter()
        .map(|target| Index::new(target.api))
        .collect();
    let places: Vec<Place> = targets
        .iter()
        .map(|target| place(settings, target))
        .collect();
    let mut sites = Vec::new();
    for ((target, index), place) in targets.iter().zip(&indices).zip(&places) {
        sites.push(Site::new(Usage::new(target.api, index, place)));
    }
    let readme = readme::page(settings, &mut sites, used, features)?;
    let mut pages = vec![("README.md".to_owned(), readme)];
    if let Some(site) = sites.first() {
        pages.push((site::SETTINGS.to_owned(), settings::page(site, used)?));
    }
    for site in &sites {
        pages.extend(group::pages(site)?);
        pages.extend(model::pages(site)?);
        pages.push((site.example_path(), site.usage.example_program()));
    }
    for (path, text) in &mut pages {
        if std::path::Path::new(path)
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            *text = tidy(text);
        }
    }
    Ok(pages)
}

/// The first lines of an API's docs as a program, for `lib.rs`.
pub(crate) fn quick_start(settings: &CrateSettings, target: &Target<'_>) -> String {
    let (index, place) = (Index::new(target.api), place(settings, target));
    Usage::new(target.api, &index, &place).quick_start()
}

/// Where an API stands, as code names it.
pub(crate) fn place(settings: &CrateSettings, target: &Target<'_>) -> Place {
    Place {
        library: settings.name.as_str().replace('-', "_"),
        modules: target
            .module
            .iter()
            .map(|module| module.as_str().to_owned())
            .collect(),
    }
}

/// One blank line where a template has left several, but for those in code; one line end at the end.
fn tidy(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut fence: Option<String> = None;
    let mut blank = true;
    for line in page.lines() {
        let ticks = line
            .trim_start()
            .chars()
            .take_while(|character| *character == '`')
            .count();
        match &fence {
            Some(open) if line.trim() == open => fence = None,
            None if ticks >= 3 => fence = Some("`".repeat(ticks)),
            _ => {}
        }
        if line.is_empty() && blank && fence.is_none() {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    let length = out.trim_end_matches('\n').len();
    out.truncate(length);
    out.push('\n');
    out
}
