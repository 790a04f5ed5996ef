//! A document of XML, read into a value of JSON. XML 1.0, Namespaces in XML 1.0.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::DecodeReason;
use super::xml::{Content, DEPTH, Element, INSTANCE, Node, Object};
use super::xml_text::{is_blank, value};

/// Why a document cannot be read, and where in it.
pub(super) struct Fault {
    pub(super) reason: DecodeReason,
    /// The elements down to the one at fault.
    pub(super) path: String,
    pub(super) message: String,
}

/// Reads a document whose outermost element is `root`.
pub(super) fn read(root: &Element<'_>, text: &str) -> Result<Value, Fault> {
    let mut events = NsReader::from_str(text);
    events.config_mut().expand_empty_elements = true;
    let mut reader = XmlReader {
        events,
        path: Vec::new(),
    };
    reader.document(root).map_err(|problem| Fault {
        reason: problem.reason,
        path: ["/", &reader.path.join("/")].concat(),
        message: format!("{} (line {})", problem.message, reader.line(text)),
    })
}

/// What is wrong, at the element at hand.
pub(super) struct Problem {
    reason: DecodeReason,
    message: String,
}

impl Problem {
    fn syntax(message: impl Into<String>) -> Self {
        Self {
            reason: DecodeReason::Syntax,
            message: message.into(),
        }
    }

    pub(super) fn data(message: impl Into<String>) -> Self {
        Self {
            reason: DecodeReason::Data,
            message: message.into(),
        }
    }
}

/// What comes next.
pub(super) enum Step<'a> {
    Start(BytesStart<'a>),
    Text(Cow<'a, str>),
    End,
}

/// What an element holds.
#[derive(Default)]
struct Held {
    members: Map<String, Value>,
    text: String,
}

/// An element of which nothing is known.
const UNKNOWN: Object = Object {
    members: &[],
    others: Content::Any,
};

pub(super) struct XmlReader<'a> {
    pub(super) events: NsReader<&'a [u8]>,
    /// The names of the elements around the one at hand. They stay where they are when something is wrong.
    path: Vec<String>,
}

impl<'a> XmlReader<'a> {
    fn document(&mut self, root: &Element<'_>) -> Result<Value, Problem> {
        let start = loop {
            match self.step()? {
                Some(Step::Start(start)) => break start,
                Some(Step::Text(text)) if is_blank(&text) => {}
                Some(_) => return Err(Problem::syntax("text stands before the first element")),
                None => return Err(Problem::syntax("it has no element")),
            }
        };
        let expected = root.name.local;
        if !expected.is_empty() && start.local_name().as_ref() != expected {
            let found = format!("the first element is not `{expected}`");
            return Err(Problem::data(found));
        }
        let value = self.element(&start, &root.content)?;
        loop {
            match self.step()? {
                None => return Ok(value),
                Some(Step::Text(text)) if is_blank(&text) => {}
                Some(_) => return Err(Problem::syntax("something stands behind the last element")),
            }
        }
    }

    /// The next part of the document, `None` at its end. Comments and instructions are passed over.
    fn step(&mut self) -> Result<Option<Step<'a>>, Problem> {
        loop {
            return Ok(Some(
                match self
                    .events
                    .read_event()
                    .map_err(|error| Problem::syntax(error.to_string()))?
                {
                    Event::Start(start) => Step::Start(start),
                    Event::End(_) => Step::End,
                    Event::Text(text) => Step::Text(text.xml10_content()),
                    Event::CData(data) => Step::Text(data.xml10_content()),
                    Event::GeneralRef(reference) => Step::Text(referred(&reference)?),
                    Event::DocType(_) => {
                        return Err(Problem::syntax("it has a document type, which is not read"));
                    }
                    Event::Eof => return Ok(None),
                    Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                },
            ));
        }
    }

    /// Another reader from here on.
    pub(super) fn ahead(&self) -> Self {
        Self {
            events: self.events.clone(),
            path: Vec::new(),
        }
    }

    /// The next part of the element at hand.
    pub(super) fn inner(&mut self) -> Result<Step<'a>, Problem> {
        let next = self.step()?;
        next.ok_or_else(|| Problem::syntax("it ends within an element"))
    }

    /// The value of an element that has begun.
    pub(super) fn element(
        &mut self,
        start: &BytesStart<'a>,
        content: &Content<'_>,
    ) -> Result<Value, Problem> {
        self.path.push(start.name().as_ref().to_owned());
        if self.path.len() > DEPTH {
            return Err(Problem::syntax("elements stand too deep in each other"));
        }
        let value = if start.attributes().has_nil(self.events.resolver()) {
            self.pass()?;
            Value::Null
        } else {
            match content {
                Content::Any => self.anything(start)?,
                Content::Object(object) => self.object(start, object())?,
                Content::Map(values) => Value::Object(self.members(values)?),
                Content::List(item) => self.items(item)?,
                Content::Tuple(places) => self.places(places)?,
                Content::Choice(choice) => {
                    let object = self.choose(start, choice());
                    self.object(start, object.unwrap_or(&UNKNOWN))?
                }
                content => value(content, self.text()?),
            }
        };
        self.path.pop();
        Ok(value)
    }

    /// Reads on behind the end of the element at hand.
    fn pass(&mut self) -> Result<(), Problem> {
        let mut open = 1_usize;
        while open > 0 {
            match self.inner()? {
                Step::Start(_) => open += 1,
                Step::End => open -= 1,
                Step::Text(_) => {}
            }
        }
        Ok(())
    }

    fn text(&mut self) -> Result<String, Problem> {
        let mut text = String::new();
        loop {
            match self.inner()? {
                Step::Text(part) => text.push_str(&part),
                Step::End => return Ok(text),
                Step::Start(_) => {
                    return Err(Problem::data("an element stands where text should"));
                }
            }
        }
    }

    /// The value of an element of which nothing is known: text, or members.
    fn anything(&mut self, start: &BytesStart<'a>) -> Result<Value, Problem> {
        let mut held = self.held(start, &UNKNOWN)?;
        if held.members.is_empty() {
            return Ok(Value::String(held.text));
        }
        if !is_blank(&held.text) {
            add(&mut held.members, "#text", Value::String(held.text));
        }
        Ok(Value::Object(held.members))
    }

    fn object(&mut self, start: &BytesStart<'a>, object: &Object) -> Result<Value, Problem> {
        let Held { mut members, text } = self.held(start, object)?;
        let mut placed = false;
        for member in object.members {
            match member.node {
                Node::Text | Node::CharacterData => {
                    placed = true;
                    let content = &member.element.content;
                    if matches!(content, Content::Text) || member.or_empty || !is_blank(&text) {
                        members.insert(member.key.to_owned(), value(content, text.clone()));
                    }
                }
                Node::Repeated | Node::Attribute if member.or_empty => {
                    let empty = || Value::Array(Vec::new());
                    members.entry(member.key.to_owned()).or_insert_with(empty);
                }
                Node::Repeated | Node::Element | Node::Attribute => {}
            }
        }
        let open = matches!(object.others, Content::Any);
        if open && !placed && !is_blank(&text) {
            add(&mut members, "#text", Value::String(text));
        }
        Ok(Value::Object(members))
    }

    /// What the element at hand holds, members by their keys.
    fn held(&mut self, start: &BytesStart<'a>, object: &Object) -> Result<Held, Problem> {
        let mut held = Held {
            members: self.attributes(start, object)?,
            text: String::new(),
        };
        loop {
            match self.inner()? {
                Step::Start(start) => self.take(&start, object, &mut held.members)?,
                Step::Text(part) => held.text.push_str(&part),
                Step::End => return Ok(held),
            }
        }
    }

    /// Reads an element into the member that it stands for.
    fn take(
        &mut self,
        start: &BytesStart<'a>,
        object: &Object,
        members: &mut Map<String, Value>,
    ) -> Result<(), Problem> {
        let (namespace, name) = self.events.resolver().resolve_element(start.name());
        let in_element = |node| matches!(node, Node::Element | Node::Repeated);
        let member = object.find(in_element, name.as_ref(), named(&namespace));
        let Some(member) = member else {
            let key = name.as_ref();
            let value = self.element(start, &object.others)?;
            if !is_declared(object, key) {
                add(members, key, value);
            }
            return Ok(());
        };
        let value = self.element(start, &member.element.content)?;
        let slot = members.entry(member.key.to_owned());
        match (member.node, slot) {
            (Node::Repeated, slot) => {
                let list = slot.or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(items) = list {
                    items.push(value);
                }
            }
            (_, Entry::Vacant(slot)) => _ = slot.insert(value),
            (_, Entry::Occupied(_)) => {
                self.path.push(start.name().as_ref().to_owned());
                return Err(Problem::data("the element comes more than once"));
            }
        }
        Ok(())
    }

    /// The attributes, but for those that are about XML itself.
    fn attributes(
        &self,
        start: &BytesStart<'a>,
        object: &Object,
    ) -> Result<Map<String, Value>, Problem> {
        let mut members = Map::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| Problem::syntax(error.to_string()))?;
            let (namespace, name) = self.events.resolver().resolve_attribute(attribute.key);
            let binding = attribute.key.as_namespace_binding().is_some();
            if binding || namespace == ResolveResult::Bound(Namespace(INSTANCE)) {
                continue;
            }
            let text = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| Problem::syntax(error.to_string()))?;
            let attributes = |node| node == Node::Attribute;
            if let Some(member) = object.find(attributes, name.as_ref(), named(&namespace)) {
                let content = &member.element.content;
                members.insert(member.key.to_owned(), value(content, text.into_owned()));
                continue;
            }
            let key = ["@", name.as_ref()].concat();
            if matches!(object.others, Content::Any) && !is_declared(object, &key) {
                members.insert(key, Value::String(text.into_owned()));
            }
        }
        Ok(members)
    }

    /// The line at hand, from 1.
    fn line(&self, text: &str) -> usize {
        let read = usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX);
        let bytes = text.bytes().take(read);
        bytes.filter(|byte| *byte == b'\n').count() + 1
    }
}

/// The text that a reference stands for: only those that XML itself declares.
fn referred(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Problem> {
    if let Some(character) = reference
        .resolve_char_ref()
        .map_err(|error| Problem::syntax(error.to_string()))?
    {
        return Ok(Cow::Owned(character.to_string()));
    }
    let known = resolve_predefined_entity(reference).map(Cow::Borrowed);
    known.ok_or_else(|| Problem::syntax("it has an entity that XML does not declare"))
}

/// The name of a namespace; empty for none.
pub(super) fn named<'a>(namespace: &'a ResolveResult<'_>) -> &'a str {
    match namespace {
        ResolveResult::Bound(Namespace(namespace)) => namespace,
        _ => "",
    }
}

fn is_declared(object: &Object, key: &str) -> bool {
    object.members.iter().any(|member| member.key == key)
}

/// Adds a member of which nothing is known; of several with one name, a list is made.
pub(super) fn add(members: &mut Map<String, Value>, key: &str, value: Value) {
    match members.entry(key) {
        Entry::Vacant(slot) => _ = slot.insert(value),
        Entry::Occupied(mut slot) => match slot.get_mut() {
            Value::Array(items) => items.push(value),
            first => {
                let items = vec![first.take(), value];
                *first = Value::Array(items);
            }
        },
    }
}
