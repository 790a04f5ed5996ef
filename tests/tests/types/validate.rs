//! Limits that a document sets on values, checked.

use serde_json::from_str;
use type_chapters::limits::models::{Order, Payment, SendParcelBody};
use type_chapters::runtime::validate::Validate;
use type_chapters::scalars::models::Bounded;

/// What is wrong with a value, a line for each.
fn problems<T: Validate>(value: &T) -> Vec<String> {
    let found = value.validate().err();
    found.iter().flatten().map(ToString::to_string).collect()
}

fn problems_of_order(members: &str) -> Vec<String> {
    let text = format!(r#"{{"id":"1","lines":[{{"quantity":1}}],"total":0.07{members}}}"#);
    problems(&from_str::<Order>(&text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

#[test]
fn what_keeps_its_limits_is_valid() {
    let text =
        r#"{"name":"abc","age":150,"ratio":0.5,"tags":["a","b"],"by_name":{"x":{"name":"ab"}}}"#;
    assert_eq!(from_str::<Bounded>(text).unwrap().validate(), Ok(()));
    assert!(problems_of_order("").is_empty());
}

#[test]
fn every_limit_that_is_not_kept_is_told_with_its_place() {
    let text =
        r#"{"name":"A","age":-1,"ratio":0.7,"tags":["long","long"],"nested":{"name":"abcdef"}}"#;
    assert_eq!(
        problems(&from_str::<Bounded>(text).unwrap()),
        [
            "`name` must have at least 2 characters",
            "`name` must match `^[a-z]+$`",
            "`age` must be at least 0",
            "`ratio` must be a multiple of 0.5",
            "`tags[1]` must not be the same as item 0",
            "`tags[0]` must have at most 3 characters",
            "`tags[1]` must have at most 3 characters",
            "`nested.name` must have at most 5 characters",
        ]
    );
    let text = r#"{"name":"ab","ratio":0,"tags":[],"by_name":{"x":{"name":"a"},"y":{"name":"ab"},"z":{"name":"ab"}}}"#;
    assert_eq!(
        problems(&from_str::<Bounded>(text).unwrap()),
        [
            "`ratio` must be more than 0",
            "`tags` must have at least 1 item",
            "`by_name` must have at most 2 members",
            "`by_name.x.name` must have at least 2 characters",
        ]
    );
}

#[test]
fn limits_are_found_behind_references_null_lists_and_maps() {
    for (members, problem) in [
        (r#","note":"long""#, "`note` must have at most 3 characters"),
        (
            r#","grid":[[1],[2,null,3]]"#,
            "`grid[1]` must have at most 2 items",
        ),
        (r#","grid":[[1],[2,10]]"#, "`grid[1][1]` must be at most 9"),
        (
            r#","labels":{"a":"ab"}"#,
            "`labels.a` must match `^[A-Z]{2}$`",
        ),
        (
            r#","labels":{"a":"AB","b":"AB"}"#,
            "`labels` must have at most 1 member",
        ),
        (r#","free":{}"#, "`free` must have at least 1 member"),
        (r#","code":"a""#, "`code` must match `^[A-Z]{2}$`"),
        (
            r#","pair":["a",{"quantity":100}]"#,
            "`pair[1].quantity` must be at most 99",
        ),
        (
            r#","payment":"ab""#,
            "`payment` must have at least 3 characters",
        ),
        (
            r#","payment":{"number":"12345"}"#,
            "`payment.number` must have at most 4 characters",
        ),
        (
            r#","payment":{"number":"1","more":2}"#,
            "`payment.more` must be at most 1",
        ),
        (
            r#","rule":{"text":""}"#,
            "`rule.text` must have at least 1 character",
        ),
    ] {
        assert_eq!(problems_of_order(members), [problem], "{members}");
    }
    assert!(problems_of_order(r#","note":null,"grid":[[null]],"lookahead":"b""#).is_empty());
}

#[test]
fn large_integers_and_small_fractions_are_exact() {
    assert!(problems_of_order(r#","weight":9007199254740993"#).is_empty());
    assert_eq!(
        problems_of_order(r#","weight":9007199254740992"#),
        ["`weight` must be at least 9007199254740993"]
    );
    let order: Order = from_str(r#"{"id":"a","lines":[],"total":0.071}"#).unwrap();
    assert_eq!(
        problems(&order),
        [
            "`id` must match `^[0-9]`",
            "`lines` must have at least 1 item",
            "`total` must be a multiple of 0.01",
        ]
    );
}

#[test]
fn objects_are_counted_and_compared_as_they_are_written() {
    let order =
        r#"{"id":"1","total":1,"lines":[{},{"other":1},{"tags":[{"name":"a"},{},{"name":"a"}]}]}"#;
    assert_eq!(
        problems(&from_str::<Order>(order).unwrap()),
        [
            "`lines[0]` must have at least 1 member",
            "`lines[2].tags[2]` must not be the same as item 0",
        ]
    );
}

#[test]
fn secrets_are_not_told() {
    let problems = problems_of_order(r#","pin":"s3c""#);
    assert_eq!(problems, ["`pin` must have at least 4 characters"]);
}

#[test]
fn a_value_that_is_no_struct_has_the_place_of_the_whole() {
    let payment = Payment::from("ab");
    assert_eq!(problems(&payment), ["`$` must have at least 3 characters"]);
    let body = SendParcelBody::new().note("long");
    assert_eq!(problems(&body), ["`note` must have at most 3 characters"]);
}
