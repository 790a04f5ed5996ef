//! Bytes of characters: the YAML parser counts characters, everything else counts bytes.

/// Finds the byte at which a character begins, quickly for characters that follow each other.
pub(super) struct Offsets<'a> {
    text: &'a str,
    ascii: bool,
    /// Byte offsets of every 256th character, as far as they were needed.
    marks: Vec<usize>,
}

const STEP: usize = 256;

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ascii = text.is_ascii();
        let marks = if ascii {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STEP)
                .map(|(byte, _)| byte)
                .collect()
        };
        Self { text, ascii, marks }
    }

    /// The byte of a character by index; the end of the text for an index beyond it.
    pub(super) fn byte(&self, character: usize) -> usize {
        if self.ascii {
            return character.min(self.text.len());
        }
        let Some(mark) = self.marks.get(character / STEP) else {
            return self.text.len();
        };
        let rest = self.text.get(*mark..).unwrap_or_default();
        rest.char_indices()
            .nth(character % STEP)
            .map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn characters_are_found_by_index() {
        let text = "é".repeat(300) + "x";
        let offsets = Offsets::new(&text);
        assert_eq!(offsets.byte(0), 0);
        assert_eq!(offsets.byte(257), 514);
        assert_eq!(offsets.byte(300), 600);
        assert_eq!(offsets.byte(999), 601);
    }
}
