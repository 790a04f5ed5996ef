//! Imports along the flow of stages: a stage knows those before it, and none after.

use super::{Fault, File};

/// Each stage of the generator, and what it may import.
const FLOW: [(&str, &[&str]); 12] = [
    ("diagnostic", &[]),
    ("config", &[]),
    ("format", &[]),
    ("output", &[]),
    ("ir", &[]),
    ("source", &["diagnostic"]),
    ("dialect", &["diagnostic", "source"]),
    ("model", &["diagnostic", "source", "dialect"]),
    ("naming", &["ir"]),
    (
        "analyze",
        &["config", "diagnostic", "source", "model", "naming", "ir"],
    ),
    ("render", &["config", "naming", "ir", "format", "output"]),
    (
        "pipeline",
        &[
            "analyze",
            "config",
            "diagnostic",
            "dialect",
            "format",
            "ir",
            "model",
            "naming",
            "output",
            "render",
            "source",
        ],
    ),
];

/// Stages that know the crate `openapiv3`.
const OPENAPI: [&str; 3] = ["dialect", "model", "analyze"];

pub(super) fn check(file: &File) -> Vec<Fault> {
    let Some(stage) = stage(&file.path).filter(|_| !is_test(&file.path)) else {
        return Vec::new();
    };
    let Some((_, allowed)) = FLOW.iter().find(|(name, _)| *name == stage) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for (number, line) in file
        .code()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        for module in modules(line)
            .into_iter()
            .filter(|module| *module != stage && is_stage(module))
        {
            if !allowed.contains(&module) {
                faults.push(file.fault(
                    number,
                    format!("`{stage}` imports from `{module}`, against the flow"),
                ));
            }
        }
        if line.contains("openapiv3::") && !OPENAPI.contains(&stage) {
            faults.push(file.fault(number, format!("`{stage}` knows `openapiv3`")));
        }
    }
    faults
}

/// The stage that a file of the generator belongs to.
fn stage(path: &str) -> Option<&str> {
    let below = path.strip_prefix("generator/src/")?;
    below.split(['/', '.']).next()
}

/// Whether a file holds tests or what they share: those run the stages before their own.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/fixture.rs")
}

fn is_stage(module: &str) -> bool {
    FLOW.iter().any(|(name, _)| *name == module)
}

/// The modules after each `crate::` of a line, those of a group in braces as far as the line has them.
fn modules(line: &str) -> Vec<&str> {
    let mut modules = Vec::new();
    // `$crate::` and words that end in `crate` are something else.
    for (at, found) in line.match_indices("crate::") {
        let before = line.get(..at).unwrap_or_default();
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = line.get(at + found.len()..).unwrap_or_default();
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(group.split(',').map(|part| name(part.trim_start()))),
            None => modules.push(name(rest)),
        }
    }
    modules
}

/// The identifier at the begin of `text`.
fn name(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&file(path, text))
            .into_iter()
            .map(|fault| format!("{}: {}", fault.line, fault.message))
            .collect()
    }

    #[test]
    fn imports_against_the_flow_are_faults() {
        assert_eq!(
            messages(
                "generator/src/render/client.rs",
                "use crate::ir::Api;\nuse crate::analyze::x;\n"
            ),
            ["2: `render` imports from `analyze`, against the flow"]
        );
        assert_eq!(
            messages(
                "generator/src/source/mod.rs",
                "use crate::{diagnostic::Code, model::Model, Error};\n"
            ),
            ["1: `source` imports from `model`, against the flow"]
        );
        assert_eq!(
            messages("generator/src/ir/api.rs", "a: crate::naming::Scope,\n"),
            ["1: `ir` imports from `naming`, against the flow"]
        );
    }

    #[test]
    fn imports_along_the_flow_are_none() {
        let text = "use crate::ir::Api;\nuse crate::render::code;\n/// [`x`](crate::analyze)\nuse super::y;\n";
        assert!(messages("generator/src/render/client.rs", text).is_empty());
        assert!(messages("generator/src/cli/mod.rs", "use crate::anything;\n").is_empty());
        let tested = "#[cfg(test)]\nmod tests { use crate::analyze; }\n";
        assert!(messages("generator/src/render/client.rs", tested).is_empty());
    }

    #[test]
    fn render_never_sees_openapiv3() {
        assert_eq!(
            messages(
                "generator/src/render/a.rs",
                "fn a(_: openapiv3::Schema) {}\n"
            ),
            ["1: `render` knows `openapiv3`"]
        );
        assert!(
            messages(
                "generator/src/analyze/a.rs",
                "fn a(_: openapiv3::Schema) {}\n"
            )
            .is_empty()
        );
    }
}
