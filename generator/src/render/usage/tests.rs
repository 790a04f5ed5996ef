//! Samples as text: the layout of rustfmt, and literals that nothing of a document can leave.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::json::{macro_call, pretty, raw_string, string};
use super::layout::{Expression, Link, statement};

fn atoms<const N: usize>(texts: [&str; N]) -> Vec<Expression> {
    texts.into_iter().map(Expression::atom).collect()
}

#[test]
fn a_short_chain_stays_on_its_line() {
    let chain = Expression::call("Client::new", atoms(["\"a\""])).then("public", atoms(["true"]));
    assert_eq!(
        statement(4, "let client = ", &chain, ";"),
        "    let client = Client::new(\"a\").public(true);\n"
    );
}

#[test]
fn a_long_chain_has_a_link_a_line_with_its_comment_above() {
    let commented = Link {
        call: Expression::call("page", atoms(["1"])),
        suffix: "",
        comment: Some("Number of the page.".to_owned()),
    };
    let end = Link {
        call: Expression::atom("await"),
        suffix: "?",
        comment: None,
    };
    let chain = Expression::atom("client")
        .then("list", [])
        .link(commented)
        .link(end);
    assert_eq!(
        statement(4, "let page = ", &chain, ";"),
        "    let page = client\n        .list()\n        // Number of the page.\n        .page(1)\n        .await?;\n"
    );
}

#[test]
fn brackets_in_brackets_share_their_lines() {
    let long = "\"0123456789012345678901234567890123456789\"";
    let list = Expression::list("vec![", "]", atoms([long, long]));
    let call = Expression::call("Filter::Many", [list]);
    assert_eq!(
        statement(0, "", &call, ";"),
        format!("Filter::Many(vec![\n    {long},\n    {long},\n]);\n")
    );
}

#[test]
fn h04_h06_json_text_shows_every_character() {
    let hostile =
        json!({"a\u{202e}": "\u{2028}\u{7}\"#\"##\\ é", "b": "\u{1f469}\u{200d}\u{1f469}"});
    let text = pretty(&hostile);
    assert!(
        text.contains("\\u202e") && text.contains("\\u2028"),
        "{text}"
    );
    assert!(
        !text.contains(['\u{202e}', '\u{2028}', '\u{7}', '\u{200d}']),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), hostile);
}

#[test]
fn numbers_in_json_fit_their_literals() {
    let call = macro_call(&json!([1, -5_000_000_000_i64, u64::MAX, 1.0, 1e300]));
    assert_eq!(
        call.flat().unwrap(),
        format!(
            "json!([1, -5000000000_i64, 18446744073709551615_u64, 1.0, {}.0])",
            1e300
        )
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}|[\"#\\\\{}\r\n\u{202e}\u{2028}]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn h04_any_text_is_one_string_literal(text in any::<String>()) {
        let literal: syn::LitStr = syn::parse_str(&string(&text).flat().unwrap()).unwrap();
        prop_assert_eq!(literal.value(), text);
    }

    #[test]
    fn h04_any_json_is_one_raw_literal_and_one_macro_call(value in any_json()) {
        let text = pretty(&value);
        let literal: syn::LitStr = syn::parse_str(&raw_string(&text)).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&literal.value()).unwrap(), value.clone());
        let call = statement(0, "", &macro_call(&value), "");
        prop_assert!(syn::parse_str::<syn::ExprMacro>(&call).is_ok(), "{}", call);
    }
}

#[test]
fn one_argument_stays_beside_its_brackets_as_long_as_the_line_has_room() {
    let long = "\"012345678901234567890123456789012345678901234567890123456789\"";
    let chain = Expression::atom("Credentials::new()").then("token", atoms([long]));
    assert_eq!(
        statement(4, "let value = ", &chain, ";"),
        format!("    let value =\n        Credentials::new().token({long});\n")
    );
    let json = Expression::list("json!(", ")", atoms([long]));
    let wide = Expression::call(&"x".repeat(30), [json]);
    assert!(!statement(4, "", &wide, ";").contains("\",\n"));
}

#[test]
fn a_chain_in_brackets_of_a_call_has_lines_of_its_own() {
    let filter = Expression::atom("Filter::new()")
        .then("name", atoms(["\"0123456789012345678901234567\""]))
        .then("updated_since", atoms(["\"0123456789012345678901\""]));
    let chain = Expression::call("list", [filter]).then("page", atoms(["1"]));
    assert_eq!(
        statement(0, "", &chain, ";"),
        "list(\n    Filter::new()\n        .name(\"0123456789012345678901234567\")\n        .updated_since(\"0123456789012345678901\"),\n)\n.page(1);\n"
    );
}
