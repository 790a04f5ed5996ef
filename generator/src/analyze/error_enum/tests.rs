use crate::analyze::fixture::{api, document};
use crate::ir::{Api, ErrorEnum};

fn shown(errors: &ErrorEnum) -> (&str, Vec<&str>, Vec<&str>) {
    let variants = errors
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    (
        errors.name.as_str(),
        variants,
        errors
            .aliases
            .iter()
            .map(crate::ir::TypeName::as_str)
            .collect(),
    )
}

fn of_operations(api: &Api) -> Vec<&str> {
    api.operations
        .iter()
        .map(|operation| operation.responses.error.as_str())
        .collect()
}

#[test]
fn operations_with_the_same_errors_share_an_enum() {
    let paths = "  /pets:
    get: { operationId: listPets, tags: [Pets], responses: { '200': { description: Ok }, '404': { description: None } } }
    post: { operationId: createPet, tags: [Pets], responses: { '200': { description: Ok }, '404': { description: Missing } } }
    put: { operationId: savePets, tags: [Pets], responses: { '200': { description: Ok }, '5XX': { description: No }, default: { description: No } } }";
    let (api, _) = api(&document(paths, ""));
    assert_eq!(
        of_operations(&api),
        ["PetsError", "PetsError", "SavePetsError"]
    );
    let enums: Vec<_> = api.errors.iter().map(shown).collect();
    assert_eq!(
        enums,
        [
            (
                "PetsError",
                vec!["NotFound"],
                vec!["ListPetsError", "CreatePetError"]
            ),
            ("SavePetsError", vec!["ServerError", "Default"], vec![]),
        ]
    );
}

#[test]
fn errors_of_several_groups_are_named_by_the_api() {
    let paths = "  /pets:
    get: { operationId: listPets, tags: [Pets], responses: { default: { description: No }, '200': { description: Ok } } }
  /users:
    get: { operationId: listUsers, tags: [Users], responses: { '200': { description: Ok }, default: { description: No } } }";
    let (api, _) = api(&document(paths, ""));
    assert_eq!(of_operations(&api), ["PetStoreError", "PetStoreError"]);
}

#[test]
fn errors_with_different_bodies_stay_apart() {
    let paths = "  /pets:
    get: { operationId: listPets, responses: { '400': { description: No, content: { application/json: { schema: { type: string } } } } } }
    post: { operationId: createPet, responses: { '400': { description: No } } }";
    let (api, _) = api(&document(paths, ""));
    assert_eq!(of_operations(&api), ["ListPetsError", "CreatePetError"]);
}
