//! The page of a type.

use std::fmt::Write as _;

use askama::Template;

use super::group::fill;
use super::operation::rust;
use super::site::Site;
use super::table::table;
use super::{facts, types};
use crate::ir::{
    Access, Enumeration, Field, Presence, Selection, Structure, Type, TypeDefinition, TypeKind,
    Union,
};
use crate::render::Error;
use crate::render::markdown::{self, cell, cell_code};
use crate::render::usage::json;
use crate::render::usage::sample::{Direction, Samples};

/// A page of a type; every part is Markdown, or empty.
#[derive(Template)]
#[template(path = "docs/model.md")]
struct ModelView {
    title: String,
    path: String,
    prose: Vec<String>,
    constraints: String,
    /// What the table lists, as a heading.
    heading: &'static str,
    contents: String,
    sample: String,
    construct: String,
    round_trip: String,
    used: String,
    navigation: String,
}

/// The pages of all types.
pub(super) fn pages(site: &Site<'_>) -> Result<Vec<(String, String)>, Error> {
    let mut pages = Vec::new();
    for definition in &site.usage.api.types {
        if let Some(path) = site.model_path(definition.name.as_str()) {
            let page = page(site, &path, definition)?;
            pages.push((path, page));
        }
    }
    Ok(pages)
}

fn page(site: &Site<'_>, from: &str, definition: &TypeDefinition) -> Result<String, Error> {
    let (heading, contents) = match &definition.kind {
        TypeKind::Structure(structure) => ("Fields", fields(site, from, structure)),
        TypeKind::Enumeration(enumeration) => ("Values", values(definition, enumeration)),
        TypeKind::Union(union) => ("Variants", variants(site, from, definition, union)),
        TypeKind::Alias(target) => (
            "Type",
            format!("The same as {}.", types::linked(site, from, target)),
        ),
    };
    let is_sent = definition.usage.request || !definition.usage.response;
    let request = Samples::new(site.usage.index, Direction::Request).defined(definition);
    let response = Samples::new(site.usage.index, Direction::Response).defined(definition);
    let text = json::pretty(if definition.usage.response {
        &response
    } else {
        &request
    });
    let constructed = is_sent
        .then(|| site.usage.construct(&definition.name, &request))
        .flatten();
    let constraints: Vec<String> = definition
        .documentation
        .constraints
        .iter()
        .map(facts::words)
        .collect();
    let view = ModelView {
        title: markdown::line(definition.name.plain()),
        path: markdown::code(&site.usage.place.path(&["models", definition.name.as_str()])),
        prose: facts::prose(&definition.documentation),
        constraints: constraints.join(" "),
        heading,
        contents,
        sample: markdown::fence("json", &text),
        construct: constructed
            .map(|program| rust(&program))
            .unwrap_or_default(),
        round_trip: rust(&site.usage.round_trip(definition.name.as_str(), &text)),
        used: used(site, from, definition),
        navigation: navigation(site, from),
    };
    fill("docs/model.md", &view)
}

fn fields(site: &Site<'_>, from: &str, structure: &Structure) -> String {
    let mut rows: Vec<Vec<String>> = structure
        .fields
        .iter()
        .map(|f| field(site, from, f))
        .collect();
    for flattened in &structure.flattened {
        let about = format!(
            "{} Its members stand among those of this type.",
            facts::described(site, &flattened.documentation, &flattened.r#type)
        );
        let required = !matches!(flattened.r#type, Type::Nullable(_));
        rows.push(row(
            flattened.name.plain(),
            types::linked(site, from, &flattened.r#type),
            required,
            about.trim().to_owned(),
        ));
    }
    if let Some(additional) = &structure.additional {
        let about = format!(
            "{} Members that are not declared.",
            facts::described(site, &additional.documentation, &additional.r#type)
        );
        let map = Type::Map(Box::new(additional.r#type.clone()));
        rows.push(row(
            additional.name.plain(),
            types::linked(site, from, &map),
            false,
            about.trim().to_owned(),
        ));
    }
    let table = table(
        &[
            "Field",
            "Type",
            "Required",
            "Default",
            "Description",
            "Example",
        ],
        &rows,
    );
    let fields = if table.is_empty() {
        "It has no fields.".to_owned()
    } else {
        table
    };
    format!("{fields}\n\n{}", constants(structure))
}

/// Members that always have the same value.
fn constants(structure: &Structure) -> String {
    let constants: Vec<String> = structure
        .constants
        .iter()
        .map(|constant| {
            let value = facts::shown(&constant.value).unwrap_or_default();
            format!("- {}: always {value}", markdown::code(&constant.wire_name))
        })
        .collect();
    if constants.is_empty() {
        return String::new();
    }
    format!(
        "Members that are no fields, and are sent by themselves:\n\n{}",
        constants.join("\n")
    )
}

fn row(name: &str, r#type: String, required: bool, about: String) -> Vec<String> {
    let required = if required { "yes" } else { "no" };
    vec![
        cell_code(name),
        r#type,
        required.to_owned(),
        String::new(),
        about,
        String::new(),
    ]
}

fn field(site: &Site<'_>, from: &str, field: &Field) -> Vec<String> {
    let mut about = facts::described(site, &field.documentation, &field.r#type);
    about.push_str(match field.access {
        Access::ReadWrite => "",
        Access::ReadOnly => " Only in responses.",
        Access::WriteOnly => " Only in requests.",
    });
    if field.presence == Presence::Nullable || field.presence == Presence::OptionalNullable {
        about.push_str(" May be null.");
    }
    if field.name.plain() != field.wire_name {
        let _ = write!(about, " In JSON: {}.", cell_code(&field.wire_name));
    }
    let required = field.asked || matches!(field.presence, Presence::Required | Presence::Nullable);
    vec![
        cell_code(field.name.plain()),
        types::linked_field(site, from, &field.r#type, field.presence),
        if required { "yes" } else { "no" }.to_owned(),
        facts::default(&field.documentation),
        about.trim().to_owned(),
        facts::example(&field.documentation),
    ]
}

fn values(definition: &TypeDefinition, enumeration: &Enumeration) -> String {
    let mut rows: Vec<Vec<String>> = enumeration
        .values
        .iter()
        .map(|value| {
            let about = value
                .documentation
                .description
                .as_deref()
                .map(cell)
                .unwrap_or_default();
            vec![
                cell_code(&format!("{}::{}", definition.name, value.name)),
                cell_code(&value.value.to_string()),
                about,
            ]
        })
        .collect();
    rows.push(vec![
        cell_code(&format!("{}::Unknown", definition.name)),
        "any other".to_owned(),
        "A value that the document does not name; it is kept.".to_owned(),
    ]);
    table(&["Variant", "Value", "Description"], &rows)
}

fn variants(site: &Site<'_>, from: &str, definition: &TypeDefinition, union: &Union) -> String {
    let (chosen, heading) = match &union.selection {
        Selection::Tag { wire_name } => (
            format!(
                "The variant is chosen by the member {}.",
                markdown::code(wire_name)
            ),
            "Tag",
        ),
        Selection::Shape => (
            "The variant is chosen by the shape of the value.".to_owned(),
            "Has",
        ),
    };
    let mut rows: Vec<Vec<String>> = union
        .variants
        .iter()
        .map(|variant| {
            let marks = if variant.tags.is_empty() {
                &variant.shape.required
            } else {
                &variant.tags
            };
            let marks: Vec<String> = marks.iter().map(|mark| cell_code(mark)).collect();
            vec![
                cell_code(&format!("{}::{}", definition.name, variant.name)),
                types::linked(site, from, &variant.r#type),
                marks.join(", "),
                facts::described(site, &variant.documentation, &Type::Unit),
            ]
        })
        .collect();
    rows.push(vec![
        cell_code(&format!("{}::Unknown", definition.name)),
        "`Value`".to_owned(),
        "anything else".to_owned(),
        "A value that fits no variant; it is kept.".to_owned(),
    ]);
    format!(
        "{chosen}\n\n{}",
        table(&["Variant", "Type", heading, "Description"], &rows)
    )
}

/// The operations whose inputs or results name the type.
fn used(site: &Site<'_>, from: &str, definition: &TypeDefinition) -> String {
    let users = site.users(definition.name.as_str()).iter();
    let links = users.map(|(group, operation)| {
        let link = site.operation_link(from, group, operation);
        let call = markdown::code(&format!("client.{}", operation.call));
        format!("- [{call}]({link})")
    });
    links.collect::<Vec<_>>().join("\n")
}

fn navigation(site: &Site<'_>, from: &str) -> String {
    let links = [
        ("All models", Site::readme_link(from, &site.readme.models)),
        (
            "All operations",
            Site::readme_link(from, &site.readme.operations),
        ),
        ("README", Site::readme_link(from, "")),
    ];
    links
        .map(|(words, link)| format!("[{words}]({link})"))
        .join(" · ")
}
