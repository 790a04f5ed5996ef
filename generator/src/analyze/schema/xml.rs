//! What schemas say of their values in XML. OpenAPI 3.1.1 §4.8.26, 3.2.0 §4.26.

use serde_json::{Map, Value};

use super::Types;
use super::key::Key;
use super::role::Role;
use crate::ir::{Type, Xml, XmlNode};
use crate::model::{Model, Pointer, SchemaNode};

/// Where the model keeps `xml`, which openapiv3 does not read.
const KEY: &str = "x-sdksmith-xml";

/// How many lists in lists, and how many references, are followed.
const DEPTH: usize = 16;

/// Whether a document says anything of XML; most do not.
pub(super) fn is_told(model: &Model) -> bool {
    is_named_by_components(model)
        || model.schemas().any(|(_, node)| match node {
            SchemaNode::Schema(schema) => schema.schema_data.extension(KEY).is_some(),
            SchemaNode::Reference(_) => false,
        })
}

/// Since OpenAPI 3.2 a component has its own name wherever it stands.
fn is_named_by_components(model: &Model) -> bool {
    model.version.starts_with("3.2")
}

impl Types<'_> {
    /// What the schemas of a property say of it in XML; `None` where they say nothing.
    pub(super) fn xml(&mut self, pointers: &[Pointer]) -> Option<Box<Xml>> {
        if !self.tells_xml {
            return None;
        }
        let by_component = is_named_by_components(self.model);
        let xml = self.xml_of(pointers, by_component, 0);
        (xml != Xml::default()).then(|| Box::new(xml))
    }

    /// What a schema says of a whole document of XML. The first element of a request has the name of its component where
    /// it has no other; that of a response may then have any.
    pub(in crate::analyze) fn xml_root(&mut self, pointer: &Pointer, role: &Role) -> Xml {
        let request = matches!(role, Role::Body { .. });
        let mut xml = self.xml_of(std::slice::from_ref(pointer), request, 0);
        let merged = self.merger.one(pointer);
        let (items, tuple) = (merged.items.clone(), !merged.prefix.is_empty());
        xml.wrapped |= tuple;
        if let [_, ..] = items.as_slice() {
            xml.wrapped = true;
            xml.item = Some(Box::new(self.xml_of(&items, true, 1)));
        }
        xml
    }

    /// The type of a schema, if it passes a test; otherwise it is as if nobody had asked for it.
    pub(in crate::analyze) fn resolve_if(
        &mut self,
        pointer: &Pointer,
        role: &Role,
        passes: impl FnOnce(&Self, &Type) -> bool,
    ) -> Option<Type> {
        let asked = self.seeds.len();
        let found = self.resolve(pointer, role);
        if passes(self, &found) {
            return Some(found);
        }
        self.seeds.truncate(asked);
        None
    }

    fn xml_of(&mut self, pointers: &[Pointer], by_component: bool, depth: usize) -> Xml {
        let mut told: Map<String, Value> = Map::new();
        let mut component = None;
        for pointer in pointers.iter().rev() {
            for schema in self.chain(pointer) {
                if component.is_none() {
                    component = self.components.get(&schema).map(|name| (*name).to_owned());
                }
                let Some(SchemaNode::Schema(schema)) = self.model.schema(&schema) else {
                    continue;
                };
                let own = schema.schema_data.extension(KEY).and_then(Value::as_object);
                for (key, value) in own.into_iter().flatten() {
                    told.entry(key.as_str()).or_insert_with(|| value.clone());
                }
            }
        }
        let merged = self.merger.all(&Key::all(pointers).parts);
        let (items, prefix) = (merged.items.clone(), merged.prefix.clone());
        let item = (!items.is_empty() && depth < DEPTH)
            .then(|| self.xml_of(&items, by_component, depth + 1))
            .filter(|item| *item != Xml::default());
        let mut xml = read(&told);
        xml.item = item.map(Box::new);
        if depth < DEPTH {
            let place = |place| self.xml_of(std::slice::from_ref(place), by_component, depth + 1);
            xml.places = prefix.iter().map(place).collect();
        }
        if xml.places.iter().all(|place| *place == Xml::default()) {
            xml.places.clear();
        }
        if xml.name.is_none() && by_component {
            xml.name = component;
        }
        xml
    }

    /// A schema, and those that it stands for.
    fn chain(&mut self, pointer: &Pointer) -> Vec<Pointer> {
        let model = self.model;
        let mut chain = vec![pointer.clone()];
        let mut current = pointer.clone();
        for _ in 0..DEPTH {
            let next = match model.schema(&current) {
                Some(SchemaNode::Reference(target)) => Some(target.clone()),
                Some(SchemaNode::Schema(schema)) => self.only_member(&current, schema),
                None => None,
            };
            let Some(next) = next else { break };
            chain.push(next.clone());
            current = next;
        }
        chain
    }
}

fn read(told: &Map<String, Value>) -> Xml {
    let text = |key: &str| {
        let text = told.get(key).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let says = |key: &str| told.get(key).and_then(Value::as_bool) == Some(true);
    let node = match text("nodeType").as_deref() {
        Some("attribute") => XmlNode::Attribute,
        Some("text") => XmlNode::Text,
        Some("cdata") => XmlNode::CharacterData,
        None if says("attribute") => XmlNode::Attribute,
        _ => XmlNode::Element,
    };
    let (mut name, mut prefix) = (text("name"), text("prefix"));
    // Some write the prefix into the name.
    if let (Some((before, local)), None) =
        (name.as_deref().and_then(|n| n.split_once(':')), &prefix)
    {
        prefix = Some(before.to_owned());
        name = Some(local.to_owned());
    }
    Xml {
        name,
        prefix,
        namespace: text("namespace"),
        node,
        wrapped: says("wrapped") || text("nodeType").as_deref() == Some("element"),
        item: None,
        places: Vec::new(),
    }
}
