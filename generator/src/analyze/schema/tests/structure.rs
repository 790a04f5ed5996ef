use super::{of_schemas, types_of};

#[test]
fn required_and_null_decide_the_presence() {
    let types = types_of(
        "
        A:
          type: object
          required: [a, b]
          properties:
            a: {type: string}
            b: {type: [string, 'null']}
            c: {type: string}
            d: {type: [string, 'null']}
        ",
    );
    assert_eq!(
        types,
        "struct A\n  a: Required String\n  b: Nullable String\n  c: Optional String\n  d: OptionalNullable String"
    );
}

#[test]
fn formats_become_types() {
    let types = types_of(
        "
        A:
          properties:
            a: {type: string, format: date-time}
            b: {type: string, format: date}
            c: {type: string, format: uuid}
            d: {type: string, format: byte}
            e: {type: string, format: password}
            f: {type: string, format: uri}
            g: {type: integer}
            h: {type: integer, format: int32}
            i: {type: integer, format: uint64}
            j: {type: number}
            k: {type: number, format: float}
            l: {type: boolean}
            m: {type: string, format: binary}
        ",
    );
    let expected = "struct A
  a: Optional DateTime
  b: Optional Date
  c: Optional Uuid
  d: Optional Base64
  e: Optional Secret
  f: Optional String
  g: Optional I64
  h: Optional I32
  i: Optional U64
  j: Optional F64
  k: Optional F64
  l: Optional Boolean
  m: Optional String";
    assert_eq!(types, expected);
}

#[test]
fn additional_properties_stand_beside_declared_ones() {
    let types = types_of(
        "
        A:
          type: object
          properties: {a: {type: string}}
          additionalProperties: {type: integer}
        B: {type: object, additionalProperties: {type: integer}}
        C: {type: object}
        D: {type: object, additionalProperties: true}
        ",
    );
    let expected = "struct A\n  a: Optional String\n  *additional_properties: I64
type B = Map<I64>
type C = JsonObject
type D = Map<Json>";
    assert_eq!(types, expected);
}

#[test]
fn a_bare_reference_is_an_alias() {
    let types = types_of(
        "
        A: {$ref: '#/components/schemas/B'}
        B: {type: object, properties: {a: {type: string}}}
        ",
    );
    assert_eq!(types, "type A = B\nstruct B\n  a: Optional String");
}

#[test]
fn a_required_const_is_no_field() {
    let types = types_of(
        "
        A:
          required: [version]
          properties:
            version: {const: 2}
            kind: {const: a}
        ",
    );
    assert_eq!(
        types,
        "struct A\n  version = 2\n  kind: Optional AKind\nenum AKind: String { A=\"a\" }"
    );
}

#[test]
fn read_only_members_need_not_be_sent() {
    let types = types_of(
        "
        A:
          required: [id, name]
          properties:
            id: {type: string, readOnly: true}
            name: {type: string}
            password: {type: string, writeOnly: true}
        ",
    );
    let expected = "struct A\n  id: Optional String ReadOnly\n  name: Required String\n  password: Optional String WriteOnly";
    assert_eq!(types, expected);
}

#[test]
fn h35_two_properties_with_one_name_stay_apart() {
    let types = types_of(
        "
        A:
          properties:
            userId: {type: string}
            user_id: {type: string}
            type: {type: string}
            $type: {type: string}
            __proto__: {type: string}
            self: {type: string}
            new: {type: string}
        ",
    );
    let expected = "struct A
  user_id: Optional String
  user_id_2: Optional String
  r#type: Optional String
  type_2: Optional String
  proto: Optional String
  self_: Optional String
  new_: Optional String";
    assert_eq!(types, expected);
}

#[test]
fn secrets_are_told_by_their_names() {
    let api = of_schemas(
        "
        A:
          properties:
            accessToken: {type: string}
            nextPageToken: {type: string}
            clientSecret: {type: string}
            accessTokenExpiresAt: {type: integer}
        ",
    );
    let crate::ir::TypeKind::Structure(structure) = &api.types[0].kind else {
        panic!("no struct")
    };
    let sensitive: Vec<bool> = structure
        .fields
        .iter()
        .map(|field| field.sensitive)
        .collect();
    assert_eq!(sensitive, [true, false, true, false]);
}

#[test]
fn floats_and_json_are_not_fully_equal_and_defaults_need_optional_fields() {
    let api = of_schemas(
        "
        A: {properties: {b: {$ref: '#/components/schemas/B'}}}
        B: {properties: {a: {$ref: '#/components/schemas/A'}, x: {type: number}}}
        C: {required: [a], properties: {a: {type: string}}}
        ",
    );
    let flags: Vec<(bool, bool)> = api
        .types
        .iter()
        .map(|definition| (definition.eq, definition.default))
        .collect();
    assert_eq!(flags, [(false, true), (false, true), (true, false)]);
}

#[test]
fn untyped_places_are_listed() {
    let api =
        of_schemas("A:\n  properties:\n    a: {}\n    b: {type: array}\n    c: {type: object}\n");
    let listed: Vec<(usize, &str)> = api
        .untyped
        .iter()
        .map(|place| (place.line, place.reason.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            (8, "the schema names no type"),
            (9, "the array does not say what its items are"),
            (10, "the object declares no properties"),
        ]
    );
}

#[test]
fn keywords_that_no_type_says_are_listed() {
    let api = of_schemas(
        "A:\n  properties:\n    a: {not: {type: string}}\n    b: {type: object, properties: {c: {type: string}}, if: {required: [c]}, then: {minProperties: 2}}\n",
    );
    let listed: Vec<(usize, &str)> = api
        .untyped
        .iter()
        .map(|place| (place.line, place.reason.as_str()))
        .collect();
    assert_eq!(
        listed,
        [
            (8, "`not` says only what a value is not"),
            (
                9,
                "`if`, `dependentSchemas`, `contains` or `unevaluated…` decides by the value"
            ),
        ]
    );
}
