use super::types_of;

#[test]
fn values_become_variants() {
    let types = types_of("A: {type: string, enum: [a-b, '', '24h', unknown, Self, '<=']}");
    let expected = r#"enum A: String { AB="a-b", Empty="", V24h="24h", UnknownValue="unknown", SelfValue="Self", LessEqual="<=" }"#;
    assert_eq!(types, expected);
}

#[test]
fn h10_values_that_differ_in_case_stay_apart() {
    assert_eq!(
        types_of("A: {type: string, enum: [asc, ASC]}"),
        r#"enum A: String { Asc="asc", Asc2="ASC" }"#
    );
}

#[test]
fn integers_and_mixed_values() {
    let types = types_of(
        "A: {type: integer, enum: [12, -1]}\nB: {enum: [a, 1]}\nC: {type: number, enum: [1.5]}",
    );
    let expected = "enum A: Integer { V12=12, Minus1=-1 }\nenum B: Json { A=\"a\", V1=1 }\nenum C: Json { V1_5=1.5 }";
    assert_eq!(types, expected);
}

#[test]
fn null_among_the_values_makes_the_use_nullable() {
    let types = types_of("A: {required: [a], properties: {a: {enum: [x, y, null]}}}");
    assert_eq!(
        types,
        "struct A\n  a: Nullable AA\nenum AA: String { X=\"x\", Y=\"y\" }"
    );
}

#[test]
fn extensions_name_the_variants() {
    let types = types_of(
        "
        A: {type: integer, enum: [0, 1], x-enum-varnames: [Low, High]}
        B: {type: string, enum: [a, b], x-enumNames: [First, Second]}
        ",
    );
    assert_eq!(
        types,
        "enum A: Integer { Low=0, High=1 }\nenum B: String { First=\"a\", Second=\"b\" }"
    );
}

#[test]
fn constants_of_a_choice_are_one_enum() {
    let types =
        types_of("A:\n  oneOf:\n    - {const: 1, title: One}\n    - {const: 2, title: Two}\n");
    assert_eq!(types, "enum A: Integer { One=1, Two=2 }");
}

#[test]
fn text_beside_an_enum_is_an_open_enum() {
    let types = types_of("A: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}");
    assert_eq!(types, "enum A: String { A=\"a\", B=\"b\" }");
}

#[test]
fn text_or_nothing_is_text() {
    assert_eq!(
        types_of("A: {oneOf: [{type: string, format: url}, {type: string, const: ''}]}"),
        "type A = String"
    );
}

#[test]
fn booleans_are_no_enum() {
    assert_eq!(
        types_of("A: {type: boolean, enum: [true]}"),
        "type A = Boolean"
    );
}
