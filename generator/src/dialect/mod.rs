//! Documents of every version into one form: OpenAPI 3.0, with private keys for what 3.0 cannot hold.
//!
//! In goes a [`Source`]; out comes a [`Document`]: one value, in which every known key has the type that the specification
//! gives it, every reference points to a place of the same value, and every node knows where it was read.

mod bounds;
mod bundle;
mod coerce;
mod component;
mod document;
mod openapi31;
mod openapi32;
mod resolve;
mod schema_type;
mod schema_values;
pub(crate) mod shape;
pub(crate) mod shapes;
mod swagger2;
#[cfg(test)]
mod tests;
mod tolerance;
mod version;
mod walk;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

pub(crate) use bundle::UNRESOLVED;
pub use document::Document;

use crate::diagnostic::{Code, Sink};
use crate::source::{Pointer, Source, Value};
use resolve::Resolver;
use shapes::{DOCUMENT_SHAPE, shape_of};
use version::{Version, version};
use walk::Walk;

/// Brings a document into the form of OpenAPI 3.0.
///
/// Files that it refers to are read on the way. What is wrong is said to `sink`, and left out; nothing comes of what is
/// no OpenAPI document.
pub fn normalise(mut source: Source, sink: &mut Sink) -> Option<Document> {
    let limits = *source.limits();
    let tree = Arc::clone(source.root()?);
    let (version, declared) = match version(&tree, source.files()) {
        Ok(found) => found,
        Err(diagnostic) => {
            sink.push(diagnostic);
            return None;
        }
    };
    sink.set_edition(version.edition());
    let mut resolver = Resolver::new(&mut source);
    let mut root = if version == Version::Swagger2 {
        swagger2::document(&tree, &mut resolver)
    } else {
        tree.as_ref().clone()
    };
    let mut walk = Walk {
        resolver,
        sink,
        version,
        imported: BTreeMap::new(),
        taken: BTreeMap::new(),
        queue: VecDeque::new(),
        extras: VecDeque::new(),
        known_extras: BTreeMap::new(),
    };
    if version == Version::Swagger2 {
        walk.resolver.replace_root(root.clone());
    }
    if matches!(version, Version::Swagger2 | Version::V30) && tree.get("paths").is_none() {
        walk.warn_key(
            Code::MissingFieldFilled,
            "the document has no `paths`",
            tree.origin,
            "`paths` is missing",
            "taken as empty",
        );
    }
    component::claim(&mut root, &mut walk);
    if !walk.visit(&mut root, &DOCUMENT_SHAPE, "the document", 0) {
        return None;
    }
    finish(&mut root, &mut walk);
    Some(Document {
        root,
        version: declared,
        files: Arc::new(source.into_files()),
        limits,
    })
}

/// Walks what came from other files, and what only references lead to, until nothing is left.
fn finish(root: &mut Value, walk: &mut Walk<'_, '_>) {
    loop {
        if let Some(mut import) = walk.queue.pop_front() {
            if walk.visit(
                &mut import.value,
                shape_of(import.kind),
                &import.name,
                import.file,
            ) {
                insert(root, import);
            }
            continue;
        }
        let Some(extra) = walk.extras.pop_front() else {
            return;
        };
        let Some(place) = at(root, &extra.pointer) else {
            continue;
        };
        let mut value = tolerance::take(place);
        if !walk.visit(
            &mut value,
            shape_of(extra.kind),
            "the value that is referred to",
            extra.file,
        ) {
            let marker = (UNRESOLVED.to_owned(), Value::boolean(true, value.origin));
            value = Value::object([marker], value.origin);
        }
        if let Some(place) = at(root, &extra.pointer) {
            *place = value;
        }
    }
}

fn insert(root: &mut Value, import: walk::Import) {
    let origin = root.origin;
    let Some(members) = root.as_object_mut() else {
        return;
    };
    let components = members.get_or_insert_with("components", || Value::empty(origin));
    let place = components
        .and_then(Value::as_object_mut)
        .and_then(|components| {
            components.get_or_insert_with(import.component, || Value::empty(origin))
        });
    if let Some(place) = place.and_then(Value::as_object_mut) {
        place.insert(import.name, import.value);
    }
}

fn at<'a>(root: &'a mut Value, pointer: &Pointer) -> Option<&'a mut Value> {
    let mut value = root;
    for segment in pointer.segments() {
        value = value.child_mut(&segment)?;
    }
    Some(value)
}
