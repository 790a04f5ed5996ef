//! The calls that are made for a document, and what has to come of each.

use std::path::Path;

use sdksmith::Survey;
use sdksmith::ir::{Api, Operation, Response, StatusRange, SuccessType};
use serde::Serialize;
use serde_json::{Map, Value};

use super::slot::{self, Slot};
use crate::roundtrip::{Sent, Values, Writer};

/// A call.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Call {
    /// The index of the operation.
    pub(super) operation: usize,
    /// Values by slot.
    pub(super) values: Map<String, Value>,
    /// The status that is asked for; without one the server chooses.
    pub(super) prefer: Option<u16>,
    /// What the values show.
    #[serde(skip)]
    pub(super) what: String,
}

/// What is done for a document.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Values of parameters that are set on the client.
    pub(super) globals: Map<String, Value>,
    pub(super) calls: Vec<Call>,
    /// Operations that can't be called, with the reason.
    pub(super) skipped: Vec<(usize, String)>,
}

/// Where a response ends in the types of its operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// A success; the variant where there are several.
    Success(Option<String>),
    /// A documented error: the variant.
    Error(String),
    /// A redirect that is not followed, or what the runtime makes of one.
    Redirect,
}

/// The plan for a document that lies in `folder`.
pub(super) fn plan(survey: &Survey, folder: &Path) -> Plan {
    let values = Values::new(&survey.model, folder);
    let writer = Writer::new(&survey.api, "api");
    let mut plan = Plan::default();
    for (index, global) in survey.api.globals.iter().enumerate() {
        let example = global.documentation.examples.first();
        let text = Value::from("text");
        let value = example.map_or(text, |example| example.value.clone());
        plan.globals.insert(index.to_string(), value);
    }
    for (index, operation) in survey.api.operations.iter().enumerate() {
        let slots = slot::slots(operation, survey, &values, &writer);
        let missing = slots
            .iter()
            .find(|slot| slot.required && slot.values.is_empty());
        if let Some(slot) = missing {
            let name = slot.key.parse().ok().and_then(|at: usize| {
                let parameter = operation.parameters.get(at)?;
                Some(format!("`{}`", parameter.wire_name))
            });
            let name = name.unwrap_or_else(|| "the body".to_owned());
            plan.skipped.push((index, format!("no value for {name}")));
            continue;
        }
        plan.operation(index, operation, &slots);
    }
    plan
}

impl Plan {
    /// Calls with every value, and calls for every status.
    fn operation(&mut self, index: usize, operation: &Operation, slots: &[Slot]) {
        let usual = chosen(slots, |slot| {
            let example = slot.values.iter().find(|sent| sent.what == "example");
            let first = slot.values.first().filter(|_| slot.required);
            example.or(first)
        });
        let mut add = |values: &Map<String, Value>, prefer: Option<u16>, what: &str| {
            self.calls.push(Call {
                operation: index,
                values: values.clone(),
                prefer,
                what: what.to_owned(),
            });
        };
        add(&usual, None, "examples");
        for status in statuses(operation) {
            add(&usual, Some(status), "examples");
        }
        let success = statuses(operation).find(|status| (200..300).contains(status));
        let least = chosen(slots, |slot| {
            let minimal = slot.values.iter().find(|sent| sent.what == "minimal");
            minimal.or(slot.values.first()).filter(|_| slot.required)
        });
        add(&least, success, "the least");
        let full = chosen(slots, |slot| {
            let full = slot.values.iter().find(|sent| sent.what == "full");
            full.or(slot.values.first())
        });
        add(&full, success, "all");
        for slot in slots {
            for sent in &slot.values {
                let mut values = usual.clone();
                values.insert(slot.key.clone(), sent.value.clone());
                add(&values, success, &format!("{} of {}", sent.what, slot.key));
            }
        }
    }
}

/// A value for each slot that is to have one.
fn chosen<'s>(
    slots: &'s [Slot],
    choose: impl Fn(&'s Slot) -> Option<&'s Sent>,
) -> Map<String, Value> {
    let sent = slots.iter().filter_map(|slot| {
        let sent = choose(slot)?;
        Some((slot.key.clone(), sent.value.clone()))
    });
    sent.collect()
}

/// A status for every documented response. Those of 1XX are no answers.
pub(super) fn statuses(operation: &Operation) -> impl Iterator<Item = u16> {
    let all = &operation.responses.all;
    let exact = move |status: u16| {
        let named = |response: &Response| response.status == StatusRange::Exact(status);
        all.iter().any(named)
    };
    let free = move |mut statuses: std::ops::Range<u16>| statuses.find(|status| !exact(*status));
    all.iter()
        .filter_map(move |response| match response.status {
            StatusRange::Exact(status) => Some(status),
            StatusRange::Range(digit) => {
                let first = u16::from(digit) * 100;
                free(first..first + 100)
            }
            StatusRange::Default if response.success => free(200..300),
            StatusRange::Default => free(500..600),
        })
        .filter(|status| *status >= 200)
}

/// The documented response for a status.
pub(super) fn response(operation: &Operation, status: u16) -> Option<&Response> {
    let all = operation.responses.all.iter();
    let best = |response: &&Response| fits(response.status, status);
    all.filter(|response| best(response).is_some())
        .max_by_key(best)
}

/// How well a range fits a status.
fn fits(range: StatusRange, status: u16) -> Option<u8> {
    match range {
        StatusRange::Exact(exact) => (exact == status).then_some(2),
        StatusRange::Range(digit) => (u16::from(digit) == status / 100).then_some(1),
        StatusRange::Default => Some(0),
    }
}

/// Where an answer with this status has to end; nothing when the document does not name it.
pub(super) fn end(api: &Api, operation: &Operation, status: u16) -> Option<End> {
    let response = response(operation, status)?;
    if response.success && (response.status != StatusRange::Default || status / 100 == 2) {
        let SuccessType::Enum(name) = &operation.responses.success else {
            return Some(End::Success(None));
        };
        let all = api.successes.iter().find(|success| success.name == *name)?;
        let fitting = all.variants.iter();
        let best = fitting.max_by_key(|variant| fits(variant.status, status))?;
        return Some(End::Success(Some(best.name.as_str().to_owned())));
    }
    if status / 100 == 3 {
        return Some(End::Redirect);
    }
    let name = &operation.responses.error;
    let errors = api.errors.iter().find(|error| error.name == *name)?;
    let fitting = errors.variants.iter();
    let best = fitting
        .filter(|variant| fits(variant.status, status).is_some())
        .max_by_key(|variant| fits(variant.status, status))?;
    Some(End::Error(best.name.as_str().to_owned()))
}
