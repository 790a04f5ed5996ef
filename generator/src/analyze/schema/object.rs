//! Objects: structs and maps. OpenAPI 3.0.3 §4.7.24, JSON Schema Validation §6.5.

use std::rc::Rc;

use super::Types;
use super::form::Form;
use super::key::Key;
use super::merge::{Choice, Merged, Part, Patterns};
use super::rules;
use crate::ir::{
    Access, Additional, Constant, Documentation, Field, Flattened, FlattenedMembers, JsonKind,
    Presence, Structure, Type,
};
use crate::model::Pointer;
use crate::naming::{self, Scope};

/// How a struct is put together.
#[derive(Debug, Clone)]
pub(super) struct StructurePlan {
    /// The schemas whose properties are its fields.
    pub(super) parts: Vec<Part>,
    /// Whether no field is required, since not all of the schemas have to hold.
    pub(super) all_optional: bool,
    /// Choices whose members stand among those of the struct.
    pub(super) choices: Vec<Choice>,
}

impl Types<'_> {
    /// An object without a choice: a struct where properties are declared, else a map.
    pub(super) fn object(&mut self, key: &Key, merged: &Rc<Merged>) -> Form {
        if !merged.properties.is_empty() {
            return Form::Structure(StructurePlan {
                parts: key.parts.clone(),
                all_optional: false,
                choices: Vec::new(),
            });
        }
        let home = key.home();
        match merged.additional.as_slice() {
            [] if merged.open == Some(false) => Form::Structure(StructurePlan {
                parts: key.parts.clone(),
                all_optional: false,
                choices: Vec::new(),
            }),
            [] if merged.open == Some(true) => {
                self.note_untyped(&home, "members of the object may have any value");
                Form::Type(Type::Map(Box::new(Type::Json)))
            }
            [] => {
                self.note_untyped(&home, "the object declares no properties");
                Form::Type(Type::JsonObject)
            }
            _ => Form::Type(Type::Map(Box::new(self.additional_type(merged)))),
        }
    }

    /// The type of members that are not declared.
    fn additional_type(&mut self, merged: &Merged) -> Type {
        let mut types: Vec<Type> = Vec::new();
        for pointer in &merged.additional {
            let r#type = self.type_of(Key::of(pointer)).into_type();
            if !types.contains(&r#type) {
                types.push(r#type);
            }
        }
        match types.as_slice() {
            [only] => only.clone(),
            _ => Type::Json,
        }
    }

    /// A struct.
    pub(super) fn structure(&mut self, key: &Key, plan: &StructurePlan) -> Structure {
        let merged = self.merger.all(&plan.parts);
        let mut scope = Scope::new();
        let mut structure = Structure::default();
        let tags = written_by_choices(&plan.choices);
        for (wire_name, pointers) in &merged.properties {
            if tags.contains(&wire_name.as_str()) || self.is_never(pointers) {
                continue;
            }
            let required = !plan.all_optional && merged.required.contains(wire_name);
            match self.constant(pointers).filter(|_| required) {
                Some(value) => structure.constants.push(Constant {
                    wire_name: wire_name.clone(),
                    value,
                    xml: self.xml(pointers),
                    documentation: self.property_documentation(pointers),
                }),
                None => structure
                    .fields
                    .push(self.field_of(key, &mut scope, wire_name, pointers, required)),
            }
        }
        for choice in &plan.choices {
            let flattened = self.flattened(&mut scope, choice);
            structure.flattened.extend(flattened);
        }
        let whole = structure
            .flattened
            .iter()
            .all(|part| matches!(part.r#type, Type::Nullable(_)));
        match merged.open {
            Some(true) => {
                structure.additional = Some(self.additional(&mut scope, &merged));
                if merged.patterns == Patterns::Alone && !key.multipart {
                    structure.undeclared = Some(scope.field("undeclared"));
                }
            }
            None if whole && !key.multipart => {
                structure.undeclared = Some(scope.field("undeclared"));
            }
            None | Some(false) => {}
        }
        // Structures are kept to the end, and most of the memory goes to their fields.
        structure.fields.shrink_to_fit();
        if !plan.all_optional {
            structure.limits = rules::of_members(&merged);
        }
        structure
    }

    fn field_of(
        &mut self,
        key: &Key,
        scope: &mut Scope,
        wire_name: &str,
        pointers: &[Pointer],
        required: bool,
    ) -> Field {
        let property = Key::all(pointers);
        let merged = self.merger.all(&property.parts);
        // A part of a multipart body that is an object is JSON, where a file cannot be.
        let file = key.multipart && !merged.kinds.contains(&JsonKind::Object);
        let rules = self.rules(&property);
        let resolved = self.type_of(property.in_form(file));
        let nullable = resolved.nullable && !matches!(resolved.r#type, Type::Null | Type::Json);
        let (access, write_only) = self.access(pointers);
        let presence = match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, false) => Presence::Optional,
            (false, true) => Presence::OptionalNullable,
        };
        let only_text = merged.kinds.len() == 1 && merged.kinds.contains(&JsonKind::String);
        let textual = only_text && merged.values.is_none() && merged.choices.is_empty();
        let sensitive =
            textual && (write_only || resolved.r#type == Type::Secret || is_secret(wire_name));
        Field {
            name: scope.field(wire_name),
            wire_name: wire_name.to_owned(),
            r#type: resolved.r#type,
            presence,
            asked: false,
            access,
            sensitive,
            rules,
            xml: self.xml(pointers),
            documentation: self.property_documentation(pointers),
        }
    }

    /// `readOnly` and `writeOnly`, of the property or of what it refers to.
    fn access(&mut self, pointers: &[Pointer]) -> (Access, bool) {
        let mut read_only = false;
        let mut write_only = false;
        for pointer in pointers {
            let target = self.target(pointer);
            for (_, view) in [pointer, &target]
                .into_iter()
                .filter_map(|pointer| self.merger.view(pointer))
            {
                read_only |= view.data.read_only;
                write_only |= view.data.write_only;
            }
        }
        let access = match (read_only, write_only) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::ReadWrite,
        };
        (access, write_only)
    }

    /// What the document says of a property; the last schema is the most special.
    fn property_documentation(&self, pointers: &[Pointer]) -> Documentation {
        let mut documentation = pointers
            .last()
            .map(|last| self.documentation(last))
            .unwrap_or_default();
        for pointer in pointers.iter().rev().skip(1) {
            let general = self.documentation(pointer);
            documentation.title = documentation.title.or(general.title);
            documentation.description = documentation.description.or(general.description);
            documentation.default = documentation.default.or(general.default);
            documentation.deprecated |= general.deprecated;
            if documentation.examples.is_empty() {
                documentation.examples = general.examples;
            }
            for constraint in general.constraints {
                if !documentation.constraints.contains(&constraint) {
                    documentation.constraints.push(constraint);
                }
            }
        }
        documentation
    }

    fn is_never(&mut self, pointers: &[Pointer]) -> bool {
        pointers
            .iter()
            .any(|pointer| self.merger.one(pointer).never)
    }

    fn flattened(&mut self, scope: &mut Scope, choice: &Choice) -> Option<Flattened> {
        let key = Key::of(&choice.holder);
        let named = choice.alone && self.components.contains_key(&choice.holder);
        let r#type = if choice.alone {
            self.type_of(key).r#type
        } else {
            let form = self.choose(&key, choice);
            self.choice_of(choice, form)
        };
        let text = match self.components.get(&choice.holder) {
            Some(name) if named => (*name).to_owned(),
            _ => "variant".to_owned(),
        };
        let flat = matches!(r#type, Type::Named(_));
        let optional = choice.discriminator.is_none() && self.may_be_missing(choice);
        let r#type = if optional {
            Type::Nullable(Box::new(r#type))
        } else {
            r#type
        };
        flat.then(|| Flattened {
            name: scope.field(&text),
            r#type,
            members: FlattenedMembers::All,
            documentation: Documentation::default(),
        })
    }

    /// Whether an object without any member of a choice fits.
    fn may_be_missing(&mut self, choice: &Choice) -> bool {
        choice.members.iter().any(|member| {
            let merged = self.merger.one(member);
            merged.required.is_empty() && merged.choices.is_empty()
        })
    }

    fn additional(&mut self, scope: &mut Scope, merged: &Merged) -> Additional {
        let r#type = self.additional_type(merged);
        let documentation = match merged.additional.as_slice() {
            [only] => self.documentation(only),
            _ => Documentation::default(),
        };
        let rules = rules::values(merged).map(|values| self.rules(&values));
        Additional {
            name: scope.field("additional_properties"),
            r#type,
            rules: rules.unwrap_or_default(),
            documentation,
        }
    }

    /// Whether a multipart body has a property that is a file.
    pub(super) fn holds_files(&mut self, key: &Key) -> bool {
        let merged = self.merger.all(&key.parts);
        merged.properties.values().any(|pointers| {
            let property = self.merger.all(&Key::all(pointers).parts);
            let items = property.items.clone();
            let file =
                |merged: &Merged| matches!(merged.format.as_deref(), Some("binary" | "file"));
            file(&property) || items.iter().any(|items| file(&self.merger.one(items)))
        })
    }
}

/// The members that a choice writes itself: its discriminators.
fn written_by_choices(choices: &[Choice]) -> Vec<&str> {
    let discriminators = choices
        .iter()
        .filter_map(|choice| choice.discriminator.as_ref());
    discriminators
        .map(|discriminator| discriminator.property_name.as_str())
        .collect()
}

/// Whether the name of a member says that its value is a secret.
fn is_secret(wire_name: &str) -> bool {
    let words = naming::words(wire_name);
    let last = words.last().map(String::as_str).unwrap_or_default();
    let harmless = [
        "page",
        "next",
        "previous",
        "continuation",
        "cursor",
        "sync",
        "csrf",
        "device",
        "push",
    ];
    match last {
        "password" | "passwd" | "passphrase" | "secret" => true,
        "token" => words.len() > 1 && !words.iter().any(|word| harmless.contains(&word.as_str())),
        "key" => words
            .iter()
            .any(|word| matches!(word.as_str(), "api" | "private" | "secret")),
        _ => false,
    }
}
