//! Unions of structs in XML: which of them an element holds, and which of them a value is.
//!
//! What an element holds is looked at once, ahead, and no deeper than its own attributes and elements: reading by trial
//! down a tree of unions would take exponential time.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use serde_json::{Map, Value};

use super::codec::{Shape, ShapedUnion, TaggedUnion, candidates};
use super::xml::{INSTANCE, Node, Object, Structure, object};
use super::xml_reader::{Step, XmlReader, named};
use super::xml_text::{is_blank, value};

/// How the variants of a union are told apart.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    selection: Selection,
    variants: &'static [Variant],
}

#[derive(Debug, Clone, Copy)]
enum Selection {
    /// By the text of one member.
    Tag(&'static str),
    /// By what they look like as JSON.
    Shape(&'static [Shape]),
}

/// A variant of a union.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    object: fn() -> &'static Object,
    tags: &'static [&'static str],
    fallback: bool,
}

impl Choice {
    /// By the text of one member.
    pub const fn by_tag<T: TaggedUnion>(variants: &'static [Variant]) -> Self {
        Self {
            selection: Selection::Tag(T::TAG),
            variants,
        }
    }

    /// By what values look like; the variants are in the order of the shapes.
    pub const fn by_shape<T: ShapedUnion>(variants: &'static [Variant]) -> Self {
        Self {
            selection: Selection::Shape(T::SHAPES),
            variants,
        }
    }

    /// What is known of the members of a value; nothing where it is none of the variants.
    pub(super) fn of(&self, value: &Value) -> Option<&'static Object> {
        self.chosen(|_| Cow::Borrowed(value))
    }

    /// The variant whose value, as it looks to the variant, is one of it.
    fn chosen<'v>(&self, value: impl Fn(&Variant) -> Cow<'v, Value>) -> Option<&'static Object> {
        let variant = match self.selection {
            Selection::Tag(tag) => {
                let is_tagged = |variant: &&Variant| {
                    let value = value(variant);
                    let found = value.get(tag).and_then(Value::as_str);
                    found.is_some_and(|found| variant.tags.contains(&found))
                };
                let tagged = self.variants.iter().find(is_tagged);
                tagged.or_else(|| self.variants.iter().find(|variant| variant.fallback))
            }
            Selection::Shape(shapes) => {
                let looks = |index: usize| {
                    let variant = self.variants.get(index);
                    variant.map_or(Cow::Owned(Value::Null), &value)
                };
                let best = candidates(shapes, looks).into_iter().next();
                best.and_then(|index| self.variants.get(index))
            }
        };
        variant.map(|variant| (variant.object)())
    }
}

impl Variant {
    /// A struct, with the values of the tag that choose it, if one does.
    pub const fn new<T: Structure>(tags: &'static [&'static str]) -> Self {
        Self {
            object: object::<T>,
            tags,
            fallback: false,
        }
    }

    /// It is what values with a missing or an unknown tag are.
    #[must_use]
    pub const fn fallback(mut self) -> Self {
        self.fallback = true;
        self
    }
}

/// An element as it looks at a glance.
struct Seen {
    parts: Vec<Part>,
    text: String,
}

/// An attribute of an element, or an element in it.
struct Part {
    attribute: bool,
    /// Empty for none.
    namespace: String,
    name: String,
    /// Nothing for an element that holds elements.
    text: Option<String>,
}

impl XmlReader<'_> {
    /// Which struct an element that has begun holds; nothing where it is none of the variants.
    pub(super) fn choose(
        &self,
        start: &BytesStart<'_>,
        choice: &Choice,
    ) -> Option<&'static Object> {
        let seen = self.look_ahead(start)?;
        let as_seen = |empty: bool| {
            choice.chosen(|variant| Cow::Owned(glance((variant.object)(), &seen, empty)))
        };
        as_seen(false).or_else(|| as_seen(true))
    }

    /// The attributes of an element that has begun, the elements in it, and its text; nothing where it is malformed, which
    /// reading it will tell.
    fn look_ahead(&self, start: &BytesStart<'_>) -> Option<Seen> {
        let mut parts = self.seen_attributes(start)?;
        let mut ahead = self.ahead();
        let mut text = String::new();
        let mut open = 0_usize;
        loop {
            match ahead.inner().ok()? {
                Step::Start(start) if open == 0 => {
                    let resolver = ahead.events.resolver();
                    let (namespace, name) = resolver.resolve_element(start.name());
                    parts.push(Part {
                        attribute: false,
                        namespace: named(&namespace).to_owned(),
                        name: name.as_ref().to_owned(),
                        text: Some(String::new()),
                    });
                    open = 1;
                }
                Step::Start(_) => {
                    if let (Some(holder), 1) = (parts.last_mut(), open) {
                        holder.text = None;
                    }
                    open += 1;
                }
                Step::Text(part) if open == 0 => text.push_str(&part),
                Step::Text(part) => {
                    let holder = parts.last_mut().and_then(|part| part.text.as_mut());
                    if let (Some(text), 1) = (holder, open) {
                        text.push_str(&part);
                    }
                }
                Step::End if open == 0 => return Some(Seen { parts, text }),
                Step::End => open -= 1,
            }
        }
    }

    fn seen_attributes(&self, start: &BytesStart<'_>) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let (namespace, name) = self.events.resolver().resolve_attribute(attribute.key);
            let of_xml = attribute.key.as_namespace_binding().is_some();
            if of_xml || named(&namespace) == INSTANCE {
                continue;
            }
            let text = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            parts.push(Part {
                attribute: true,
                namespace: named(&namespace).to_owned(),
                name: name.as_ref().to_owned(),
                text: Some(text.into_owned()),
            });
        }
        Some(parts)
    }
}

/// What an element looks like as the value of a struct, as far as its own attributes and elements tell; `empty` adds what
/// it may have without showing it: empty lists, and empty text.
fn glance(object: &Object, seen: &Seen, empty: bool) -> Value {
    let mut members = Map::new();
    for part in &seen.parts {
        let fits = |node| (node == Node::Attribute) == part.attribute;
        let member = object.find(fits, &part.name, &part.namespace);
        let key = member.map_or(part.name.as_str(), |member| member.key);
        let seen = match (member, &part.text) {
            (Some(member), Some(text)) => value(&member.element.content, text.clone()),
            (None, Some(text)) => Value::String(text.clone()),
            (_, None) => Value::Object(Map::new()),
        };
        members.insert(key.to_owned(), seen);
    }
    for member in object.members {
        let in_text = matches!(member.node, Node::Text | Node::CharacterData);
        if in_text && (empty || !is_blank(&seen.text)) {
            let value = value(&member.element.content, seen.text.clone());
            members.insert(member.key.to_owned(), value);
        } else if empty && member.or_empty {
            let list = members.entry(member.key);
            list.or_insert_with(|| Value::Array(Vec::new()));
        }
    }
    Value::Object(members)
}
