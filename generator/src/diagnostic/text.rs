//! A file's text, and lines and columns in it.

use std::sync::OnceLock;

/// A file that was read.
#[derive(Debug)]
pub struct SourceText {
    /// As shown to the user: the path given on the command line, or relative to its folder.
    pub name: String,
    /// Its text.
    pub text: String,
    /// First bytes of the lines, found when the first position is asked for.
    lines: OnceLock<Vec<u32>>,
}

/// A line and a column, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl SourceText {
    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
        }
    }

    /// The line and column of a byte; a byte beyond the end counts as the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.line(byte);
        let start = self.line_start(line).unwrap_or_default();
        let column = self
            .text
            .get(start..byte)
            .map_or(byte - start, |text| text.chars().count())
            + 1;
        Position { line, column }
    }

    /// First and last byte (excluded, without its line end) of the line that a byte stands on.
    pub(crate) fn line_range(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.line_start(line).unwrap_or_default();
        let end = self.line_start(line + 1).unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        (start, start + text.trim_end_matches(['\n', '\r']).len())
    }

    /// The line that a byte stands on, counted from 1.
    fn line(&self, byte: usize) -> usize {
        self.lines()
            .partition_point(|start| *start as usize <= byte)
            .max(1)
    }

    /// The first byte of a line.
    fn line_start(&self, line: usize) -> Option<usize> {
        self.lines().get(line - 1).map(|start| *start as usize)
    }

    /// Files of more than 4 GiB are refused before they are read, so that four bytes are enough for a place.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(end, _)| u32::try_from(end + 1).unwrap_or(u32::MAX));
            let mut lines: Vec<u32> = std::iter::once(0).chain(ends).collect();
            lines.shrink_to_fit();
            lines
        })
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for SourceText {}

#[cfg(test)]
mod tests {
    use super::{Position, SourceText};

    #[test]
    fn columns_are_characters_and_lines_end_with_line_feeds() {
        let text = SourceText::new("x", "é: ü\r\nb");
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.position(4), Position { line: 1, column: 4 });
        assert_eq!(text.position(8), Position { line: 2, column: 1 });
        assert_eq!(text.position(99), Position { line: 2, column: 2 });
        assert_eq!(text.line_range(2), (0, 6));
    }
}
