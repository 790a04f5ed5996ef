//! The file as it is written: the tables and keys of `sdksmith.toml`.

use std::fmt;
use std::path::PathBuf;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use super::pagination::PaginationTable;
use super::scalars::ScalarTable;
use super::{Error, Settings};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    /// `[crate]`.
    #[serde(rename = "crate")]
    pub(super) package: PackageTable,
    /// `[[api]]`, in order.
    #[serde(default, rename = "api")]
    pub(super) apis: Vec<ApiTable>,
    /// `[rename]`, for every document.
    #[serde(default)]
    pub(super) rename: RenameTable,
    /// `[types]`, for every document.
    #[serde(default)]
    pub(super) types: ScalarTable,
    /// `[pagination]`, for every document.
    #[serde(default)]
    pub(super) pagination: PaginationTable,
    /// `[retry]`, for every document.
    pub(super) retry: Option<RetryTable>,
    /// `idempotency-header`, for every document.
    pub(super) idempotency_header: Option<Spanned<String>>,
    /// `webhook-signature`, for every document.
    pub(super) webhook_signature: Option<Spanned<SignatureEntry>>,
}

/// `[crate]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackageTable {
    pub(super) name: Spanned<String>,
    pub(super) output: Spanned<PathBuf>,
    pub(super) version: Option<Spanned<String>>,
    pub(super) description: Option<String>,
    pub(super) license: Option<String>,
    pub(super) repository: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    #[serde(default)]
    pub(super) workspace: Workspace,
}

/// `[[api]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ApiTable {
    pub(super) spec: Spanned<PathBuf>,
    pub(super) module: Spanned<String>,
    #[serde(default)]
    pub(super) strict: bool,
    #[serde(default)]
    pub(super) rename: RenameTable,
    #[serde(default)]
    pub(super) types: ScalarTable,
    #[serde(default)]
    pub(super) pagination: PaginationTable,
    pub(super) retry: Option<RetryTable>,
    pub(super) idempotency_header: Option<Spanned<String>>,
    pub(super) webhook_signature: Option<Spanned<SignatureEntry>>,
}

/// `webhook-signature`: the name of a scheme, or what there is to know of it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum SignatureEntry {
    Named(String),
    Table(SignatureTable),
}

/// `[webhook-signature]` or `[api.webhook-signature]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SignatureTable {
    pub(super) header: String,
    pub(super) encoding: Option<String>,
    pub(super) timestamp: Option<String>,
    pub(super) prefix: Option<String>,
}

/// `[retry]` or `[api.retry]`; times are in milliseconds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RetryTable {
    pub(super) initial_interval: Option<Spanned<u64>>,
    pub(super) max_interval: Option<Spanned<u64>>,
    pub(super) max_elapsed: Option<Spanned<u64>>,
    pub(super) exponent: Option<Spanned<f64>>,
    pub(super) statuses: Option<Vec<Spanned<Status>>>,
    pub(super) connection_errors: Option<bool>,
}

/// A status, or a class of them such as `"5XX"`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Status {
    Exact(u16),
    Class(String),
}

/// `[rename]` or `[api.rename]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RenameTable {
    #[serde(default)]
    pub(super) operations: IndexMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) types: IndexMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) groups: IndexMap<String, Spanned<String>>,
}

/// The crate that is written: `[crate]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    /// `name`: the name of the package.
    pub name: String,
    /// `output`: the folder that the crate is written to, relative to the configuration.
    pub output: PathBuf,
    /// `version`; by default `0.1.0`.
    pub version: String,
    /// `description` of the package.
    pub description: Option<String>,
    /// `license`, an SPDX expression.
    pub license: Option<String>,
    /// `repository`: an https address.
    pub repository: Option<String>,
    /// `keywords`: at most five.
    pub keywords: Vec<String>,
    /// `workspace`: whether the crate stands alone.
    pub workspace: Workspace,
}

/// How the crate relates to a workspace around it: `workspace` in `[crate]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Workspace {
    /// `"own"`: the crate is its own workspace, so that it builds wherever it lies. The default.
    #[default]
    Own,
    /// `"member"`: the crate is a member of the workspace around it.
    Member,
}

/// A document and the module that it becomes: `[[api]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `spec`: the document, relative to the configuration.
    pub spec: PathBuf,
    /// `module`: where it stands in the crate.
    pub module: ModulePath,
    /// Names chosen for this document, those for every document included.
    pub settings: Settings,
}

/// A module of the crate, such as `clients::formance`: one or two lower case names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModulePath(Vec<String>);

impl ModulePath {
    /// Takes text such as `clients::formance`; `None` when a part is no plain module name.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<String> = text.split("::").map(str::to_owned).collect();
        let fits = parts.len() <= 2 && parts.iter().all(|part| is_module_name(part));
        fits.then_some(Self(parts))
    }

    /// The names from the crate on: `["clients", "formance"]`.
    pub fn parts(&self) -> &[String] {
        &self.0
    }

    /// Whether one of the two would stand in the place of the other or within it.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl fmt::Display for ModulePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join("::"))
    }
}

/// Modules that every generated crate has, or that would be taken for something else.
const TAKEN: [&str; 9] = [
    "runtime", "lib", "main", "mod", "build", "core", "std", "alloc", "test",
];

fn is_module_name(text: &str) -> bool {
    let starts = text
        .chars()
        .next()
        .is_some_and(|first| first.is_ascii_lowercase());
    let rest = text
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    // A keyword does not parse as an identifier.
    starts
        && rest
        && text.len() <= 64
        && !TAKEN.contains(&text)
        && syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Reads `text` as TOML; unknown keys and wrong types are errors with their place.
pub(super) fn parse(text: &str, name: &str) -> Result<File, Error> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Error::at(text, name, offset, error.message())
    })
}
