//! Bodies of XML. OpenAPI 3.1.1 §4.8.26.
//!
//! A document becomes a value of JSON, and the other way round, by what is said here of the types in it; the rest is
//! done by the codec that JSON has as well. What is not described is kept: an attribute `a` as the member `@a`, text
//! beside elements as `#text`.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::request::to_value;
use super::response::essence;
use super::{
    DecodeError, DecodeReason, InvalidArgument, RequestWriter, Response, charset, xml_reader,
    xml_writer,
};

pub use super::xml_choice::{Choice, Variant};

/// How deep elements may stand in each other.
pub(super) const DEPTH: usize = 128;

/// The namespace of `xsi:nil`, which says that a value is null.
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A struct that stands in XML.
pub trait Structure {
    /// Where its members stand.
    const XML: &'static Object;
}

/// A union of structs that stands in XML. Whichever it is stands in the same element, and is told by what the element
/// holds.
pub trait Union {
    /// How its variants are told apart.
    const XML: &'static Choice;
}

/// The members of an element.
#[derive(Debug, Clone, Copy)]
pub struct Object {
    /// Those that have a place.
    pub members: &'static [Member],
    /// What the elements of all others hold.
    pub others: Content<'static>,
}

/// A member of a value, and its place.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub(super) key: &'static str,
    pub(super) node: Node,
    pub(super) element: Element<'static>,
    pub(super) or_empty: bool,
}

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// In an element of its own.
    Element,
    /// In an attribute.
    Attribute,
    /// In the text of the element around it.
    Text,
    /// In a section of characters of the element around it.
    CharacterData,
    /// A list, each of whose items is an element.
    Repeated,
}

/// A name, with the namespace that it is from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) local: &'a str,
    /// Empty for none.
    pub(super) prefix: &'a str,
    /// Empty for none.
    pub(super) namespace: &'a str,
}

/// An element, or an attribute.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    pub(super) name: Name<'a>,
    pub(super) content: Content<'a>,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// Text, as it stands.
    Text,
    /// Text whose outer spaces mean nothing.
    Token,
    /// A number.
    Number,
    /// `true` or `false`, `1` or `0`.
    Boolean,
    /// Anything.
    Any,
    /// The members of a struct.
    Object(fn() -> &'static Object),
    /// Elements by name, which all hold the same.
    Map(&'a Self),
    /// Items, an element each.
    List(&'a Element<'a>),
    /// Items, each in an element of its own kind, in this order. OpenAPI 3.2.0 §4.26, "Ordered Elements and Text".
    Tuple(&'a [Element<'a>]),
    /// Items with spaces between them, as lists of XML Schema are written.
    Tokens(&'a Self),
    /// The members of one of several structs.
    Choice(fn() -> &'static Choice),
}

impl Object {
    /// The member of a name: the one of its namespace, else one for which the document of the API names none, or to which
    /// the server gave none.
    pub(super) fn find(
        &self,
        node: impl Fn(Node) -> bool,
        name: &str,
        namespace: &str,
    ) -> Option<&'static Member> {
        let members = self.members.iter();
        let mut named =
            members.filter(|member| node(member.node) && member.element.name.local == name);
        let exact = |member: &&Member| member.element.name.namespace == namespace;
        let loose =
            |member: &&Member| namespace.is_empty() || member.element.name.namespace.is_empty();
        named.clone().find(exact).or_else(|| named.find(loose))
    }
}

impl Member {
    const fn new(key: &'static str, node: Node, element: Element<'static>) -> Self {
        Self {
            key,
            node,
            element,
            or_empty: false,
        }
    }

    /// In an element of its own.
    pub const fn element(key: &'static str, element: Element<'static>) -> Self {
        Self::new(key, Node::Element, element)
    }

    /// In an attribute.
    pub const fn attribute(key: &'static str, attribute: Element<'static>) -> Self {
        Self::new(key, Node::Attribute, attribute)
    }

    /// In the text of the element around it.
    pub const fn text(key: &'static str, content: Content<'static>) -> Self {
        Self::new(key, Node::Text, Element::new("", content))
    }

    /// In a `CDATA` section of the element around it.
    pub const fn character_data(key: &'static str, content: Content<'static>) -> Self {
        Self::new(key, Node::CharacterData, Element::new("", content))
    }

    /// A list, each of whose items is an element among those of other members.
    pub const fn repeated(key: &'static str, item: Element<'static>) -> Self {
        Self::new(key, Node::Repeated, item)
    }

    /// Where no item is there, a list is empty; otherwise it is absent.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.or_empty = true;
        self
    }
}

impl<'a> Element<'a> {
    /// With a name of no namespace. The root of a response that has none may have any.
    pub const fn new(name: &'a str, content: Content<'a>) -> Self {
        let name = Name {
            local: name,
            prefix: "",
            namespace: "",
        };
        Self { name, content }
    }

    /// Sets the prefix of the name.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'a str) -> Self {
        self.name.prefix = prefix;
        self
    }

    /// Sets the namespace of the name.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'a str) -> Self {
        self.name.namespace = namespace;
        self
    }
}

impl Content<'_> {
    /// The members of a struct.
    pub const fn object<T: Structure>() -> Self {
        Self::Object(object::<T>)
    }

    /// The members of one of several structs.
    pub const fn choice<T: Union>() -> Self {
        Self::Choice(choice::<T>)
    }
}

fn choice<T: Union>() -> &'static Choice {
    T::XML
}

/// Types may hold each other, so that a description names another one by a function.
pub(super) fn object<T: Structure>() -> &'static Object {
    T::XML
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "Text",
            Self::Token => "Token",
            Self::Number => "Number",
            Self::Boolean => "Boolean",
            Self::Any => "Any",
            Self::Object(_) => "Object",
            Self::Map(_) => "Map",
            Self::List(_) => "List",
            Self::Tuple(_) => "Tuple",
            Self::Tokens(_) => "Tokens",
            Self::Choice(_) => "Choice",
        })
    }
}

impl RequestWriter<'_> {
    /// Sets a body of XML; a value that is null sends none.
    ///
    /// # Errors
    /// The value has a name or a character that XML cannot have.
    pub fn xml(
        &mut self,
        media_type: &str,
        root: Element<'_>,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), InvalidArgument> {
        match to_value("body", value)? {
            Value::Null => Ok(()),
            value => {
                let text = xml_writer::write(&root, &value);
                let text = text.map_err(|problem| InvalidArgument::new("body", problem))?;
                self.set_body(media_type, text.into())
            }
        }
    }
}

impl Response {
    /// The body as XML. Entities of its own, and a document type that would declare them, are refused. A server that
    /// answers with JSON is understood as well.
    ///
    /// # Errors
    /// The body is not XML by its content type, not well-formed, or not of this type. The path of an element that is not
    /// well-formed begins with `/`; that of a value is as in JSON.
    pub fn xml<T: DeserializeOwned>(&self, root: Element<'_>) -> Result<T, DecodeError> {
        let content_type = self.content_type();
        let essence = content_type.map(essence).unwrap_or_default();
        match essence.as_str() {
            "application/json" | "text/json" => return self.json(),
            "" | "application/xml" | "text/xml" | "text/plain" | "application/octet-stream" => {}
            other if other.ends_with("+xml") => {}
            _ => return Err(self.unexpected_content_type("XML")),
        }
        self.refuse_encoding()?;
        let text = self.xml_text();
        if text.trim_ascii().is_empty() {
            return Err(DecodeError::empty(content_type));
        }
        let value = xml_reader::read(&root, &text).map_err(|fault| {
            DecodeError::new(fault.reason, fault.message, content_type, self.body()).at(fault.path)
        })?;
        T::deserialize(&value).map_err(|error| {
            let failed = DecodeError::new(
                DecodeReason::Data,
                error.to_string(),
                content_type,
                self.body(),
            );
            failed.at(place::<T>(&value))
        })
    }

    /// The text of the body, by its byte order mark, its charset, or what it says of itself.
    fn xml_text(&self) -> Cow<'_, str> {
        let body = self.body();
        let charset = self.charset().or_else(|| declared(body));
        charset::decode(body, charset)
    }
}

/// The encoding that an XML declaration names.
fn declared(body: &[u8]) -> Option<&str> {
    let body = body.strip_prefix(b"<?xml")?;
    let end = body.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(body.get(..end)?).ok()?;
    let (_, encoding) = declaration.split_once("encoding")?;
    let encoding = encoding.trim_start().strip_prefix('=')?;
    encoding.split(['"', '\'']).nth(1)
}

/// Where a value is not of a type. A value in memory does not say it, its text does.
fn place<T: DeserializeOwned>(value: &Value) -> String {
    let text = value.to_string();
    match serde_json::from_str::<T>(&text) {
        Err(error) => super::json_path::at(text.as_bytes(), error.line(), error.column()),
        Ok(_) => "$".to_owned(),
    }
}
