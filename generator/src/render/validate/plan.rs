//! What there is to check, found by walking types and their rules side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::limit::{can_fail, limits, of_items, of_members, of_number, of_text};
use super::pattern::translated;
use crate::ir::{
    Additional, Api, Constraint, Field, Flattened, Rules, Structure, Type, TypeDefinition,
    TypeKind, Union, Variant,
};
use crate::render::index::Index;

/// How many lists, maps and aliases within each other are looked into.
const DEEPEST: usize = 16;

/// What there is to check of a value.
#[derive(Debug, PartialEq)]
pub(super) enum Check<'a> {
    /// The value of a number.
    Number(Vec<&'a Constraint>),
    /// The length of a text.
    Text(Reading, Vec<&'a Constraint>),
    /// That a text matches, by the pattern as `regex` has it.
    Pattern(Reading, String),
    /// How many items or members there are.
    Count(Vec<&'a Constraint>),
    /// That no item is there twice.
    Unique,
    /// Each item of a list.
    Items(Vec<Check<'a>>),
    /// Each value of a map.
    Values(Vec<Check<'a>>),
    /// The value, unless it is null.
    Present(Vec<Check<'a>>),
    /// The items of a tuple.
    Places(Vec<Vec<Check<'a>>>),
    /// All that a model holds.
    Model(&'a str),
}

/// How the text of a value is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is one.
    Itself,
    /// `as_str`.
    AsStr,
    /// `to_string`.
    Display,
    /// `expose`.
    Expose,
}

/// A part of a type with what there is to check of it.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    /// How many members the whole has.
    Members(&'a [Constraint]),
    /// A field.
    Field(&'a Field, Vec<Check<'a>>),
    /// A field whose members stand among those of the struct.
    Flattened(&'a Flattened, Vec<Check<'a>>),
    /// Members that are not declared.
    Additional(&'a Additional, Vec<Check<'a>>),
    /// The payload of a variant.
    Variant(&'a Variant, Vec<Check<'a>>),
}

/// What there is to check in an API.
#[derive(Debug, Default)]
pub(crate) struct Checks<'a> {
    /// By type: only those are here of which, or of what they hold, there is something to check.
    types: BTreeMap<&'a str, Vec<Part<'a>>>,
    patterns: bool,
}

impl<'a> Checks<'a> {
    /// Looks through the types of `api`; those in `unwritten` cannot be written as JSON.
    pub(crate) fn of(api: &'a Api, index: &Index<'a>, unwritten: &BTreeSet<&str>) -> Self {
        let mut checks = Self::default();
        for definition in &api.types {
            let name = definition.name.as_str();
            let parts = parts(definition, index, unwritten);
            checks.types.insert(name, parts);
        }
        checks.keep_reachable();
        for part in checks.types.values().flatten() {
            each(part.checks(), &mut |check| {
                checks.patterns |= matches!(check, Check::Pattern(..));
            });
        }
        checks
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// Whether a text has to match a pattern.
    pub(crate) fn has_patterns(&self) -> bool {
        self.patterns
    }

    /// What there is to check of a type, if anything.
    pub(super) fn parts(&self, name: &str) -> Option<&[Part<'a>]> {
        self.types.get(name).map(Vec::as_slice)
    }

    /// Leaves out models of which there is nothing to check, wherever they are held.
    fn keep_reachable(&mut self) {
        let mut holders: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        let mut waiting: Vec<&'a str> = Vec::new();
        for (name, parts) in &self.types {
            for part in parts {
                let mut limited = matches!(part, Part::Members(_));
                each(part.checks(), &mut |check| match check {
                    Check::Model(held) => holders.entry(*held).or_default().push(*name),
                    check => limited |= check.is_limit(),
                });
                if limited {
                    waiting.push(name);
                }
            }
        }
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if reached.insert(name) {
                waiting.extend(holders.get(name).into_iter().flatten());
            }
        }
        self.types.retain(|name, parts| {
            parts.retain_mut(|part| part.keep(&reached));
            reached.contains(name)
        });
    }
}

impl<'a> Part<'a> {
    fn checks(&self) -> &[Check<'a>] {
        match self {
            Self::Members(_) => &[],
            Self::Field(_, checks)
            | Self::Flattened(_, checks)
            | Self::Additional(_, checks)
            | Self::Variant(_, checks) => checks,
        }
    }

    /// Keeps models in `reached`; says whether anything is left.
    fn keep(&mut self, reached: &BTreeSet<&str>) -> bool {
        match self {
            Self::Members(_) => true,
            Self::Field(_, checks)
            | Self::Flattened(_, checks)
            | Self::Additional(_, checks)
            | Self::Variant(_, checks) => keep(checks, reached),
        }
    }
}

impl Check<'_> {
    /// Whether it is a limit itself.
    fn is_limit(&self) -> bool {
        match self {
            Self::Number(_)
            | Self::Text(..)
            | Self::Pattern(..)
            | Self::Count(_)
            | Self::Unique => true,
            Self::Items(_)
            | Self::Values(_)
            | Self::Present(_)
            | Self::Places(_)
            | Self::Model(_) => false,
        }
    }
}

fn keep(checks: &mut Vec<Check<'_>>, reached: &BTreeSet<&str>) -> bool {
    checks.retain_mut(|check| match check {
        Check::Model(name) => reached.contains(name),
        Check::Items(inner) | Check::Values(inner) | Check::Present(inner) => keep(inner, reached),
        Check::Places(places) => {
            // Every place is asked, for each has to be cleared.
            let kept = places.iter_mut().map(|place| keep(place, reached));
            kept.fold(false, |any, kept| any | kept)
        }
        _ => true,
    });
    !checks.is_empty()
}

/// Calls `visit` with each check, and with those within it.
fn each<'c, 'a>(checks: &'c [Check<'a>], visit: &mut dyn FnMut(&'c Check<'a>)) {
    let mut waiting: Vec<&Check<'a>> = checks.iter().collect();
    while let Some(check) = waiting.pop() {
        visit(check);
        match check {
            Check::Items(inner) | Check::Values(inner) | Check::Present(inner) => {
                waiting.extend(inner);
            }
            Check::Places(places) => waiting.extend(places.iter().flatten()),
            _ => {}
        }
    }
}

fn parts<'a>(
    definition: &'a TypeDefinition,
    index: &Index<'a>,
    unwritten: &BTreeSet<&str>,
) -> Vec<Part<'a>> {
    let walk = Walk { index, unwritten };
    match &definition.kind {
        TypeKind::Structure(structure) => {
            let written = !unwritten.contains(definition.name.as_str());
            walk.structure(structure, written)
        }
        TypeKind::Union(union) => walk.union(union),
        TypeKind::Alias(_) | TypeKind::Enumeration(_) => Vec::new(),
    }
}

struct Walk<'i, 'a> {
    index: &'i Index<'a>,
    unwritten: &'i BTreeSet<&'i str>,
}

impl<'a> Walk<'_, 'a> {
    fn structure(&self, structure: &'a Structure, written: bool) -> Vec<Part<'a>> {
        let limited = written && structure.limits.iter().any(can_fail);
        let members = limited.then_some(Part::Members(&structure.limits));
        let fields = structure.fields.iter().map(|field| {
            let checks = self.checks(&field.r#type, Some(&field.rules), DEEPEST);
            Part::Field(field, checks)
        });
        let flattened = structure.flattened.iter().map(|field| {
            let checks = self.checks(&field.r#type, None, DEEPEST);
            Part::Flattened(field, checks)
        });
        let additional = structure.additional.iter().map(|field| {
            let checks = self.checks(&field.r#type, Some(&field.rules), DEEPEST);
            Part::Additional(field, checks)
        });
        let parts = fields.chain(flattened).chain(additional);
        members.into_iter().chain(parts).collect()
    }

    fn union(&self, union: &'a Union) -> Vec<Part<'a>> {
        let variants = union.variants.iter().map(|variant| {
            let checks = self.checks(&variant.r#type, Some(&variant.rules), DEEPEST);
            Part::Variant(variant, checks)
        });
        variants.collect()
    }

    /// What there is to check of a value of a type. Rules without a type that they speak of say nothing.
    fn checks(&self, r#type: &'a Type, rules: Option<&'a Rules>, depth: usize) -> Vec<Check<'a>> {
        let Some(depth) = depth.checked_sub(1) else {
            return Vec::new();
        };
        let own = rules.map(|rules| rules.own.as_slice()).unwrap_or_default();
        let inner = rules.and_then(|rules| rules.inner.as_deref());
        let mut checks = Vec::new();
        match r#type {
            Type::I32
            | Type::I64
            | Type::I128
            | Type::U32
            | Type::U64
            | Type::F64
            | Type::Number
            | Type::Decimal => {
                checks.extend(limits(own, of_number).map(Check::Number));
            }
            Type::String => add_text(&mut checks, Reading::Itself, own),
            Type::DateTime | Type::Date | Type::Base64 | Type::Url => {
                add_text(&mut checks, Reading::AsStr, own);
            }
            Type::Uuid => add_text(&mut checks, Reading::Display, own),
            Type::Secret => add_text(&mut checks, Reading::Expose, own),
            Type::Array(item) => {
                checks.extend(limits(own, of_items).map(Check::Count));
                if own.contains(&Constraint::UniqueItems) && self.is_written(item) {
                    checks.push(Check::Unique);
                }
                within(&mut checks, Check::Items, self.checks(item, inner, depth));
            }
            Type::Map(value) => {
                checks.extend(limits(own, of_members).map(Check::Count));
                within(&mut checks, Check::Values, self.checks(value, inner, depth));
            }
            Type::JsonObject => checks.extend(limits(own, of_members).map(Check::Count)),
            Type::Nullable(inner) => {
                within(
                    &mut checks,
                    Check::Present,
                    self.checks(inner, rules, depth),
                );
            }
            Type::Boxed(inner) => return self.checks(inner, rules, depth),
            Type::Tuple(places) => {
                // A tuple of tuples of tuples would be as many checks as it has places.
                let depth = depth.min(2);
                let places = places.iter().map(|place| self.checks(place, None, depth));
                checks.push(Check::Places(places.collect()));
            }
            Type::Named(name) => {
                let definition = self.index.definition(name.as_str());
                return definition
                    .map(|definition| self.named(definition, rules, depth))
                    .unwrap_or_default();
            }
            _ => {}
        }
        checks
    }

    fn named(
        &self,
        definition: &'a TypeDefinition,
        rules: Option<&'a Rules>,
        depth: usize,
    ) -> Vec<Check<'a>> {
        match &definition.kind {
            TypeKind::Alias(target) => self.checks(target, rules, depth),
            TypeKind::Enumeration(_) => Vec::new(),
            _ => vec![Check::Model(definition.name.as_str())],
        }
    }

    /// Whether values of a type can be written as JSON.
    fn is_written(&self, r#type: &Type) -> bool {
        match r#type {
            Type::File
            | Type::Bytes
            | Type::UploadBody
            | Type::ByteStream
            | Type::Event
            | Type::EventStream(_)
            | Type::JsonLines(_)
            | Type::Unit => false,
            Type::Named(name) => !self.unwritten.contains(name.as_str()),
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                self.is_written(inner)
            }
            Type::Tuple(places) => places.iter().all(|place| self.is_written(place)),
            _ => true,
        }
    }
}

fn within<'a>(
    checks: &mut Vec<Check<'a>>,
    holder: fn(Vec<Check<'a>>) -> Check<'a>,
    inner: Vec<Check<'a>>,
) {
    if !inner.is_empty() {
        checks.push(holder(inner));
    }
}

fn add_text<'a>(checks: &mut Vec<Check<'a>>, reading: Reading, own: &'a [Constraint]) {
    checks.extend(limits(own, of_text).map(|limits| Check::Text(reading, limits)));
    for constraint in own {
        if let Constraint::Pattern(pattern) = constraint {
            checks.extend(translated(pattern).map(|pattern| Check::Pattern(reading, pattern)));
        }
    }
}
