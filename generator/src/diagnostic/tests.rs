//! How diagnostics look.

use std::sync::Arc;

use super::human::{Color, report};
use super::{Code, Diagnostic, Place, Sink, SourceText, Span, github, json, sarif};

const TEXT: &str = "paths:\n  /clients/{clientId}:\n    post:\n      schema: { $ref: '#/components/schemas/Clinet' }\n      required: true\n";

fn place(file: &Arc<SourceText>, part: &str) -> Place {
    let start = file.text.find(part).unwrap();
    Place {
        pointer: "/paths".to_owned(),
        span: Span {
            file: Arc::clone(file),
            start,
            end: start + part.len(),
        },
    }
}

fn unresolved() -> Diagnostic {
    let file = Arc::new(SourceText::new("specs/a.yaml", TEXT));
    Diagnostic::new(
        Code::UnresolvedReference,
        "reference points to nothing: `#/components/schemas/Clinet`",
        place(&file, "'#/components/schemas/Clinet'"),
        "no schema of this name in `components.schemas`",
    )
    .help("did you mean `#/components/schemas/Client`?")
}

#[test]
fn people_see_the_place_underlined() {
    let expected = "\
unresolved-reference

  × reference points to nothing: `#/components/schemas/Clinet`
   ╭─[specs/a.yaml:4:23]
 3 │     post:
 4 │       schema: { $ref: '#/components/schemas/Clinet' }
   ·                       ──────────────┬──────────────
   ·                                     ╰── no schema of this name in `components.schemas`
 5 │       required: true
   ╰────
  help: did you mean `#/components/schemas/Client`?
  note: OpenAPI 3.1.1 §4.8.23, Reference Object; RFC 6901

error: 1 error in specs/a.yaml
";
    assert_eq!(
        report(&[unresolved()], "specs/a.yaml", Color::Off),
        expected
    );
}

#[test]
fn programs_see_one_object_a_line() {
    let line = json::line(&unresolved());
    assert!(!line.contains('\n'));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["code"], "unresolved-reference");
    assert_eq!(value["severity"], "error");
    assert_eq!(value["file"], "specs/a.yaml");
    assert_eq!((&value["line"], &value["column"]), (&4.into(), &23.into()));
    assert_eq!(
        (&value["end_line"], &value["end_column"]),
        (&4.into(), &52.into())
    );
    assert_eq!(
        value["labels"][0]["message"],
        "no schema of this name in `components.schemas`"
    );
    assert_eq!(value["related"], serde_json::json!([]));
}

#[test]
fn a_workflow_sees_one_command_a_line() {
    let file = Arc::new(SourceText::new("a,b: c.yaml", TEXT));
    let diagnostic = Diagnostic::new(
        Code::WrongType,
        "100 % wrong\u{1b}",
        place(&file, "/clients/{clientId}"),
        "here",
    )
    .help("one\ntwo");
    assert_eq!(
        github::line(&diagnostic),
        "::error file=a%2Cb%3A c.yaml,line=2,endLine=2,col=3,endColumn=22,title=wrong-type::100 %25 wrong\\u{1b}%0Ahelp: one%0Atwo"
    );
}

#[test]
fn code_scanning_sees_a_log_with_rules_and_results() {
    let file = Arc::new(SourceText::new("specs/a b.yaml", TEXT));
    let related = unresolved().also(place(&file, "/clients/{clientId}"), "first here");
    let log = sarif::log(&[related, unresolved()]);
    assert_eq!(log.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&log).unwrap();
    let run = &value["runs"][0];
    assert_eq!(value["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
    assert_eq!(
        run["tool"]["driver"]["rules"][0]["id"],
        "unresolved-reference"
    );
    let full = &run["tool"]["driver"]["rules"][0]["fullDescription"]["text"];
    let full = full.as_str().unwrap();
    assert!(full.starts_with("A `$ref` is the address of a value: a JSON pointer behind `#`, "));
    assert!(!full.contains("Wrong"), "{full}");
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleIndex"], &result["level"]),
        (&0.into(), &"error".into())
    );
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": { "uri": "specs/a.yaml" },
            "region": { "startLine": 4, "startColumn": 23, "endLine": 4, "endColumn": 52 },
        })
    );
    let other = &result["relatedLocations"][0];
    assert_eq!(other["message"]["text"], "first here");
    assert_eq!(
        other["physicalLocation"]["artifactLocation"]["uri"],
        "specs/a%20b.yaml"
    );
}

#[test]
fn the_order_is_that_of_the_document_and_nothing_is_said_twice() {
    let file = Arc::new(SourceText::new("a.yaml", TEXT));
    let mut sink = Sink::new();
    sink.push(Diagnostic::new(
        Code::WrongType,
        "later",
        place(&file, "required"),
        "",
    ));
    sink.push(Diagnostic::new(
        Code::WrongType,
        "first",
        place(&file, "paths"),
        "",
    ));
    sink.push(Diagnostic::new(
        Code::WrongType,
        "first",
        place(&file, "paths"),
        "",
    ));
    // On one line the column counts before the code.
    for (code, part) in [
        (Code::NotUtf8, "'#/components/schemas/Clinet'"),
        (Code::WrongType, "$ref"),
    ] {
        sink.push(Diagnostic::new(code, part, place(&file, part), ""));
    }
    let messages: Vec<_> = sink
        .into_sorted()
        .into_iter()
        .map(|diagnostic| diagnostic.message)
        .collect();
    assert_eq!(
        messages,
        ["first", "$ref", "'#/components/schemas/Clinet'", "later"]
    );
}

#[test]
fn h38_many_are_counted_and_none_reaches_the_terminal_raw() {
    let file = Arc::new(SourceText::new("a.yaml", "a: \u{1b}[31m\u{202e}x\n"));
    let hostile = Diagnostic::new(
        Code::WrongType,
        "a\u{1b}]8;;\u{7}\nerror: b",
        place(&file, "a"),
        "c\r\u{202e}",
    );
    let text = report(&vec![hostile; 60], "a\u{1b}.yaml", Color::Off);
    assert!(text.contains("\nand 10 more\n"));
    assert!(text.ends_with("\nerror: 60 errors in a\\u{1b}.yaml\n"));
    assert!(
        text.chars()
            .all(|character| character == '\n' || !character.is_control())
    );
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn a_document_of_one_long_line_is_shown_in_part() {
    let file = Arc::new(SourceText::new(
        "a.json",
        format!(
            "{{{}\"here\": 5{}}}",
            " ".repeat(50_000),
            " ".repeat(50_000)
        ),
    ));
    let diagnostic = Diagnostic::new(Code::WrongType, "m", place(&file, "5"), "w");
    let text = report(&[diagnostic], "a.json", Color::Off);
    assert!(text.contains("[a.json:1:50010]"), "{text}");
    assert!(text.contains("\"here\": 5"));
    assert!(text.len() < 1_000);
}
