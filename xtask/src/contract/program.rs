//! The program of a document: it makes each call through the generated crate, and writes what came of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sdksmith::ir::{
    Api, ArgumentSource, CredentialKind, Operation, RequestBody, SecurityScheme, Type,
};
use serde::Deserialize;
use serde_json::json;
use toml::Table;

use super::plan::Plan;
use super::slot::BODY;
use super::subject::Subject;
use crate::Error;
use crate::fleet::process::{self, Limits};
use crate::roundtrip::Writer;

/// What a program may use.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(300),
    memory_kib: 8 * 1024 * 1024,
};

/// The part of a program that is the same in all.
const MAIN: &str = include_str!("program/main.rs.txt");

/// What came of a call.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Answer {
    pub(super) end: Ending,
    /// How the value, the error, or the failure prints.
    pub(super) debug: String,
    pub(super) status: Option<u16>,
    /// What the server says of the request beside its answer.
    pub(super) violations: Option<String>,
    pub(super) body: Option<String>,
}

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ending {
    /// The value of a success.
    Success,
    /// An error that the server answered with.
    Error,
    /// No answer that can be used.
    Failure,
    /// The values are not of the types of the inputs; no call was made.
    Refused,
}

/// Writes the packages of all programs, and a workspace for them. Gives its manifest.
pub(super) fn write(subjects: &[Subject], folder: &Path) -> Result<PathBuf, Error> {
    let mut members = Vec::new();
    for subject in subjects {
        let member = folder.join("members").join(&subject.program);
        fs::create_dir_all(&member).map_err(Error::at(&member))?;
        save(&member.join("Cargo.toml"), &manifest(subject).to_string())?;
        save(&member.join("main.rs"), &source(subject))?;
        members.push(toml::Value::from(format!("members/{}", subject.program)));
    }
    let workspace = Table::from_iter([
        ("resolver".to_owned(), toml::Value::from("3")),
        ("members".to_owned(), toml::Value::Array(members)),
    ]);
    let root = Table::from_iter([("workspace".to_owned(), toml::Value::Table(workspace))]);
    let path = folder.join("Cargo.toml");
    save(&path, &root.to_string())?;
    // The versions of this repository, as far as they are the same packages.
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        let ours = crate::shell::root().join("Cargo.lock");
        fs::copy(&ours, &lock).map_err(Error::at(&ours))?;
    }
    Ok(path)
}

fn manifest(subject: &Subject) -> Table {
    let table = |entries: Vec<(&str, toml::Value)>| {
        let entries = entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        entries.collect::<Table>()
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| toml::Value::from(*text)).collect();
    let dependency = |version: &str, features: &[&str]| {
        table(vec![
            ("version", version.into()),
            ("features", toml::Value::Array(texts(features))),
        ])
    };
    let sdk = table(vec![
        ("package", subject.package.as_str().into()),
        ("path", subject.folder.to_string_lossy().as_ref().into()),
    ]);
    let dependencies = table(vec![
        ("sdk", sdk.into()),
        ("serde", dependency("1", &["std"]).into()),
        ("serde_json", dependency("1", &["preserve_order"]).into()),
        ("tokio", dependency("1", &["net", "rt", "time"]).into()),
        ("uuid", dependency("1", &["serde"]).into()),
    ]);
    let package = table(vec![
        ("name", subject.program.as_str().into()),
        ("version", "0.0.0".into()),
        ("edition", "2024".into()),
    ]);
    let binary = table(vec![
        ("name", subject.program.as_str().into()),
        ("path", "main.rs".into()),
    ]);
    table(vec![
        ("package", package.into()),
        ("bin", toml::Value::Array(vec![binary.into()])),
        ("dependencies", dependencies.into()),
    ])
}

/// The program for a document.
fn source(subject: &Subject) -> String {
    let api = &subject.survey.api;
    let writer = Writer::new(api, "api");
    let mut text = format!(
        "#![allow(unused, reason = \"an API may have no credential, no option, no required input\")]\n\nmod api {{\n    pub use sdk{}::*;\n    pub use sdk::runtime;\n}}\n\n",
        subject.module
    );
    text.push_str(MAIN);
    text.push_str(&client(api, &writer));
    let mut arms = String::new();
    for (index, operation) in api.operations.iter().enumerate() {
        if let Some(call) = call(operation, &writer) {
            let _ = writeln!(
                text,
                "\n/// `{}`\nasync fn call_{index}(client: &api::Client, values: &Values) -> Result<Value, String> {{\n{call}}}",
                operation.id.escape_default()
            );
            let _ = writeln!(
                arms,
                "        {index} => call_{index}(client, values).await,"
            );
        }
    }
    let _ = write!(
        text,
        "\nasync fn call(operation: usize, client: &api::Client, values: &Values) -> Result<Value, String> {{\n    \
         match operation {{\n{arms}        _ => Err(\"no such operation\".to_owned()),\n    }}\n}}\n"
    );
    text
}

/// The client, with every credential and everything that is set once.
fn client(api: &Api, writer: &Writer<'_>) -> String {
    let mut text = String::from(
        "\nfn client(server: &str, globals: &Values) -> Result<api::Client, String> {\n    \
         let _ = globals;\n    let mut builder = api::Client::builder().base_url(server).allow_insecure();\n",
    );
    for scheme in &api.security_schemes {
        if let Some(setter) = credential(scheme) {
            let _ = writeln!(text, "    builder = builder.{setter};");
        }
    }
    for (index, global) in api.globals.iter().enumerate() {
        if let Some(r#type) = writer.text(&global.r#type) {
            let setter = &global.setter;
            let _ = writeln!(
                text,
                "    if let Some(value) = globals.find::<{type}>(\"{index}\")? {{\n        \
                 builder = builder.{setter}(value);\n    }}"
            );
        }
    }
    text.push_str(
        "    let _ = globals;\n    builder.build().map_err(|error| error.to_string())\n}\n",
    );
    text
}

fn credential(scheme: &SecurityScheme) -> Option<String> {
    let setter = &scheme.setter;
    Some(match &scheme.kind {
        CredentialKind::Basic => format!("{setter}(\"user\", \"password\")"),
        CredentialKind::Bearer { .. } | CredentialKind::OpenIdConnect { .. } => {
            format!("{setter}(\"token\")")
        }
        CredentialKind::ApiKey { .. } => format!("{setter}(\"key\")"),
        CredentialKind::OAuth2 { .. } => {
            let setter = scheme.token_setter.as_ref().unwrap_or(setter);
            format!("{setter}(\"token\")")
        }
        CredentialKind::Http { scheme } => {
            format!("{setter}({:?})", format!("{scheme} credentials"))
        }
        CredentialKind::MutualTls => return None,
    })
}

/// The body of the function that makes one call; nothing when an argument has no type that a value can be read into.
fn call(operation: &Operation, writer: &Writer<'_>) -> Option<String> {
    let mut arguments = Vec::new();
    for argument in &operation.arguments {
        arguments.push(match argument.source {
            ArgumentSource::Parameter(index) => {
                let parameter = operation.parameters.get(index)?;
                format!(
                    "values.need::<{}>(\"{index}\")?",
                    writer.text(&parameter.r#type)?
                )
            }
            ArgumentSource::Body => body(operation.body.as_ref()?, writer)?,
        });
    }
    let mut text = String::new();
    for (at, value) in arguments.iter().enumerate() {
        let _ = writeln!(text, "    let argument_{at} = {value};");
    }
    let names: Vec<String> = (0..arguments.len())
        .map(|at| format!("argument_{at}"))
        .collect();
    let call = operation.call.trim_end_matches("()");
    let _ = writeln!(
        text,
        "    let mut call = client.{call}({});",
        names.join(", ")
    );
    let is_argument = |index: usize| {
        let mut all = operation.arguments.iter();
        all.any(|argument| argument.source == ArgumentSource::Parameter(index))
    };
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if parameter.global || is_argument(index) {
            continue;
        }
        if let Some(r#type) = writer.text(&parameter.r#type) {
            let setter = &parameter.name;
            let _ = writeln!(
                text,
                "    if let Some(value) = values.find::<{type}>(\"{index}\")? {{\n        \
                 call = call.{setter}(value);\n    }}"
            );
        }
    }
    text.push_str("    call = values.prepare(call);\n    Ok(answer(call).await)\n");
    Some(text)
}

fn body(body: &RequestBody, writer: &Writer<'_>) -> Option<String> {
    let (r#type, change) = if body.r#type == Type::Bytes {
        ("String".to_owned(), ".into_bytes()")
    } else {
        (writer.text(&body.r#type)?, "")
    };
    Some(if body.required {
        format!("values.need::<{type}>(\"{BODY}\")?{change}")
    } else if change.is_empty() {
        format!("values.find::<{type}>(\"{BODY}\")?")
    } else {
        format!("values.find::<{type}>(\"{BODY}\")?.map(|text| text{change}.into())")
    })
}

/// Runs the program of a document against a server. Fewer answers than calls mean that it ended before its time.
pub(super) fn run(
    program: &Path,
    folder: &Path,
    server: &str,
    plan: &Plan,
) -> Result<Vec<Answer>, Error> {
    let (calls, answers) = (folder.join("calls.jsonl"), folder.join("answers.jsonl"));
    let mut text = format!("{}\n", json!({ "server": server, "globals": plan.globals }));
    for call in &plan.calls {
        let _ = writeln!(text, "{}", json!(call));
    }
    save(&calls, &text)?;
    save(&answers, "")?;
    let arguments = [calls.to_string_lossy(), answers.to_string_lossy()];
    process::run(program, &[&arguments[0], &arguments[1]], LIMITS)?;
    let text = fs::read_to_string(&answers).map_err(Error::at(&answers))?;
    let lines = text.lines();
    Ok(lines
        .map_while(|line| serde_json::from_str(line).ok())
        .collect())
}

/// Writes a file whose content is another; one that is the same keeps its time, by which cargo judges.
fn save(path: &Path, text: &str) -> Result<(), Error> {
    if fs::read_to_string(path).is_ok_and(|now| now == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(Error::at(path))
}
