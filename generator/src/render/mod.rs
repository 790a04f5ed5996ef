//! From [`ir::Api`](crate::ir::Api) to the files of a crate. Everything is decided already; this stage writes it down.
//!
//! Types and expressions are tokens made by `quote`; templates give files and items their shape; [`format`](crate::format)
//! prints them. No text of a document becomes code: it is a literal, a doc attribute, or a name made by `naming`.

mod api;
mod argument;
mod client;
mod code;
mod codec;
mod context;
pub mod docs;
mod documentation;
mod environment;
mod error;
mod error_enum;
mod feature;
mod group;
mod import;
mod index;
mod json;
mod lint;
mod manifest;
pub mod markdown;
mod model;
mod module;
mod operation;
mod room;
mod runtime;
mod rust_file;
mod security;
mod server;
mod settings;
mod template;
mod type_use;
pub mod usage;
mod validate;
mod webhook;
mod xml;

#[cfg(test)]
mod tests;

pub use code::Refuse;
pub use error::Error;
pub use settings::{CrateSettings, Target, Workspace};

use crate::output::OutputTree;

/// Writes the crate down: one API at the root of it, or several as modules.
///
/// # Errors
///
/// By a fault of this program: a template that gives what is no Rust, or two files of one name.
pub fn render(settings: &CrateSettings, targets: &[Target<'_>]) -> Result<OutputTree, Error> {
    let mut tree = OutputTree::new();
    let by_group = feature::are_wanted(targets);
    let mut features = Vec::new();
    for target in targets {
        features.extend(api::files(settings, target, by_group, &mut tree)?);
    }
    module::files(settings, targets, &mut tree)?;
    let used = runtime::Used::of(targets);
    runtime::files(&used, &mut tree)?;
    let pages = docs::pages(settings, targets, &used, &features)?;
    let manifest = manifest::manifest(settings, targets, &used, &features, &pages);
    tree.insert("Cargo.toml", manifest)?;
    for (path, text) in pages {
        tree.insert(path, text)?;
    }
    Ok(tree)
}
