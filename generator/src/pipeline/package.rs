//! What the manifest of the crate says: the caller's word first, then the configuration's, then the document's.

use super::{Document, Error};
use crate::config::{Crate, Workspace, is_crate_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Api, CrateName};
use crate::model::{Model, Pointer};
use crate::naming;
use crate::render::CrateSettings;

/// The longest version that a crate gets.
const LONGEST_VERSION: usize = 64;

/// The settings of the crate, of a configuration if there is one, under the name that the caller gives.
pub(super) fn settings(
    package: Option<&Crate>,
    name: Option<&str>,
    documents: &[Document],
) -> Result<CrateSettings, Error> {
    let first = documents.first().map(|document| &document.api);
    let name = match name.or(package.map(|package| package.name.as_str())) {
        Some(name) if is_crate_name(name) => CrateName::new(name),
        Some(name) => return Err(Error::Name(name.to_owned())),
        None => naming::crate_name(first.map_or("", |api| &api.title)),
    };
    Ok(match package {
        Some(package) => CrateSettings {
            name,
            version: package.version.clone(),
            description: package.description.clone(),
            license: package.license.clone(),
            repository: package.repository.clone(),
            keywords: package.keywords.clone(),
            workspace: package.workspace,
        },
        None => CrateSettings {
            name,
            version: first
                .and_then(version)
                .unwrap_or_else(|| "0.1.0".to_owned()),
            description: None,
            license: None,
            repository: None,
            keywords: Vec::new(),
            workspace: Workspace::Own,
        },
    })
}

/// The version of a document as a crate can have it: semantic versioning, with the numbers that are left out.
fn version(api: &Api) -> Option<String> {
    let text = api.version.trim();
    [text.to_owned(), format!("{text}.0"), format!("{text}.0.0")]
        .into_iter()
        .find(|text| text.len() <= LONGEST_VERSION && semver::Version::parse(text).is_ok())
}

/// What to say when a crate can't have the version of the document.
pub(super) fn check_version(model: &Model, api: &Api) -> Option<Diagnostic> {
    if version(api).is_some() {
        return None;
    }
    let place = model.place(&Pointer::from("/info/version"));
    let message = format!("`info.version` is no semantic version: `{}`", api.version);
    let diagnostic = Diagnostic::new(
        Code::InvalidVersion,
        message,
        place,
        "expected one such as `1.2.3`",
    );
    Some(diagnostic.help("the crate gets the version `0.1.0`"))
}
