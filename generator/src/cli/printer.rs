//! The two outputs: results to stdout, everything else to stderr. A closed output is no fault.

use std::io::{self, IsTerminal as _, Write as _};

use sdksmith::diagnostic::human::Color;
use sdksmith::diagnostic::{self, Diagnostic, Severity};

use super::arguments::{Appearance, ColorChoice, MessageFormat};
use super::message::{Fault, visible};

/// Prints as the command line asks for.
#[derive(Debug)]
pub(super) struct Printer {
    least: Severity,
    quiet: bool,
    format: MessageFormat,
    color: Color,
    /// Whether a bar may be drawn.
    pub(super) bar: bool,
}

impl Printer {
    /// A printer of this appearance.
    pub(super) fn new(appearance: &Appearance) -> Self {
        let least = match (appearance.quiet, appearance.verbose) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Note,
            (false, false) => Severity::Warning,
        };
        let terminal = io::stderr().is_terminal();
        let color = match appearance.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !is_set("NO_COLOR") && !is_dumb(),
        };
        let color = if color { Color::On } else { Color::Off };
        let bar =
            terminal && !appearance.quiet && appearance.message_format == MessageFormat::Human;
        Self {
            least,
            quiet: appearance.quiet,
            format: appearance.message_format,
            color,
            bar,
        }
    }

    /// A result, to stdout.
    #[allow(
        clippy::unused_self,
        reason = "printing is the printer's, whatever it needs for it"
    )]
    pub(super) fn result(&self, text: &str) {
        // A reader that has seen enough is no fault of this program, and there is nobody to tell.
        let _ = io::stdout().lock().write_all(text.as_bytes());
    }

    /// What was done, to stdout; not under `-q`.
    pub(super) fn summary(&self, text: &str) {
        if !self.quiet {
            self.result(text);
        }
    }

    /// What is wrong with the document of this name, to stderr.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], name: &str) {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity <= self.least)
            .cloned()
            .collect();
        let text = match self.format {
            MessageFormat::Json => shown
                .iter()
                .map(|diagnostic| diagnostic::json::line(diagnostic) + "\n")
                .collect(),
            MessageFormat::Human => diagnostic::human::report(&shown, name, self.color),
            MessageFormat::Sarif => diagnostic::sarif::log(&shown),
            MessageFormat::Github => shown
                .iter()
                .map(|diagnostic| diagnostic::github::line(diagnostic) + "\n")
                .collect(),
        };
        error_output(&text);
    }

    /// A warning about something else than a document, to stderr.
    pub(super) fn warning(&self, code: &str, message: &str) {
        if self.least < Severity::Warning {
            return;
        }
        let text = match self.format {
            MessageFormat::Human => format!("warning: {}\n", visible(message)),
            // A log is one value; nothing may stand beside it.
            MessageFormat::Sarif => return,
            MessageFormat::Github => {
                format!(
                    "::warning title={code}::{}\n",
                    visible(message).replace('\n', "%0A")
                )
            }
            MessageFormat::Json => {
                let line = serde_json::json!({
                    "code": code, "severity": "warning", "message": message, "file": "", "line": 0, "column": 0,
                    "pointer": "", "help": null, "related": [],
                });
                format!("{line}\n")
            }
        };
        error_output(&text);
    }

    /// Why the command stopped, to stderr.
    pub(super) fn fault(&self, fault: &Fault) {
        match self.format {
            MessageFormat::Human | MessageFormat::Sarif => error_output(&fault.human()),
            MessageFormat::Github => {
                let text = fault
                    .human()
                    .trim_end()
                    .replace('%', "%25")
                    .replace('\n', "%0A");
                error_output(&format!("::error::{text}\n"));
            }
            MessageFormat::Json => error_output(&format!("{}\n", fault.json())),
        }
    }

    /// A line for people only, to stderr; not under `-q`.
    pub(super) fn closing(&self, text: &str) {
        if !self.quiet && self.format == MessageFormat::Human {
            error_output(text);
        }
    }
}

/// Text to stderr. When that is closed there is nobody to tell.
fn error_output(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
