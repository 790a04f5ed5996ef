//! Values for one place of a document, for the chores that send them.

use std::collections::BTreeMap;
use std::path::Path;

use sdksmith::model::{Model, Pointer};
use serde_json::Value;

use super::case::tagged;
use super::example;
use super::instance::{Maker, Purpose};
use super::rules::{Direction, Rules};

/// The values of the schemas of one document.
#[derive(Debug)]
pub(crate) struct Values<'a> {
    rules: Rules<'a>,
    examples: BTreeMap<Pointer, Vec<Value>>,
}

/// A value to send.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    /// Where it comes from: `example`, or what an instance of our own shows.
    pub(crate) what: String,
    pub(crate) value: Value,
}

impl<'a> Values<'a> {
    /// The values of a document that lies in `folder`.
    pub(crate) fn new(model: &'a Model, folder: &Path) -> Self {
        let mut examples: BTreeMap<Pointer, Vec<Value>> = BTreeMap::new();
        for example in example::collect(model, folder) {
            if let Ok(value) = example.value {
                examples.entry(example.schema).or_default().push(value);
            }
        }
        Self {
            rules: Rules::strict(model),
            examples,
        }
    }

    /// Valid values that a request may have at the schema of this place: examples, then those of our own making.
    pub(crate) fn of_request(&self, model: &Model, schema: &Pointer) -> Vec<Sent> {
        let Ok(validator) = self.rules.validator(schema, Direction::Request) else {
            return Vec::new();
        };
        let target = model.resolve(schema).map(|(target, _)| target);
        let shown = [Some(schema), target.filter(|target| *target != schema)];
        let shown = shown.into_iter().flatten();
        let shown = shown.flat_map(|place| self.examples.get(place).into_iter().flatten());
        let shown = shown.map(|value| Sent {
            what: "example".to_owned(),
            value: value.clone(),
        });
        let maker = Maker::new(&self.rules, Direction::Request);
        let made = maker.instances(schema).into_iter().filter_map(|instance| {
            let value = tagged(&self.rules, schema, instance.value);
            // An undeclared member says nothing about what is sent.
            let wanted = instance.purpose != Purpose::Unknown;
            wanted.then_some(Sent {
                what: instance.name,
                value,
            })
        });
        let mut found: Vec<Sent> = Vec::new();
        for sent in shown.chain(made) {
            let known = found.iter().any(|known| known.value == sent.value);
            if !known && validator.is_valid(&sent.value) {
                found.push(sent);
            }
        }
        found
    }

    /// Whether a response may have this value at the schema of this place; also where no validator takes the schema.
    pub(crate) fn may_answer(&self, schema: &Pointer, value: &Value) -> bool {
        let validator = self.rules.validator(schema, Direction::Response);
        validator.map_or(true, |validator| validator.is_valid(value))
    }
}
