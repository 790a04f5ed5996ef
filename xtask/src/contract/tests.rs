//! What is called, and what is said about answers.

use std::fs;

use sdksmith::{Generator, Survey};

use super::judge::{Verdict, verdict};
use super::plan::{self, End, plan};
use super::program::Answer;
use crate::roundtrip::Values;

const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Fixture, version: '1.0.0' }
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: '^T[0-9]{2}$' } }
        - { name: part, in: query, schema: { type: string, enum: [head, tail] } }
      responses:
        '200':
          description: It is there.
          content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } }
        '404': { description: It is not there. }
        default: { description: Something else. }
";

fn survey(folder: &tempfile::TempDir) -> Survey {
    let path = folder.path().join("openapi.yaml");
    fs::write(&path, DOCUMENT).unwrap();
    Generator::from_file(&path).survey().unwrap().remove(0)
}

fn answer(json: &str) -> Answer {
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_status_is_asked_for_and_every_value_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let survey = survey(&folder);
    let plan = plan(&survey, folder.path());
    assert!(plan.skipped.is_empty());
    let asked: Vec<_> = plan.calls.iter().filter_map(|call| call.prefer).collect();
    for status in [200, 404, 500] {
        assert!(asked.contains(&status), "{status}");
    }
    let parts: Vec<_> = plan
        .calls
        .iter()
        .filter_map(|call| call.values.get("1")?.as_str())
        .collect();
    assert!(parts.contains(&"head") && parts.contains(&"tail"));
    assert!(plan.calls.iter().all(|call| call.values["0"] == "T00"));
}

#[test]
fn a_status_ends_where_the_document_says() {
    let folder = tempfile::tempdir().unwrap();
    let survey = survey(&folder);
    let operation = &survey.api.operations[0];
    let end = |status| plan::end(&survey.api, operation, status);
    assert_eq!(end(200), Some(End::Success(None)));
    assert_eq!(end(404), Some(End::Error("NotFound".to_owned())));
    assert_eq!(end(500), Some(End::Error("Default".to_owned())));
}

#[test]
fn what_the_server_says_of_a_request_is_a_violation() {
    let folder = tempfile::tempdir().unwrap();
    let survey = survey(&folder);
    let values = Values::new(&survey.model, folder.path());
    let plan = plan(&survey, folder.path());
    let call = plan
        .calls
        .iter()
        .find(|call| call.prefer == Some(200))
        .unwrap();
    let said = |text: &str| verdict(call, &answer(text), &survey, &values);

    let good = r#"{"end":"success","debug":"Thing","status":200,"violations":null,"body":"{\"name\":\"a\"}"}"#;
    assert_eq!(said(good), Verdict::Kept);
    let problem = r#"{"end":"error","debug":"Unexpected","status":422,"violations":null,
        "body":"{\"type\":\"https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY\"}"}"#;
    assert!(matches!(said(problem), Verdict::Violation(_)));
    let other = r#"{"end":"error","debug":"NotFound","status":404,"violations":null,"body":""}"#;
    assert!(matches!(said(other), Verdict::Violation(_)));
    let unread = r#"{"end":"failure","debug":"Decode","status":200,"violations":null,"body":"{\"name\":\"a\"}"}"#;
    assert!(matches!(said(unread), Verdict::Unread(_)));
    let unsound = r#"{"end":"failure","debug":"Decode","status":200,"violations":null,"body":"{\"name\":1}"}"#;
    assert!(matches!(said(unsound), Verdict::Unsound(_)));
}
