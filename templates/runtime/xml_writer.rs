//! A value of JSON, written as a document of XML. XML 1.0, Namespaces in XML 1.0.

use quick_xml::escape::{escape, partial_escape};
use serde_json::{Map, Value};

use super::xml::{Content, Element, INSTANCE, Member, Name, Node, Object};

/// What stands before the first element.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// What is wrong with a value.
type Problem = &'static str;

/// Writes a document whose outermost element is `root`; the value is not nested deeper than JSON may be.
pub(super) fn write(root: &Element<'_>, value: &Value) -> Result<String, Problem> {
    let mut writer = XmlWriter {
        text: DECLARATION.to_owned(),
        declared: Vec::new(),
    };
    writer.element(root.name, &root.content, value)?;
    Ok(writer.text)
}

struct XmlWriter<'a> {
    text: String,
    /// Prefixes and namespaces that are declared where the text ends; a later one hides an earlier one.
    declared: Vec<(&'a str, &'a str)>,
}

impl<'a> XmlWriter<'a> {
    fn element(
        &mut self,
        name: Name<'a>,
        content: &Content<'a>,
        value: &'a Value,
    ) -> Result<(), Problem> {
        let outer = self.declared.len();
        self.text.push('<');
        self.name(name);
        self.declare(name);
        if value.is_null() {
            self.text.push_str(" xmlns:xsi=\"");
            self.text.push_str(INSTANCE);
            self.text.push_str("\" xsi:nil=\"true\"/>");
        } else {
            self.attributes(content, value)?;
            self.text.push('>');
            let start = self.text.len();
            self.content(content, value)?;
            if self.text.len() == start {
                self.text.pop();
                self.text.push_str("/>");
            } else {
                self.text.push_str("</");
                self.name(name);
                self.text.push('>');
            }
        }
        self.declared.truncate(outer);
        Ok(())
    }

    fn name(&mut self, name: Name<'_>) {
        if !name.prefix.is_empty() {
            self.text.push_str(name.prefix);
            self.text.push(':');
        }
        self.text.push_str(name.local);
    }

    /// Declares the namespace of a name, unless it is known here.
    fn declare(&mut self, name: Name<'a>) {
        let known = self
            .declared
            .iter()
            .rev()
            .find(|(prefix, _)| *prefix == name.prefix);
        let known = known.is_some_and(|(_, namespace)| *namespace == name.namespace);
        if name.namespace.is_empty() || known {
            return;
        }
        self.declared.push((name.prefix, name.namespace));
        self.text.push_str(" xmlns");
        if !name.prefix.is_empty() {
            self.text.push(':');
            self.text.push_str(name.prefix);
        }
        self.text.push_str("=\"");
        self.text.push_str(&escape(name.namespace));
        self.text.push('"');
    }

    fn attributes(&mut self, content: &Content<'a>, value: &'a Value) -> Result<(), Problem> {
        let Some((object, members)) = parts(content, value) else {
            return Ok(());
        };
        for member in object.members {
            let value = members.get(member.key).filter(|value| !value.is_null());
            if let (Node::Attribute, Some(value)) = (member.node, value) {
                self.declare(member.element.name);
                let Element { name, content } = &member.element;
                self.attribute(*name, content, value)?;
            }
        }
        for (key, value) in undeclared(object, members) {
            if let Some(name) = key.strip_prefix('@') {
                self.attribute(checked(name)?, &Content::Text, value)?;
            }
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        name: Name<'_>,
        content: &Content<'_>,
        value: &Value,
    ) -> Result<(), Problem> {
        self.text.push(' ');
        self.name(name);
        self.text.push_str("=\"");
        let text = text_of(content, value)?;
        // Spaces other than the plain one would come back as that.
        let text = escape(&text)
            .replace('\t', "&#9;")
            .replace('\n', "&#10;")
            .replace('\r', "&#13;");
        self.text.push_str(&text);
        self.text.push('"');
        Ok(())
    }

    fn content(&mut self, content: &Content<'a>, value: &'a Value) -> Result<(), Problem> {
        if let Some((object, members)) = parts(content, value) {
            return self.members(object, members);
        }
        match (content, value) {
            (Content::Map(values), Value::Object(members)) => members
                .iter()
                .try_for_each(|(key, value)| self.element(checked(key)?, values, value)),
            (Content::List(item), Value::Array(items)) => items
                .iter()
                .try_for_each(|value| self.element(item.name, &item.content, value)),
            (Content::Tuple(places), Value::Array(items)) => places
                .iter()
                .zip(items)
                .try_for_each(|(place, value)| self.element(place.name, &place.content, value)),
            (content, value) => self.text(content, value),
        }
    }

    fn members(&mut self, object: &Object, members: &'a Map<String, Value>) -> Result<(), Problem> {
        for member in object.members {
            if let Some(value) = members.get(member.key) {
                self.member(member, value)?;
            }
        }
        for (key, value) in undeclared(object, members) {
            match value {
                _ if key.starts_with('@') => {}
                value if key == "#text" => self.text(&Content::Text, value)?,
                Value::Array(items) => {
                    let name = checked(key)?;
                    for item in items {
                        self.element(name, &object.others, item)?;
                    }
                }
                value => self.element(checked(key)?, &object.others, value)?,
            }
        }
        Ok(())
    }

    fn member(&mut self, member: &Member, value: &'a Value) -> Result<(), Problem> {
        let Element { name, content } = member.element;
        match (member.node, value) {
            (Node::Element, value) => self.element(name, &content, value),
            (Node::Repeated, Value::Array(items)) => items
                .iter()
                .try_for_each(|item| self.element(name, &content, item)),
            (Node::Attribute | Node::Repeated, _) | (_, Value::Null) => Ok(()),
            (Node::Text, value) => self.text(&content, value),
            (Node::CharacterData, value) => {
                let text = text_of(&content, value)?;
                self.text.push_str("<![CDATA[");
                self.text.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
                self.text.push_str("]]>");
                Ok(())
            }
        }
    }

    fn text(&mut self, content: &Content<'_>, value: &Value) -> Result<(), Problem> {
        let text = text_of(content, value)?;
        // A line break that is no line feed would come back as one.
        let text = partial_escape(&text).replace('\r', "&#13;");
        self.text.push_str(&text);
        Ok(())
    }
}

/// An element of which nothing is known.
static UNKNOWN: Object = Object {
    members: &[],
    others: Content::Any,
};

/// The members of a value, and what is known of them.
fn parts<'a>(
    content: &Content<'_>,
    value: &'a Value,
) -> Option<(&'static Object, &'a Map<String, Value>)> {
    match (content, value) {
        (Content::Object(object), Value::Object(members)) => Some((object(), members)),
        (Content::Any, Value::Object(members)) => Some((&UNKNOWN, members)),
        (Content::Choice(choice), Value::Object(members)) => {
            Some((choice().of(value).unwrap_or(&UNKNOWN), members))
        }
        _ => None,
    }
}

/// The members that have no place.
fn undeclared<'a>(
    object: &Object,
    members: &'a Map<String, Value>,
) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let placed = object.members;
    let members = members.iter().map(|(key, value)| (key.as_str(), value));
    members.filter(move |(key, _)| !placed.iter().any(|member| member.key == *key))
}

/// A key as a name of an element or attribute.
fn checked(key: &str) -> Result<Name<'_>, Problem> {
    let mut characters = key.chars();
    let first = characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    if first && characters.all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
        Ok(Name {
            local: key,
            prefix: "",
            namespace: "",
        })
    } else {
        Err("has a member whose name no element can have")
    }
}

/// The text of a value.
fn text_of(content: &Content<'_>, value: &Value) -> Result<String, Problem> {
    let text = match (content, value) {
        (Content::Tokens(item), Value::Array(items)) => {
            let tokens = items.iter().map(|value| token_of(item, value));
            tokens.collect::<Result<Vec<_>, _>>()?.join(" ")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Null) => String::new(),
        (_, Value::Bool(_) | Value::Number(_)) => value.to_string(),
        (_, Value::Array(_) | Value::Object(_)) => {
            return Err("has a list or an object where XML has text");
        }
    };
    let allowed = |c: char| {
        (c >= ' ' || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    if text.chars().all(allowed) {
        Ok(text)
    } else {
        Err("has a character that XML cannot have")
    }
}

/// The text of an item among others with spaces between them.
fn token_of(content: &Content<'_>, value: &Value) -> Result<String, Problem> {
    let token = text_of(content, value)?;
    if token.is_empty() || token.contains(char::is_whitespace) {
        return Err("has an empty item, or one with a space in it, in a list that spaces separate");
    }
    Ok(token)
}
