//! What is decoded and encoded for one document, and what becomes of it.

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::Validator;
use sdksmith::ir::{Api, Type, TypeKind};
use sdksmith::model::Pointer;
use sdksmith::{Generator, Survey};
use serde::Serialize;
use serde_json::Value;

use super::example;
use super::instance::{Maker, Purpose};
use super::rules::{Direction, Rules, keyword};
use super::rust_type::Writer;
use crate::Error;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    /// The document shows it.
    Example,
    /// It was made here.
    Own,
    /// It was made here, with a member that no schema declares.
    Undeclared,
    /// It was made here: a text that an enum does not list, as a newer server may send.
    Unlisted,
}

/// A valid value and the type that has to take it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) source: Source,
    /// The schema, in the normalised document.
    pub(super) schema: String,
    /// Where an example stands, or what an instance shows.
    pub(super) what: String,
    /// The index of its type.
    pub(super) r#type: usize,
    pub(super) value: Value,
}

/// The cases of a document.
#[derive(Debug, Default)]
pub(super) struct Cases {
    pub(super) valid: Vec<Case>,
    /// The types, as Rust writes them.
    pub(super) types: Vec<String>,
    /// Examples in all, valid or not.
    pub(super) examples: usize,
    /// Examples that were left out, by reason.
    pub(super) invalid: BTreeMap<String, usize>,
    /// Instances that we could not make valid.
    pub(super) unmade: usize,
}

/// Collects and checks the values of the document at `path`, whose crate is `package`.
pub(super) fn prepare(path: &Path, package: &str) -> Result<Cases, Error> {
    let surveys = Generator::from_file(path).survey()?;
    let Some(survey) = surveys.first() else {
        return Ok(Cases::default());
    };
    Ok(of(survey, path.parent().unwrap_or(path), package))
}

/// The cases of what was read.
pub(super) fn of(survey: &Survey, folder: &Path, package: &str) -> Cases {
    let rules = Rules::new(&survey.model);
    let writer = Writer::new(&survey.api, package);
    let mut collector = Collector {
        rules: &rules,
        cases: Cases::default(),
        indices: BTreeMap::new(),
    };
    let mut examples: BTreeMap<Pointer, Vec<example::Example>> = BTreeMap::new();
    for example in example::collect(&survey.model, folder) {
        examples
            .entry(example.schema.clone())
            .or_default()
            .push(example);
    }
    collector.cases.examples = examples.values().map(Vec::len).sum();
    for (pointer, r#type) in &survey.schemas {
        let shown = examples.remove(pointer).unwrap_or_default();
        let Some(text) = writer.text(r#type) else {
            collector.skip("the type is bytes or a file", shown.len());
            continue;
        };
        let usage = usage(&survey.api, r#type);
        collector.schema(pointer, text, &usage, shown);
    }
    let unused = examples.values().map(Vec::len).sum();
    collector.skip("no type is made of the schema", unused);
    collector.cases
}

struct Collector<'a> {
    rules: &'a Rules<'a>,
    cases: Cases,
    indices: BTreeMap<String, usize>,
}

impl Collector<'_> {
    fn skip(&mut self, reason: &str, count: usize) {
        if count > 0 {
            *self.cases.invalid.entry(reason.to_owned()).or_default() += count;
        }
    }

    /// The examples and our own instances of one schema.
    fn schema(
        &mut self,
        pointer: &Pointer,
        text: String,
        usage: &[Direction],
        shown: Vec<example::Example>,
    ) {
        let next = self.indices.len();
        let index = *self.indices.entry(text.clone()).or_insert(next);
        if index == next {
            self.cases.types.push(text);
        }
        let mut compiled = Vec::new();
        let shows = |way: &Direction| shown.iter().any(|example| example.direction == Some(*way));
        let ways = [Direction::Response, Direction::Request];
        for direction in ways
            .into_iter()
            .filter(|way| usage.contains(way) || shows(way))
        {
            match self.rules.validator(pointer, direction) {
                Ok(validator) => compiled.push((direction, validator)),
                Err(keyword) => {
                    self.skip(&format!("no validator takes `{keyword}`"), shown.len());
                    return;
                }
            }
        }
        for example in shown {
            let value = match example.value {
                Ok(value) => value,
                Err(reason) => {
                    self.skip(reason, 1);
                    continue;
                }
            };
            let mut reason = None;
            let valid = compiled.iter().any(|(direction, validator)| {
                let asked = example
                    .direction
                    .map_or_else(|| usage.contains(direction), |wanted| wanted == *direction);
                let fault = validator.iter_errors(&value).next();
                if asked && reason.is_none() {
                    reason = fault
                        .as_ref()
                        .map(|fault| keyword(&fault.schema_path().to_string()));
                }
                asked && fault.is_none()
            });
            if valid {
                self.push(Source::Example, pointer, example.place, index, value);
            } else {
                self.skip(&format!("not valid: {}", reason.unwrap_or_default()), 1);
            }
        }
        self.own(pointer, index, usage, &compiled);
    }

    fn own(
        &mut self,
        pointer: &Pointer,
        index: usize,
        usage: &[Direction],
        compiled: &[(Direction, Validator)],
    ) {
        let direction = usage.first().copied().unwrap_or(Direction::Response);
        let Some((_, validator)) = compiled.iter().find(|(one, _)| *one == direction) else {
            return;
        };
        let maker = Maker::new(self.rules, direction);
        let mut seen: Vec<Value> = Vec::new();
        for mut instance in maker.instances(pointer) {
            instance.value = tagged(self.rules, pointer, instance.value);
            if !validator.is_valid(&instance.value) {
                self.cases.unmade += usize::from(instance.purpose == Purpose::Meant);
                continue;
            }
            if seen.contains(&instance.value) {
                continue;
            }
            seen.push(instance.value.clone());
            let source = match instance.purpose {
                Purpose::Unknown => Source::Undeclared,
                Purpose::Meant | Purpose::Tried => Source::Own,
            };
            self.push(source, pointer, instance.name, index, instance.value);
        }
        if maker.lists_texts(pointer) {
            let what = "not listed".to_owned();
            self.push(Source::Unlisted, pointer, what.clone(), index, what.into());
        }
    }

    fn push(
        &mut self,
        source: Source,
        schema: &Pointer,
        what: String,
        r#type: usize,
        value: Value,
    ) {
        self.cases.valid.push(Case {
            source,
            schema: schema.as_str().to_owned(),
            what,
            r#type,
            value,
        });
    }
}

/// A value with the tag by which a discriminator chooses the schema at its place.
pub(super) fn tagged(rules: &Rules<'_>, pointer: &Pointer, mut value: Value) -> Value {
    if let Some((tag, members)) = rules.tag(pointer).zip(value.as_object_mut()) {
        let told = members.get(&tag.property).and_then(Value::as_str);
        if !told.is_some_and(|told| tag.values.iter().any(|value| value == told)) {
            members.insert(tag.property.clone(), tag.values.first().cloned().into());
        }
    }
    value
}

/// The ways that values of a type go, those of responses first; a plain type goes both.
fn usage(api: &Api, r#type: &Type) -> Vec<Direction> {
    let mut usage = sdksmith::ir::Usage::default();
    let mut waiting = vec![r#type];
    while let Some(current) = waiting.pop() {
        match current {
            Type::Named(name) => {
                let definition = api.types.iter().find(|definition| definition.name == *name);
                let Some(definition) = definition else {
                    continue;
                };
                usage.request |= definition.usage.request;
                usage.response |= definition.usage.response;
                if let TypeKind::Alias(target) = &definition.kind
                    && target != current
                {
                    waiting.push(target);
                }
            }
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                waiting.push(inner);
            }
            Type::Tuple(parts) => waiting.extend(parts),
            _ => {}
        }
    }
    let both = usage.request == usage.response;
    let mut ways = Vec::new();
    if usage.response || both {
        ways.push(Direction::Response);
    }
    if usage.request || both {
        ways.push(Direction::Request);
    }
    ways
}
