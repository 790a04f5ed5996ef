//! What YAML's scalars are, by the core schema and by their tags. YAML 1.2.2 §10.3.

use saphyr_parser::{ScalarStyle, Tag};

use super::Number;
use super::fault::Fault;
use super::files::Leaf;
use crate::diagnostic::Code;

/// What a scalar is in the core schema; nothing for a tag that JSON has no type for. YAML 1.2.2 §10.3.
pub(super) fn leaf(value: &str, style: ScalarStyle, tag: Option<&Tag>) -> Option<Leaf> {
    let Some(tag) = tag else {
        return Some(if style == ScalarStyle::Plain {
            core(value)
        } else {
            Leaf::Text
        });
    };
    if is_bare(tag) {
        return Some(Leaf::Text);
    }
    if !tag.is_yaml_core_schema() {
        return None;
    }
    let leaf = core(value);
    match (tag.suffix.as_str(), leaf) {
        ("str", _) => Some(Leaf::Text),
        ("int" | "float", Leaf::Number)
        | ("float", Leaf::NotJson)
        | ("bool", Leaf::Bool(_))
        | ("null", Leaf::Null) => Some(leaf),
        _ => None,
    }
}

/// The non-specific tag `!`, which makes a scalar a text and says nothing of the rest.
pub(super) fn is_bare(tag: &Tag) -> bool {
    tag.suffix.is_empty() && (tag.handle == "!" || tag.handle.is_empty())
        || (tag.handle.is_empty() && tag.suffix == "!")
}

fn core(value: &str) -> Leaf {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => Leaf::Null,
        "true" | "True" | "TRUE" => Leaf::Bool(true),
        "false" | "False" | "FALSE" => Leaf::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Leaf::NotJson,
        _ => match value.strip_prefix(['+', '-']).unwrap_or(value) {
            ".inf" | ".Inf" | ".INF" => Leaf::NotJson,
            _ if Number::parse(value).is_some() => Leaf::Number,
            _ => Leaf::Text,
        },
    }
}

pub(super) fn bad_tag(tag: Option<&Tag>, range: (usize, usize)) -> Fault {
    let name = tag.map(ToString::to_string).unwrap_or_default();
    let name = name.replace("tag:yaml.org,2002:!", "!!");
    Fault::new(
        Code::UnsupportedTag,
        format!("a YAML tag has no meaning in an OpenAPI document: `{name}`"),
        range,
        "the value of the tag",
    )
    .help("remove the tag")
}
