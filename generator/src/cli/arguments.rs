//! The command line as clap parses it. Other programs call it: nothing here is ever renamed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Forges a Rust SDK crate out of an OpenAPI document
#[derive(Debug, Parser)]
#[command(name = "sdksmith", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done; 1 the document has errors, or --check found a difference; \
                        2 wrong usage; 3 a file could not be read or written."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) appearance: Appearance,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Generate(Generate),
    Check(Check),
    Inspect(Inspect),
    Explain(Explain),
    /// Write a `sdksmith.toml` to the current folder, to begin with
    Init,
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// How messages look; the same for every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(super) struct Appearance {
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print notes as well
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// How diagnostics are printed to stderr
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the lines of the document, the place underlined
    Human,
    /// One object a line
    Json,
    /// A log of SARIF 2.1.0, for code scanning
    Sarif,
    /// Commands of GitHub's workflows, which annotate the lines of a pull request
    Github,
}

/// How documents are read; the same for every subcommand that reads one.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(super) struct Reading {
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Read SPEC and references from addresses of https
    #[arg(long)]
    pub(super) allow_remote: bool,
    /// Read references to files outside the document's folder
    #[arg(long)]
    pub(super) allow_outside_root: bool,
    /// Raise a limit on what is read, such as `depth=100`; may be given several times
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit)]
    pub(super) limits: Vec<(String, String)>,
}

/// Write the crate of a document, or of every document that `sdksmith.toml` lists
#[derive(Debug, Args)]
pub(super) struct Generate {
    /// The OpenAPI document, JSON or YAML; `-` for stdin [default: every document of sdksmith.toml]
    #[arg(requires_if("-", "output"))]
    pub(super) spec: Option<PathBuf>,
    /// The folder of the crate
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The name of the crate [default: the document's title]
    #[arg(short, long, value_name = "CRATE", value_parser = crate_name)]
    pub(super) name: Option<String>,
    /// A configuration [default without SPEC: sdksmith.toml]
    #[arg(short, long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Write nothing; exit 1 and print a diff when the folder is not what would be written
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    pub(super) check: bool,
    /// Write nothing; print what would happen to each file
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Replace files that were edited by hand or that are not of an earlier run
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// Tell what a code of a diagnostic means, with an example
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, such as `unresolved-reference`
    #[arg(required_unless_present = "list")]
    pub(super) code: Option<String>,
    /// List every code, one a line: code, severity, meaning
    #[arg(long, conflicts_with = "code")]
    pub(super) list: bool,
}

/// Print what is wrong with a document; write nothing
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The OpenAPI document, JSON or YAML; `-` for stdin
    pub(super) spec: PathBuf,
    /// A configuration with names for this document
    #[arg(short, long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// Print what an SDK would hold: servers, security, operations, types, and what became untyped and why
#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The OpenAPI document, JSON or YAML; `-` for stdin
    pub(super) spec: PathBuf,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(super) format: InspectFormat,
    /// A configuration with names for this document
    #[arg(short, long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// How `inspect` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For people
    Text,
    /// One object
    Json,
}

/// Print the completions of a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: Shell,
}

/// `NAME=VALUE`, both there; whether the limit exists is said where it is set.
fn limit(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    sdksmith::source::Limits::default()
        .set(name, value)
        .map_err(|error| error.to_string())?;
    Ok((name.to_owned(), value.to_owned()))
}

fn crate_name(text: &str) -> Result<String, String> {
    if sdksmith::config::is_crate_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a crate's name begins with a lower case letter, has lower case letters, digits, `-` and `_`, \
             and is no keyword and no crate of the standard library"
            .to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_limit_has_a_name_that_exists_and_a_value() {
        assert_eq!(
            limit("depth=100"),
            Ok(("depth".to_owned(), "100".to_owned()))
        );
        assert_eq!(limit("depth"), Err("expected NAME=VALUE".to_owned()));
        assert!(
            limit("colour=1")
                .unwrap_err()
                .starts_with("there is no limit `colour`")
        );
        assert!(limit("depth=x").is_err());
    }

    #[test]
    fn names_that_are_no_crate_are_wrong_usage() {
        let parse = |name| {
            Arguments::try_parse_from([
                "sdksmith", "generate", "a.yaml", "--output", "o", "--name", name,
            ])
        };
        assert!(parse("logto-sdk").is_ok());
        for name in ["core", "a\"\nbuild = \"x", "../x", ""] {
            assert_eq!(parse(name).unwrap_err().exit_code(), 2, "{name}");
        }
    }
}
