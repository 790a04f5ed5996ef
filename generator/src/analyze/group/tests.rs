use crate::analyze::fixture::{api, api_with, document};
use crate::config::{Call, Settings};

const OK: &str = "responses: { '204': { description: Done } }";

#[test]
fn groups_come_in_the_order_of_the_declared_tags() {
    let paths = format!(
        "  /users: {{ get: {{ tags: [Users], {OK} }} }}
  /jobs: {{ get: {{ tags: [Jobs], {OK} }} }}
  /pets: {{ get: {{ tags: [Pets], {OK} }} }}"
    );
    let (api, _) = api(&document(
        &paths,
        "tags: [{ name: Pets, description: All pets. }, { name: Users }]",
    ));
    let groups: Vec<_> = api
        .groups
        .iter()
        .map(|group| (group.method.as_str(), group.operations.clone()))
        .collect();
    assert_eq!(
        groups,
        [("pets", vec![2]), ("users", vec![0]), ("jobs", vec![1])]
    );
    assert_eq!(
        api.groups[0].documentation.description.as_deref(),
        Some("All pets.")
    );
}

#[test]
fn dotted_groups_nest() {
    let paths = format!(
        "  /vault/consumers/{{id}}: {{ get: {{ tags: [Consumers], x-speakeasy-group: vault.consumers, x-speakeasy-name-override: get, parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}], {OK} }} }}"
    );
    let (api, _) = api(&document(&paths, ""));
    let vault = &api.groups[0];
    let consumers = &vault.groups[0];
    assert_eq!(
        (vault.name.as_str(), vault.title.as_str()),
        ("Vault", "Vault")
    );
    assert_eq!(
        (
            consumers.name.as_str(),
            consumers.title.as_str(),
            consumers.module.as_str()
        ),
        ("Consumers", "Consumers", "consumers")
    );
    assert_eq!(api.operations[0].call, "vault().consumers().get");
    assert_eq!(api.operations[0].name.as_str(), "GetConsumer");
}

#[test]
fn the_users_names_win() {
    let paths = format!(
        "  /pets:
    get: {{ operationId: getAllThePets, tags: [Pet things], {OK} }}
    post: {{ tags: [Pet things], {OK} }}"
    );
    let mut settings = Settings::default();
    let call = |text: &str| Call::parse(text).unwrap();
    settings
        .rename
        .operations
        .insert("getAllThePets".to_owned(), call("list"));
    settings
        .rename
        .operations
        .insert("POST /pets".to_owned(), call("store.pets.adopt"));
    settings
        .rename
        .groups
        .insert("Pet things".to_owned(), "animals".to_owned());
    let (api, _) = api_with(&document(&paths, ""), &settings);
    let calls: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.call.as_str())
        .collect();
    assert_eq!(calls, ["animals().list", "store().pets().adopt"]);
}

#[test]
fn a_tag_stands_within_its_parents() {
    let paths = format!(
        "  /cards: {{ get: {{ tags: [beta, Cards], {OK} }} }}
  /cards/{{id}}/limits: {{ get: {{ tags: [Limits], parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}], {OK} }} }}
  /rings: {{ get: {{ tags: [Rings], {OK} }} }}"
    );
    let tags = "tags: [{ name: beta, kind: badge }, { name: Cards, summary: Plastic cards, parent: Products, kind: nav }, \
                { name: Limits, parent: Cards }, { name: Products }, { name: Rings, parent: Rings }]";
    let text = document(&paths, tags).replacen("openapi: 3.0.3", "openapi: 3.2.0", 1);
    assert!(text.contains("openapi: 3.2.0"));
    let (api, _) = api(&text);
    let calls: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.call.as_str())
        .collect();
    assert_eq!(
        calls,
        [
            "products().cards().list",
            "products().cards().limits().list",
            "rings().list",
        ]
    );
    let titles = |groups: &[crate::ir::Group]| -> Vec<String> {
        groups.iter().map(|group| group.title.clone()).collect()
    };
    assert_eq!(titles(&api.groups), ["Products", "Rings"]);
    assert_eq!(titles(&api.groups[0].groups), ["Plastic cards"]);
}

#[test]
fn names_that_generated_code_has_are_left_to_it() {
    let paths = format!(
        "  /operations: {{ get: {{ operationId: new, tags: [Operation], {OK} }} }}
  /clients: {{ get: {{ operationId: clone, tags: [builder], {OK} }} }}"
    );
    let (api, _) = api(&document(&paths, ""));
    assert_eq!(api.groups[0].name.as_str(), "OperationGroup");
    assert_ne!(api.groups[1].method.as_str(), "builder");
    assert_eq!(api.operations[0].method_name.as_str(), "list");
    assert!(api.operations[1].method_name.as_str().starts_with("list"));
}
