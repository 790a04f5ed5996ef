//! Schemas in, types out: one rule a test.

#![allow(clippy::too_many_lines, reason = "one arm for each kind of type")]

mod all_of;
mod array;
mod cycle;
mod discriminator;
mod enumeration;
mod names;
mod payload;
mod scalar;
mod structure;
mod union;
mod xml;

use crate::analyze::analyze;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Sink};
use crate::ir::{Access, Api, Type, TypeDefinition, TypeKind};
use crate::source::{ReadOptions, SpecInput};
use crate::{dialect, model, source};

/// The API of a document, and what was said about it after reading.
fn analyzed(text: &str) -> (Api, Vec<Diagnostic>) {
    let source = source::load(
        &SpecInput::text("openapi.yaml", text),
        &ReadOptions::default(),
    )
    .unwrap();
    let mut sink = Sink::new();
    let document = dialect::normalise(source, &mut sink).unwrap();
    let model = model::build(document, &mut sink);
    analyze(&model, &Settings::default())
}

/// A document of schemas only, each of which is then a type.
fn of_schemas(schemas: &str) -> Api {
    analyzed(&document(schemas)).0
}

fn document(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{}",
        indented(schemas)
    )
}

fn indented(text: &str) -> String {
    let least = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min();
    let mut indented = String::new();
    for line in text.lines() {
        indented.push_str("    ");
        indented.push_str(line.get(least.unwrap_or(0)..).unwrap_or_default());
        indented.push('\n');
    }
    indented
}

/// All types of an API, a line for each part.
fn printed(api: &Api) -> String {
    api.types
        .iter()
        .map(definition)
        .collect::<Vec<_>>()
        .join("\n")
}

fn types_of(schemas: &str) -> String {
    printed(&of_schemas(schemas))
}

fn definition(definition: &TypeDefinition) -> String {
    let name = &definition.name;
    match &definition.kind {
        TypeKind::Alias(target) => format!("type {name} = {}", text(target)),
        TypeKind::Enumeration(enumeration) => {
            let values: Vec<String> = enumeration
                .values
                .iter()
                .map(|value| format!("{}={}", value.name, value.value))
                .collect();
            format!(
                "enum {name}: {:?} {{ {} }}",
                enumeration.representation,
                values.join(", ")
            )
        }
        TypeKind::Union(union) => {
            let variants: Vec<String> = union
                .variants
                .iter()
                .map(|variant| {
                    format!(
                        "{}({}){}",
                        variant.name,
                        text(&variant.r#type),
                        tags(&variant.tags)
                    )
                })
                .collect();
            format!(
                "union {name}: {:?} {{ {} }}",
                union.selection,
                variants.join(", ")
            )
        }
        TypeKind::Structure(structure) => {
            let mut lines = vec![format!("struct {name}")];
            lines.extend(
                structure
                    .constants
                    .iter()
                    .map(|constant| format!("  {} = {}", constant.wire_name, constant.value)),
            );
            lines.extend(structure.fields.iter().map(|field| {
                let access = if field.access == Access::ReadWrite {
                    String::new()
                } else {
                    format!(" {:?}", field.access)
                };
                format!(
                    "  {}: {:?} {}{access}",
                    field.name,
                    field.presence,
                    text(&field.r#type)
                )
            }));
            lines.extend(
                structure
                    .flattened
                    .iter()
                    .map(|field| format!("  ..{}: {}", field.name, text(&field.r#type))),
            );
            lines.extend(
                structure
                    .additional
                    .iter()
                    .map(|field| format!("  *{}: {}", field.name, text(&field.r#type))),
            );
            lines.join("\n")
        }
    }
}

fn tags(tags: &[String]) -> String {
    if tags.is_empty() {
        String::new()
    } else {
        format!(" [{}]", tags.join("|"))
    }
}

fn text(r#type: &Type) -> String {
    match r#type {
        Type::Named(name) => name.to_string(),
        Type::Array(inner) => format!("Vec<{}>", text(inner)),
        Type::Map(inner) => format!("Map<{}>", text(inner)),
        Type::Nullable(inner) => format!("Option<{}>", text(inner)),
        Type::Boxed(inner) => format!("Box<{}>", text(inner)),
        Type::Tuple(types) => format!(
            "({})",
            types.iter().map(text).collect::<Vec<_>>().join(", ")
        ),
        other => format!("{other:?}"),
    }
}
