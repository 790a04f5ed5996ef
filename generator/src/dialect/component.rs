//! Components of the document that stand in other files, under the names that the document gives them.

use super::bundle::UNRESOLVED;
use super::resolve::{Target, Unresolved};
use super::shape::Kind;
use super::walk::{Import, Walk};
use crate::source::{Object, Origin, Pointer, Value};

/// The kinds of components that references can name.
const KINDS: [(&str, Kind); 10] = [
    ("schemas", Kind::Schema),
    ("parameters", Kind::Parameter),
    ("requestBodies", Kind::RequestBody),
    ("responses", Kind::Response),
    ("headers", Kind::Header),
    ("examples", Kind::Example),
    ("links", Kind::Link),
    ("securitySchemes", Kind::SecurityScheme),
    ("pathItems", Kind::PathItem),
    ("mediaTypes", Kind::MediaType),
];

/// Claims a place for every component, before anything refers to one.
///
/// What a component refers to in another file will stand under the name of the component, so that it is one thing, however
/// it is reached.
pub(super) fn claim(root: &mut Value, walk: &mut Walk<'_, '_>) {
    let Some(components) = root.get_mut("components") else {
        return;
    };
    let base = included(components, 0, walk);
    for (component, kind) in KINDS {
        let Some(members) = components.get_mut(component) else {
            continue;
        };
        let file = base.as_ref().map_or(0, |base| base.file);
        let own = included(members, file, walk);
        let base = own.or_else(|| base.as_ref().map(|base| base.child(component)));
        let Some(members) = members.as_object_mut() else {
            continue;
        };
        walk.taken
            .insert(component, members.keys().map(str::to_owned).collect());
        claim_members(members, (component, kind), base.as_ref(), walk);
    }
}

fn claim_members(
    members: &mut Object,
    (component, kind): (&'static str, Kind),
    base: Option<&Target>,
    walk: &mut Walk<'_, '_>,
) {
    for (name, value) in members {
        let file = base.map_or(0, |base| base.file);
        let elsewhere = lone_reference(value)
            .filter(|(reference, _)| base.is_some() || !reference.starts_with('#'));
        let target = match elsewhere {
            Some((reference, origin)) => resolved(file, &reference, origin, walk),
            None => base.map(|base| base.child(name)),
        };
        let Some(target) =
            target.filter(|target| target.file != 0 && !walk.imported.contains_key(target))
        else {
            continue;
        };
        let Some(imported) = walk.resolver.value(&target) else {
            continue;
        };
        walk.queue.push_back(Import {
            kind,
            component,
            name: name.to_owned(),
            value: imported,
            file: target.file,
        });
        walk.imported
            .insert(target, Pointer::of(["components", component, name]));
        // The place is kept, so that the order of the components is; the value comes when it has been walked.
        let marker = (UNRESOLVED.to_owned(), Value::boolean(true, value.origin));
        value.kind = Value::object([marker], value.origin).kind;
    }
}

/// Puts what a lone reference points to in its place; where that is.
fn included(value: &mut Value, file: u32, walk: &mut Walk<'_, '_>) -> Option<Target> {
    let (reference, origin) = lone_reference(value)?;
    let target = resolved(file, &reference, origin, walk)?;
    *value = walk.resolver.value(&target)?;
    Some(target)
}

/// Where a reference points to.
///
/// A file that can't be read is reported here, since no file is read twice; what is missing in a file that can, when the
/// walk comes to the reference.
fn resolved(file: u32, reference: &str, origin: Origin, walk: &mut Walk<'_, '_>) -> Option<Target> {
    match walk.resolver.resolve(file, reference) {
        Ok(target) => Some(target),
        Err(error) => {
            if matches!(error, Unresolved::File(_)) {
                walk.unresolved(&error, reference, origin, None);
            }
            None
        }
    }
}

/// The reference that is all there is of an object.
fn lone_reference(value: &Value) -> Option<(String, Origin)> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    let reference = members.get("$ref")?;
    Some((reference.as_str()?.to_owned(), reference.origin))
}
