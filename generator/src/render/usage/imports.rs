//! The `use` lines of a sample: exactly what it names.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;

/// Names that a sample uses for other things than models.
const TAKEN: [&str; 22] = [
    "Base64",
    "BTreeMap",
    "Box",
    "Bytes",
    "Client",
    "Date",
    "DateTime",
    "Error",
    "FilePart",
    "Map",
    "Maybe",
    "None",
    "Option",
    "Result",
    "Server",
    "Some",
    "String",
    "StreamExt",
    "UploadBody",
    "Uuid",
    "Value",
    "Vec",
];

/// The names that a sample uses from elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Imports {
    models: BTreeSet<String>,
    /// Paths by the module they come from.
    others: BTreeMap<String, BTreeSet<String>>,
}

impl Imports {
    /// A model as the sample writes it: by its name, or through `models` where the name is taken.
    pub(super) fn model(&mut self, name: &str) -> String {
        if TAKEN.contains(&name) {
            self.models.insert("self".to_owned());
            return format!("models::{name}");
        }
        self.models.insert(name.to_owned());
        name.to_owned()
    }

    /// A type of an operation as the sample writes it.
    pub(super) fn operation(&mut self, place: &Place, name: &str) -> String {
        let module = place.path(&["operations"]);
        if TAKEN.contains(&name) || self.models.contains(name) {
            self.add(&place.path(&[]), "operations");
            return format!("operations::{name}");
        }
        self.add(&module, name);
        name.to_owned()
    }

    /// Adds `name` of `module`.
    pub(super) fn add(&mut self, module: &str, name: &str) {
        self.others
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
    }

    /// The `use` lines, sorted, with a blank line behind them if there are any.
    pub(super) fn lines(&self, place: &Place) -> String {
        let mut modules = self.others.clone();
        if !self.models.is_empty() {
            let names = self.models.iter().cloned().collect();
            modules.insert(place.path(&["models"]), names);
        }
        let mut text = String::new();
        for (module, names) in &modules {
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.sort_by_key(|name| (*name != "self", *name));
            match names.as_slice() {
                ["self"] => text += &single(module, None),
                [name] => text += &single(module, Some(name)),
                names => text += &wrapped(module, names),
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// `use module;` or `use module::name;`.
fn single(module: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("use {module}::{name};\n"),
        None => format!("use {module};\n"),
    }
}

/// `use module::{a, b};`, on several lines where it is too long for one.
fn wrapped(module: &str, names: &[&str]) -> String {
    let line = format!("use {module}::{{{}}};\n", names.join(", "));
    if line.chars().count() <= 101 {
        return line;
    }
    let mut text = format!("use {module}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.chars().count() + name.chars().count() + 2 > 99 {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push(' ');
        row.push_str(name);
        row.push(',');
    }
    format!("{text}{row}\n}};\n")
}
