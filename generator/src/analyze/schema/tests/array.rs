use super::types_of;

#[test]
fn items_may_be_null() {
    assert_eq!(
        types_of("A: {type: array, items: {type: [string, 'null']}}"),
        "type A = Vec<Option<String>>"
    );
}

#[test]
fn a_fixed_number_of_places_is_a_tuple() {
    let types =
        types_of("A: {type: array, prefixItems: [{type: number}, {type: string}], items: false}");
    assert_eq!(types, "type A = (F64, String)");
}

#[test]
fn an_open_number_of_places_is_a_list() {
    let types = types_of(
        "A: {type: array, prefixItems: [{type: number}, {type: number}], items: {type: number}}",
    );
    assert_eq!(types, "type A = Vec<F64>");
}
