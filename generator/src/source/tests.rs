//! What is read, what is refused, and where everything stands.

#[cfg(unix)]
mod files;
mod redirect;
mod remote;

use super::{LoadError, ReadOptions, Source, SpecInput, Value, load};
use crate::diagnostic::{Code, Diagnostic};

fn read(name: &str, text: &str) -> Source {
    load(&SpecInput::text(name, text), &ReadOptions::default()).unwrap()
}

fn refused(name: &str, text: impl Into<String>) -> Vec<Diagnostic> {
    match load(&SpecInput::text(name, text), &ReadOptions::default()) {
        Err(LoadError::Invalid { diagnostics, .. }) => diagnostics,
        other => panic!("not refused: {other:?}"),
    }
}

fn refusal(name: &str, text: impl Into<String>) -> (Code, usize, usize) {
    let diagnostics = refused(name, text);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let position = diagnostics[0].primary().unwrap().position();
    (diagnostics[0].code, position.line, position.column)
}

fn json(text: &str) -> serde_json::Value {
    read("a.yaml", text).root().unwrap().to_json()
}

#[test]
fn b08_nesting_is_refused_before_anything_recurses() {
    let forms = ["{a: ", "[", "- ", "? ", "{\"a\":"];
    for form in forms {
        let text = form.repeat(100_000);
        for name in ["a.yaml", "a.json"] {
            let diagnostics = refused(name, text.clone());
            let code = diagnostics[0].code;
            let expected = matches!(
                code,
                Code::NestingTooDeep | Code::KeyNotScalar | Code::SyntaxError | Code::NotOpenapi
            );
            assert!(expected, "{form} in {name}: {code}");
        }
    }
    assert_eq!(
        refusal("a.yaml", "{a: ".repeat(30_000)),
        (Code::NestingTooDeep, 1, 257)
    );
    assert_eq!(
        refusal("a.json", "[".repeat(1_000_000)),
        (Code::NestingTooDeep, 1, 65)
    );
}

#[test]
fn h23_anchors_and_tags_in_a_row_are_refused() {
    for form in ["&a ", "!t ", "&a [", "!t {a: "] {
        assert!(
            !refused("a.yaml", form.repeat(100_000)).is_empty(),
            "{form}"
        );
    }
}

#[test]
fn depth_can_be_raised_to_its_end() {
    let text = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(refusal("a.json", text.clone()).0, Code::NestingTooDeep);
    let mut options = ReadOptions::default();
    options.limits.set("depth", "120").unwrap();
    assert!(load(&SpecInput::text("a.json", text.clone()), &options).is_ok());
    assert!(load(&SpecInput::text("a.yaml", text), &options).is_ok());
}

#[test]
fn h24_alias_bombs_are_refused_and_plain_anchors_are_not() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let before = format!("*a{}", level - 1);
        laughs.push_str(
            &[
                "a",
                &level.to_string(),
                ": &a",
                &level.to_string(),
                " [",
                &vec![before; 9].join(", "),
                "]\n",
            ]
            .concat(),
        );
    }
    assert_eq!(refusal("a.yaml", laughs).0, Code::AliasExpansionTooLarge);

    let list = vec!["x"; 2_000].join(",");
    let aliases = vec!["*a"; 2_000].join(",");
    assert_eq!(
        refusal("a.yaml", format!("a: &a [{list}]\nb: [{aliases}]\n")).0,
        Code::AliasExpansionTooLarge
    );

    assert_eq!(
        refusal("a.yaml", "a: &a [*a]\n"),
        (Code::UnknownAlias, 1, 8)
    );
    assert_eq!(refusal("a.yaml", "a: *b\n").0, Code::UnknownAlias);

    let plain: String = (0..100_000)
        .map(|index| format!("k{index}: &a{index} 1"))
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(
        read("a.yaml", &plain)
            .root()
            .unwrap()
            .as_object()
            .unwrap()
            .len(),
        100_000
    );
}

#[test]
fn h25_duplicate_keys_are_refused_with_both_places() {
    for (name, text) in [
        ("a.yaml", "a: 1\nb: 2\na: 3\n"),
        ("a.json", "{\"a\": 1,\n\"b\": 2,\n\"\\u0061\": 3}"),
    ] {
        let diagnostics = refused(name, text);
        assert_eq!(diagnostics[0].code, Code::DuplicateKey);
        let lines: Vec<_> = diagnostics[0]
            .labels
            .iter()
            .map(|label| label.span.position().line)
            .collect();
        assert_eq!(lines, [3, 1], "{name}");
    }
    assert_eq!(
        refusal("a.yaml", "200: a\n'200': b\n"),
        (Code::DuplicateKey, 2, 1)
    );
}

#[test]
fn h26_merge_keys_are_expanded_and_give_way() {
    let text =
        "base: &base {a: 1, b: 2}\nother: &other {c: 3}\nx:\n  <<: [*base, *other]\n  b: 9\n";
    assert_eq!(json(text)["x"], serde_json::json!({"a": 1, "b": 9, "c": 3}));
    assert_eq!(
        refusal("a.yaml", "x:\n  <<: 1\n"),
        (Code::InvalidMergeKey, 2, 3)
    );
    assert_eq!(
        refusal("a.json", "{\"<<\": {\"a\": 1}}"),
        (Code::InvalidMergeKey, 1, 2)
    );
    assert_eq!(json("'<<': 1\n"), serde_json::json!({"<<": 1}));
}

#[test]
fn h27_scalars_follow_the_core_schema() {
    let text = "[NO, yes, on, y, 017, 0o17, 0x1F, 1_000, 12:30:45, 2020-01-01, ~, True, '1', 1.10, !!str 5]";
    let expected = serde_json::json!([
        "NO",
        "yes",
        "on",
        "y",
        17,
        15,
        31,
        "1_000",
        "12:30:45",
        "2020-01-01",
        null,
        true,
        "1",
        1.1,
        "5"
    ]);
    assert_eq!(json(text), expected);
    assert_eq!(refusal("a.yaml", "a: .nan\n"), (Code::NotJson, 1, 4));
    assert_eq!(refusal("a.yaml", "a: -.inf\n"), (Code::NotJson, 1, 4));
}

#[test]
fn h12_numbers_of_any_size_stay_exact() {
    for (name, text) in [
        (
            "a.yaml",
            "[18446744073709551616, 340282366920938463463374607431768211456, 1e400, 1.10]",
        ),
        (
            "a.json",
            "[18446744073709551616, 340282366920938463463374607431768211456, 1e300, 1.10]",
        ),
    ] {
        let source = read(name, text);
        let items = source.root().unwrap().as_array().unwrap();
        let texts: Vec<_> = items
            .iter()
            .map(|item| item.as_number().unwrap().as_str())
            .collect();
        assert_eq!(
            texts[..2],
            [
                "18446744073709551616",
                "340282366920938463463374607431768211456"
            ],
            "{name}"
        );
        assert_eq!(texts[3], "1.10", "{name}");
    }
}

#[test]
fn h28_scalar_keys_become_texts_and_others_are_refused() {
    assert_eq!(
        json("200: a\ntrue: b\n1.5: c\n"),
        serde_json::json!({"200": "a", "true": "b", "1.5": "c"})
    );
    assert_eq!(refusal("a.yaml", "? [1]\n: a\n").0, Code::KeyNotScalar);
    assert_eq!(refusal("a.yaml", "{a: 1}: b\n").0, Code::KeyNotScalar);
}

#[test]
fn h29_tags_and_further_documents_are_refused() {
    for text in [
        "a: !!python/object/apply:os.system [x]\n",
        "a: !foo b\n",
        "a: !!binary aGk=\n",
    ] {
        assert_eq!(refusal("a.yaml", text).0, Code::UnsupportedTag, "{text}");
    }
    assert_eq!(
        refusal("a.yaml", "a: 1\n---\nb: 2\n").0,
        Code::MultipleDocuments
    );
}

#[test]
fn h30_a_byte_order_mark_is_welcome() {
    assert_eq!(json("\u{feff}a: 1\n"), serde_json::json!({"a": 1}));
    assert_eq!(
        read("a.json", "\u{feff}{\"a\": 1}")
            .root()
            .unwrap()
            .to_json(),
        serde_json::json!({"a": 1})
    );
    assert_eq!(
        refusal("a.json", "{\"a\": \"\\ud800\", \"openapi\": 1}").0,
        Code::SyntaxError
    );
}

#[test]
fn h31_what_is_no_document_is_told_in_one_line() {
    for text in ["", "  \n", "<html></html>", "%PDF-1.4", "hello: [\n", "{,}"] {
        assert_eq!(refusal("a.yaml", text).0, Code::NotOpenapi, "{text:?}");
    }
}

#[test]
fn syntax_errors_name_their_place() {
    assert_eq!(
        refusal("a.json", "{\"openapi\": \"3.0.0\",\n  \"info\": }"),
        (Code::SyntaxError, 2, 11)
    );
    assert_eq!(
        refusal("a.yaml", "openapi: 3.0.0\ninfo: [\n").0,
        Code::SyntaxError
    );
}

#[test]
fn every_value_knows_its_place() {
    let yaml = "a:\n  b: &x [1, 'zwölf', {c: d}]\n  e: *x\n";
    let json = "{\"a\": {\n  \"b\": [1, \"zwölf\", {\"c\": \"d\"}]\n}}";
    for (name, text, column) in [("a.yaml", yaml, 26), ("a.json", json, 27)] {
        let source = read(name, text);
        let root = source.root().unwrap();
        let place = |value: &Value| source.files().place(value.origin);
        let c = root
            .get("a")
            .and_then(|a| a.get("b"))
            .and_then(|b| b.child("2"))
            .and_then(|item| item.get("c"))
            .unwrap();
        assert_eq!(place(c).pointer, "/a/b/2/c", "{name}");
        assert_eq!(
            (place(c).position().line, place(c).position().column),
            (2, column),
            "{name}"
        );
        let span = place(c).span;
        assert!(
            span.file
                .text
                .get(span.start..span.end)
                .unwrap()
                .contains('d'),
            "{name}"
        );
        let key = source
            .files()
            .key_place(root.get("a").and_then(|a| a.get("b")).unwrap().origin)
            .span;
        assert_eq!(
            key.file
                .text
                .get(key.start..key.end)
                .unwrap()
                .trim_matches('"'),
            "b",
            "{name}"
        );
    }
    let source = read("a.yaml", yaml);
    let alias = source
        .root()
        .unwrap()
        .get("a")
        .and_then(|a| a.get("e"))
        .unwrap();
    assert_eq!(alias.to_json(), serde_json::json!([1, "zwölf", {"c": "d"}]));
    assert_eq!(source.files().place(alias.origin).position().line, 3);
}

#[test]
fn order_is_that_of_the_document() {
    let source = read("a.yaml", "z: 1\na: 2\nm: 3\n");
    let keys: Vec<_> = source
        .root()
        .unwrap()
        .as_object()
        .unwrap()
        .keys()
        .map(str::to_owned)
        .collect();
    assert_eq!(keys, ["z", "a", "m"]);
}
