//! What a sample does with the result of a call.

use std::fmt::Write as _;

use super::Usage;
use super::value::Values;
use crate::ir::{ErrorEnum, Operation, ResponseBody, StatusRange, SuccessType, Type};

/// The `match` on the result: its value, each documented error, anything else.
pub(super) fn outcome(usage: &Usage<'_>, operation: &Operation, values: &mut Values<'_>) -> String {
    values.imports.add(&usage.place.runtime(), "Error");
    let mut text = "    match result {\n".to_owned();
    text.push_str(match &operation.responses.success {
        SuccessType::Single(Type::Unit) => "        Ok(()) => println!(\"done\"),\n",
        SuccessType::Single(Type::ByteStream) => {
            "        Ok(bytes) => println!(\"{} bytes\", bytes.save_to(\"response.bin\").await?),\n"
        }
        SuccessType::Single(Type::EventStream(_) | Type::JsonLines(_)) => {
            "        Ok(mut items) => {\n            while let Some(item) = items.next().await {\n                println!(\"{:#?}\", item?);\n            }\n        }\n"
        }
        _ => "        Ok(value) => println!(\"{value:#?}\"),\n",
    });
    let documented = usage
        .api
        .errors
        .iter()
        .find(|error| error.name == operation.responses.error);
    match documented.filter(|error| !error.variants.is_empty()) {
        None => text.push_str("        Err(Error::Api(answer)) => eprintln!(\"{}: {}\", answer.status, answer.error),\n"),
        Some(error) => {
            let name = error_name(error, operation);
            let name = values.imports.operation(usage.place, &name);
            text.push_str("        Err(Error::Api(answer)) => match &answer.error {\n");
            for variant in &error.variants {
                let status = status(variant.status);
                let words = heck::ToTitleCase::to_title_case(variant.name.plain());
                let (pattern, shown) = match payload(variant.body.as_ref()) {
                    Payload::None => ("", ""),
                    Payload::Shown => ("(body)", ": {body:?}"),
                };
                let variant = &variant.name;
                let _ = writeln!(text, "            {name}::{variant}{pattern} => eprintln!(\"{status} {words}{shown}\"),");
            }
            text.push_str("            other => eprintln!(\"{}: {other}\", answer.status),\n        },\n");
        }
    }
    text.push_str("        // No answer: a timeout, no connection, a body that cannot be read.\n");
    text.push_str("        Err(error) => return Err(error.into()),\n    }\n");
    text
}

/// The enum's name, or the further name that it has for this operation.
pub(crate) fn error_name(error: &ErrorEnum, operation: &Operation) -> String {
    let own = format!("{}Error", operation.name);
    let alias = error.aliases.iter().find(|alias| alias.as_str() == own);
    alias.unwrap_or(&error.name).as_str().to_owned()
}

enum Payload {
    None,
    Shown,
}

fn payload(body: Option<&ResponseBody>) -> Payload {
    match body.map(|body| &body.r#type) {
        None | Some(Type::Unit) => Payload::None,
        Some(_) => Payload::Shown,
    }
}

/// A status as a reader knows it.
pub(crate) fn status(range: StatusRange) -> String {
    match range {
        StatusRange::Exact(status) => status.to_string(),
        StatusRange::Range(first) => format!("{first}XX"),
        StatusRange::Default => "default".to_owned(),
    }
}
