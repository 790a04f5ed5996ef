//! The schemas of a document as JSON Schema 2020-12, by the rules of the document's version.
//!
//! What the normalised form leaves out (`not`, `if`) is not checked, and formats are annotations.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use sdksmith::model::{Model, Pointer};
use serde_json::{Map, Value, json};

use super::tag::{self, Tag};

/// The way a message goes, which decides about `readOnly` and `writeOnly`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// Keywords that are the same in both.
const KEPT: [&str; 10] = [
    "enum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "format",
];

/// The schemas of one document.
#[derive(Debug)]
pub(super) struct Rules<'a> {
    model: &'a Model,
    /// Whether `nullable` is the word of the document itself, and stands beside an `enum` that may not list null.
    nullable_word: bool,
    /// Schemas that a discriminator chooses, and what it says then.
    tags: BTreeMap<Pointer, Tag>,
    /// Schemas that are made of a base with a discriminator, by the base.
    children: BTreeMap<Pointer, Vec<Pointer>>,
    /// Whether members that never travel in a direction are taken for undeclared in it, and formats are checked.
    strict: bool,
}

/// Where the schemas stand that a base stands for; validators pass over it.
pub(super) const CHILDREN: &str = "x-children";

impl<'a> Rules<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        let version = model.document().version();
        Self {
            model,
            nullable_word: version.starts_with("3.0") || version.starts_with('2'),
            tags: tag::all(model),
            children: tag::children(model),
            strict: false,
        }
    }

    /// The same, but with `readOnly` members undeclared in requests and `writeOnly` ones in responses, as servers that
    /// check requests have it.
    pub(super) fn strict(model: &'a Model) -> Self {
        Self {
            strict: true,
            ..Self::new(model)
        }
    }

    /// Compiles a schema with everything it refers to.
    ///
    /// # Errors
    ///
    /// Why no validator takes it.
    pub(super) fn validator(
        &self,
        pointer: &Pointer,
        direction: Direction,
    ) -> Result<Validator, String> {
        let schema = self.closed(pointer, direction);
        jsonschema::options()
            .should_validate_formats(self.strict)
            .with_format("byte", is_base64)
            .build(&schema)
            .map_err(|error| keyword(&error.instance_path().to_string()))
    }

    /// What a discriminator says where it chooses the schema at a place.
    pub(super) fn tag(&self, pointer: &Pointer) -> Option<&Tag> {
        let (resolved, _) = self.model.resolve(pointer)?;
        self.tags.get(resolved)
    }

    /// A schema with everything it refers to under `$defs`, by places.
    fn closed(&self, pointer: &Pointer, direction: Direction) -> Value {
        let mut definitions = Map::new();
        let mut waiting = vec![pointer.clone()];
        let mut known = BTreeSet::from([pointer.clone()]);
        while let Some(place) = waiting.pop() {
            let mut references = Vec::new();
            let schema = self.schema(&place, direction, &mut references);
            definitions.insert(name(&place), schema);
            waiting.extend(
                references
                    .into_iter()
                    .filter(|reference| known.insert(reference.clone())),
            );
        }
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/$defs/{}", name(pointer)),
            "$defs": definitions,
        });
        if let Some((tag, members)) = self.tag(pointer).zip(schema.as_object_mut()) {
            let chosen = json!({ &tag.property: { "enum": tag.values } });
            members.insert("properties".to_owned(), chosen);
        }
        schema
    }

    /// One schema; those in it are referred to.
    pub(super) fn schema(
        &self,
        pointer: &Pointer,
        direction: Direction,
        references: &mut Vec<Pointer>,
    ) -> Value {
        let Some(value) = self.model.document().get(pointer) else {
            return json!(true);
        };
        let source = value.to_json();
        let Some(members) = source.as_object() else {
            return json!(true);
        };
        let mut refer = |place: Pointer| {
            let reference = json!({ "$ref": format!("#/$defs/{}", name(&place)) });
            references.push(place);
            reference
        };
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            return Pointer::from_own_reference(reference).map_or(json!(true), refer);
        }
        if members.contains_key("x-sdksmith-never") {
            return json!(false);
        }
        let mut schema = Map::new();
        for (key, member) in members {
            let at = pointer.child(key);
            let converted = match key.as_str() {
                "properties" if self.strict => {
                    each(&self.travelling(member, &at, direction), &at, &mut refer)
                }
                "properties" | "patternProperties" => each(member, &at, &mut refer),
                "allOf" | "anyOf" | "oneOf" | "prefixItems" => list(member, &at, &mut refer),
                "items" | "propertyNames" => refer(at),
                "additionalProperties" if member.is_object() => refer(at),
                "additionalProperties" => member.clone(),
                "required" => self.required(member, pointer, direction),
                "x-sdksmith-const" => {
                    schema.insert("const".to_owned(), member.clone());
                    continue;
                }
                "x-sdksmith-bounds" => {
                    schema.extend(bounds(member));
                    continue;
                }
                key if KEPT.contains(&key) => member.clone(),
                _ => continue,
            };
            schema.insert(key.clone(), converted);
        }
        if let Some(children) = self.children.get(pointer) {
            let children = children.iter().cloned().map(&mut refer);
            schema.insert(CHILDREN.to_owned(), children.collect());
        }
        self.choose_by_tag(members, pointer, &mut schema);
        types(members, schema, self.nullable_word)
    }

    /// Names that must be there, without those that never travel in this direction.
    fn required(&self, names: &Value, pointer: &Pointer, direction: Direction) -> Value {
        let barred = barred(direction);
        let properties = pointer.child("properties");
        let travels = |name: &&Value| {
            let place = name.as_str().map(|name| properties.child(name));
            !place.is_some_and(|place| self.says(&place, barred))
        };
        let names = names.as_array().into_iter().flatten();
        names.filter(travels).cloned().collect()
    }

    /// The properties at a place, without those that never travel in this direction.
    fn travelling(&self, properties: &Value, at: &Pointer, direction: Direction) -> Value {
        let members = properties.as_object().into_iter().flatten();
        let members = members.filter(|(name, _)| !self.says(&at.child(name), barred(direction)));
        let members = members.map(|(name, value)| (name.clone(), value.clone()));
        Value::Object(members.collect())
    }

    fn says(&self, place: &Pointer, word: &str) -> bool {
        let document = self.model.document();
        let own = document.get(place).and_then(|value| value.get(word));
        let resolved = self.model.resolve(place).map(|(place, _)| place);
        let other = resolved
            .and_then(|place| document.get(place))
            .and_then(|value| value.get(word));
        own.or(other).and_then(sdksmith::source::Value::as_bool) == Some(true)
    }

    /// With a discriminator the branch is the one that it names, though several may fit.
    fn choose_by_tag(
        &self,
        members: &Map<String, Value>,
        pointer: &Pointer,
        schema: &mut Map<String, Value>,
    ) {
        let Some(discriminator) = members.get("discriminator") else {
            return;
        };
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else {
            return;
        };
        for key in ["oneOf", "anyOf"] {
            let Some(branches) = schema.remove(key) else {
                continue;
            };
            let branches = branches.as_array().into_iter().flatten();
            let tagged = branches.enumerate().map(|(index, branch)| {
                let place = pointer.child(key).index(index);
                let tags = tag::values(self.model, discriminator, &place);
                if tags.is_empty() {
                    return branch.clone();
                }
                json!({
                    "required": [property],
                    "properties": { property: { "enum": tags } },
                    "allOf": [branch],
                })
            });
            schema.insert("anyOf".to_owned(), tagged.collect());
        }
    }
}

/// RFC 4648 §4, padded.
fn is_base64(text: &str) -> bool {
    let digits = text.strip_suffix('=').unwrap_or(text);
    let digits = digits.strip_suffix('=').unwrap_or(digits);
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4) && digits.bytes().all(is_digit)
}

/// The word that bars a member from a direction.
fn barred(direction: Direction) -> &'static str {
    match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    }
}

/// The keyword at the end of a schema path.
pub(super) fn keyword(path: &str) -> String {
    let is_word = |segment: &&str| !segment.chars().all(|character| character.is_ascii_digit());
    let last = path.rsplit('/').find(is_word);
    last.unwrap_or_default().to_owned()
}

/// The key of a schema in `$defs`: no slash, no escape.
pub(super) fn name(pointer: &Pointer) -> String {
    use std::fmt::Write as _;
    let mut name = String::new();
    for character in pointer.as_str().chars() {
        if character.is_ascii_alphanumeric() || character == '.' || character == '-' {
            name.push(character);
        } else {
            let _ = write!(name, "_{:x}_", u32::from(character));
        }
    }
    name
}

fn each(members: &Value, at: &Pointer, refer: &mut impl FnMut(Pointer) -> Value) -> Value {
    let names = members.as_object().into_iter().flat_map(Map::keys);
    let refers = names.map(|name| (name.clone(), refer(at.child(name))));
    Value::Object(refers.collect())
}

fn list(items: &Value, at: &Pointer, refer: &mut impl FnMut(Pointer) -> Value) -> Value {
    let count = items.as_array().map_or(0, Vec::len);
    (0..count).map(|index| refer(at.index(index))).collect()
}

/// Bounds, which the normalised form keeps as text.
fn bounds(exact: &Value) -> Map<String, Value> {
    let exact = exact.as_object().into_iter().flatten();
    exact
        .filter_map(|(key, text)| {
            let number: serde_json::Number = text.as_str()?.parse().ok()?;
            Some((key.clone(), Value::Number(number)))
        })
        .collect()
}

/// `type`, with null where it may be.
fn types(
    members: &Map<String, Value>,
    mut schema: Map<String, Value>,
    nullable_word: bool,
) -> Value {
    let mut names: Vec<Value> = match (members.get("type"), members.get("x-sdksmith-types")) {
        (Some(name), _) => vec![name.clone()],
        (_, Some(Value::Array(names))) => names.clone(),
        _ => implied(members),
    };
    let nullable = members.get("nullable") == Some(&Value::Bool(true));
    if members.contains_key("x-sdksmith-null") {
        names.push(json!("null"));
    } else if nullable && nullable_word {
        if !names.is_empty() {
            schema.insert("type".to_owned(), Value::Array(names));
        }
        return json!({ "anyOf": [schema, { "type": "null" }] });
    } else if nullable && !names.is_empty() {
        names.push(json!("null"));
    }
    if !names.is_empty() {
        schema.insert("type".to_owned(), Value::Array(names));
    }
    Value::Object(schema)
}

/// The type of a schema that says none: what its keywords are about, as everybody reads them.
fn implied(members: &Map<String, Value>) -> Vec<Value> {
    let says = |key: &str| members.contains_key(key);
    if says("properties") || says("additionalProperties") || says("required") {
        vec![json!("object")]
    } else if says("items") || says("prefixItems") {
        vec![json!("array")]
    } else {
        Vec::new()
    }
}
