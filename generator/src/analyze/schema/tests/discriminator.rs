use super::types_of;

#[test]
fn mapping_names_the_variants_and_the_tag_is_a_constant() {
    let types = types_of(
        "
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator:
            propertyName: kind
            mapping: {feline: '#/components/schemas/Cat', canine: Dog}
        Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
        ",
    );
    let expected =
        "union Pet: Tag { wire_name: \"kind\" } { Feline(Cat) [feline], Canine(Dog) [canine] }
struct Cat\n  kind = \"feline\"\n  lives: Optional I64
struct Dog\n  kind = \"canine\"";
    assert_eq!(types, expected);
}

#[test]
fn without_a_mapping_the_names_of_schemas_are_the_tags() {
    let types = types_of(
        "
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind}
        Cat: {type: object, properties: {kind: {type: string}}}
        Dog: {type: object, properties: {kind: {enum: [dog, puppy]}}}
        ",
    );
    assert!(
        types.starts_with(
            "union Pet: Tag { wire_name: \"kind\" } { Cat(Cat) [Cat], Dog(Dog) [dog|puppy] }"
        ),
        "{types}"
    );
}

#[test]
fn a_required_const_is_a_tag_of_its_own() {
    let types = types_of(
        "
        Event:
          oneOf:
            - {type: object, required: [type], properties: {type: {const: user.created}, id: {type: string}}}
            - {type: object, required: [type], properties: {type: {const: user.deleted}}}
        ",
    );
    let expected = "union Event: Tag { wire_name: \"type\" } { UserCreated(UserCreated) [user.created], UserDeleted(UserDeleted) [user.deleted] }
struct UserCreated\n  type = \"user.created\"\n  id: Optional String
struct UserDeleted\n  type = \"user.deleted\"";
    assert_eq!(types, expected);
}

#[test]
fn a_base_with_a_discriminator_is_the_union_of_its_children() {
    let types = types_of(
        "
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: string}, name: {type: string}}
          discriminator: {propertyName: kind, mapping: {cat: Cat}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Owner: {properties: {pet: {$ref: '#/components/schemas/Pet'}}}
        ",
    );
    let expected = "union Pet: Tag { wire_name: \"kind\" } { Cat(Cat) [cat], Dog(Dog) [Dog] }
struct Cat\n  kind = \"cat\"\n  name: Optional String\n  lives: Optional I64
struct Dog\n  kind = \"Dog\"\n  name: Optional String
struct Owner\n  pet: Optional Pet";
    assert_eq!(types, expected);
}
