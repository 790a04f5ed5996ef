//! How much of a document is read. SECURITY part H lists the defaults.

/// Limits that hold before anything recurses over a document, or is built from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub size: usize,
    /// Bytes of all files together.
    pub total_size: usize,
    /// Files.
    pub files: usize,
    /// Objects and lists in one another.
    pub depth: usize,
    /// Values of one file, with those that aliases stand for.
    pub nodes: usize,
    /// Values that aliases stand for, for each byte of the file.
    pub aliases: usize,
    /// References in a chain.
    pub references: usize,
    /// Addresses that are read from the network, where that is allowed.
    pub fetches: usize,
}

/// The deepest nesting that can be allowed: the readers of JSON and YAML stop at 128.
const DEEPEST: usize = 120;

impl Default for Limits {
    fn default() -> Self {
        Self {
            size: 64 << 20,
            total_size: 256 << 20,
            files: 1_000,
            depth: 64,
            nodes: 20_000_000,
            aliases: 10,
            references: 100,
            fetches: 100,
        }
    }
}

/// Why a limit could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// There is no limit of this name.
    #[error("there is no limit `{0}`; those that can be changed are: {list}", list = Limits::NAMES.join(", "))]
    Unknown(String),
    /// The value is no number, or one that is not allowed.
    #[error("limit `{name}` takes {expected}")]
    Invalid {
        /// The limit.
        name: String,
        /// What it takes.
        expected: &'static str,
    },
}

impl Limits {
    /// The names that [`Limits::set`] knows.
    pub const NAMES: &'static [&'static str] = &[
        "size",
        "total-size",
        "files",
        "fetch",
        "depth",
        "nodes",
        "aliases",
        "refs",
    ];

    /// Changes a limit by name, as `--limit NAME=VALUE` does. Sizes may end in `k`, `m` or `g`.
    ///
    /// # Errors
    ///
    /// When there is no such limit, or the value is not one that it can have.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), LimitError> {
        let invalid = |expected| LimitError::Invalid {
            name: name.to_owned(),
            expected,
        };
        let number = parse(value).ok_or_else(|| invalid("a whole number above zero"))?;
        match name {
            "size" => self.size = number,
            "total-size" => self.total_size = number,
            "files" => self.files = number,
            "fetch" => self.fetches = number,
            "depth" if number <= DEEPEST => self.depth = number,
            "depth" => return Err(invalid("at most 120")),
            "nodes" => self.nodes = number.min(u32::MAX as usize / 2),
            "aliases" => self.aliases = number,
            "refs" => self.references = number,
            _ => return Err(LimitError::Unknown(name.to_owned())),
        }
        Ok(())
    }
}

fn parse(value: &str) -> Option<usize> {
    let lower = value.trim().to_ascii_lowercase();
    let (digits, shift) = match lower.strip_suffix(['k', 'm', 'g']) {
        Some(digits) if lower.ends_with('k') => (digits, 10),
        Some(digits) if lower.ends_with('m') => (digits, 20),
        Some(digits) => (digits, 30),
        None => (lower.as_str(), 0),
    };
    let number: usize = digits.parse().ok()?;
    number.checked_mul(1 << shift).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn limits_are_raised_by_name() {
        let mut limits = Limits::default();
        limits.set("depth", "100").unwrap();
        limits.set("size", "2m").unwrap();
        assert_eq!((limits.depth, limits.size), (100, 2 << 20));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut limits = Limits::default();
        assert_eq!(
            limits.set("depth", "500").unwrap_err().to_string(),
            "limit `depth` takes at most 120"
        );
        assert_eq!(
            limits.set("nodes", "0").unwrap_err().to_string(),
            "limit `nodes` takes a whole number above zero"
        );
        assert!(
            limits
                .set("colour", "1")
                .unwrap_err()
                .to_string()
                .starts_with("there is no limit `colour`;")
        );
        assert_eq!(limits, Limits::default());
    }
}
