//! Schemas: what Rust type each one is. OpenAPI 3.0.3 §4.7.24.
//!
//! In goes a pointer to a schema, and what it is for; out comes an [`ir::Type`](crate::ir::Type). A schema is first merged
//! with its `allOf`, then given a form: a plain type, a struct, an enum of literals, or a union. Types are found as they
//! are asked for, one definition after the other from a queue, so that circles and depth cost nothing.
//! At the end equal inline types become one, cycles get their box, and every type its name.

mod array;
mod constant;
mod discriminator;
mod enumeration;
mod finish;
mod flags;
mod flattened;
mod form;
mod inheritance;
mod key;
mod member;
mod merge;
mod object;
mod origin;
mod query;
pub(in crate::analyze) mod rename;
mod role;
mod rules;
mod scalar;
mod shape;
mod share;
mod survey;
mod tag;
mod tag_constant;
mod union;
mod variant;
mod view;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};

use indexmap::IndexMap;

pub use self::role::{BodyForm, Role};
pub(in crate::analyze) use self::scalar::shows as format_shows;

use self::form::Form;
use self::key::Key;
use self::merge::Merger;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::ir::{Documentation, Type, TypeDefinition, TypeKind, TypeName};
use crate::model::{Model, Pointer, SchemaNode};

/// The types of an API, found one after the other as operations ask for them.
///
/// Names are decided at the end, when all types are known: until [`Types::finish`] a `TypeName` is a stand-in, to be stored
/// in `ir` values and handed back to the queries here, never to be read as text.
#[derive(Debug)]
pub struct Types<'m> {
    model: &'m Model,
    settings: &'m Settings,
    merger: Merger<'m>,
    /// Names of component schemas by their place.
    components: BTreeMap<Pointer, &'m str>,
    /// Schemas made of a base with a discriminator, by the base.
    children: BTreeMap<Pointer, Vec<Pointer>>,
    entries: Vec<Entry>,
    by_key: BTreeMap<Key, usize>,
    by_name: BTreeMap<TypeName, usize>,
    queue: VecDeque<(usize, Option<Form>)>,
    /// What the schemas are for that are no components and stand in no other schema.
    roots: BTreeMap<Pointer, Role>,
    /// Words for the variants that are schemas of their own.
    variants: BTreeMap<Pointer, Vec<String>>,
    /// Types that operations asked for, with the way their values go.
    seeds: Vec<(Type, role::Direction)>,
    untyped: IndexMap<Pointer, String>,
    /// Whether the document says anything of XML.
    tells_xml: bool,
    /// What each schema became, where somebody asked for it.
    surveyed: Vec<(Pointer, Type)>,
    diagnostics: Vec<Diagnostic>,
}

/// A definition, and where it comes from.
#[derive(Debug)]
struct Entry {
    key: Key,
    /// The schema that names it.
    home: Pointer,
    /// Its name in `components.schemas`.
    component: Option<String>,
    /// The role of a definition that an operation made.
    role: Option<Role>,
    definition: TypeDefinition,
}

/// A type, and whether null is a value beside it.
#[derive(Debug, Clone)]
struct Resolved {
    r#type: Type,
    nullable: bool,
}

impl<'m> Types<'m> {
    /// Knows the components, and no inline schema yet.
    pub fn new(model: &'m Model, settings: &'m Settings) -> Self {
        let components: BTreeMap<Pointer, &str> = model
            .component_schemas()
            .map(|(name, pointer)| (pointer.clone(), name))
            .collect();
        let mut types = Self {
            model,
            settings,
            merger: Merger::new(model),
            components,
            children: BTreeMap::new(),
            entries: Vec::new(),
            by_key: BTreeMap::new(),
            by_name: BTreeMap::new(),
            queue: VecDeque::new(),
            roots: BTreeMap::new(),
            variants: BTreeMap::new(),
            seeds: Vec::new(),
            untyped: IndexMap::new(),
            tells_xml: xml::is_told(model),
            surveyed: Vec::new(),
            diagnostics: Vec::new(),
        };
        types.find_children();
        types
    }

    /// The type of a schema; [`Type::Nullable`] where null is a value of it, which a parameter takes off.
    pub fn resolve(&mut self, pointer: &Pointer, role: &Role) -> Type {
        self.roots
            .entry(pointer.clone())
            .or_insert_with(|| role.clone());
        let multipart = matches!(
            role,
            Role::Body {
                form: BodyForm::Multipart,
                ..
            }
        );
        let resolved = match self.whole_body(pointer) {
            Some(bytes) if !multipart => Resolved {
                r#type: bytes,
                nullable: false,
            },
            _ => self.type_of(Key::of(pointer).in_form(multipart)),
        };
        self.drain();
        let r#type = resolved.into_type();
        self.seeds.push((r#type.clone(), role.direction()));
        r#type
    }

    /// Defines a type of one's own, such as the union over the bodies of several media types.
    pub fn define(
        &mut self,
        pointer: &Pointer,
        role: &Role,
        documentation: Documentation,
        kind: TypeKind,
    ) -> Type {
        let key = Key {
            parts: Vec::new(),
            only: None,
            multipart: false,
        };
        let index = self.add(key, pointer.clone());
        if let Some(entry) = self.entries.get_mut(index) {
            entry.role = Some(role.clone());
            entry.definition.documentation = documentation;
            entry.definition.kind = kind;
        }
        let r#type = self.named(index);
        self.seeds.push((r#type.clone(), role.direction()));
        r#type
    }

    /// Defines what webhooks and callbacks send, and gives the types in their order: whoever receives it reads it, and whoever tests a receiver writes it.
    pub(in crate::analyze) fn resolve_payloads(&mut self) -> Vec<Type> {
        let model = self.model;
        let mut types = Vec::with_capacity(model.payloads.len());
        for payload in &model.payloads {
            let role = Role::Body {
                stem: payload.name.clone(),
                form: BodyForm::Plain,
            };
            let r#type = self.resolve(&payload.schema, &role);
            self.seeds.push((r#type.clone(), role::Direction::Response));
            types.push(r#type);
        }
        types
    }

    /// Defines every component, for a document that has no operations to ask for them.
    pub(in crate::analyze) fn resolve_components(&mut self) {
        let components: Vec<Pointer> = self
            .model
            .component_schemas()
            .map(|(_, pointer)| pointer.clone())
            .collect();
        for pointer in components {
            let r#type = self.type_of(Key::of(&pointer)).r#type;
            self.drain();
            self.seeds.push((r#type, role::Direction::Both));
        }
    }

    /// `format: binary` as a whole body.
    fn whole_body(&mut self, pointer: &Pointer) -> Option<Type> {
        let merged = self.merger.one(pointer);
        let binary = matches!(merged.format.as_deref(), Some("binary" | "file"));
        (binary && merged.values.is_none()).then_some(Type::Bytes)
    }

    /// The type of a schema, or of what several schemas allow together.
    fn type_of(&mut self, key: Key) -> Resolved {
        let mut key = self.simplified(key);
        let mut nullable = false;
        // References and schemas that only wrap another are followed, up to a component.
        for _ in 0..=self.model.schemas().count() {
            let Some(pointer) = key.single().cloned() else {
                break;
            };
            nullable |= self.allows_null(&pointer);
            if self.components.contains_key(&pointer) {
                return Resolved {
                    r#type: self.definition_of(key, None),
                    nullable,
                };
            }
            let Some(inner) = self.wrapped(&pointer) else {
                break;
            };
            key = Key::of(&inner).in_form(key.multipart);
        }
        if key.single().is_none() {
            nullable |= self.merger.all(&key.parts).nullable;
        }
        let form = self.form(&key);
        let r#type = match form {
            Form::Type(r#type) => r#type,
            defined => self.definition_of(key, Some(defined)),
        };
        Resolved { r#type, nullable }
    }

    /// The schema that another one stands for: the target of a reference, or the one thing that an `allOf` holds.
    fn wrapped(&mut self, pointer: &Pointer) -> Option<Pointer> {
        match self.model.schema(pointer)? {
            SchemaNode::Reference(target) => Some(target.clone()),
            SchemaNode::Schema(schema) => self.only_member(pointer, schema),
        }
    }

    /// The stand-in for a definition, which is made later if it is new.
    fn definition_of(&mut self, key: Key, form: Option<Form>) -> Type {
        let key = if key.multipart && !self.holds_files(&key) {
            key.in_form(false)
        } else {
            key
        };
        if let Some(index) = self.by_key.get(&key) {
            return self.named(*index);
        }
        let home = key.home();
        let index = self.add(key, home);
        self.queue.push_back((index, form));
        self.named(index)
    }

    fn add(&mut self, key: Key, home: Pointer) -> usize {
        let index = self.entries.len();
        // The stand-in is no identifier, so that it cannot be taken for a name that was decided.
        let name = TypeName::new(format!("#{index}"));
        if !key.parts.is_empty() {
            self.by_key.insert(key.clone(), index);
        }
        self.by_name.insert(name.clone(), index);
        let component = key
            .single()
            .and_then(|pointer| self.components.get(pointer))
            .map(|name| (*name).to_owned());
        let definition = TypeDefinition {
            name,
            module: crate::ir::ModuleName::new("models"),
            pointer: self.model.place(&home).pointer,
            documentation: self.documentation(&home),
            usage: crate::ir::Usage::default(),
            eq: true,
            default: false,
            kind: TypeKind::Structure(crate::ir::Structure::default()),
        };
        self.entries.push(Entry {
            key,
            home,
            component,
            role: None,
            definition,
        });
        index
    }

    fn named(&self, index: usize) -> Type {
        self.entries.get(index).map_or(Type::Json, |entry| {
            Type::Named(entry.definition.name.clone())
        })
    }

    /// Makes the definitions that are still owed.
    fn drain(&mut self) {
        while let Some((index, form)) = self.queue.pop_front() {
            let Some(key) = self.entries.get(index).map(|entry| entry.key.clone()) else {
                continue;
            };
            let kind = self.kind_of(&key, form);
            if let Some(entry) = self.entries.get_mut(index) {
                entry.definition.kind = kind;
            }
        }
    }

    /// What a definition is.
    fn kind_of(&mut self, key: &Key, form: Option<Form>) -> TypeKind {
        if form.is_none()
            && let Some(pointer) = key.single().cloned()
            && let Some(inner) = self.wrapped(&pointer)
        {
            return TypeKind::Alias(self.type_of(Key::of(&inner).in_form(key.multipart)).r#type);
        }
        let form = form.unwrap_or_else(|| self.form(key));
        match form {
            Form::Type(r#type) => TypeKind::Alias(r#type),
            Form::Structure(plan) => TypeKind::Structure(self.structure(key, &plan)),
            Form::Enumeration(plan) => TypeKind::Enumeration(plan),
            Form::Union(plan) => TypeKind::Union(plan),
        }
    }

    /// Notes a place that becomes free-form JSON, once.
    fn note_untyped(&mut self, pointer: &Pointer, reason: &str) {
        self.untyped
            .entry(pointer.clone())
            .or_insert_with(|| reason.to_owned());
    }
}

impl Resolved {
    /// The type, with null among its values where it may be.
    fn into_type(self) -> Type {
        let has_null = matches!(self.r#type, Type::Null | Type::Json | Type::Nullable(_));
        if self.nullable && !has_null {
            Type::Nullable(Box::new(self.r#type))
        } else {
            self.r#type
        }
    }
}
