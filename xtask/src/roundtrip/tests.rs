//! What is collected from a small document.

use std::path::Path;

use sdksmith::Generator;
use sdksmith::source::SpecInput;

use super::case::{self, Cases, Source};

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    post:
      operationId: createPet
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
            examples:
              good: { value: { kind: Cat, name: Tom } }
              bad: { value: { kind: Cat } }
      responses:
        '204': { description: Done. }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind }
    Cat:
      type: object
      required: [kind, name]
      properties:
        kind: { type: string }
        name: { type: string, nullable: true, example: Tom }
        id: { type: integer, readOnly: true, exclusiveMinimum: true, minimum: 0 }
    Dog:
      type: object
      required: [kind]
      properties: { kind: { type: string } }
    Unused: { type: string, example: text }
";

fn cases() -> Cases {
    let input = SpecInput::Text {
        name: "pets.yaml".to_owned(),
        text: DOCUMENT.to_owned(),
    };
    let surveys = Generator::new(input).survey().unwrap();
    case::of(&surveys[0], Path::new("."), "pets-sdk")
}

fn made(cases: &Cases, schema: &str) -> Vec<String> {
    let of = cases.valid.iter().filter(|case| case.schema == schema);
    of.filter(|case| case.source == Source::Own)
        .map(|case| case.value.to_string())
        .collect()
}

#[test]
fn valid_examples_are_cases_and_the_others_are_counted_by_reason() {
    let cases = cases();
    let shown: Vec<String> = cases
        .valid
        .iter()
        .filter(|case| case.source == Source::Example)
        .map(|case| format!("{} {}", cases.types[case.r#type], case.value))
        .collect();
    assert_eq!(
        shown,
        [
            r#"Option<String> "Tom""#,
            r#"pets_sdk::models::Pet {"kind":"Cat","name":"Tom"}"#,
        ]
    );
    assert_eq!(cases.examples, 4);
    assert_eq!(cases.invalid.values().sum::<usize>(), 2);
    assert_eq!(cases.invalid["no type is made of the schema"], 1);
}

#[test]
fn a_schema_that_a_discriminator_chooses_has_its_tag() {
    let made = made(&cases(), "/components/schemas/Dog");
    assert_eq!(made, [r#"{"kind":"Dog"}"#]);
}

#[test]
fn members_are_left_out_and_nulled_where_the_schema_allows_it() {
    let made = made(&cases(), "/components/schemas/Cat");
    assert!(
        made.contains(&r#"{"kind":"Cat","name":null,"id":1}"#.to_owned()),
        "{made:?}"
    );
    assert!(
        made.contains(&r#"{"kind":"Cat","name":"text"}"#.to_owned()),
        "{made:?}"
    );
    assert!(
        made.iter().all(|value| !value.contains(r#""kind":null"#)),
        "{made:?}"
    );
}

#[test]
fn an_exclusive_bound_of_3_0_is_kept() {
    let made = made(&cases(), "/components/schemas/Cat/properties/id");
    assert!(!made.contains(&"0".to_owned()), "{made:?}");
    assert!(made.contains(&"1".to_owned()), "{made:?}");
}
