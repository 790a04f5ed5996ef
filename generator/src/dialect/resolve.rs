//! What references point to. OpenAPI 3.1.1 §4.6, RFC 6901, RFC 3986.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use crate::diagnostic::Code;
use crate::source::{Origin, Pointer, ReferenceFault, Source, Value, percent_decoded};

/// A place in one of the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) file: u32,
    pub(super) pointer: Pointer,
}

impl Target {
    /// The place of a member.
    pub(super) fn child(&self, key: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.child(key),
        }
    }
}

/// Why a reference points to nothing.
#[derive(Debug)]
pub(super) enum Unresolved {
    /// The file is not there, or may not be read.
    File(ReferenceFault),
    /// The file has no such place; the last place on the way that it does have, and the key that it lacks.
    Place { last: Target, missing: String },
    /// There is no such anchor.
    Anchor,
    /// References lead back to where they began, or the chain of them is too long.
    Chain(Code),
}

/// The trees that references point into, and the names that stand for places in them.
pub(super) struct Resolver<'a> {
    pub(super) source: &'a mut Source,
    /// The trees of files that have been rewritten as a whole before the walk; other files stand as they were read.
    rewritten: BTreeMap<u32, Arc<Value>>,
    /// Anchors and identifiers of files, found when first asked for.
    names: BTreeMap<u32, BTreeMap<String, Pointer>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(source: &'a mut Source) -> Self {
        Self {
            source,
            rewritten: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// Puts another tree in the place of the document's own.
    pub(super) fn replace_root(&mut self, tree: Value) {
        self.rewritten.insert(0, Arc::new(tree));
    }

    pub(super) fn tree(&self, file: u32) -> Option<Arc<Value>> {
        self.rewritten
            .get(&file)
            .or_else(|| self.source.tree(file))
            .cloned()
    }

    /// The value at a place that [`Resolver::resolve`] has given.
    pub(super) fn value(&self, target: &Target) -> Option<Value> {
        let tree = self.tree(target.file)?;
        let mut value = tree.as_ref();
        for segment in target.pointer.segments() {
            value = value.child(&segment)?;
        }
        Some(value.clone())
    }

    /// The place that a reference in a file points to, with references on the way followed, but not one at its end.
    pub(super) fn resolve(&mut self, file: u32, reference: &str) -> Result<Target, Unresolved> {
        self.resolve_within(file, reference, self.source.limits().references)
    }

    /// The same for a reference that stands at `origin`: a pointer of a schema resource (`$id`) counts from that resource,
    /// else, as most documents mean it, from the root of the file. JSON Schema 2020-12 §8.2.1.
    pub(super) fn resolve_at(
        &mut self,
        origin: Origin,
        file: u32,
        reference: &str,
    ) -> Result<Target, Unresolved> {
        if let Some(keys) = reference
            .strip_prefix('#')
            .filter(|keys| keys.starts_with('/'))
            && origin.file == file
            && let Some(resource) = self.resource(origin)
            && let Ok(target) = self.descend(
                resource,
                &percent_decoded(keys),
                self.source.limits().references,
            )
        {
            return Ok(target);
        }
        self.resolve(file, reference)
    }

    /// The innermost schema with an `$id` around a place, other than the root of its file.
    fn resource(&mut self, origin: Origin) -> Option<Target> {
        let has_resources = self
            .names_of(origin.file)
            // What comes after `#` are no anchors.
            .range("$".to_owned()..)
            .any(|(_, pointer)| *pointer != Pointer::root());
        if !has_resources {
            return None;
        }
        let tree = self.tree(origin.file)?;
        let (mut value, mut pointer) = (tree.as_ref(), Pointer::root());
        let mut found = None;
        // Nodes are numbered in document order, so that the last child that begins before the place holds it.
        loop {
            if let Some(members) = value.as_object() {
                let after = members.partition_point(|member| member.origin.node <= origin.node);
                let Some((key, member)) = members.get_index(after.wrapping_sub(1)) else {
                    break;
                };
                pointer.push(key);
                value = member;
            } else if let Some(items) = value.as_array() {
                let after = items.partition_point(|item| item.origin.node <= origin.node);
                let Some(item) = items.get(after.wrapping_sub(1)) else {
                    break;
                };
                pointer = pointer.index(after.wrapping_sub(1));
                value = item;
            } else {
                break;
            }
            let id = value.get("$id").and_then(Value::as_str);
            if id.is_some_and(|id| !id.is_empty() && !id.starts_with('#')) {
                found = Some(pointer.clone());
            }
        }
        found.map(|pointer| Target {
            file: origin.file,
            pointer,
        })
    }

    /// What a relative reference means beside the `$self` or `$id` of its file. RFC 3986 §5.1.
    fn named_from_base(&mut self, file: u32, location: &str) -> Option<Target> {
        if location.is_empty() {
            return None;
        }
        let tree = self.tree(file)?;
        let own = tree.get("$self").or_else(|| tree.get("$id"))?;
        let joined = Url::parse(own.as_str()?).ok()?.join(location).ok()?;
        self.named(file, joined.as_str())
    }

    fn resolve_within(
        &mut self,
        file: u32,
        reference: &str,
        steps: usize,
    ) -> Result<Target, Unresolved> {
        let steps = steps
            .checked_sub(1)
            .ok_or(Unresolved::Chain(Code::ReferenceChainTooLong))?;
        let (location, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if let Some(target) = self
            .named(file, reference)
            .or_else(|| self.named(file, location).filter(|_| !location.is_empty()))
            .or_else(|| self.named_from_base(file, location))
        {
            let keys = if fragment.starts_with('/') && !reference.is_empty() {
                fragment
            } else {
                ""
            };
            return self.descend(target, &percent_decoded(keys), steps);
        }
        let file = self
            .source
            .reference(file, location)
            .map_err(Unresolved::File)?;
        let root = Target {
            file,
            pointer: Pointer::root(),
        };
        if fragment.is_empty() || fragment.starts_with('/') {
            let moved = self.moved(file, fragment);
            let fragment = moved.as_deref().unwrap_or(fragment);
            let decoded = percent_decoded(fragment);
            let result = self.descend(root.clone(), &decoded, steps);
            if result.is_err()
                && decoded != fragment
                && let Ok(target) = self.descend(root, fragment, steps)
            {
                return Ok(target);
            }
            return result;
        }
        self.named(file, &format!("#{fragment}"))
            .ok_or(Unresolved::Anchor)
    }

    /// Where the place that another file of Swagger 2.0 names in the document stands since that was rewritten.
    fn moved(&self, file: u32, fragment: &str) -> Option<String> {
        let is_rewritten = self.rewritten.contains_key(&file);
        is_rewritten.then(|| super::swagger2::moved(fragment))
    }

    /// Goes down from a place by the keys of a pointer.
    fn descend(&mut self, from: Target, keys: &str, steps: usize) -> Result<Target, Unresolved> {
        let mut at = from;
        for segment in Pointer::from(keys).segments() {
            let tree = self.tree(at.file).ok_or(Unresolved::Anchor)?;
            let value = lookup(&tree, &at.pointer).ok_or(Unresolved::Anchor)?;
            if value.child(&segment).is_some() {
                at.pointer.push(&segment);
                continue;
            }
            let missing = || Unresolved::Place {
                last: at.clone(),
                missing: segment.clone(),
            };
            let reference = value
                .get("$ref")
                .and_then(Value::as_str)
                .ok_or_else(missing)?;
            let next = self.resolve_within(at.file, reference, steps)?;
            at = self.descend(next, &Pointer::of([segment.as_str()]).0, steps)?;
        }
        Ok(at)
    }

    /// The place of an anchor (`#name`) of a file, or of an identifier (`$id`, `$self`) of any file.
    fn named(&mut self, file: u32, name: &str) -> Option<Target> {
        if name.starts_with('#') {
            let pointer = self.names_of(file).get(name)?.clone();
            return Some(Target { file, pointer });
        }
        let count = u32::try_from(self.source.files().names().count()).unwrap_or(u32::MAX);
        (0..count).find_map(|file| {
            let pointer = self.names_of(file).get(name)?.clone();
            Some(Target { file, pointer })
        })
    }

    fn names_of(&mut self, file: u32) -> &BTreeMap<String, Pointer> {
        let tree = self.tree(file);
        self.names.entry(file).or_insert_with(|| {
            let mut names = BTreeMap::new();
            if let Some(tree) = tree {
                collect_names(&tree, &mut names);
            }
            names
        })
    }
}

pub(super) fn lookup<'a>(tree: &'a Value, pointer: &Pointer) -> Option<&'a Value> {
    let mut value = tree;
    for segment in pointer.segments() {
        value = value.child(&segment)?;
    }
    Some(value)
}

/// Finds `$anchor`, `$dynamicAnchor`, `$id` and `$self`, wherever they stand.
fn collect_names(tree: &Value, names: &mut BTreeMap<String, Pointer>) {
    let mut open = vec![(Pointer::root(), tree)];
    while let Some((pointer, value)) = open.pop() {
        if let Some(members) = value.as_object() {
            for (key, member) in members {
                match (key, member.as_str()) {
                    ("$anchor" | "$dynamicAnchor", Some(anchor)) => {
                        names
                            .entry(format!("#{anchor}"))
                            .or_insert_with(|| pointer.clone());
                    }
                    ("$id" | "$self", Some(id)) if !id.is_empty() => {
                        names
                            .entry(id.trim_end_matches('#').to_owned())
                            .or_insert_with(|| pointer.clone());
                    }
                    _ if member.as_object().is_some() || member.as_array().is_some() => {
                        open.push((pointer.child(key), member));
                    }
                    _ => {}
                }
            }
        } else if let Some(items) = value.as_array() {
            open.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| (pointer.index(index), item)),
            );
        }
    }
}
