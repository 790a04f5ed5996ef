//! Whole programs: imports, client, call, and what to do with each result.

use std::fmt::Write as _;

use serde_json::Value;

use super::call::{Comments, call, client, sentence};
use super::layout::{Expression, Link, statement};
use super::outcome::outcome;
use super::value::Values;
use super::{Usage, json};
use crate::ir::{Method, Operation, SuccessType, Type, TypeName};

/// How many calls an example of a whole API makes.
const CALLS: usize = 3;

const MAIN: &str = "#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";

/// One call, with every documented error told apart.
pub(super) fn operation(usage: &Usage<'_>, operation: &Operation) -> String {
    let mut values = Values::new(usage.index, usage.place);
    let mut body = client(usage, operation, &mut values);
    let call = call(usage, operation, &mut values, &mut body, Comments::Yes);
    let call = call.link(Link {
        call: Expression::atom("await"),
        suffix: "",
        comment: None,
    });
    body.push('\n');
    body.push_str(&statement(4, "let result = ", &call, ";"));
    body.push_str(&outcome(usage, operation, &mut values));
    program(usage, &values, &format!("{body}    Ok(())\n"))
}

/// One call of a paged operation, item by item.
pub(super) fn pages(usage: &Usage<'_>, operation: &Operation) -> String {
    let mut values = Values::new(usage.index, usage.place);
    values.imports.add("futures_util", "TryStreamExt");
    let mut body = client(usage, operation, &mut values);
    let call = call(usage, operation, &mut values, &mut body, Comments::No).then("stream", []);
    body.push('\n');
    body.push_str(&statement(4, "let mut items = ", &call, ";"));
    body.push_str("    while let Some(item) = items.try_next().await? {\n        println!(\"{item:#?}\");\n    }\n");
    program(usage, &values, &format!("{body}    Ok(())\n"))
}

/// Several calls of an API: first those that only read.
pub(super) fn example(usage: &Usage<'_>) -> String {
    let mut values = Values::new(usage.index, usage.place);
    let chosen = chosen(usage, CALLS);
    let Some(first) = chosen.first() else {
        return program(usage, &values, "    Ok(())\n");
    };
    let mut body = client(usage, first, &mut values);
    for operation in chosen {
        body.push('\n');
        if let Some(comment) = summary(operation) {
            let _ = writeln!(body, "    // {comment}");
        }
        let call = call(usage, operation, &mut values, &mut body, Comments::No);
        body.push_str(&awaited(&call, operation));
    }
    program(usage, &values, &format!("{body}    Ok(())\n"))
}

/// One call, errors passed on.
pub(super) fn quick_start(usage: &Usage<'_>) -> String {
    let mut values = Values::new(usage.index, usage.place);
    let chosen = chosen(usage, 1);
    let Some(operation) = chosen.first() else {
        values.imports.add(&usage.place.path(&[]), "Client");
        let client = Expression::atom("Client::builder().build()?");
        return program(
            usage,
            &values,
            &format!(
                "{}    println!(\"{{client:?}}\");\n    Ok(())\n",
                statement(4, "let client = ", &client, ";")
            ),
        );
    };
    let mut body = client(usage, operation, &mut values);
    let call = call(usage, operation, &mut values, &mut body, Comments::No);
    body.push_str(&awaited(&call, operation));
    program(usage, &values, &format!("{body}    Ok(())\n"))
}

/// A model from JSON, and back.
pub(super) fn round_trip(usage: &Usage<'_>, name: &str, text: &str) -> String {
    let mut values = Values::new(usage.index, usage.place);
    let written = values.imports.model(name);
    let imports = values.imports.lines(usage.place);
    let literal = json::raw_string(text);
    format!(
        "{imports}fn main() -> Result<(), serde_json::Error> {{\n    let json = {literal};\n    let value: {written} = serde_json::from_str(json)?;\n    println!(\"{{value:#?}}\");\n    println!(\"{{}}\", serde_json::to_string(&value)?);\n    Ok(())\n}}\n"
    )
}

/// A model made in Rust.
pub(super) fn construct(usage: &Usage<'_>, name: &TypeName, value: &Value) -> Option<String> {
    let mut values = Values::new(usage.index, usage.place);
    let expression = values.exact(&Type::Named(name.clone()), value)?;
    let imports = values.imports.lines(usage.place);
    let made = statement(4, "let value = ", &expression, ";");
    Some(format!(
        "{imports}fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{made}    println!(\"{{value:#?}}\");\n    Ok(())\n}}\n"
    ))
}

fn program(usage: &Usage<'_>, values: &Values<'_>, body: &str) -> String {
    format!("{}{MAIN}{body}}}\n", values.imports.lines(usage.place))
}

/// The operations that an example shows: what reads without needing more than a client, then the others.
fn chosen<'a>(usage: &Usage<'a>, count: usize) -> Vec<&'a Operation> {
    let mut operations: Vec<&Operation> = usage
        .api
        .operations
        .iter()
        .filter(|operation| !operation.documentation.deprecated)
        .collect();
    operations.sort_by_key(
        |operation| match (&operation.method, operation.arguments.is_empty()) {
            (Method::Get, true) => 0,
            (Method::Get, false) => 1,
            (Method::Delete, _) => 3,
            _ => 2,
        },
    );
    // One of each kind tells more than three that list.
    let mut chosen: Vec<&Operation> = Vec::new();
    for operation in operations.iter().copied() {
        let known = chosen.iter().any(|other| other.method == operation.method);
        if chosen.len() < count && !known {
            chosen.push(operation);
        }
    }
    chosen
}

fn summary(operation: &Operation) -> Option<String> {
    let documentation = &operation.documentation;
    documentation
        .summary
        .as_deref()
        .or(documentation.description.as_deref())
        .and_then(sentence)
}

/// `let value = call.await?;` and what shows the value.
fn awaited(call: &Expression, operation: &Operation) -> String {
    let call = call.clone().link(Link {
        call: Expression::atom("await"),
        suffix: "?",
        comment: None,
    });
    match &operation.responses.success {
        SuccessType::Single(Type::Unit) => statement(4, "", &call, ";"),
        SuccessType::Single(Type::ByteStream) => {
            format!(
                "{}    println!(\"{{}} bytes\", bytes.save_to(\"response.bin\").await?);\n",
                statement(4, "let bytes = ", &call, ";")
            )
        }
        SuccessType::Single(Type::EventStream(_) | Type::JsonLines(_)) => {
            format!(
                "{}    while let Some(item) = items.next().await {{\n        println!(\"{{:#?}}\", item?);\n    }}\n",
                statement(4, "let mut items = ", &call, ";")
            )
        }
        _ => format!(
            "{}    println!(\"{{value:#?}}\");\n",
            statement(4, "let value = ", &call, ";")
        ),
    }
}
