//! The lines of a file that a diagnostic shows.

use std::sync::Arc;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::{SourceText, Span, escape};

/// Longest line that is shown whole, in bytes; of longer ones a part around the place is shown.
const LINE: usize = 200;
/// How much of a long line is shown before the place.
const BEFORE: usize = 60;
/// How much of a long line is underlined at most.
pub(super) const UNDERLINED: usize = 80;

/// A file as miette reads it: the lines around a place, with nothing in them that a terminal would obey.
#[derive(Debug)]
pub(super) struct Excerpt {
    file: Arc<SourceText>,
    /// The text, with as many bytes as the file has.
    visible: Arc<str>,
}

impl Excerpt {
    pub(super) fn new(file: &Arc<SourceText>) -> Self {
        Self {
            file: Arc::clone(file),
            visible: escape::visible(&file.text).into(),
        }
    }

    pub(super) fn file(&self) -> &Arc<SourceText> {
        &self.file
    }

    /// The place to underline for a span: as far as it stands on one line, and not too much of a long one.
    pub(super) fn underline(&self, span: &Span) -> SourceSpan {
        let (_, line_end) = self.file.line_range(span.start);
        let mut end = span.end.min(line_end.max(span.start));
        if self.is_long(span.start) {
            end = self.boundary(end.min(span.start + UNDERLINED));
        }
        (span.start, end - span.start).into()
    }

    fn is_long(&self, at: usize) -> bool {
        let (start, end) = self.file.line_range(at);
        end - start > LINE
    }

    /// The nearest character boundary at or before a byte.
    fn boundary(&self, mut at: usize) -> usize {
        at = at.min(self.visible.len());
        while !self.visible.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The range to show for a place, with a short line before and after it.
    fn range(&self, start: usize, end: usize, context: bool) -> (usize, usize) {
        if !context {
            return (start, end);
        }
        if self.is_long(start) {
            let (line_start, line_end) = self.file.line_range(start);
            let from = self.boundary(start.saturating_sub(BEFORE).max(line_start));
            return (from, self.boundary((end + BEFORE).min(line_end)));
        }
        let (mut from, _) = self.file.line_range(start);
        let (_, mut to) = self.file.line_range(end);
        if from > 0 && !self.is_long(from - 1) {
            from = self.file.line_range(from - 1).0;
        }
        let next = to
            + self
                .visible
                .get(to..)
                .map_or(0, |rest| if rest.starts_with("\r\n") { 2 } else { 1 });
        if next < self.visible.len() && !self.is_long(next) {
            to = self.file.line_range(next).1;
        }
        (from, to)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if self.is_long(start) && span.len() > 2 * UNDERLINED {
            // Two places on one endless line are shown one after the other.
            return Err(MietteError::OutOfBounds);
        }
        let (from, to) = self.range(start, end, before + after > 0);
        let text = self.visible.get(from..to).ok_or(MietteError::OutOfBounds)?;
        let position = self.file.position(from);
        let contents = MietteSpanContents::new_named(
            escape::escaped(&self.file.name),
            text.as_bytes(),
            (from, to - from).into(),
            position.line - 1,
            position.column - 1,
            text.matches('\n').count(),
        );
        Ok(Box::new(contents))
    }
}
