//! One schema as openapiv3 has it, in one form whatever its keywords. OpenAPI 3.0.3 §4.7.24.

use openapiv3::{AdditionalProperties, ReferenceOr, VariantOrUnknownOrEmpty};
use serde_json::Value;

use crate::ir::JsonKind;
use crate::model::{AnySchema, Pointer, Schema, SchemaData, SchemaKind};

/// What a schema says itself; other schemas are pointers.
#[derive(Debug, Clone)]
pub(super) struct View<'m> {
    /// Prose, examples, extensions.
    pub(super) data: &'m SchemaData,
    /// The types it names, null left out; empty if it names none.
    pub(super) kinds: Vec<JsonKind>,
    /// Whether it says that null is a value, or that null is its only value.
    pub(super) nullable: bool,
    /// Whether no value but null fits.
    pub(super) only_null: bool,
    /// Whether no value fits at all.
    pub(super) never: bool,
    /// Properties in document order.
    pub(super) properties: Vec<(&'m str, Pointer)>,
    /// Names of members that must be there.
    pub(super) required: &'m [String],
    /// What other members there may be.
    pub(super) additional: Openness,
    /// Schemas of `patternProperties`.
    pub(super) patterns: Vec<Pointer>,
    /// The schema of the items.
    pub(super) items: Option<Pointer>,
    /// Schemas of the first items.
    pub(super) prefix: Vec<Pointer>,
    /// `minItems` and `maxItems`.
    pub(super) length: (Option<usize>, Option<usize>),
    /// Allowed values with null left out, of `enum` or `const`.
    pub(super) values: Option<Vec<Value>>,
    /// Where each of them stands in the list as the document has it.
    pub(super) ranks: Vec<usize>,
    /// `format`.
    pub(super) format: Option<String>,
    /// `allOf`.
    pub(super) all_of: Vec<Pointer>,
    /// `oneOf`.
    pub(super) one_of: Vec<Pointer>,
    /// `anyOf`.
    pub(super) any_of: Vec<Pointer>,
}

/// What members an object may have beside the declared ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Openness {
    /// The document does not say.
    Unsaid,
    /// None.
    Closed,
    /// Any.
    Any,
    /// Values of a schema.
    Schema(Pointer),
}

impl<'m> View<'m> {
    /// Looks at a schema.
    pub(super) fn of(schema: &'m Schema) -> Self {
        let mut view = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(r#type) => view.read_type(r#type),
            SchemaKind::OneOf(one_of) => view.one_of.clone_from(one_of),
            SchemaKind::AllOf(all_of) => view.all_of.clone_from(all_of),
            SchemaKind::AnyOf(any_of) => view.any_of.clone_from(any_of),
            SchemaKind::Not => {}
            SchemaKind::Any(any) => view.read_any(any),
        }
        view.read_extensions();
        view
    }

    fn empty(data: &'m SchemaData) -> Self {
        Self {
            data,
            kinds: Vec::new(),
            nullable: data.nullable,
            only_null: false,
            never: false,
            properties: Vec::new(),
            required: &[],
            additional: Openness::Unsaid,
            patterns: Vec::new(),
            items: None,
            prefix: Vec::new(),
            length: (None, None),
            values: None,
            ranks: Vec::new(),
            format: None,
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
        }
    }

    fn read_type(&mut self, r#type: &'m openapiv3::Type) {
        match r#type {
            openapiv3::Type::String(string) => {
                self.kinds.push(JsonKind::String);
                self.format = format_text(&string.format);
                self.read_values(
                    string
                        .enumeration
                        .iter()
                        .map(|value| value.clone().map_or(Value::Null, Value::String)),
                );
            }
            openapiv3::Type::Number(number) => {
                self.kinds.push(JsonKind::Number);
                self.format = format_text(&number.format);
                self.read_values(
                    number
                        .enumeration
                        .iter()
                        .map(|value| value.map_or(Value::Null, number_value)),
                );
            }
            openapiv3::Type::Integer(integer) => {
                self.kinds.push(JsonKind::Integer);
                self.format = format_text(&integer.format);
                self.read_values(
                    integer
                        .enumeration
                        .iter()
                        .map(|value| value.map_or(Value::Null, Value::from)),
                );
            }
            openapiv3::Type::Boolean(boolean) => {
                self.kinds.push(JsonKind::Boolean);
                self.read_values(
                    boolean
                        .enumeration
                        .iter()
                        .map(|value| value.map_or(Value::Null, Value::Bool)),
                );
            }
            openapiv3::Type::Array(array) => {
                self.kinds.push(JsonKind::Array);
                self.items = array.items.as_ref().and_then(pointer);
                self.length = (array.min_items, array.max_items);
            }
            openapiv3::Type::Object(object) => {
                self.kinds.push(JsonKind::Object);
                self.properties = properties(&object.properties);
                self.required = &object.required;
                self.additional = openness(object.additional_properties.as_ref());
            }
        }
    }

    fn read_any(&mut self, schema: &'m AnySchema) {
        let any = &schema.rest;
        self.properties = properties(&any.properties);
        self.required = &any.required;
        self.additional = openness(any.additional_properties.as_ref());
        self.items = any.items.as_ref().and_then(pointer);
        self.length = (any.min_items, any.max_items);
        self.format.clone_from(&any.format);
        self.all_of.clone_from(&schema.all_of);
        self.one_of.clone_from(&schema.one_of);
        self.any_of.clone_from(&schema.any_of);
        self.read_values(any.enumeration.iter().cloned());
        match any.typ.as_deref() {
            Some(name) => self.kinds.extend(kind_of_name(name)),
            None => self.kinds = self.implied_kinds(any),
        }
    }

    /// The type that the keywords beside a missing `type` speak of, where they agree on one.
    fn implied_kinds(&self, any: &openapiv3::AnySchema) -> Vec<JsonKind> {
        let object = !self.properties.is_empty()
            || self.additional != Openness::Unsaid
            || any.min_properties.is_some()
            || any.max_properties.is_some();
        let array = self.items.is_some() || any.min_items.is_some() || any.max_items.is_some();
        let string = any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some();
        let number = any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some();
        let implied = [
            (object, JsonKind::Object),
            (array, JsonKind::Array),
            (string, JsonKind::String),
            (number, JsonKind::Number),
        ];
        let mut kinds: Vec<_> = implied
            .into_iter()
            .filter(|(said, _)| *said)
            .map(|(_, kind)| kind)
            .collect();
        if kinds.is_empty()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
        {
            kinds.extend(self.format.as_deref().and_then(kind_of_format));
        }
        if kinds.len() > 1 { Vec::new() } else { kinds }
    }

    fn read_values(&mut self, values: impl Iterator<Item = Value>) {
        let mut kept: Vec<Value> = Vec::new();
        let mut any = false;
        self.ranks.clear();
        for (rank, value) in values.enumerate() {
            any = true;
            if value.is_null() {
                self.nullable = true;
            } else if !kept.contains(&value) {
                kept.push(value);
                self.ranks.push(rank);
            }
        }
        self.only_null |= any && kept.is_empty();
        if !kept.is_empty() {
            self.values = Some(kept);
        }
    }

    /// Reads what OpenAPI 3.0 cannot hold.
    fn read_extensions(&mut self) {
        let data = self.data;
        let extension = |name: &str| data.extension(name);
        if let Some(value) = extension("x-sdksmith-const") {
            self.values = None;
            self.read_values(std::iter::once(value.clone()));
        }
        if let Some(Value::Array(names)) = extension("x-sdksmith-types") {
            self.kinds = names
                .iter()
                .filter_map(Value::as_str)
                .filter_map(kind_of_name)
                .collect();
        }
        if let Some(Value::Array(items)) = extension("x-sdksmith-prefix-items") {
            self.prefix = items.iter().filter_map(reference).collect();
            if self.kinds.is_empty() {
                self.kinds.push(JsonKind::Array);
            }
        }
        if let Some(Value::Object(patterns)) = extension("x-sdksmith-pattern-properties") {
            self.patterns = patterns.values().filter_map(reference).collect();
            if self.kinds.is_empty() {
                self.kinds.push(JsonKind::Object);
            }
        }
        self.never = extension("x-sdksmith-never") == Some(&Value::Bool(true));
        if extension("x-sdksmith-null") == Some(&Value::Bool(true)) {
            self.only_null = true;
            self.nullable = true;
        }
        if let Some(Value::String(encoding)) = extension("x-sdksmith-content-encoding")
            && encoding.eq_ignore_ascii_case("base64")
            && self.format.is_none()
        {
            self.format = Some("byte".to_owned());
        }
    }

    /// Whether it says nothing about its values but, at most, which members are required.
    pub(super) fn is_annotation(&self) -> bool {
        self.kinds.is_empty()
            && !self.never
            && !self.only_null
            && self.properties.is_empty()
            && self.additional == Openness::Unsaid
            && self.patterns.is_empty()
            && self.items.is_none()
            && self.prefix.is_empty()
            && self.values.is_none()
            && self.format.is_none()
            && self.all_of.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
    }
}

/// The JSON type of a name in `type`.
pub(super) fn kind_of_name(name: &str) -> Option<JsonKind> {
    Some(match name {
        "boolean" => JsonKind::Boolean,
        "integer" => JsonKind::Integer,
        "number" => JsonKind::Number,
        "string" | "file" => JsonKind::String,
        "array" => JsonKind::Array,
        "object" => JsonKind::Object,
        _ => return None,
    })
}

/// The JSON type of a value.
pub(super) fn kind_of_value(value: &Value) -> JsonKind {
    match value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Boolean,
        Value::Number(number) if number.is_f64() => JsonKind::Number,
        Value::Number(_) => JsonKind::Integer,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}

/// The JSON type that a format is about, where a schema gives no other.
fn kind_of_format(format: &str) -> Option<JsonKind> {
    Some(match format {
        "int32" | "int64" | "uint32" | "uint64" => JsonKind::Integer,
        "float" | "double" => JsonKind::Number,
        "date-time" | "date" | "uuid" | "uri" | "url" | "email" | "byte" | "binary"
        | "password" => JsonKind::String,
        _ => return None,
    })
}

fn number_value(number: f64) -> Value {
    // A whole number is written without a fraction, as the document had it.
    let text = format!("{number}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

fn format_text<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => match serde_json::to_value(item) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        },
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn properties(
    properties: &indexmap::IndexMap<String, ReferenceOr<Box<openapiv3::Schema>>>,
) -> Vec<(&str, Pointer)> {
    properties
        .iter()
        .filter_map(|(name, schema)| Some((name.as_str(), pointer(schema)?)))
        .collect()
}

fn openness(additional: Option<&AdditionalProperties>) -> Openness {
    match additional {
        None => Openness::Unsaid,
        Some(AdditionalProperties::Any(true)) => Openness::Any,
        Some(AdditionalProperties::Any(false)) => Openness::Closed,
        Some(AdditionalProperties::Schema(schema)) => {
            pointer(schema).map_or(Openness::Any, Openness::Schema)
        }
    }
}

/// Where a schema within a schema stands; the model holds references only.
fn pointer<T>(schema: &ReferenceOr<T>) -> Option<Pointer> {
    match schema {
        ReferenceOr::Reference { reference } => Pointer::from_own_reference(reference),
        ReferenceOr::Item(_) => None,
    }
}

fn reference(value: &Value) -> Option<Pointer> {
    value.as_str().and_then(Pointer::from_own_reference)
}
