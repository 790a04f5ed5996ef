//! A crate with more than 200 types: each group of operations has a cargo feature.

use sdksmith::Generator;
use sdksmith::output::OutputTree;
use sdksmith::source::SpecInput;
use serde_json::{Map, Value, json};

/// Three groups, of which two share a type and an error, and one leads to `more` types.
fn document(more: usize) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let answer = |name: &str| json!({ "description": "d", "content": { "application/json": { "schema": reference(name) } } });
    let operation = |tag: &str, name: &str| json!({ "get": { "tags": [tag], "responses": { "200": answer(name), "404": answer("Problem") } } });
    let object = |members: Value| json!({ "type": "object", "properties": members });
    let fillers = (0..more).map(|index| format!("Filler{index}"));
    let members: Map<String, Value> = fillers
        .map(|name| (name.clone(), reference(&name)))
        .collect();
    let mut schemas = json!({
        "Cat": object(json!({ "collar": reference("Collar"), "lives": { "type": "integer" } })),
        "Dog": object(json!({ "collar": reference("Collar") })),
        "Collar": object(json!({ "color": { "type": "string" } })),
        "Problem": object(json!({ "title": { "type": "string" } })),
        "Stock": object(Value::Object(members.clone())),
    });
    for name in members.keys() {
        schemas[name] = object(json!({ (name.clone()): { "type": "string" } }));
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Large", "version": "1" },
        "paths": {
            "/cats": operation("Cats", "Cat"),
            "/dogs": operation("Tracing", "Dog"),
            "/stock": { "get": { "tags": ["Stock Items"], "responses": { "200": answer("Stock") } } },
        },
        "components": { "schemas": schemas },
    })
}

fn generated(more: usize) -> OutputTree {
    let input = SpecInput::Text {
        name: "large.json".to_owned(),
        text: document(more).to_string(),
    };
    let generated = Generator::new(input)
        .name("large-sdk")
        .generate(&mut |_| {});
    generated.unwrap().tree.unwrap()
}

fn text(tree: &OutputTree, path: &str) -> String {
    let file = tree.iter().find(|(at, _)| at.as_str() == path);
    let (_, bytes) = file.unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn each_group_of_a_large_crate_has_a_feature_that_is_on() {
    let tree = generated(200);
    let manifest: toml::Table = text(&tree, "Cargo.toml").parse().unwrap();
    let features = &manifest["features"];
    let groups = ["cats", "stock-items", "tracing-operations"];
    let default = features["default"].as_array().unwrap();
    for group in groups {
        assert!(default.contains(&group.into()), "{group}: {default:?}");
        assert_eq!(features[group].as_array().unwrap().len(), 0, "{group}");
    }
    assert_eq!(features["tracing"].as_array().unwrap().len(), 1);
    let required = manifest["example"][0]["required-features"]
        .as_array()
        .unwrap();
    assert!(!required.is_empty());
    let readme = text(&tree, "README.md");
    assert!(readme.contains("| one for each group, such as `cats` | yes |"));
}

#[test]
fn what_belongs_to_groups_is_compiled_under_their_features() {
    let tree = generated(200);
    for (path, expected) in [
        (
            "src/client.rs",
            "#[cfg(feature = \"cats\")]\n    pub fn cats(&self)",
        ),
        (
            "src/operations/mod.rs",
            "#[cfg(feature = \"tracing-operations\")]\nmod tracing;",
        ),
        (
            "src/operations/mod.rs",
            "#[cfg(feature = \"stock-items\")]\npub use stock_items::",
        ),
        (
            "src/operations/mod.rs",
            "#[cfg(any(feature = \"cats\", feature = \"tracing-operations\"))]\nmod shared;",
        ),
        ("src/models/mod.rs", "#[cfg(feature = \"cats\")]\nmod cat;"),
        (
            "src/models/mod.rs",
            "#[cfg(any(feature = \"cats\", feature = \"tracing-operations\"))]\nmod collar;",
        ),
        (
            "src/models/mod.rs",
            "#[cfg(any(feature = \"cats\", feature = \"tracing-operations\"))]\nmod problem;",
        ),
        (
            "src/models/mod.rs",
            "#[cfg(feature = \"stock-items\")]\npub use filler7::Filler7;",
        ),
        (
            "src/codec/mod.rs",
            "#[cfg(feature = \"tracing-operations\")]\nmod dog;",
        ),
    ] {
        let text = text(&tree, path);
        assert!(
            text.contains(expected),
            "{expected}\nis not in {path}:\n{text}"
        );
    }
}

#[test]
fn a_crate_of_ordinary_size_has_no_such_features() {
    let tree = generated(195);
    let manifest = text(&tree, "Cargo.toml");
    assert!(!manifest.contains("cats"), "{manifest}");
    assert!(!text(&tree, "src/models/mod.rs").contains("cfg("));
    assert!(!text(&tree, "README.md").contains("one for each group"));
}
