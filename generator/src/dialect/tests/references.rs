//! References whose base is not the root of their file.

use std::fs;

use serde_json::{Value as Json, json};

use super::{codes, normalised};
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect::normalise;
use crate::source::{ReadOptions, SpecInput, load};

/// The document `a.yaml` of a folder of files.
fn of_files(files: &[(&str, &str)]) -> (Json, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let input = SpecInput::Path(folder.path().join("a.yaml"));
    let source = load(&input, &ReadOptions::default()).unwrap();
    let mut sink = Sink::new();
    let document = normalise(source, &mut sink).unwrap();
    (document.root().to_json(), sink.into_sorted())
}

/// A document of these schemas, each on a line of its own.
fn document_of(schemas: &[&str]) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: t, version: '1'}}
paths: {{}}
components:
  schemas:
    {}
",
        schemas.join("\n    ")
    )
}

#[test]
fn h20_a_pointer_in_a_schema_with_an_id_counts_from_that_schema() {
    let (root, diagnostics) = normalised(
        "openapi: 3.1.0
info: {title: t, version: '1'}
components:
  schemas:
    A:
      $id: https://a.example/a
      $defs: {N: {type: string}}
      properties:
        own: {$ref: '#/$defs/N'}
        root: {$ref: '#/components/schemas/B'}
    B: {$ref: 'https://a.example/a#/$defs/N'}
",
    );
    assert_eq!(codes(&diagnostics), []);
    let schemas = &root["components"]["schemas"];
    let own = json!({"$ref": "#/components/schemas/A/$defs/N"});
    assert_eq!(schemas["A"]["properties"]["own"], own);
    assert_eq!(
        schemas["A"]["properties"]["root"],
        json!({"$ref": "#/components/schemas/B"})
    );
    assert_eq!(schemas["B"], own);
}

#[test]
fn h20_relative_references_count_from_self() {
    let (root, diagnostics) = normalised(
        "openapi: 3.2.0
$self: https://a.example/v1/openapi.yaml
info: {title: t, version: '1'}
components:
  schemas:
    A: {type: string}
    B: {$ref: 'openapi.yaml#/components/schemas/A'}
",
    );
    assert_eq!(codes(&diagnostics), []);
    assert_eq!(
        root["components"]["schemas"]["B"],
        json!({"$ref": "#/components/schemas/A"})
    );
}

#[test]
fn files_of_swagger_2_refer_back_to_what_has_moved() {
    let (root, diagnostics) = of_files(&[
        (
            "a.yaml",
            "swagger: '2.0'
info: {title: t, version: '1'}
paths:
  /a:
    get:
      parameters: [{$ref: 'b.yaml#/parameters/Ids'}]
      responses: {200: {$ref: 'b.yaml#/responses/Pet'}}
definitions:
  Kind: {type: string}
",
        ),
        (
            "b.yaml",
            "parameters:
  Ids: {name: ids, in: query, type: array, items: {type: string}, collectionFormat: pipes}
responses:
  Pet: {description: a pet, schema: {$ref: '#/definitions/Pet'}}
definitions:
  Pet: {properties: {kind: {$ref: 'a.yaml#/definitions/Kind'}}}
",
        ),
    ]);
    assert_eq!(codes(&diagnostics), []);
    let get = &root["paths"]["/a"]["get"];
    assert_eq!(get["parameters"][0]["style"], "pipeDelimited");
    assert_eq!(
        get["responses"]["200"]["content"]["application/json"]["schema"],
        json!({"$ref": "#/components/schemas/Pet"})
    );
    assert_eq!(
        root["components"]["schemas"]["Pet"]["properties"]["kind"],
        json!({"$ref": "#/components/schemas/Kind"})
    );
}

#[test]
fn a_file_by_several_names_is_one() {
    let of = |reference: &str| format!("{{$ref: '{reference}#/Pet'}}");
    let schema = format!(
        "A: {{properties: {{a: {}, b: {}, c: {}, d: {}}}}}",
        of("b.yaml"),
        of("./b.yaml"),
        of("x/../b.yaml"),
        of("%62.yaml")
    );
    let (root, diagnostics) = of_files(&[
        ("a.yaml", &document_of(&[&schema])),
        ("b.yaml", "Pet: {type: string}\n"),
        ("x/c.yaml", ""),
    ]);
    assert_eq!(codes(&diagnostics), []);
    let schemas = &root["components"]["schemas"];
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    assert_eq!(
        schemas["A"]["properties"],
        json!({"a": pet, "b": pet, "c": pet, "d": pet})
    );
    assert_eq!(schemas.as_object().unwrap().len(), 2);
}

#[test]
fn a_file_that_is_missing_is_told_from_the_nearest_name_beside_it() {
    let (_, diagnostics) = of_files(&[
        (
            "a.yaml",
            &document_of(&[
                "A: {$ref: schemas/pett.yaml}",
                "B: {type: object, properties: {p: {$ref: 'nothing-like-it.yaml'}}}",
            ]),
        ),
        ("schemas/pet.yaml", "type: string\n"),
    ]);
    let said: Vec<(&str, Option<&str>)> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.message.as_str(), diagnostic.help.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            (
                "reference to a file that does not exist: `schemas/pett.yaml`",
                Some("did you mean `schemas/pet.yaml`?")
            ),
            (
                "reference to a file that does not exist: `nothing-like-it.yaml`",
                None
            ),
        ]
    );
}

#[test]
fn a_component_in_a_file_that_is_none_is_reported_once() {
    let (_, diagnostics) = of_files(&[
        (
            "a.yaml",
            &document_of(&["A: {$ref: b.yaml}", "B: {$ref: b.yaml}"]),
        ),
        ("b.yaml", "type: string\ntype: string\n"),
    ]);
    assert_eq!(codes(&diagnostics), [("duplicate-key", 2)]);
}

#[test]
fn a_document_is_told_the_sections_of_its_own_edition() {
    let cited = |version: &str| {
        let text = format!("{version}\ninfo: {{title: t, version: '1'}}\npaths: []\ntags: 1\n");
        let (_, diagnostics) = normalised(&text);
        diagnostics.first().and_then(Diagnostic::specification)
    };
    assert_eq!(
        [
            "swagger: '2.0'",
            "openapi: 3.0.0",
            "openapi: 3.1.0",
            "openapi: 3.2.0"
        ]
        .map(|version| cited(version).unwrap()),
        [
            "OpenAPI 2.0, Schema",
            "OpenAPI 3.0.4 §4.7, Schema",
            "OpenAPI 3.1.1 §4.8, Schema",
            "OpenAPI 3.2.0, Schema",
        ]
    );
}
