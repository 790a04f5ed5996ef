//! One linear pass over JSON, before it is read: budgets, and where each value stands.

use super::Limits;
use super::fault::{Fault, too_deep, too_many_nodes};
use super::files::{Leaf, Node, Segment};

/// Finds the values of a JSON text, in document order.
///
/// The scan is lenient: it stops where the text is not JSON, and leaves it to the reader to say so.
///
/// # Errors
///
/// When a limit is passed.
pub(super) fn scan_json(text: &str, limits: &Limits) -> Result<Vec<Node>, Fault> {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        nodes: Vec::new(),
        key: None,
    };
    while let Some(byte) = scan.peek() {
        if !scan.step(byte, limits)? {
            break;
        }
    }
    Ok(scan.nodes)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Objects and lists that have not ended: the index of the node, and whether it is an object that waits for a key.
    open: Vec<Open>,
    nodes: Vec<Node>,
    /// The key that was read last, and waits for its value.
    key: Option<(u32, u32)>,
}

struct Open {
    node: usize,
    object: bool,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Reads one token; whether to go on.
    fn step(&mut self, byte: u8, limits: &Limits) -> Result<bool, Fault> {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => self.at += 1,
            b'{' | b'[' => {
                if self.open.len() >= limits.depth {
                    return Err(too_deep(self.at, limits.depth));
                }
                let start = self.at;
                self.at += 1;
                self.open.push(Open {
                    node: self.nodes.len(),
                    object: byte == b'{',
                });
                self.node(start, Leaf::Container, limits)?;
            }
            b'}' | b']' => {
                self.at += 1;
                let Some(open) = self.open.pop() else {
                    return Ok(false);
                };
                let end = position(self.at);
                if let Some(node) = self.nodes.get_mut(open.node) {
                    node.value.1 = end;
                }
            }
            b'"' => {
                let start = self.at;
                self.string();
                if self.key.is_none() && self.open.last().is_some_and(|open| open.object) {
                    self.key = Some((position(start), position(self.at)));
                } else {
                    self.node(start, Leaf::Text, limits)?;
                }
            }
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
                }) {
                    self.at += 1;
                }
                let leaf = match self.bytes.get(start..self.at) {
                    Some(b"true") => Leaf::Bool(true),
                    Some(b"false") => Leaf::Bool(false),
                    Some(b"null") => Leaf::Null,
                    Some(b"") | None => return Ok(false),
                    Some(_) => Leaf::Number,
                };
                self.node(start, leaf, limits)?;
            }
        }
        Ok(true)
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => break,
                _ => {}
            }
        }
    }

    fn node(&mut self, start: usize, leaf: Leaf, limits: &Limits) -> Result<(), Fault> {
        if self.nodes.len() >= limits.nodes {
            return Err(too_many_nodes(start, limits.nodes));
        }
        let start = position(start);
        let key = self.key.take().unwrap_or((start, start));
        self.nodes.push(Node {
            key,
            value: (start, position(self.at)),
            parent: 0,
            segment: Segment::Index(0),
            leaf,
        });
        Ok(())
    }
}

/// A byte's position; files of more than 4 GiB are refused before they are scanned.
fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
