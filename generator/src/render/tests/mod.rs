//! Render on an API made by hand: what files there are, what they say, and what can never get into them.

use std::path::Path;

use serde_json::json;

use super::{CrateSettings, Target, Workspace, render};
use crate::ir::{Api, CrateName, Documentation, ModuleName, TypeKind};
use crate::output::OutputTree;

pub(crate) mod sample;

fn settings() -> CrateSettings {
    CrateSettings {
        name: CrateName::new("sample-sdk"),
        version: "0.1.0".to_owned(),
        description: None,
        license: None,
        repository: None,
        keywords: Vec::new(),
        workspace: Workspace::Own,
    }
}

fn rendered(api: &Api, module: &[&str]) -> OutputTree {
    let module = module.iter().map(|name| ModuleName::new(*name)).collect();
    render(&settings(), &[Target { api, module }]).unwrap()
}

fn text(tree: &OutputTree, path: &str) -> String {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no file {path}"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The lines of an item from the first that contains `start` to the end of that item.
fn item(text: &str, start: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.contains(start));
    let mut taken = Vec::new();
    for line in lines {
        taken.push(line);
        if line.starts_with('}') || line.starts_with("})") {
            break;
        }
    }
    taken.join("\n")
}

#[test]
fn a_struct_has_its_fields_docs_and_setters() {
    let tree = rendered(&sample::api(), &[]);
    let models = text(&tree, "src/models/mod.rs");
    insta::assert_snapshot!(item(&models, "pub struct Client {"));
    insta::assert_snapshot!("constructor_and_setters", item(&models, "impl Client {"));
}

#[test]
fn a_codec_names_members_by_the_wire() {
    let codec = text(&rendered(&sample::api(), &[]), "src/codec/mod.rs");
    insta::assert_snapshot!(item(&codec, "impl Structure for models::Client {"));
    insta::assert_snapshot!("tagged", item(&codec, "impl TaggedUnion for"));
}

#[test]
fn an_operation_is_data_and_two_functions() {
    let operations = text(&rendered(&sample::api(), &[]), "src/operations/clients.rs");
    insta::assert_snapshot!(item(&operations, "impl Operation for ReadClient"));
    insta::assert_snapshot!("paged", item(&operations, "impl Paged for ListClients"));
    insta::assert_snapshot!("error", item(&operations, "error_enum!(ReadClientError"));
}

#[test]
fn an_api_in_a_module_imports_from_that_module() {
    let tree = rendered(&sample::api(), &["clients", "sample"]);
    let operations = text(&tree, "src/clients/sample/operations/clients.rs");
    assert!(
        operations.contains("use crate::clients::sample::models;"),
        "{operations}"
    );
    assert!(text(&tree, "src/clients/mod.rs").contains("pub mod sample;"));
    assert!(
        text(&tree, "src/lib.rs").contains("#[rustfmt::skip]\npub mod clients;\npub mod runtime;")
    );
}

#[test]
fn an_empty_api_is_a_crate_too() {
    let api = Api {
        groups: Vec::new(),
        operations: Vec::new(),
        types: Vec::new(),
        errors: Vec::new(),
        successes: Vec::new(),
        servers: Vec::new(),
        globals: Vec::new(),
        security_schemes: Vec::new(),
        ..sample::api()
    };
    let tree = rendered(&api, &[]);
    assert!(tree.get("src/models/mod.rs").is_none() && tree.get("src/operations/mod.rs").is_none());
    let client = text(&tree, "src/client.rs");
    assert!(client.contains("#[allow(dead_code, reason = \"the document has no operation\")]"));
    // Pieces that nothing uses are left out, in the list of modules as well.
    assert!(
        tree.get("src/runtime/page.rs").is_none() && tree.get("src/runtime/date_time.rs").is_none()
    );
    let runtime = text(&tree, "src/runtime/mod.rs");
    assert!(
        !runtime.contains("mod page;") && !runtime.contains("// piece"),
        "{runtime}"
    );
    assert!(!text(&tree, "Cargo.toml").contains("jiff"));
}

#[test]
fn a_browser_and_other_targets_have_dependencies_of_their_own() {
    let manifest = text(&rendered(&sample::api(), &[]), "Cargo.toml");
    let table: toml::Table = manifest.parse().unwrap();
    let target = table["target"].as_table().unwrap();
    let native = &target[r#"cfg(not(target_arch = "wasm32"))"#]["dependencies"];
    let browser = &target[r#"cfg(target_arch = "wasm32")"#]["dependencies"];
    let everywhere = table["dependencies"].as_table().unwrap();
    for (name, here, elsewhere) in [("reqwest", native, browser), ("web-sys", browser, native)] {
        assert!(here.get(name).is_some(), "{name}");
        assert!(elsewhere.get(name).is_none() && !everywhere.contains_key(name));
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let api = sample::api();
    assert_eq!(rendered(&api, &[]), rendered(&api, &[]));
}

#[test]
fn b03_text_of_the_document_stays_a_value_of_the_manifest() {
    let mut api = sample::api();
    api.title = "x\"\nbuild = \"evil.rs\"\n[dependencies]\nevil = \"1".to_owned();
    let manifest = text(&rendered(&api, &[]), "Cargo.toml");
    let table: toml::Table = manifest.parse().unwrap();
    let package = table["package"].as_table().unwrap();
    assert_eq!(package["build"].as_bool(), Some(false));
    for switch in ["autobins", "autotests", "autobenches"] {
        assert_eq!(package[switch].as_bool(), Some(false));
    }
    assert!(
        !table["dependencies"]
            .as_table()
            .unwrap()
            .contains_key("evil")
    );
    assert_eq!(table["lib"]["doctest"].as_bool(), Some(false));
    assert!(table["workspace"].as_table().unwrap().is_empty());
}

#[test]
fn b01_text_of_the_document_never_becomes_code() {
    let evil =
        "*/ \"); fn evil() {} // \u{202e}\r\n    std::fs::write(\"x\", \"y\");\n```\n#![evil]";
    let mut api = sample::api();
    api.title = evil.to_owned();
    for operation in &mut api.operations {
        operation.id = evil.to_owned();
        operation.documentation.summary = Some(evil.to_owned());
        operation.path.template = evil.to_owned();
    }
    for definition in &mut api.types {
        definition.documentation = Documentation {
            default: Some(json!(evil)),
            ..sample::docs(evil)
        };
        if let TypeKind::Structure(structure) = &mut definition.kind {
            for field in &mut structure.fields {
                field.wire_name = evil.to_owned();
                field.documentation = sample::docs(evil);
            }
        }
    }
    let tree = rendered(&api, &[]);
    for (path, bytes) in tree.iter().filter(|(path, _)| {
        Path::new(path.as_str())
            .extension()
            .is_some_and(|end| end == "rs")
    }) {
        if path.as_str().starts_with("src/runtime/") {
            continue;
        }
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        let evil = file
            .items
            .iter()
            .any(|item| matches!(item, syn::Item::Fn(item) if item.sig.ident == "evil"));
        assert!(!evil, "{path}");
        assert!(!text.contains('\u{202e}') && !text.contains('\r'), "{path}");
        assert!(
            !text
                .lines()
                .any(|line| line.trim_start().starts_with("#![evil")),
            "{path}"
        );
    }
}
