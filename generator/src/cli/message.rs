//! What can stop a command besides the document: usage, the configuration, the disk, a fault of our own.

use std::fmt::Write as _;

use sdksmith::{config, output};

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The arguments don't go together.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: &'static str,
    },
    /// The configuration.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// The pipeline.
    #[error(transparent)]
    Pipeline(#[from] sdksmith::Error),
    /// The output folder.
    #[error(transparent)]
    Output(#[from] output::Error),
    /// Another file.
    #[error("{action} `{file}`: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Fault {
    /// 2 for wrong usage, 3 for what the disk refuses, 1 for the rest.
    pub(super) fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. }
            | Self::Config(config::Error::Invalid { .. } | config::Error::TooLarge { .. }) => 2,
            Self::Config(config::Error::Unreadable { .. }) | Self::Io { .. } | Self::Output(_) => 3,
            Self::Pipeline(error) => match error {
                sdksmith::Error::Output(_) | sdksmith::Error::Unreadable { .. } => 3,
                _ => 1,
            },
        }
    }

    /// The kind of fault, named as diagnostics are.
    fn code(&self) -> &'static str {
        match self {
            Self::Usage { .. } => "wrong-usage",
            Self::Config(config::Error::Unreadable { .. })
            | Self::Io { .. }
            | Self::Pipeline(sdksmith::Error::Unreadable { .. }) => "io",
            Self::Config(_) => "invalid-config",
            Self::Output(error) | Self::Pipeline(sdksmith::Error::Output(error)) => match error {
                output::Error::Io { .. } => "io",
                output::Error::NotOurs { .. } => "output-not-ours",
                output::Error::Manifest { .. } => "output-manifest",
                output::Error::Blocked { obstacles, .. } => {
                    let linked = obstacles
                        .iter()
                        .any(|obstacle| obstacle.clash == output::Clash::Link);
                    if linked {
                        "output-symlink"
                    } else {
                        "output-not-ours"
                    }
                }
                output::Error::Locked { .. } => "output-locked",
                output::Error::Path(_) => "internal-error",
            },
            Self::Pipeline(_) => "internal-error",
        }
    }

    fn help(&self) -> Option<&str> {
        match self {
            Self::Usage { help, .. } => Some(help),
            _ => None,
        }
    }

    /// The message as a person reads it.
    pub(super) fn human(&self) -> String {
        let mut text = format!("error: {}\n", visible(&self.to_string()));
        if let Some(help) = self.help() {
            // Writing to a `String` does not fail.
            let _ = writeln!(text, "  help: {help}");
        }
        text
    }

    /// The message as one line of JSON, of the same keys as a diagnostic's.
    pub(super) fn json(&self) -> String {
        let (file, line, column) = match self {
            Self::Config(config::Error::Invalid {
                file, line, column, ..
            }) => (file.as_str(), *line, *column),
            _ => ("", 0, 0),
        };
        let message = match self {
            Self::Config(config::Error::Invalid { message, .. }) => message.clone(),
            _ => self.to_string(),
        };
        serde_json::json!({
            "code": self.code(),
            "severity": "error",
            "message": message,
            "file": file,
            "line": line,
            "column": column,
            "pointer": "",
            "help": self.help(),
            "related": [],
        })
        .to_string()
    }
}

/// Text with its control and direction characters made visible, so that no name can steer the terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let harmless = c == '\n' || !(c.is_control() || is_direction(c));
            let escaped = (!harmless).then(|| c.escape_unicode());
            harmless
                .then_some(c)
                .into_iter()
                .chain(escaped.into_iter().flatten())
        })
        .collect()
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h38_no_name_steers_the_terminal() {
        assert_eq!(
            visible("a\u{1b}[31m\r\u{202e}b\nc"),
            "a\\u{1b}[31m\\u{d}\\u{202e}b\nc"
        );
    }

    #[test]
    fn a_fault_in_the_configuration_keeps_its_place_in_json() {
        let fault = Fault::Config(config::Error::Invalid {
            file: "sdksmith.toml".to_owned(),
            line: 2,
            column: 8,
            message: "no".to_owned(),
        });
        assert_eq!(fault.exit_code(), 2);
        assert_eq!(
            fault.json(),
            r#"{"code":"invalid-config","severity":"error","message":"no","file":"sdksmith.toml","line":2,"column":8,"pointer":"","help":null,"related":[]}"#
        );
    }
}
