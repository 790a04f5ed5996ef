use super::{analyzed, document, types_of};
use crate::diagnostic::Code;

#[test]
fn parts_become_one_flat_struct() {
    let types = types_of(
        "
        A:
          allOf:
            - {$ref: '#/components/schemas/B'}
            - {type: object, required: [a, b], properties: {a: {type: integer}}}
        B: {type: object, properties: {b: {type: string}, c: {type: string}}}
        ",
    );
    assert!(
        types.starts_with(
            "struct A\n  b: Required String\n  c: Optional String\n  a: Required I64\n"
        ),
        "{types}"
    );
}

#[test]
fn a_description_beside_a_reference_changes_no_type() {
    let types = types_of(
        "
        A: {properties: {b: {description: mine, allOf: [{$ref: '#/components/schemas/B'}]}}}
        B: {type: object, properties: {b: {type: string}}}
        ",
    );
    assert!(types.starts_with("struct A\n  b: Optional B\n"), "{types}");
}

#[test]
fn a_later_part_narrows_a_property() {
    let types = types_of(
        "
        A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {kind: {enum: [a, b]}}}]}
        B: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    );
    assert!(
        types.starts_with(
            "struct A\n  kind: Required AKind\nenum AKind: String { A=\"a\", B=\"b\" }"
        ),
        "{types}"
    );
}

#[test]
fn types_that_exclude_each_other_are_reported_and_the_later_taken() {
    let (api, diagnostics) = analyzed(&document(
        "
        A: {allOf: [{properties: {a: {type: string}}}, {properties: {a: {type: integer}}}]}
        ",
    ));
    assert_eq!(super::printed(&api), "struct A\n  a: Optional I64");
    assert_eq!(
        diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect::<Vec<_>>(),
        [Code::ConflictingSchemas]
    );
}

#[test]
fn a_choice_in_a_part_is_flattened() {
    let types = types_of(
        "
        A: {allOf: [{properties: {id: {type: string}}}, {$ref: '#/components/schemas/Method'}]}
        Method: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
        B: {required: [b], properties: {b: {type: string}}}
        C: {required: [c], properties: {c: {type: string}}}
        ",
    );
    assert!(
        types.starts_with(
            "struct A\n  id: Optional String\n  ..method: Method\nunion Method: Shape"
        ),
        "{types}"
    );
}

#[test]
fn h33_diamonds_are_walked_once() {
    let mut schemas = String::from("A0: {type: object, properties: {a: {type: string}}}\n");
    for level in 1..40 {
        let below = level - 1;
        let schema = format!(
            "A{level}: {{allOf: [{{$ref: '#/components/schemas/A{below}'}}, {{$ref: '#/components/schemas/A{below}'}}, {{properties: {{p{level}: {{type: string}}}}}}]}}\n"
        );
        schemas.push_str(&schema);
    }
    let types = types_of(&schemas);
    assert_eq!(types.matches("struct ").count(), 40);
}

#[test]
fn h18_a_schema_in_its_own_all_of_ends() {
    let types = types_of(
        "A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {type: string}}}]}",
    );
    assert_eq!(types, "struct A\n  a: Optional String");
}
