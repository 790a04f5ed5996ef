//! What render is told besides the APIs: the crate, and where each API stands in it.

use crate::ir::{Api, CrateName, ModuleName};

pub use crate::config::Workspace;

/// The crate that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrateSettings {
    /// The name of the package.
    pub name: CrateName,
    /// Its version, checked: semantic versioning.
    pub version: String,
    /// Its description; by default one made of the titles of the APIs.
    pub description: Option<String>,
    /// Its licence, an SPDX expression.
    pub license: Option<String>,
    /// Its repository, an https address.
    pub repository: Option<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// Whether it stands alone.
    pub workspace: Workspace,
}

/// An API and its place in the crate.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// The API.
    pub api: &'a Api,
    /// The module that it becomes, from the crate on; empty for the crate itself.
    pub module: Vec<ModuleName>,
}

impl Target<'_> {
    /// The path of its module in code: `crate::clients::formance`.
    pub fn path(&self) -> String {
        self.module
            .iter()
            .fold("crate".to_owned(), |path, name| format!("{path}::{name}"))
    }

    /// The folder of its source files: `src/clients/formance`.
    pub fn folder(&self) -> String {
        self.module.iter().fold("src".to_owned(), |path, name| {
            format!("{path}/{}", name.plain())
        })
    }
}
