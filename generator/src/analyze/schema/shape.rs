//! Shapes: what values of a variant look like, so that a union without a tag can be read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{
    JsonKind, Presence, Selection, Shape, Structure, TextFormat, Type, TypeKind, TypeName,
};

/// How many values a member may have to still tell variants apart.
const FEW: usize = 16;

impl Types<'_> {
    /// Gives each variant that is chosen by shape its shape.
    pub(super) fn fill_shapes(&mut self) {
        let mut known: BTreeMap<TypeName, Shape> = BTreeMap::new();
        let mut filled: Vec<(usize, Vec<Shape>)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let TypeKind::Union(union) = &entry.definition.kind else {
                continue;
            };
            if union.selection != Selection::Shape {
                continue;
            }
            let types: Vec<Type> = union
                .variants
                .iter()
                .map(|variant| variant.r#type.clone())
                .collect();
            let shapes = types
                .iter()
                .map(|r#type| self.shape_of(r#type, &mut known, &mut BTreeSet::new()))
                .collect();
            filled.push((index, shapes));
        }
        for (index, shapes) in filled {
            self.report_ambiguous(index, &shapes);
            let Some(entry) = self.entries.get_mut(index) else {
                continue;
            };
            let TypeKind::Union(union) = &mut entry.definition.kind else {
                continue;
            };
            for (variant, shape) in union.variants.iter_mut().zip(shapes) {
                variant.shape = shape;
            }
        }
    }

    pub(super) fn shape_of(
        &self,
        r#type: &Type,
        known: &mut BTreeMap<TypeName, Shape>,
        open: &mut BTreeSet<TypeName>,
    ) -> Shape {
        let bare = self.bare(r#type);
        let mut shape = match &bare {
            Type::Named(name) => match known.get(name) {
                Some(shape) => shape.clone(),
                None if open.insert(name.clone()) => {
                    let shape = self.shape_of_definition(&bare, known, open);
                    open.remove(name);
                    if open.is_empty() {
                        known.insert(name.clone(), shape.clone());
                    }
                    shape
                }
                None => Shape {
                    kinds: self.kinds(&bare),
                    open: true,
                    ..Shape::default()
                },
            },
            Type::Json | Type::JsonObject | Type::Map(_) => Shape {
                kinds: self.kinds(&bare),
                open: true,
                ..Shape::default()
            },
            _ => Shape {
                kinds: self.kinds(&bare),
                format: text_format(&bare),
                ..Shape::default()
            },
        };
        if matches!(r#type, Type::Nullable(_)) && !shape.kinds.contains(&JsonKind::Null) {
            shape.kinds.push(JsonKind::Null);
        }
        shape
    }

    fn shape_of_definition(
        &self,
        bare: &Type,
        known: &mut BTreeMap<TypeName, Shape>,
        open: &mut BTreeSet<TypeName>,
    ) -> Shape {
        match self.definition(bare).map(|definition| &definition.kind) {
            Some(TypeKind::Structure(structure)) => self.shape_of_structure(structure, known, open),
            Some(TypeKind::Enumeration(enumeration)) => Shape {
                kinds: self.kinds(bare),
                values: enumeration
                    .values
                    .iter()
                    .map(|value| value.value.clone())
                    .collect(),
                ..Shape::default()
            },
            Some(TypeKind::Union(union)) => {
                let types: Vec<Type> = union
                    .variants
                    .iter()
                    .map(|variant| variant.r#type.clone())
                    .collect();
                let shapes: Vec<Shape> = types
                    .iter()
                    .map(|r#type| self.shape_of(r#type, known, open))
                    .collect();
                let mut shape = united(&shapes);
                if let Selection::Tag { wire_name } = &union.selection {
                    let tags = union
                        .variants
                        .iter()
                        .flat_map(|variant| variant.tags.iter().cloned().map(Value::String));
                    shape.constants.retain(|(name, _)| name != wire_name);
                    shape.constants.push((wire_name.clone(), tags.collect()));
                    for list in [&mut shape.required, &mut shape.properties] {
                        if !list.contains(wire_name) {
                            list.push(wire_name.clone());
                        }
                    }
                }
                shape
            }
            Some(TypeKind::Alias(_)) | None => Shape {
                kinds: self.kinds(bare),
                ..Shape::default()
            },
        }
    }

    fn shape_of_structure(
        &self,
        structure: &Structure,
        known: &mut BTreeMap<TypeName, Shape>,
        open: &mut BTreeSet<TypeName>,
    ) -> Shape {
        let mut shape = Shape {
            kinds: vec![JsonKind::Object],
            open: structure.additional.is_some(),
            ..Shape::default()
        };
        for constant in &structure.constants {
            shape.required.push(constant.wire_name.clone());
            shape.properties.push(constant.wire_name.clone());
            shape
                .constants
                .push((constant.wire_name.clone(), vec![constant.value.clone()]));
        }
        for field in &structure.fields {
            shape.properties.push(field.wire_name.clone());
            let there = matches!(field.presence, Presence::Required | Presence::Nullable);
            if there && field.access == crate::ir::Access::ReadWrite {
                shape.required.push(field.wire_name.clone());
            }
            if let Some(TypeKind::Enumeration(enumeration)) =
                self.definition(&field.r#type).map(|d| &d.kind)
                && enumeration.values.len() <= FEW
                && !matches!(self.bare(&field.r#type), Type::Array(_))
                && field.presence == Presence::Required
            {
                let values = enumeration
                    .values
                    .iter()
                    .map(|value| value.value.clone())
                    .collect();
                shape.constants.push((field.wire_name.clone(), values));
            }
        }
        for flattened in &structure.flattened {
            let inner = self.shape_of(&flattened.r#type, known, open);
            shape.properties.extend(inner.properties);
            if !matches!(flattened.r#type, Type::Nullable(_)) {
                shape.required.extend(inner.required);
            }
        }
        shape
    }

    fn report_ambiguous(&mut self, index: usize, shapes: &[Shape]) {
        let Some(entry) = self.entries.get(index) else {
            return;
        };
        // A union that an operation makes is chosen by whoever sends it.
        if entry.key.parts.is_empty() {
            return;
        }
        let same = shapes.iter().enumerate().find_map(|(at, shape)| {
            let other = shapes
                .iter()
                .take(at)
                .position(|earlier| alike(earlier, shape))?;
            Some((other, at))
        });
        let Some((first, second)) = same else { return };
        let names = |at: usize| match &entry.definition.kind {
            TypeKind::Union(union) => union
                .variants
                .get(at)
                .map(|v| v.name.plain().to_owned())
                .unwrap_or_default(),
            _ => String::new(),
        };
        let message = format!(
            "variants `{}` and `{}` cannot be told apart",
            names(first),
            names(second)
        );
        let place = self.model.place(&entry.home);
        self.diagnostics.push(
            Diagnostic::new(
                Code::AmbiguousUnion,
                message,
                place,
                "no `discriminator`, and no property decides",
            )
            .help(format!(
                "values that fit both are read as `{}`; add a `discriminator`",
                names(first)
            )),
        );
    }
}

/// Whether nothing but order decides between two shapes.
fn alike(one: &Shape, other: &Shape) -> bool {
    let set = |list: &[String]| list.iter().cloned().collect::<BTreeSet<String>>();
    let kinds = |shape: &Shape| shape.kinds.iter().copied().collect::<BTreeSet<JsonKind>>();
    kinds(one) == kinds(other)
        && one.values == other.values
        && one.format == other.format
        && one.constants == other.constants
        && set(&one.required) == set(&other.required)
        && set(&one.properties) == set(&other.properties)
}

fn text_format(r#type: &Type) -> Option<TextFormat> {
    match r#type {
        Type::DateTime => Some(TextFormat::DateTime),
        Type::Date => Some(TextFormat::Date),
        Type::Uuid => Some(TextFormat::Uuid),
        Type::Base64 => Some(TextFormat::Base64),
        _ => None,
    }
}

/// The shape of values that have any of several shapes.
fn united(shapes: &[Shape]) -> Shape {
    let mut all = Shape::default();
    let objects: Vec<&Shape> = shapes
        .iter()
        .filter(|shape| shape.kinds.contains(&JsonKind::Object))
        .collect();
    for shape in shapes {
        for kind in &shape.kinds {
            if !all.kinds.contains(kind) {
                all.kinds.push(*kind);
            }
        }
        for property in &shape.properties {
            if !all.properties.contains(property) {
                all.properties.push(property.clone());
            }
        }
        all.open |= shape.open;
    }
    if let Some((first, rest)) = objects.split_first() {
        let everywhere = |name: &&String| rest.iter().all(|shape| shape.required.contains(*name));
        all.required = first.required.iter().filter(everywhere).cloned().collect();
    }
    if let Some((first, rest)) = shapes.split_first() {
        let same = rest.iter().all(|shape| shape.format == first.format);
        all.format = first.format.filter(|_| same);
    }
    if shapes.iter().all(|shape| !shape.values.is_empty()) {
        all.values = shapes
            .iter()
            .flat_map(|shape| shape.values.iter().cloned())
            .collect();
    }
    all
}
