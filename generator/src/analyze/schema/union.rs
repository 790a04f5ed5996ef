//! Choices: `oneOf`, `anyOf`, and several types at once. OpenAPI 3.0.3 §4.7.24.2.1, JSON Schema Core §10.2.1.

use super::Types;
use super::form::Form;
use super::key::Key;
use super::member::Member;
use super::merge::{Choice, Part};
use super::object::StructurePlan;
use crate::ir::{JsonKind, Rules, Selection, Shape, Type, Union, Variant};
use crate::model::Pointer;
use crate::naming::Scope;

/// A variant before it has a type.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// The schema.
    pub(super) member: Pointer,
    /// What it refers to.
    pub(super) target: Pointer,
    /// Texts of the tag that choose it.
    pub(super) tags: Vec<String>,
    /// Whether the document wrote the tags down, so that they are names that somebody chose.
    pub(super) told: bool,
    /// Whether it is what values without a known tag are (`defaultMapping`).
    pub(super) fallback: bool,
}

impl Plan {
    /// A variant that is chosen by shape.
    fn by_shape(member: Member) -> Self {
        Self {
            member: member.pointer,
            target: member.target,
            tags: Vec::new(),
            told: false,
            fallback: false,
        }
    }
}

impl Types<'_> {
    /// The form of a schema that is a choice and nothing else.
    pub(super) fn choose(&mut self, key: &Key, choice: &Choice) -> Form {
        self.choose_from(key, choice, &[])
    }

    /// The form of a choice whose members are each joined with `base`.
    pub(super) fn choose_from(&mut self, key: &Key, choice: &Choice, base: &[Part]) -> Form {
        let members = self.members(choice);
        match members.as_slice() {
            [] => return Form::Type(Type::Null),
            [only] => {
                let key = joined(base, &only.pointer).in_form(key.multipart);
                return Form::Type(self.type_of(key).r#type);
            }
            _ => {}
        }
        if base.is_empty()
            && let Some(form) = self.united_literals(&members)
        {
            return form;
        }
        if let Some((tag, plans)) = self.told_apart_by_tag(choice, &members) {
            return self.variants(key, base, &Selection::Tag { wire_name: tag }, &plans);
        }
        if choice.several
            && let Some(form) = self.any_combination(base, &members)
        {
            return form;
        }
        let plans: Vec<Plan> = members.into_iter().map(Plan::by_shape).collect();
        self.variants(key, base, &Selection::Shape, &plans)
    }

    /// A union of the types that one schema names.
    pub(super) fn choose_kind(&mut self, key: &Key, kinds: &[JsonKind]) -> Form {
        let mut scope = Scope::new();
        let mut variants: Vec<Variant> = Vec::new();
        for kind in kinds {
            let key = Key {
                only: Some(*kind),
                ..key.clone()
            };
            let rules = self.rules(&key);
            let r#type = self.type_of(key).r#type;
            let name = scope.variant(kind_word(*kind));
            let mut variant = variant(name, r#type, Vec::new());
            variant.rules = rules;
            variants.push(variant);
        }
        Form::Union(Union {
            selection: Selection::Shape,
            variants,
        })
    }

    /// A union, or the one type that all its variants have.
    pub(super) fn variants(
        &mut self,
        key: &Key,
        base: &[Part],
        selection: &Selection,
        plans: &[Plan],
    ) -> Form {
        let words = self.variant_words(plans);
        let mut scope = Scope::new();
        let mut variants: Vec<Variant> = Vec::new();
        let within = self.words_within(plans, &words);
        for ((plan, words), within) in plans.iter().zip(words).zip(within) {
            self.variants.entry(plan.member.clone()).or_insert(within);
            let payload = joined(base, &plan.member).in_form(key.multipart);
            let rules = self.rules(&payload);
            let r#type = self.type_of(payload).r#type;
            if let Some(known) = variants.iter_mut().find(|known| known.r#type == r#type) {
                known.tags.extend(plan.tags.iter().cloned());
                known.fallback |= plan.fallback;
                if known.rules != rules {
                    // A value has to fit one of them, and nothing tells which.
                    known.rules = Rules::default();
                }
                continue;
            }
            let mut variant = variant(scope.variant(&words.join(" ")), r#type, plan.tags.clone());
            variant.documentation = self.documentation(&plan.member);
            variant.rules = rules;
            variant.fallback = plan.fallback;
            variants.push(variant);
        }
        if let [only] = variants.as_slice()
            && *selection == Selection::Shape
        {
            return Form::Type(only.r#type.clone());
        }
        Form::Union(Union {
            selection: selection.clone(),
            variants,
        })
    }

    /// The type of a choice that stands beside the properties of its schema.
    pub(super) fn choice_of(&mut self, choice: &Choice, form: Form) -> Type {
        match form {
            Form::Type(r#type) => r#type,
            defined => {
                let rank = usize::from(choice.several);
                let place = choice
                    .holder
                    .child(if rank == 0 { "oneOf" } else { "anyOf" });
                self.variants
                    .entry(place.clone())
                    .or_insert_with(|| vec!["variant".to_owned()]);
                self.definition_of(Key::of(&place), Some(defined))
            }
        }
    }

    /// A struct of all members of an `anyOf`, each of them optional: nothing tells the members apart, and several may fit.
    fn any_combination(&mut self, base: &[Part], members: &[Member]) -> Option<Form> {
        let mut known: Vec<(&str, &[Pointer])> = Vec::new();
        for member in members {
            let object = member.is_only(JsonKind::Object) && !member.merged.properties.is_empty();
            let bare = member.merged.choices.is_empty() && member.merged.additional.is_empty();
            if !object
                || !bare
                || !member.merged.required.is_empty()
                || self.children.contains_key(&member.target)
            {
                return None;
            }
            for (name, pointers) in &member.merged.properties {
                if known
                    .iter()
                    .any(|(other, schemas)| *other == name && *schemas != pointers.as_slice())
                {
                    return None;
                }
                known.push((name, pointers));
            }
        }
        let mut parts = base.to_vec();
        parts.extend(
            members
                .iter()
                .map(|member| Part::whole(member.target.clone())),
        );
        Some(Form::Structure(StructurePlan {
            parts,
            all_optional: base.is_empty(),
            choices: Vec::new(),
        }))
    }
}

fn joined(base: &[Part], member: &Pointer) -> Key {
    let mut parts = base.to_vec();
    parts.push(Part::whole(member.clone()));
    Key {
        parts,
        only: None,
        multipart: false,
    }
}

fn variant(name: crate::ir::VariantName, r#type: Type, tags: Vec<String>) -> Variant {
    Variant {
        name,
        r#type,
        rules: Rules::default(),
        tags,
        fallback: false,
        shape: Shape::default(),
        documentation: crate::ir::Documentation::default(),
    }
}

/// The name of a variant for values of a kind.
pub(super) fn kind_word(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "Null",
        JsonKind::Boolean => "Boolean",
        JsonKind::Integer => "Integer",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "Array",
        JsonKind::Object => "Object",
    }
}
