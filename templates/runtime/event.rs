//! Server-sent events, out of the bytes of a response. WHATWG HTML §9.2.

use std::collections::VecDeque;
use std::time::Duration;

/// An event that a server sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerSentEvent {
    /// What kind of event it is (`event:`); a browser takes none for `message`.
    pub event: Option<String>,
    /// Its data, the lines of it joined by line feeds.
    pub data: String,
    /// What names it (`id:`), where it says so itself.
    pub id: Option<String>,
}

/// A line, or an event, is longer than the limit.
pub(crate) struct TooLong;

/// Takes bytes, and gives events.
pub(crate) struct EventParser {
    /// How long a line, and the data of an event, may be.
    limit: usize,
    line: Vec<u8>,
    /// Whether a line ended with a carriage return, which a line feed may follow.
    returned: bool,
    /// Whether a line was read, so that no byte order mark can follow.
    begun: bool,
    event: ServerSentEvent,
    /// The id of the last event that had one.
    pub(crate) last_id: String,
    /// The last `retry:` that came.
    pub(crate) retry: Option<Duration>,
}

impl EventParser {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            returned: false,
            begun: false,
            event: ServerSentEvent::default(),
            last_id: String::new(),
            retry: None,
        }
    }

    /// Begins another response: what was begun of the one before is dropped, what it said of itself stays.
    pub(crate) fn restart(&mut self) {
        let (last_id, retry) = (std::mem::take(&mut self.last_id), self.retry);
        *self = Self {
            last_id,
            retry,
            ..Self::new(self.limit)
        };
    }

    /// Reads a chunk, whose ends may be anywhere.
    pub(crate) fn read(
        &mut self,
        mut chunk: &[u8],
        events: &mut VecDeque<ServerSentEvent>,
    ) -> Result<(), TooLong> {
        if std::mem::take(&mut self.returned) && !chunk.is_empty() {
            chunk = chunk.strip_prefix(b"\n").unwrap_or(chunk);
        }
        while let Some(end) = chunk.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (line, rest) = chunk.split_at(end);
            self.grow(line)?;
            let line = std::mem::take(&mut self.line);
            events.extend(self.line(&line)?);
            let carriage_return = rest.first() == Some(&b'\r');
            chunk = rest.get(1..).unwrap_or_default();
            self.returned = carriage_return && chunk.is_empty();
            if carriage_return {
                chunk = chunk.strip_prefix(b"\n").unwrap_or(chunk);
            }
        }
        self.grow(chunk)
    }

    fn grow(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        if self.line.len().saturating_add(bytes.len()) > self.limit {
            return Err(TooLong);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    /// Reads a line, and gives the event that it ends.
    fn line(&mut self, line: &[u8]) -> Result<Option<ServerSentEvent>, TooLong> {
        let mark = b"\xEF\xBB\xBF".as_slice();
        let line = match line.strip_prefix(mark) {
            Some(line) if !self.begun => line,
            _ => line,
        };
        self.begun = true;
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let line = String::from_utf8_lossy(line);
        // A line that begins with a colon is a comment: its field has no name.
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.event.event = Some(value.to_owned()),
            "data" => {
                if self.event.data.len().saturating_add(value.len()) >= self.limit {
                    return Err(TooLong);
                }
                self.event.data.push_str(value);
                self.event.data.push('\n');
            }
            "id" if !value.contains('\0') => {
                self.event.id = Some(value.to_owned());
            }
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let milliseconds = value.parse().unwrap_or(u64::MAX);
                self.retry = Some(Duration::from_millis(milliseconds));
            }
            _ => {}
        }
        Ok(None)
    }

    /// The event that is at hand; none that has no data.
    fn dispatch(&mut self) -> Option<ServerSentEvent> {
        let mut event = std::mem::take(&mut self.event);
        if let Some(id) = &event.id {
            self.last_id.clone_from(id);
        }
        event.event = event.event.filter(|name| !name.is_empty());
        // The line feed behind the last line is none of the data's.
        event.data.pop().map(|_| event)
    }
}
