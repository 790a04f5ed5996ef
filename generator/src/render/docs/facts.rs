//! What the document says about a value, as cells of a table.

use serde_json::Value;

use super::site::Site;
use crate::ir::{Constraint, Documentation, Type, TypeKind};
use crate::render::markdown::{self, cell, cell_code};

/// The longest value in a cell.
const LONGEST: usize = 120;
/// The most values of an enum in a cell.
const MOST_VALUES: usize = 12;

/// Description, constraints and allowed values.
pub(super) fn described(site: &Site<'_>, documentation: &Documentation, r#type: &Type) -> String {
    let mut parts = Vec::new();
    if documentation.deprecated {
        parts.push("**Deprecated.**".to_owned());
    }
    let prose = documentation
        .description
        .as_deref()
        .or(documentation.summary.as_deref());
    parts.extend(
        prose
            .or(documentation.title.as_deref())
            .map(cell)
            .filter(|text| !text.is_empty()),
    );
    parts.extend(documentation.constraints.iter().map(words));
    parts.extend(allowed(site, r#type));
    parts.join(" ")
}

/// The default.
pub(super) fn default(documentation: &Documentation) -> String {
    documentation
        .default
        .as_ref()
        .and_then(shown)
        .unwrap_or_default()
}

/// The first example that fits a cell.
pub(super) fn example(documentation: &Documentation) -> String {
    documentation
        .examples
        .iter()
        .find_map(|example| shown(&example.value))
        .unwrap_or_default()
}

/// Prose that stands above the parts of a page: deprecation, summary, description, a link to more.
pub(super) fn prose(documentation: &Documentation) -> Vec<String> {
    let described = description(documentation).map(markdown::prose);
    told(
        headed(documentation)
            .chain(described)
            .chain(more(documentation)),
    )
}

/// The same in two parts: what stands above, and what comes last because it is long.
pub(super) fn prose_parted(documentation: &Documentation) -> (Vec<String>, Vec<String>) {
    let whole = prose(documentation);
    let lines: usize = whole.iter().map(|part| part.lines().count()).sum();
    if lines <= markdown::SHORT {
        return (whole, Vec::new());
    }
    let (opening, rest) = description(documentation)
        .map(markdown::prose_parted)
        .unwrap_or_default();
    let above = headed(documentation).chain([opening]);
    (
        told(above),
        told(more(documentation).into_iter().chain([rest])),
    )
}

/// Deprecation and summary.
fn headed(documentation: &Documentation) -> impl Iterator<Item = String> {
    let deprecated = documentation
        .deprecated
        .then(|| "**Deprecated.**".to_owned());
    let summary = documentation.summary.as_deref().map(markdown::prose);
    deprecated.into_iter().chain(summary)
}

fn description(documentation: &Documentation) -> Option<&str> {
    documentation
        .description
        .as_deref()
        .or(documentation.title.as_deref())
}

/// Parts that say something.
fn told(parts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut parts: Vec<String> = parts.into_iter().collect();
    parts.retain(|part| !part.is_empty());
    // A summary that the description repeats is said once.
    parts.dedup();
    parts
}

/// A link to more.
fn more(documentation: &Documentation) -> Option<String> {
    let external = documentation.external.as_ref()?;
    let target = markdown::target(&external.url)?;
    let words = external
        .description
        .as_deref()
        .map(markdown::line)
        .filter(|words| !words.is_empty());
    Some(format!(
        "{}: <{target}>",
        words.unwrap_or_else(|| "See also".to_owned())
    ))
}

/// A value as code, unless it is too long for a cell.
pub(super) fn shown(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let code = cell_code(&text);
    (text.chars().count() <= LONGEST && !code.is_empty()).then_some(code)
}

/// The values of an enum, or of the enums in a list or union.
fn allowed(site: &Site<'_>, r#type: &Type) -> Option<String> {
    let mut values = Vec::new();
    collect(site, r#type, &mut values, 4);
    if values.is_empty() {
        return None;
    }
    let more = if values.len() > MOST_VALUES {
        ", …"
    } else {
        "."
    };
    values.truncate(MOST_VALUES);
    Some(format!("One of {}{more}", values.join(", ")))
}

fn collect(site: &Site<'_>, r#type: &Type, values: &mut Vec<String>, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    match r#type {
        Type::Array(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            collect(site, inner, values, depth);
        }
        Type::Named(name) => match site.usage.index.definition(name.as_str()).map(|d| &d.kind) {
            Some(TypeKind::Enumeration(enumeration)) => {
                for value in &enumeration.values {
                    values.extend(shown(&value.value).filter(|value| !values.contains(value)));
                }
            }
            Some(TypeKind::Alias(target)) => collect(site, target, values, depth),
            Some(TypeKind::Union(union)) => {
                union
                    .variants
                    .iter()
                    .for_each(|variant| collect(site, &variant.r#type, values, depth));
            }
            _ => {}
        },
        _ => {}
    }
}

/// A constraint as a sentence.
pub(super) fn words(constraint: &Constraint) -> String {
    match constraint {
        Constraint::Minimum {
            value,
            exclusive: false,
        } => format!("At least {}.", cell_code(value)),
        Constraint::Minimum {
            value,
            exclusive: true,
        } => format!("More than {}.", cell_code(value)),
        Constraint::Maximum {
            value,
            exclusive: false,
        } => format!("At most {}.", cell_code(value)),
        Constraint::Maximum {
            value,
            exclusive: true,
        } => format!("Less than {}.", cell_code(value)),
        Constraint::MultipleOf(value) => format!("A multiple of {}.", cell_code(value)),
        Constraint::MinLength(length) => format!("At least {}.", count(*length, "character")),
        Constraint::MaxLength(length) => format!("At most {}.", count(*length, "character")),
        Constraint::Pattern(pattern) => format!("Matches {}.", cell_code(pattern)),
        Constraint::MinItems(items) => format!("At least {}.", count(*items, "item")),
        Constraint::MaxItems(items) => format!("At most {}.", count(*items, "item")),
        Constraint::UniqueItems => "No item twice.".to_owned(),
        Constraint::MinProperties(members) => format!("At least {}.", count(*members, "member")),
        Constraint::MaxProperties(members) => format!("At most {}.", count(*members, "member")),
        Constraint::Format(format) => format!("Format: {}.", cell_code(format)),
    }
}

fn count(number: u64, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}
