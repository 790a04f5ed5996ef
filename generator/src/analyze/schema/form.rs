//! The form of a schema: a plain type, a struct, an enum of literals, or a union.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Types;
use super::key::Key;
use super::merge::{Choice, Merged, Part};
use super::object::StructurePlan;
use super::scalar::scalar;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Enumeration, JsonKind, Type, Union};
use crate::model::{Pointer, SchemaNode};

/// What a schema becomes.
#[derive(Debug)]
pub(super) enum Form {
    /// A type that needs no definition of its own.
    Type(Type),
    /// A struct.
    Structure(StructurePlan),
    /// An enum of literals.
    Enumeration(Enumeration),
    /// An enum of types.
    Union(Union),
}

impl Types<'_> {
    /// The form of what some schemas allow together.
    pub(super) fn form(&mut self, key: &Key) -> Form {
        if let Some(form) = self.inherited(key) {
            return form;
        }
        let merged = self.merger.all(&key.parts);
        let home = key.home();
        self.report_conflict(&merged);
        self.note_unsaid(key);
        if merged.never {
            self.note_untyped(&home, "no value fits the schema");
            return Form::Type(Type::Json);
        }
        if merged.only_null && merged.kinds.is_empty() && merged.choices.is_empty() {
            return Form::Type(Type::Null);
        }
        if let Some(kind) = key.only {
            return self.form_of_kind(key, &merged, kind);
        }
        if let Some(form) = self.literals(&merged) {
            return form;
        }
        let choices = self.telling_choices(&merged);
        let object = !merged.properties.is_empty();
        match choices.as_slice() {
            [] => {}
            [choice] if !object => return self.choose(key, choice),
            choices if object || choices.iter().all(|choice| self.is_about_objects(choice)) => {
                return self.structure_with_choices(key, &merged, choices);
            }
            _ => {
                self.note_untyped(
                    &home,
                    "several `oneOf` or `anyOf` at once, of values that are no objects",
                );
                return Form::Type(Type::Json);
            }
        }
        self.form_of_kinds(key, &merged)
    }

    /// Notes keywords that no type can say: the type is the nearest that holds every value of the schema.
    fn note_unsaid(&mut self, key: &Key) {
        let model = self.model;
        for pointer in key.parts.iter().map(|part| &part.pointer) {
            let Some(SchemaNode::Schema(schema)) = model.schema(pointer) else {
                continue;
            };
            let says = |key: &str| schema.schema_data.extension(key).is_some();
            if says("x-sdksmith-not") {
                self.note_untyped(pointer, "`not` says only what a value is not");
            } else if says("x-sdksmith-conditional") {
                let reason =
                    "`if`, `dependentSchemas`, `contains` or `unevaluated…` decides by the value";
                self.note_untyped(pointer, reason);
            }
        }
    }

    fn form_of_kinds(&mut self, key: &Key, merged: &Rc<Merged>) -> Form {
        let mut kinds = merged.kinds.clone();
        if kinds.contains(&JsonKind::Number) {
            kinds.remove(&JsonKind::Integer);
        }
        match kinds.iter().copied().collect::<Vec<_>>().as_slice() {
            [] => {
                self.note_untyped(&key.home(), "the schema names no type");
                Form::Type(Type::Json)
            }
            [kind] => self.form_of_kind(key, merged, *kind),
            several if several.len() >= 6 => {
                self.note_untyped(&key.home(), "the schema allows every type");
                Form::Type(Type::Json)
            }
            several => self.choose_kind(key, several),
        }
    }

    fn form_of_kind(&mut self, key: &Key, merged: &Rc<Merged>, kind: JsonKind) -> Form {
        match kind {
            JsonKind::Object => self.object(key, merged),
            JsonKind::Array => Form::Type(self.array(key, merged)),
            JsonKind::String
                if matches!(merged.format.as_deref(), Some("binary" | "file")) && key.multipart =>
            {
                Form::Type(Type::File)
            }
            _ => Form::Type(
                scalar(
                    kind,
                    merged.format.as_deref(),
                    &merged.constraints,
                    self.settings.scalars,
                )
                .unwrap_or(Type::Json),
            ),
        }
    }

    /// The choices that change what a value looks like; those that only say which members are required together do not.
    fn telling_choices(&mut self, merged: &Merged) -> Vec<Choice> {
        let mut telling: Vec<Choice> = Vec::new();
        for choice in &merged.choices {
            let known = telling.iter().any(|known| known.members == choice.members);
            if !known && !self.only_restricts(merged, choice) {
                telling.push(choice.clone());
            }
        }
        telling
    }

    /// Whether each member of a choice says no more than which of the object's own properties are there.
    fn only_restricts(&mut self, merged: &Merged, choice: &Choice) -> bool {
        choice.members.iter().all(|member| {
            let Some((_, view)) = self.merger.view(member) else {
                return true;
            };
            let annotates = view.is_annotation() && !view.nullable;
            if annotates {
                return !merged.kinds.is_empty() || !view.required.is_empty();
            }
            let part = self.merger.one(member);
            let repeats = |name: &String| {
                let own = merged.properties.contains_key(name);
                own && part.properties.get(name).is_some_and(|schemas| {
                    schemas
                        .iter()
                        .all(|schema| self.merger.one(schema).properties.is_empty())
                })
            };
            let names: Vec<String> = part.properties.keys().cloned().collect();
            !names.is_empty()
                && part.choices.is_empty()
                && part.additional.is_empty()
                && names.iter().all(repeats)
        })
    }

    fn is_about_objects(&mut self, choice: &Choice) -> bool {
        choice.members.iter().all(|member| self.is_object(member))
    }

    /// Whether every value of a schema is an object.
    pub(super) fn is_object(&mut self, pointer: &Pointer) -> bool {
        let mut seen = BTreeSet::new();
        let mut stack = vec![pointer.clone()];
        while let Some(pointer) = stack.pop() {
            if !seen.insert(pointer.clone()) {
                continue;
            }
            let merged = self.merger.one(&pointer);
            let object = merged.kinds.len() == 1 && merged.kinds.contains(&JsonKind::Object);
            if object {
                continue;
            }
            if !merged.kinds.is_empty() || merged.choices.is_empty() {
                return false;
            }
            stack.extend(
                merged
                    .choices
                    .iter()
                    .flat_map(|choice| choice.members.iter().cloned()),
            );
        }
        true
    }

    /// A struct with the choice among its members; or, where properties stand on both sides, a union of whole structs.
    fn structure_with_choices(
        &mut self,
        key: &Key,
        merged: &Rc<Merged>,
        choices: &[Choice],
    ) -> Form {
        let objects = choices.iter().all(|choice| self.is_about_objects(choice));
        if !objects {
            self.note_untyped(
                &key.home(),
                "`oneOf` or `anyOf` beside properties has members that are no objects",
            );
            return self.object(key, merged);
        }
        if let [choice] = choices
            && self.overlaps(merged, choice)
        {
            let mut base: Vec<Part> = key.parts.clone();
            for part in &mut base {
                part.unions = false;
            }
            return self.choose_from(key, choice, &base);
        }
        Form::Structure(StructurePlan {
            parts: key.parts.clone(),
            all_optional: false,
            choices: choices.to_vec(),
        })
    }

    /// Whether a property, other than the discriminator, stands both in the object and in a member of the choice.
    fn overlaps(&mut self, merged: &Merged, choice: &Choice) -> bool {
        let tag = choice
            .discriminator
            .as_ref()
            .map(|discriminator| discriminator.property_name.clone());
        choice.members.iter().any(|member| {
            let part = self.merger.one(member);
            part.properties
                .keys()
                .any(|name| Some(name) != tag.as_ref() && merged.properties.contains_key(name))
        })
    }

    pub(super) fn report_conflict(&mut self, merged: &Merged) {
        let Some((first, second)) = &merged.conflict else {
            return;
        };
        let diagnostic = Diagnostic::new(
            Code::ConflictingSchemas,
            "schemas that have to hold together name different types",
            self.model.place(second),
            "this type is taken",
        );
        let diagnostic = diagnostic
            .also(
                self.model.place(first),
                "this type cannot hold at the same time",
            )
            .help("make the types agree, or use `oneOf` in place of `allOf`");
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}
