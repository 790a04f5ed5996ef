//! What TOML and its types don't say: names that can be names, paths that stay below, modules that don't overlap.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use indexmap::IndexMap;
use toml::Spanned;

use super::file::{ApiTable, File, PackageTable, RenameTable};
use super::settings::is_name;
use super::{Api, Call, Config, Crate, Error, ModulePath, Renames, Scalars, Settings};

/// Makes a [`Config`] of a file, or says what is wrong at which place.
pub(super) fn checked(
    file: File,
    text: &str,
    name: &str,
    folder: PathBuf,
) -> Result<Config, Error> {
    let checker = Checker { text, name };
    let package = checker.package(file.package)?;
    let settings = Settings {
        rename: checker.renames(file.rename)?,
        scalars: file.types.over(Scalars::default()),
        pagination: checker.pagination(file.pagination)?,
        strict: false,
        retry: checker.retry(file.retry)?,
        idempotency_header: checker.header(file.idempotency_header)?,
        webhook_signature: checker.signature(file.webhook_signature)?,
    };
    let mut apis: Vec<Api> = Vec::with_capacity(file.apis.len());
    for table in file.apis {
        let api = checker.api(table, &apis, &settings)?;
        apis.push(api);
    }
    Ok(Config {
        folder,
        package,
        apis,
        settings,
    })
}

/// The text that places are counted in, and the file's name.
pub(super) struct Checker<'a> {
    text: &'a str,
    name: &'a str,
}

impl Checker<'_> {
    pub(super) fn fault(&self, span: Range<usize>, message: impl Into<String>) -> Error {
        Error::at(self.text, self.name, span.start, message)
    }

    fn package(&self, table: PackageTable) -> Result<Crate, Error> {
        if !is_crate_name(table.name.get_ref()) {
            let message = format!("`{}` can't be the name of a crate", table.name.get_ref());
            return Err(self.fault(table.name.span(), message));
        }
        self.relative(&table.output)?;
        if let Some(version) = &table.version
            && semver::Version::parse(version.get_ref()).is_err()
        {
            let message = format!("`{}` is no version such as `1.2.3`", version.get_ref());
            return Err(self.fault(version.span(), message));
        }
        if let Some(repository) = &table.repository
            && !url::Url::parse(repository.get_ref()).is_ok_and(|url| url.scheme() == "https")
        {
            return Err(self.fault(repository.span(), "`repository` is no https address"));
        }
        Ok(Crate {
            name: table.name.into_inner(),
            output: table.output.into_inner(),
            version: table
                .version
                .map_or_else(|| "0.1.0".to_owned(), Spanned::into_inner),
            description: table.description,
            license: table.license,
            repository: table.repository.map(Spanned::into_inner),
            keywords: table.keywords,
            workspace: table.workspace,
        })
    }

    fn api(&self, table: ApiTable, before: &[Api], common: &Settings) -> Result<Api, Error> {
        self.relative(&table.spec)?;
        let Some(module) = ModulePath::parse(table.module.get_ref()) else {
            let message = format!(
                "`{}` can't be a module: one or two lower case names are, such as `clients::formance`",
                table.module.get_ref()
            );
            return Err(self.fault(table.module.span(), message));
        };
        if let Some(other) = before.iter().find(|other| other.module.overlaps(&module)) {
            let message = format!(
                "module `{module}` overlaps with `{}`, which is given above",
                other.module
            );
            return Err(self.fault(table.module.span(), message));
        }
        let mut settings = common.clone();
        settings.rename.extend(self.renames(table.rename)?);
        settings
            .pagination
            .extend(self.pagination(table.pagination)?);
        settings.scalars = table.types.over(settings.scalars);
        settings.strict = table.strict;
        settings.retry = self.retry(table.retry)?.or(settings.retry);
        let header = self.header(table.idempotency_header)?;
        settings.idempotency_header = header.or(settings.idempotency_header);
        let signature = self.signature(table.webhook_signature)?;
        settings.webhook_signature = signature.or(settings.webhook_signature);
        Ok(Api {
            spec: table.spec.into_inner(),
            module,
            settings,
        })
    }

    fn renames(&self, table: RenameTable) -> Result<Renames, Error> {
        let mut operations = IndexMap::with_capacity(table.operations.len());
        for (key, value) in table.operations {
            let Some(call) = Call::parse(value.get_ref()) else {
                let message = format!(
                    "`{}` is no call such as `list` or `clients.list`",
                    value.get_ref()
                );
                return Err(self.fault(value.span(), message));
            };
            operations.insert(key, call);
        }
        let types = self.names(table.types, "type", is_name)?;
        let groups = self.names(table.groups, "group", |text| text.split('.').all(is_name))?;
        Ok(Renames {
            operations,
            types,
            groups,
        })
    }

    fn names(
        &self,
        table: IndexMap<String, Spanned<String>>,
        what: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Result<IndexMap<String, String>, Error> {
        let mut names = IndexMap::with_capacity(table.len());
        for (key, value) in table {
            if !fits(value.get_ref()) {
                let message = format!("`{}` can't be the name of a {what}", value.get_ref());
                return Err(self.fault(value.span(), message));
            }
            names.insert(key, value.into_inner());
        }
        Ok(names)
    }

    /// Paths are relative, so that the file means the same on every machine.
    fn relative(&self, path: &Spanned<PathBuf>) -> Result<(), Error> {
        let value: &Path = path.get_ref();
        let text = value.to_string_lossy();
        if text.contains("://") {
            return Err(self.fault(
                path.span(),
                format!("`{text}` is an address; only files can be listed"),
            ));
        }
        let fits = value.components().all(|component| {
            matches!(
                component,
                Component::Normal(_) | Component::CurDir | Component::ParentDir
            )
        });
        if !fits || text.is_empty() {
            return Err(self.fault(
                path.span(),
                format!("`{text}` is not a path relative to this file"),
            ));
        }
        Ok(())
    }
}

/// Names that cargo takes but that shadow what every crate uses.
const TAKEN: [&str; 6] = ["alloc", "core", "proc_macro", "proc-macro", "std", "test"];

/// Whether a package can have this name: what cargo allows, in lower case, without the names that shadow the standard library.
pub fn is_crate_name(text: &str) -> bool {
    let plain = text.replace('-', "_");
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
        && !TAKEN.contains(&text)
        && syn::parse_str::<syn::Ident>(&plain).is_ok()
}
