//! What can be wrong with a configuration.

/// What is wrong with a configuration, and where.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file can't be opened or is not UTF-8.
    #[error("{file}: {source}")]
    Unreadable {
        /// The file, as the user named it.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is larger than any configuration.
    #[error("{file}: the configuration has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// The file, as the user named it.
        file: String,
        /// Its size in bytes.
        size: u64,
        /// The largest size that is read.
        limit: u64,
    },
    /// Text that is no TOML, a key that does not exist, or a value that can't be.
    #[error("{file}:{line}:{column}: {message}")]
    Invalid {
        /// The file, as the user named it.
        file: String,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

impl Error {
    /// An error about the byte `offset` of `text`.
    pub(super) fn at(text: &str, name: &str, offset: usize, message: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Self::Invalid {
            file: name.to_owned(),
            line,
            column,
            message: message.into(),
        }
    }
}
