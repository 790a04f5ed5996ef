//! `sdksmith init`.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use sdksmith::config::FILE_NAME;

use super::{Fault, Outcome, Printer};

/// Documents that are looked for in the current folder.
const USUAL: [&str; 6] = [
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "swagger.yaml",
    "swagger.yml",
    "swagger.json",
];

/// Writes a configuration to begin with; one that is there already stays.
pub(super) fn run(printer: &Printer) -> Result<Outcome, Fault> {
    let spec = USUAL.into_iter().find(|name| Path::new(name).is_file());
    let mut file = File::create_new(FILE_NAME).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => Fault::Usage {
            message: format!("`{FILE_NAME}` is already here"),
            help: "`sdksmith generate` writes what it lists",
        },
        _ => Fault::Io {
            action: "could not write",
            file: FILE_NAME.to_owned(),
            source,
        },
    })?;
    file.write_all(template(spec.unwrap_or("openapi.yaml")).as_bytes())
        .map_err(|source| Fault::Io {
            action: "could not write",
            file: FILE_NAME.to_owned(),
            source,
        })?;
    printer.summary(&format!(
        "wrote {FILE_NAME}; `sdksmith generate` writes the crate that it describes\n"
    ));
    Ok(Outcome::Done)
}

/// The configuration to begin with.
fn template(spec: &str) -> String {
    format!(
        r#"# What `sdksmith generate` writes. Paths are relative to this file.

[crate]
name = "my-sdk"
output = "my-sdk"
# version = "0.1.0"
# description = "A client of our API"
# license = "MIT"
# workspace = "member"    # when the crate is a member of the workspace around it

# A table for each document; each becomes a module of the crate.
[[api]]
spec = "{spec}"
module = "api"
# strict = true           # takes warnings about the document as errors

# Names of your choice. An operation is named by its operationId, or by method and path.
# [api.rename.operations]
# "GET /users/{{id}}" = "users.get"
# [api.rename.types]
# UserDto = "User"
# [api.rename.groups]
# "Platform / Users" = "users"

# The Rust types of scalars.
# [api.types]
# integer = "i128"
# number = "serde_json::Number"
# uri = "url::Url"

# How lists are walked page by page, where the rules do not find it.
# [api.pagination]
# "GET /users" = {{ items = "/data", cursor = "after", next-cursor = "/meta/next" }}

# How calls are tried again, in place of what the document says; times are in milliseconds.
# [api.retry]
# initial-interval = 500
# max-elapsed = 60000
# statuses = [429, "5XX"]
"#
    )
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use sdksmith::config::Config;

    #[test]
    fn what_it_writes_is_a_configuration_with_and_without_its_comments() {
        let text = super::template("openapi.yaml");
        let config = Config::parse(&text, "sdksmith.toml", PathBuf::new()).unwrap();
        assert_eq!(config.apis.len(), 1);
        let uncommented: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let config = Config::parse(&uncommented, "sdksmith.toml", PathBuf::new()).unwrap();
        assert_eq!(config.apis[0].settings.rename.operations.len(), 1);
        let retry = config.apis[0].settings.retry.as_ref().unwrap();
        assert_eq!((retry.max_elapsed, retry.statuses.len()), (60_000, 2));
        assert_eq!(config.package.license.as_deref(), Some("MIT"));
    }
}
