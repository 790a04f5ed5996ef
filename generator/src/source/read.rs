//! Reads text into a [`Value`] with serde, in step with the nodes that the scan found.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use indexmap::IndexSet;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::fault::Fault;
use super::files::{Leaf, Node, Segment};
use super::members::Members;
use super::{Key, Number, Origin, Value, ValueKind};
use crate::diagnostic::Code;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

/// What reading a text gives.
pub(super) struct Read {
    pub(super) root: Value,
    pub(super) nodes: Vec<Node>,
    pub(super) keys: IndexSet<Key>,
    /// Faults beside which the rest could be read.
    pub(super) faults: Vec<Fault>,
}

/// Reads a text whose nodes have been found.
///
/// # Errors
///
/// When the text is not what its format asks for.
pub(super) fn read(text: &str, format: Format, file: u32, nodes: Vec<Node>) -> Result<Read, Fault> {
    let reader = Reader {
        text,
        format,
        file,
        state: RefCell::new(State {
            nodes,
            next: 0,
            keys: IndexSet::new(),
            faults: Vec::new(),
        }),
    };
    let root = Seed {
        reader: &reader,
        parent: 0,
        segment: Segment::Index(0),
    };
    let root = match format {
        Format::Json => {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let root = root.deserialize(&mut deserializer);
            root.and_then(|root| deserializer.end().map(|()| root))
                .map_err(|error| json_fault(text, &error))
        }
        Format::Yaml => root
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| yaml_fault(text, &error)),
    }?;
    let state = reader.state.into_inner();
    Ok(Read {
        root,
        nodes: state.nodes,
        keys: state.keys,
        faults: state.faults,
    })
}

fn json_fault(text: &str, error: &serde_json::Error) -> Fault {
    let line_start = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let at = line_start + error.column().saturating_sub(1);
    let message = error.to_string();
    let what = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(what, _)| what);
    Fault::new(
        Code::SyntaxError,
        format!("not valid JSON: {what}"),
        (at, at),
        "here",
    )
}

fn yaml_fault(text: &str, error: &serde_yaml::Error) -> Fault {
    let at = error
        .location()
        .map_or(0, |location| location.index())
        .min(text.len());
    let message = error.to_string();
    let what = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(what, _)| what);
    Fault::new(
        Code::SyntaxError,
        format!("not valid YAML: {what}"),
        (at, at),
        "here",
    )
}

/// A text that is being read.
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) format: Format,
    file: u32,
    state: RefCell<State>,
}

struct State {
    nodes: Vec<Node>,
    next: u32,
    keys: IndexSet<Key>,
    faults: Vec<Fault>,
}

/// What serde saw of a scalar.
enum Seen<'a> {
    Text(&'a str),
    Other,
}

impl Reader<'_> {
    fn scalar(&self, id: u32, seen: &Seen<'_>) -> Value {
        let node = self.node(id);
        let written = self.slice(node.value);
        let text = |seen: &Seen<'_>| match seen {
            Seen::Text(text) => (*text).to_owned(),
            Seen::Other => written.to_owned(),
        };
        let kind = match node.leaf {
            Leaf::Null => ValueKind::Null,
            Leaf::Bool(value) => ValueKind::Bool(value),
            Leaf::Number => Number::parse(digits(written))
                .map_or_else(|| ValueKind::String(text(seen)), ValueKind::Number),
            Leaf::NotJson => {
                let range = (node.value.0 as usize, node.value.1 as usize);
                let message = format!("a number that JSON does not have: `{written}`");
                self.state.borrow_mut().faults.push(Fault::new(
                    Code::NotJson,
                    message,
                    range,
                    "no finite number",
                ));
                ValueKind::Null
            }
            Leaf::Text | Leaf::Container => ValueKind::String(text(seen)),
        };
        Value::new(
            kind,
            Origin {
                file: self.file,
                node: id,
            },
        )
    }

    pub(super) fn node(&self, id: u32) -> Node {
        let nothing = Node {
            key: (0, 0),
            value: (0, 0),
            parent: 0,
            segment: Segment::Index(0),
            leaf: Leaf::Text,
        };
        self.state
            .borrow()
            .nodes
            .get(id as usize)
            .copied()
            .unwrap_or(nothing)
    }

    pub(super) fn slice(&self, (start, end): (u32, u32)) -> &str {
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The segment of a key, and the key itself, which is stored once a file.
    fn segment(&self, key: &str) -> (Segment, Key) {
        let mut state = self.state.borrow_mut();
        let known = state.keys.get_full(key);
        let (index, key) = match known.map(|(index, key)| (index, Arc::clone(key))) {
            Some(known) => known,
            None => {
                let key = Key::from(key);
                (state.keys.insert_full(Arc::clone(&key)).0, key)
            }
        };
        (Segment::Key(u32::try_from(index).unwrap_or(u32::MAX)), key)
    }

    /// Notes a fault beside which the rest can be read.
    pub(super) fn fault(&self, fault: Fault) {
        self.state.borrow_mut().faults.push(fault);
    }

    pub(super) fn duplicate(&self, key: &str, first: u32, second: u32) {
        let (first, second) = (self.node(first), self.node(second));
        let range = (second.key.0 as usize, second.key.1 as usize);
        let line = self
            .text
            .get(..first.key.0 as usize)
            .map_or(0, |text| text.matches('\n').count())
            + 1;
        let fault = Fault::new(
            Code::DuplicateKey,
            format!("key stands twice in one object: `{key}`"),
            range,
            "again here",
        )
        .help(format!(
            "the first is at line {line}; remove or rename one of the two"
        ))
        .also((first.key.0 as usize, first.key.1 as usize), "first here");
        self.state.borrow_mut().faults.push(fault);
    }
}

/// The digits of a number, without the tag or anchor that YAML lets stand before them.
fn digits(written: &str) -> &str {
    written
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or(written)
        .trim_matches(['"', '\''])
}

/// Reads one value.
struct Seed<'a, 'b> {
    reader: &'a Reader<'b>,
    parent: u32,
    segment: Segment,
}

impl Seed<'_, '_> {
    /// Takes the next node of the scan for the value that serde is about to give.
    fn begin<E: Error>(&self) -> Result<u32, E> {
        let mut state = self.reader.state.borrow_mut();
        let id = state.next;
        state.next += 1;
        let node = state
            .nodes
            .get_mut(id as usize)
            .ok_or_else(|| E::custom("two readers disagree about the text"))?;
        node.parent = self.parent;
        node.segment = self.segment;
        Ok(id)
    }

    fn leaf<E: Error>(&self, seen: &Seen<'_>) -> Result<Value, E> {
        Ok(self.reader.scalar(self.begin()?, seen))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.leaf(&Seen::Text(text))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.leaf(&Seen::Other)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        // serde_yaml shows a tagged value so; the scan has refused every tag but the bare `!`.
        let (Text(_), variant) = access.variant_seed(TextSeed)?;
        variant.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let id = self.begin()?;
        let mut items = Vec::new();
        loop {
            let index = u32::try_from(items.len()).unwrap_or(u32::MAX);
            let seed = Seed {
                reader: self.reader,
                parent: id,
                segment: Segment::Index(index),
            };
            match access.next_element_seed(seed)? {
                Some(item) => items.push(item),
                None => {
                    items.shrink_to_fit();
                    return Ok(Value::array(
                        items,
                        Origin {
                            file: self.reader.file,
                            node: id,
                        },
                    ));
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let id = self.begin()?;
        let mut object = Members::new(self.reader);
        while let Some(Text(key)) = access.next_key_seed(TextSeed)? {
            let (segment, key) = self.reader.segment(&key);
            let next = self.reader.state.borrow().next;
            let value = access.next_value_seed(Seed {
                reader: self.reader,
                parent: id,
                segment,
            })?;
            object.insert(key, value, next);
        }
        Ok(Value::new(
            ValueKind::Object(object.finish()),
            Origin {
                file: self.reader.file,
                node: id,
            },
        ))
    }
}

/// A key, as text.
struct Text(String);

struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Text;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TextSeed {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.to_owned()))
    }
}
