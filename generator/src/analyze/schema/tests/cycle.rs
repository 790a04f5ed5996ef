use super::{of_schemas, types_of};

#[test]
fn h18_one_edge_of_a_cycle_is_boxed() {
    let types = types_of(
        "
        A: {properties: {b: {$ref: '#/components/schemas/B'}}}
        B: {properties: {a: {$ref: '#/components/schemas/A'}}}
        ",
    );
    assert_eq!(
        types,
        "struct A\n  b: Optional B\nstruct B\n  a: Optional Box<A>"
    );
}

#[test]
fn lists_and_maps_break_a_cycle_themselves() {
    let types = types_of(
        "
        A:
          properties:
            list: {type: array, items: {$ref: '#/components/schemas/A'}}
            map: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}
        ",
    );
    assert_eq!(
        types,
        "struct A\n  list: Optional Vec<A>\n  map: Optional Map<A>"
    );
}

#[test]
fn h34_a_struct_that_holds_itself_is_boxed() {
    let types = types_of("A: {required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}");
    assert_eq!(types, "struct A\n  a: Required Box<A>");
}

#[test]
fn h34_an_alias_of_itself_is_json_and_listed() {
    let api = of_schemas("A: {type: array, items: {$ref: '#/components/schemas/A'}}");
    assert_eq!(super::printed(&api), "type A = Vec<Json>");
    assert_eq!(
        api.untyped[0].reason,
        "the schema is a list or map of itself and nothing else"
    );
}

#[test]
fn h34_a_recursive_union_is_boxed_where_it_has_to_be() {
    let types = types_of(
        "
        A: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}, {$ref: '#/components/schemas/B'}]}
        B: {required: [not], properties: {not: {$ref: '#/components/schemas/A'}}}
        ",
    );
    let expected =
        "union A: Shape { String(String), Array(Vec<A>), B(B) }\nstruct B\n  not: Required Box<A>";
    assert_eq!(types, expected);
}

#[test]
fn aliases_are_seen_through() {
    let types = types_of(
        "
        A: {properties: {b: {$ref: '#/components/schemas/B'}}}
        B: {$ref: '#/components/schemas/A'}
        ",
    );
    assert_eq!(types, "struct A\n  b: Optional Box<B>\ntype B = A");
}
