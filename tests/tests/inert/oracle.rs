//! For each text of a document and each of many payloads: refused, or the form is that of a harmless text.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use sdksmith::Generator;
use sdksmith::output::OutputTree;
use sdksmith::source::SpecInput;
use serde_json::Value;

use super::document::{self, Place};
use super::{payload, skeleton};

/// How many of the payloads stand in each place; which ones goes round.
const EACH: usize = 2;

/// What was generated, unless the document was refused, and how many diagnostics there were.
fn generated(document: &Value) -> (Option<OutputTree>, usize) {
    let input = SpecInput::Text {
        name: "everything.json".to_owned(),
        text: document.to_string(),
    };
    let generated = Generator::new(input)
        .name("everything-sdk")
        .generate(&mut |_| {})
        .unwrap();
    (generated.tree, generated.read.diagnostics.len())
}

/// What goes wrong with payloads in one place.
fn faults(document: &Value, index: usize, place: &Place) -> Vec<String> {
    let (harmless, spoken) = generated(&document::with(document, place, payload::HARMLESS));
    let expected = harmless.map(|tree| skeleton::of(&tree).expect("a harmless text is inert").0);
    let mut faults = Vec::new();
    for turn in 0..EACH {
        let text = payload::ALL[(index * EACH + turn) % payload::ALL.len()];
        let mut fault = |message: String| {
            faults.push(format!("{text:?} at {}: {message}", place.steps.join("/")));
        };
        let (tree, diagnostics) = generated(&document::with(document, place, text));
        let Some(tree) = tree else { continue };
        let (found, literals) = match skeleton::of(&tree) {
            Ok(found) => found,
            Err(message) => {
                fault(message);
                continue;
            }
        };
        // With a warning more, something was left out, and said so.
        if diagnostics > spoken {
            continue;
        }
        if let Some(expected) = &expected
            && found != *expected
        {
            fault(difference(expected, &found));
        }
        let sent = place.steps.contains(&"enum".to_owned())
            && !place.steps.contains(&"servers".to_owned())
            || (place.key && place.steps.contains(&"properties".to_owned()));
        if sent && !literals.contains(text) {
            fault("the literal does not read as the text".to_owned());
        }
    }
    faults
}

fn difference(expected: &skeleton::Skeleton, found: &skeleton::Skeleton) -> String {
    if expected.manifest != found.manifest {
        return format!("the manifest has {:?}", found.manifest);
    }
    if expected.files != found.files {
        return format!("{} files for {}", found.files, expected.files);
    }
    let other = found
        .items
        .iter()
        .find(|(form, count)| expected.items.get(*form) != Some(count));
    format!("another form: {other:?}")
}

#[test]
fn h02_to_h06_h11_any_text_in_any_place_is_inert() {
    let document = document::everything();
    let places = document::places(&document);
    assert!(places.len() > 150, "{}", places.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(place) = places.get(index) else {
                return found;
            };
            found.extend(faults(&document, index, place));
        }
    };
    let workers = thread::available_parallelism().map_or(2, NonZero::get);
    let faults: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
