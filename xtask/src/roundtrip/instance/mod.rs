//! Values of our own making for a schema: the least, all of it, each branch, each member absent, each member null,
//! bounds, and a member that nobody declared. The same schema always gives the same values.

mod pattern;
mod scalar;
mod vary;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use sdksmith::model::Pointer;
use serde_json::{Map, Value, json};

use super::case::tagged;
use super::rules::{CHILDREN, Direction, Rules};

/// How deep optional members are filled.
const FULL_DEPTH: usize = 3;

/// How deep anything is filled.
const DEPTH: usize = 24;

/// How many members, branches or values of one schema are tried.
const WIDTH: usize = 80;

/// How many schemas are visited for one value, so that schemas that contain each other many times come to an end.
const VISITS: usize = 20_000;

/// How many schemas may stand within each other, `allOf` counted.
const NESTING: usize = 100;

/// What an instance is there to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It should be valid; one that is not shows that we could not make one.
    Meant,
    /// It is a try: where it is not valid, it was not to be.
    Tried,
    /// It has a member that the schema does not declare.
    Unknown,
}

/// A value of our own making.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) name: String,
    pub(super) purpose: Purpose,
    pub(super) value: Value,
}

/// Makes values for the schemas of a document.
#[derive(Debug)]
pub(super) struct Maker<'a> {
    rules: &'a Rules<'a>,
    direction: Direction,
    /// Schemas by the reference that leads to them.
    known: RefCell<BTreeMap<String, Pointer>>,
    /// Schemas visited for the value that is made.
    visits: Cell<usize>,
    /// Schemas around the one that is visited.
    nesting: Cell<usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(rules: &'a Rules<'a>, direction: Direction) -> Self {
        Self {
            rules,
            direction,
            known: RefCell::default(),
            visits: Cell::new(0),
            nesting: Cell::new(0),
        }
    }

    /// The values for the schema at a place.
    pub(super) fn instances(&self, pointer: &Pointer) -> Vec<Instance> {
        let mut instances = Vec::new();
        let mut add = |name: String, purpose: Purpose, value: Value| {
            instances.push(Instance {
                name,
                purpose,
                value,
            });
        };
        let schema = self.followed(self.view(pointer));
        add(
            "minimal".to_owned(),
            Purpose::Meant,
            self.value(&schema, false),
        );
        let full = self.value(&schema, true);
        // What is made of a base is varied where it stands itself.
        if items(&schema, CHILDREN).next().is_some() {
            add("full".to_owned(), Purpose::Meant, full);
            return instances;
        }
        for (name, value) in self.bounds(&schema) {
            add(name, Purpose::Tried, value);
        }
        for (index, branch) in self
            .branches(&schema, 0)
            .into_iter()
            .take(WIDTH)
            .enumerate()
        {
            add(
                format!("branch {index}, minimal"),
                Purpose::Tried,
                self.value(&branch, false),
            );
            add(
                format!("branch {index}, full"),
                Purpose::Tried,
                self.value(&branch, true),
            );
        }
        if let Value::Object(members) = &full {
            vary::each_member(&schema, members, &mut add);
        }
        add("null".to_owned(), Purpose::Tried, Value::Null);
        add("full".to_owned(), Purpose::Meant, full);
        instances
    }

    /// Whether the schema at a place is an enum of several texts.
    pub(super) fn lists_texts(&self, pointer: &Pointer) -> bool {
        let schema = self.followed(self.view(pointer));
        let mut texts = items(&schema, "enum").filter(|value| !value.is_null());
        texts.clone().count() > 1 && texts.all(Value::is_string)
    }

    fn view(&self, pointer: &Pointer) -> Value {
        let mut references = Vec::new();
        let schema = self.rules.schema(pointer, self.direction, &mut references);
        let mut known = self.known.borrow_mut();
        for place in references {
            known.insert(format!("#/$defs/{}", super::rules::name(&place)), place);
        }
        schema
    }

    /// A schema with references followed to what is none.
    fn followed(&self, schema: Value) -> Value {
        let mut current = schema;
        for _ in 0..DEPTH {
            let Some(reference) = current.get("$ref").and_then(Value::as_str) else {
                break;
            };
            let place = self.known.borrow().get(reference).cloned();
            let Some(place) = place else { break };
            current = self.view(&place);
        }
        current
    }

    /// Each branch of a union, with what stands beside the union.
    fn branches(&self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut found = Vec::new();
        for key in ["oneOf", "anyOf"] {
            for branch in items(schema, key) {
                let branch = self.followed(branch.clone());
                let inner = if depth < FULL_DEPTH {
                    self.branches(&branch, depth + 1)
                } else {
                    Vec::new()
                };
                let inner = if inner.is_empty() {
                    vec![branch]
                } else {
                    inner
                };
                for branch in inner {
                    if found.len() == WIDTH {
                        return found;
                    }
                    let mut rest = schema.clone();
                    if let Some(members) = rest.as_object_mut() {
                        members.shift_remove(key);
                        members.insert("allOf".to_owned(), with(schema, branch));
                    }
                    found.push(rest);
                }
            }
        }
        for part in items(schema, "allOf") {
            let part = self.followed(part.clone());
            if depth < FULL_DEPTH {
                for branch in self.branches(&part, depth + 1) {
                    if found.len() == WIDTH {
                        return found;
                    }
                    let mut rest = schema.clone();
                    if let Some(members) = rest.as_object_mut() {
                        members.insert("allOf".to_owned(), with(schema, branch));
                    }
                    found.push(rest);
                }
            }
        }
        found
    }

    /// Listed values, and the ends of ranges.
    fn bounds(&self, schema: &Value) -> Vec<(String, Value)> {
        let mut found: Vec<(String, Value)> = items(schema, "enum")
            .take(WIDTH)
            .map(|value| (format!("value {value}"), value.clone()))
            .collect();
        if found.is_empty() && schema.get("const").is_none() {
            for kind in kinds(schema) {
                found.extend(scalar::bounds(schema, &kind));
                if kind == "array" {
                    found.push(("empty".to_owned(), json!([])));
                    let item = self.item(schema, true, 1);
                    found.push(("two items".to_owned(), json!([item.clone(), item])));
                }
                if kind == "object" {
                    found.push(("empty".to_owned(), json!({})));
                }
            }
        }
        found
    }

    fn item(&self, schema: &Value, full: bool, depth: usize) -> Value {
        schema
            .get("items")
            .map_or(json!("item"), |item| self.make(item, full, depth))
    }

    /// A value of a schema: the least, or with all that it declares.
    fn value(&self, schema: &Value, full: bool) -> Value {
        self.visits.set(0);
        self.make(schema, full, 0)
    }

    /// A value within another, which is null where there is no end.
    fn make(&self, schema: &Value, full: bool, depth: usize) -> Value {
        self.visits.set(self.visits.get() + 1);
        if depth > DEPTH || self.visits.get() > VISITS || self.nesting.get() > NESTING {
            return Value::Null;
        }
        self.nesting.set(self.nesting.get() + 1);
        let schema = self.followed(schema.clone());
        // A base stands for one of the schemas that are made of it.
        let child = items(&schema, CHILDREN).next().cloned();
        let value = match child {
            Some(child) => {
                let value = self.make(&child, full, depth);
                let place = child.get("$ref").and_then(Value::as_str);
                let place = place.and_then(|place| self.known.borrow().get(place).cloned());
                match place {
                    Some(place) => tagged(self.rules, &place, value),
                    None => value,
                }
            }
            None => self.made(&schema, full, depth),
        };
        self.nesting.set(self.nesting.get() - 1);
        value
    }

    fn made(&self, schema: &Value, full: bool, depth: usize) -> Value {
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(value) = items(schema, "enum").find(|value| !value.is_null()) {
            return value.clone();
        }
        let mut parts: Vec<Value> = Vec::new();
        for key in ["oneOf", "anyOf"] {
            let mut branches = items(schema, key).map(|branch| self.followed(branch.clone()));
            let first = branches.find(|branch| kinds(branch) != ["null"]);
            parts.extend(first.map(|branch| self.make(&branch, full, depth + 1)));
        }
        for part in items(schema, "allOf") {
            let mut part = self.followed(part.clone());
            if let Some(members) = part.as_object_mut() {
                members.shift_remove(CHILDREN);
            }
            parts.push(self.make(&part, full, depth));
        }
        let kind = kinds(schema).into_iter().find(|kind| kind != "null");
        let own = match kind.as_deref() {
            Some("object") => self.object(schema, full, depth),
            Some("array") => self.array(schema, full, depth),
            Some(kind) => scalar::value(schema, kind),
            None if schema.get("properties").is_some() => self.object(schema, full, depth),
            None if !parts.is_empty() => return united(parts),
            None if schema.get("type").is_some() => Value::Null,
            None => json!("any"),
        };
        match own {
            Value::Object(_) => {
                parts.push(own);
                united(parts)
            }
            // A plain type beside the parts of an `allOf` says nothing that they don't.
            own => parts
                .into_iter()
                .find(|part| !part.is_object())
                .unwrap_or(own),
        }
    }

    fn object(&self, schema: &Value, full: bool, depth: usize) -> Value {
        let mut members = Map::new();
        let required: Vec<&str> = items(schema, "required")
            .filter_map(Value::as_str)
            .collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if required.contains(&name.as_str()) || (full && depth < FULL_DEPTH) {
                members.insert(name.clone(), self.make(property, full, depth + 1));
            }
        }
        let more = schema.get("additionalProperties");
        for name in required {
            if !members.contains_key(name) {
                let value = more.filter(|more| more.is_object());
                let value = value.map_or(json!("any"), |more| self.make(more, full, depth + 1));
                members.insert(name.to_owned(), value);
            }
        }
        if let Some(more) = more.filter(|more| full && depth < FULL_DEPTH && more.is_object()) {
            members.insert("more".to_owned(), self.make(more, full, depth + 1));
        }
        Value::Object(members)
    }

    fn array(&self, schema: &Value, full: bool, depth: usize) -> Value {
        let mut values: Vec<Value> = items(schema, "prefixItems")
            .map(|item| self.make(item, full, depth + 1))
            .collect();
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let least = usize::try_from(least).unwrap_or(WIDTH).min(WIDTH);
        let wanted = if full && depth < FULL_DEPTH {
            least.max(1)
        } else {
            least
        };
        while values.len() < wanted {
            values.push(self.item(schema, full, depth + 1));
        }
        Value::Array(values)
    }
}

fn items<'v>(schema: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + Clone {
    schema
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The names of `type`.
fn kinds(schema: &Value) -> Vec<String> {
    items(schema, "type")
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// The parts of an `allOf`, and one more.
fn with(schema: &Value, part: Value) -> Value {
    items(schema, "allOf").cloned().chain([part]).collect()
}

/// The members of all objects, the later ones first; else the last value.
fn united(parts: Vec<Value>) -> Value {
    let mut members = Map::new();
    let mut last = Value::Null;
    for part in parts {
        match part {
            Value::Object(part) => members.extend(part),
            part => last = part,
        }
    }
    if members.is_empty() && !last.is_null() {
        return last;
    }
    Value::Object(members)
}
