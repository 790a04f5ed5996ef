//! References of every kind into references within the one document.

use super::resolve::{Target, Unresolved, lookup};
use super::shape::{Kind, Shape};
use super::shapes::{DOCUMENT_SHAPE, shape_of};
use super::walk::{Extra, Import, Walk};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Origin, Pointer, ReferenceFault, Value, ValueKind};

/// The key that marks what a reference that points to nothing left behind; it has been reported.
pub(crate) const UNRESOLVED: &str = "x-sdksmith-unresolved";

/// How many names are tried for a value that comes from another file, before its number grows quicker.
const FIRST_NUMBER: usize = 2;

impl Walk<'_, '_> {
    /// Takes the place of a whole object or list that only refers to one: `paths: { $ref: paths.yaml }`.
    ///
    /// The result is the file that references in it are now relative to.
    pub(super) fn include(&mut self, value: &mut Value, shape: &Shape, file: u32) -> u32 {
        let mut file = file;
        for _ in 0..self.resolver.source.limits().references {
            let alone = value.as_object().is_some_and(|members| members.len() == 1);
            let Some(reference) = value
                .get("$ref")
                .filter(|_| alone)
                .and_then(Value::as_str)
                .map(str::to_owned)
            else {
                break;
            };
            let origin = value
                .get("$ref")
                .map_or(value.origin, |reference| reference.origin);
            match self.resolver.resolve(file, &reference) {
                Ok(target) => {
                    file = target.file;
                    *value = self
                        .resolver
                        .value(&target)
                        .unwrap_or_else(|| Value::empty(origin));
                }
                Err(error) => {
                    self.unresolved(&error, &reference, origin, None);
                    let empty = matches!(shape, Shape::List(_));
                    value.kind = if empty {
                        ValueKind::Array(Vec::new())
                    } else {
                        Value::empty(origin).kind
                    };
                    break;
                }
            }
        }
        file
    }

    /// Makes the `$ref` of an object point into the document.
    pub(super) fn reference(&mut self, value: &mut Value, kind: Kind, file: u32) {
        let Some(reference) = value.get("$ref") else {
            return;
        };
        let origin = reference.origin;
        let resolved = if let Some(text) = reference.as_str() {
            let text = text.trim().to_owned();
            self.resolver
                .resolve_at(origin, file, &text)
                .map_err(|error| self.unresolved(&error, &text, origin, Some(kind)))
                .ok()
        } else {
            let reference = reference.clone();
            self.wrong(&reference, &Shape::Text, "$ref");
            None
        };
        let resolved = resolved.and_then(|target| self.fitting(target, kind, origin));
        let Some(members) = value.as_object_mut() else {
            return;
        };
        if let Some(target) = resolved {
            let pointer = self.local(target, kind);
            members.insert(
                "$ref".to_owned(),
                Value::text(pointer.to_reference(), origin),
            );
        } else {
            members.remove("$ref");
            members.insert(UNRESOLVED.to_owned(), Value::boolean(true, origin));
        }
    }

    /// The target of a reference, if it is of the kind that is wanted; of a parameter where a schema is wanted, its schema.
    fn fitting(&mut self, target: Target, kind: Kind, origin: Origin) -> Option<Target> {
        let other = object_at(&DOCUMENT_SHAPE, &target.pointer).filter(|other| *other != kind);
        let Some(other) = other.filter(|_| target.file == 0) else {
            return Some(target);
        };
        let (found, wanted) = (other.described(), kind.described());
        let message = format!("reference leads to {found}, not to {wanted}");
        let schema = target.child("schema");
        if kind == Kind::Schema && self.resolver.value(&schema).is_some() {
            self.warn(Code::CoercedType, message, origin, "taken as its schema");
            return Some(schema);
        }
        let place = self.files().place(origin);
        let label = format!("expected {wanted}");
        self.sink
            .push(Diagnostic::new(Code::WrongType, message, place, label));
        None
    }

    /// The place in the document of what a reference points to; what stands in another file is brought in.
    pub(super) fn local(&mut self, target: Target, kind: Kind) -> Pointer {
        if target.file == 0 {
            if !leads_to(&DOCUMENT_SHAPE, &target.pointer, kind) {
                self.extra(&target.pointer, kind, 0);
            }
            return target.pointer;
        }
        let mut ancestor = Some(target.pointer.clone());
        while let Some(current) = ancestor {
            let known = Target {
                file: target.file,
                pointer: current.clone(),
            };
            if let Some(place) = self.imported.get(&known).cloned() {
                let rest = target
                    .pointer
                    .0
                    .strip_prefix(current.as_str())
                    .unwrap_or_default();
                let pointer = Pointer(format!("{place}{rest}"));
                if !leads_to(&DOCUMENT_SHAPE, &pointer, kind) {
                    self.extra(&pointer, kind, target.file);
                }
                return pointer;
            }
            ancestor = current.parent();
        }
        self.import(target, kind)
    }

    /// Remembers a place that the table does not lead to, so that it is walked all the same.
    fn extra(&mut self, pointer: &Pointer, kind: Kind, file: u32) {
        let mut ancestor = Some(pointer.clone());
        while let Some(current) = ancestor {
            let within = self.known_extras.get(&current).is_some_and(|known| {
                let rest = pointer.0.strip_prefix(current.as_str()).unwrap_or_default();
                leads_to(shape_of(*known), &Pointer::from(rest), kind)
            });
            if within {
                return;
            }
            ancestor = current.parent();
        }
        self.known_extras.insert(pointer.clone(), kind);
        self.extras.push_back(Extra {
            pointer: pointer.clone(),
            kind,
            file,
        });
    }

    /// Gives a value of another file a place in `components`.
    fn import(&mut self, target: Target, kind: Kind) -> Pointer {
        let component = kind.component().unwrap_or("schemas");
        let name = self.free_name(&target, component);
        let pointer = Pointer::of(["components", component, &name]);
        if let Some(value) = self.resolver.value(&target) {
            self.queue.push_back(Import {
                kind,
                component,
                name,
                value,
                file: target.file,
            });
        }
        self.imported.insert(target, pointer.clone());
        pointer
    }

    /// The name of a value in its own file, or that of the file; with a number when another value has it.
    fn free_name(&mut self, target: &Target, component: &'static str) -> String {
        let own = target.pointer.last().filter(|last| !last.is_empty());
        let name = own.unwrap_or_else(|| {
            let file = self
                .files()
                .names()
                .nth(target.file as usize)
                .unwrap_or_default()
                .to_owned();
            let base = file.rsplit(['/', '\\']).next().unwrap_or_default();
            base.split('.')
                .next()
                .filter(|stem| !stem.is_empty())
                .unwrap_or("file")
                .to_owned()
        });
        let taken = self.taken.entry(component).or_default();
        let mut candidate = name.clone();
        let mut number = FIRST_NUMBER;
        while !taken.insert(candidate.clone()) {
            candidate = format!("{name}_{number}");
            number += 1;
        }
        candidate
    }

    /// Makes the values of a discriminator's mapping references into the document. OpenAPI 3.1.1 §4.8.25.
    pub(super) fn mapping(&mut self, discriminator: &mut Value, file: u32) {
        if let Some(mapping) = discriminator
            .get_mut("mapping")
            .and_then(Value::as_object_mut)
        {
            mapping.retain(|_, name| self.mapped(name, file));
        }
        let fallback = discriminator
            .as_object_mut()
            .and_then(|members| members.remove("defaultMapping"));
        if let Some(mut fallback) = fallback
            && self.mapped(&mut fallback, file)
            && let Some(members) = discriminator.as_object_mut()
        {
            members.insert("x-sdksmith-default-mapping".to_owned(), fallback);
        }
    }

    fn mapped(&mut self, name: &mut Value, file: u32) -> bool {
        let Some(text) = name.as_str().map(str::to_owned) else {
            return false;
        };
        let by_name = Pointer::of(["components", "schemas", &text]);
        let tree = self.resolver.tree(file);
        let named = tree.is_some_and(|tree| lookup(&tree, &by_name).is_some());
        let resolved = if named {
            Ok(Target {
                file,
                pointer: by_name,
            })
        } else if text.contains(['#', '/', '.']) {
            self.resolver.resolve(file, &text)
        } else {
            Err(Unresolved::Anchor)
        };
        if let Ok(target) = resolved {
            let pointer = self.local(target, Kind::Schema);
            name.kind = ValueKind::String(pointer.to_reference());
            return true;
        }
        let message =
            format!("discriminator maps a value to a schema that does not exist: `{text}`");
        let place = self.files().place(name.origin);
        let diagnostic = Diagnostic::new(Code::UnresolvedMapping, message, place, "no such schema");
        self.sink
            .push(diagnostic.help("this value of the mapping is left out"));
        false
    }

    pub(super) fn unresolved(
        &mut self,
        error: &Unresolved,
        reference: &str,
        origin: Origin,
        kind: Option<Kind>,
    ) {
        let place = self.files().place(origin);
        let nothing = format!("reference points to nothing: `{reference}`");
        let diagnostic = match error {
            Unresolved::File(ReferenceFault::Known) => return,
            Unresolved::File(ReferenceFault::File(diagnostics)) => {
                return self.sink.extend(diagnostics.clone());
            }
            Unresolved::File(ReferenceFault::Reference {
                code,
                message,
                help,
            }) => {
                let diagnostic =
                    Diagnostic::new(*code, message.clone(), place, "this file is not read");
                match help {
                    Some(help) => diagnostic.help(help.as_str()),
                    None => diagnostic,
                }
            }
            Unresolved::Chain(code) => Diagnostic::new(
                *code,
                format!("reference leads in a circle or too far: `{reference}`"),
                place,
                "no value at its end",
            ),
            Unresolved::Anchor => Diagnostic::new(
                Code::UnresolvedReference,
                nothing,
                place,
                "no such anchor in the file",
            ),
            Unresolved::Place { last, missing } => {
                let parent = last.pointer.segments().collect::<Vec<_>>().join(".");
                let what = kind
                    .filter(|kind| last.pointer.last().as_deref() == kind.component())
                    .map(Kind::described);
                let label = match what {
                    Some(what) => format!(
                        "no {} of this name in `{parent}`",
                        what.trim_start_matches("a ").trim_start_matches("an ")
                    ),
                    None if parent.is_empty() => format!("the file has no `{missing}`"),
                    None => format!("`{parent}` has no `{missing}`"),
                };
                let diagnostic = Diagnostic::new(Code::UnresolvedReference, nothing, place, label);
                match self.suggestion(last, missing) {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                }
            }
        };
        self.sink.push(diagnostic);
    }

    /// The nearest name that is there, and where.
    fn suggestion(&mut self, last: &Target, missing: &str) -> Option<String> {
        let tree = self.resolver.tree(last.file)?;
        let members = lookup(&tree, &last.pointer)?.as_object()?;
        let name = nearest(missing, members.keys())?;
        let line = self
            .files()
            .key_place(members.get(name)?.origin)
            .position()
            .line;
        let meant = last.pointer.child(name).to_reference();
        Some(format!(
            "`{name}` is defined at line {line}; did you mean `{meant}`?"
        ))
    }
}

/// Whether the table leads from a shape to an object of a kind at a pointer.
fn leads_to(shape: &'static Shape, pointer: &Pointer, kind: Kind) -> bool {
    object_at(shape, pointer) == Some(kind)
}

/// The kind of the object that the table leads to at a pointer.
fn object_at(shape: &'static Shape, pointer: &Pointer) -> Option<Kind> {
    let mut shape = shape;
    for segment in pointer.segments() {
        shape = shape.child(&segment)?;
    }
    match shape {
        Shape::Object(object) => Some(object.kind),
        Shape::BooleanOrSchema => Some(Kind::Schema),
        _ => None,
    }
}
