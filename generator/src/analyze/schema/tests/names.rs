use super::{analyzed, of_schemas, types_of};

fn names(paths: &str) -> Vec<String> {
    let text = format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}");
    analyzed(&text)
        .0
        .types
        .iter()
        .map(|definition| definition.name.as_str().to_owned())
        .collect()
}

const USER: &str =
    "{type: object, required: [id], properties: {id: {type: string}, kind: {enum: [a, b]}}}";

#[test]
fn equal_responses_share_the_type_they_are_about() {
    let names = names(&format!(
        "
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: array, items: {USER}}}}}}}}}}}
    post:
      operationId: createUser
      tags: [Users]
      requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{kind: {{enum: [a, b]}}}}}}}}}}}}
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {USER}}}}}}}}}
"
    ));
    assert_eq!(names, ["User", "UserKind", "CreateUserBody"]);
}

#[test]
fn what_a_response_wraps_has_the_name() {
    let names = names(&format!(
        "
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {{type: object, properties: {{data: {{type: array, items: {USER}}}, total: {{type: integer}}}}}}
"
    ));
    assert_eq!(names, ["ListUsersResponse", "User", "UserKind"]);
}

#[test]
fn equal_errors_of_different_statuses_are_one_type() {
    let error = "{description: d, content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}}";
    let names = names(&format!(
        "
  /users:
    get:
      operationId: listUsers
      tags: [Users]
      responses: {{'204': {{description: d}}, '400': {error}, '404': {error}}}
"
    ));
    assert_eq!(names, ["ErrorResponse"]);
}

#[test]
fn h08_names_of_the_prelude_are_changed() {
    let types = types_of(
        "
        Option: {type: string, enum: [a]}
        Error: {type: object, properties: {a: {type: string}}}
        Secret: {type: object, properties: {a: {type: string}}}
        client: {type: object, properties: {a: {type: string}}}
        ",
    );
    let expected = "enum OptionModel: String { A=\"a\" }
struct ErrorModel\n  a: Optional String
struct Secret\n  a: Optional String
struct Client\n  a: Optional String";
    assert_eq!(types, expected);
}

#[test]
fn h10_components_that_differ_in_case_only_are_numbered() {
    let types = types_of(
        "Foo: {type: string}\nfoo: {type: string}\n'foo bar': {type: string}\nfoo_bar: {type: string}\n",
    );
    assert_eq!(
        types,
        "type Foo = String\ntype Foo2 = String\ntype FooBar = String\ntype FooBar2 = String"
    );
}

#[test]
fn what_a_schema_defines_for_itself_is_named_as_it_is_called_there() {
    let api = of_schemas(
        "A:
  properties:
    one: {$ref: '#/components/schemas/A/$defs/Inner'}
    two: {$ref: '#/components/schemas/A/$defs/Only'}
  $defs:
    Inner: {properties: {a: {type: string}}}
    Only: {properties: {deep: {properties: {x: {type: string}}}}}
B:
  properties:
    one: {$ref: '#/components/schemas/B/$defs/Inner'}
  $defs:
    Inner: {properties: {b: {type: string}}}
",
    );
    let mut names: Vec<&str> = api.types.iter().map(|t| t.name.plain()).collect();
    names.sort_unstable();
    assert_eq!(names, ["A", "AInner", "B", "BInner", "Only", "OnlyDeep"]);
}

#[test]
fn of_two_components_that_differ_in_case_the_one_spelled_as_a_type_keeps_its_name() {
    let api = of_schemas(
        "pet: {properties: {a: {type: string}}}
Pet: {properties: {b: {type: string}}}
",
    );
    let names: Vec<&str> = api.types.iter().map(|t| t.name.plain()).collect();
    assert_eq!(names, ["Pet2", "Pet"]);
}
