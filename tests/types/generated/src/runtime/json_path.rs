//! The place in a JSON document that a line and column point to.
//!
//! It is found by walking the text once, only when decoding failed, so that decoding itself needs to keep no track.

use std::fmt::Write;

/// The path of the innermost value at this line and column (from 1, in bytes, as `serde_json` counts), such as
/// `data[3].name`; `$` for the whole document.
pub(crate) fn at(body: &[u8], line: usize, column: usize) -> String {
    let mut scan = Scan {
        body,
        position: 0,
        target: offset(body, line, column),
        steps: Vec::new(),
    };
    scan.run();
    scan.path()
}

/// The number of bytes before this line and column.
fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let lines = body.split_inclusive(|byte| *byte == b'\n');
    lines
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum::<usize>()
        .saturating_add(column)
}

/// A step from a value into one that it holds.
enum Step {
    /// The member of this name, once the name is read.
    Member(Option<String>),
    Item(usize),
}

struct Scan<'a> {
    body: &'a [u8],
    position: usize,
    target: usize,
    steps: Vec<Step>,
}

impl Scan<'_> {
    /// Walks to the target. A stack instead of recursion: a document may be nested as deep as it likes.
    fn run(&mut self) {
        while self.position < self.target {
            let Some(byte) = self.body.get(self.position).copied() else {
                return;
            };
            if byte == b'"' {
                self.string();
                continue;
            }
            self.position += 1;
            match byte {
                b'{' => self.steps.push(Step::Member(None)),
                b'[' => self.steps.push(Step::Item(0)),
                b'}' | b']' => drop(self.steps.pop()),
                b',' => match self.steps.last_mut() {
                    Some(Step::Item(index)) => *index = index.saturating_add(1),
                    Some(Step::Member(name)) => *name = None,
                    None => {}
                },
                _ => {}
            }
        }
    }

    /// Reads the string at hand, which may be the name of a member; its escapes are left as they are.
    fn string(&mut self) {
        let start = self.position.saturating_add(1);
        let mut end = start;
        let mut escaped = false;
        while let Some(byte) = self.body.get(end) {
            match byte {
                b'"' if !escaped => break,
                b'\\' => escaped = !escaped,
                _ => escaped = false,
            }
            end += 1;
        }
        self.position = end.saturating_add(1);
        if let Some(Step::Member(name @ None)) = self.steps.last_mut() {
            let text = self.body.get(start..end).unwrap_or_default();
            *name = Some(String::from_utf8_lossy(text).into_owned());
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match step {
                Step::Member(None) => {}
                Step::Member(Some(name)) if path.is_empty() => path.push_str(name),
                Step::Member(Some(name)) => {
                    path.push('.');
                    path.push_str(name);
                }
                // Writing to a string cannot fail.
                Step::Item(index) => {
                    let _ = write!(path, "[{index}]");
                }
            }
        }
        if path.is_empty() {
            "$".to_owned()
        } else {
            path
        }
    }
}
