use super::{analyzed, document, of_schemas, types_of};
use crate::diagnostic::Code;
use crate::ir::{JsonKind, TypeKind};

#[test]
fn null_and_one_schema_is_that_schema() {
    let types = types_of(
        "
        A: {required: [b], properties: {b: {anyOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}}}
        B: {properties: {a: {type: string}}}
        ",
    );
    assert_eq!(
        types,
        "struct A\n  b: Nullable B\nstruct B\n  a: Optional String"
    );
}

#[test]
fn one_or_many() {
    let types = types_of("A: {oneOf: [{type: integer}, {type: array, items: {type: integer}}]}");
    assert_eq!(types, "union A: Shape { One(I64), Many(Vec<I64>) }");
}

#[test]
fn several_types_are_a_union_by_shape() {
    assert_eq!(
        types_of("A: {type: [string, integer, array], items: {type: string}}"),
        "union A: Shape { Integer(I64), String(String), Array(Vec<String>) }"
    );
}

#[test]
fn integer_or_number_is_a_number() {
    assert_eq!(
        types_of("A: {oneOf: [{type: integer}, {type: number}]}"),
        "type A = F64"
    );
}

#[test]
fn variants_are_named_by_what_is_theirs_alone() {
    let types = types_of(
        "
        A:
          oneOf:
            - {type: object, required: [id, url], properties: {id: {type: string}, url: {type: string}}}
            - {type: object, required: [id, text], properties: {id: {type: string}, text: {type: string}}}
        ",
    );
    let expected = "union A: Shape { Url(AUrl), Text(AText) }
struct AUrl\n  id: Required String\n  url: Required String
struct AText\n  id: Required String\n  text: Required String";
    assert_eq!(types, expected);
}

#[test]
fn names_lose_the_words_that_all_variants_share() {
    let types = types_of(
        "
        A: {oneOf: [{$ref: '#/components/schemas/SinkHttpConfig'}, {$ref: '#/components/schemas/SinkS3Config'}]}
        SinkHttpConfig: {required: [url], properties: {url: {type: string}}}
        SinkS3Config: {required: [bucket], properties: {bucket: {type: string}}}
        ",
    );
    assert!(
        types.starts_with("union A: Shape { Http(SinkHttpConfig), S3(SinkS3Config) }"),
        "{types}"
    );
}

#[test]
fn shapes_say_what_tells_variants_apart() {
    let api = of_schemas(
        "
        A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}
        B: {required: [id], properties: {id: {type: string}, name: {type: string}}}
        ",
    );
    let TypeKind::Union(union) = &api.types[0].kind else {
        panic!("no union")
    };
    assert_eq!(union.variants[0].shape.kinds, [JsonKind::String]);
    assert_eq!(union.variants[1].shape.kinds, [JsonKind::Object]);
    assert_eq!(union.variants[1].shape.required, ["id"]);
    assert_eq!(union.variants[1].shape.properties, ["id", "name"]);
}

#[test]
fn any_of_objects_without_required_members_is_one_struct() {
    let types = types_of(
        "
        A: {anyOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
        B: {type: object, properties: {b: {type: string}}}
        C: {type: object, properties: {c: {type: string}}}
        ",
    );
    assert!(
        types.starts_with("struct A\n  b: Optional String\n  c: Optional String\n"),
        "{types}"
    );
}

#[test]
fn a_choice_of_required_members_changes_nothing() {
    let types = types_of(
        "
        A:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          oneOf: [{required: [a]}, {required: [b]}]
        ",
    );
    assert_eq!(
        types,
        "struct A\n  a: Optional String\n  b: Optional String"
    );
}

#[test]
fn a_choice_beside_properties_is_flattened() {
    let types = types_of(
        "
        A:
          type: object
          required: [id]
          properties: {id: {type: string}}
          oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
        B: {required: [b], properties: {b: {type: string}}}
        C: {required: [c], properties: {c: {type: string}}}
        ",
    );
    assert!(
        types.starts_with(
            "struct A\n  id: Required String\n  ..variant: AVariant\nunion AVariant: Shape"
        ),
        "{types}"
    );
}

#[test]
fn variants_that_look_the_same_are_reported() {
    let (_, diagnostics) = analyzed(&document(
        "
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
        B: {required: [id], properties: {id: {type: string}}}
        C: {required: [id], properties: {id: {type: string}}}
        ",
    ));
    assert_eq!(
        diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect::<Vec<_>>(),
        [Code::AmbiguousUnion]
    );
}
