//! Limits on values: what does not keep them, and where it stands.

use std::collections::BTreeMap;

use serde_json::{json, to_value};
use tests::runtime::validate::{Checker, Rule, Validate};

/// A value with a check of its own.
struct Checked<F>(F);

impl<F: Fn(&mut Checker<'_>)> Validate for Checked<F> {
    fn check(&self, at: &mut Checker<'_>) {
        (self.0)(at);
    }
}

fn violations(check: impl Fn(&mut Checker<'_>)) -> Vec<String> {
    let found = Checked(check).validate().err();
    let found = found.iter().flatten();
    found.map(ToString::to_string).collect()
}

fn allows(number: &dyn std::fmt::Display, rule: Rule) -> bool {
    violations(|at| at.number(number, &[rule])).is_empty()
}

#[test]
fn numbers_are_compared_digit_by_digit() {
    let most = Rule::Maximum("9007199254740992");
    assert!(allows(&9_007_199_254_740_992_i64, most));
    assert!(!allows(&9_007_199_254_740_993_i64, most));
    assert!(allows(&u64::MAX, Rule::Maximum("18446744073709551615")));
    assert!(!allows(
        &u64::MAX,
        Rule::ExclusiveMaximum("18446744073709551615")
    ));
    assert!(!allows(&i64::MIN, Rule::Minimum("-9223372036854775807.5")));
    assert!(allows(&0.1, Rule::Minimum("0.10")));
    assert!(!allows(&0.1, Rule::ExclusiveMinimum("1e-1")));
    assert!(allows(&1e300, Rule::Minimum("1E+3")));
    assert!(allows(&-0.0, Rule::Minimum("0")));
    assert!(!allows(&-2, Rule::Minimum("-1")));
    assert!(allows(&-2, Rule::Maximum("-1.5")));
    assert!(allows(&15, Rule::ExclusiveMaximum("1.6e1")));
    assert!(allows(&serde_json::Number::from(7), Rule::Minimum("7")));
}

#[test]
fn multiples_are_exact() {
    for number in [0.0, 19.99, -0.07, 4.35, 1e22] {
        assert!(allows(&number, Rule::MultipleOf("0.01")), "{number}");
    }
    assert!(!allows(&19.995, Rule::MultipleOf("0.01")));
    assert!(allows(&6, Rule::MultipleOf("1.5")));
    assert!(!allows(&4, Rule::MultipleOf("1.5")));
    assert!(allows(&i64::MIN, Rule::MultipleOf("4096")));
    assert!(!allows(&i64::MAX, Rule::MultipleOf("4096")));
    assert!(allows(&1e300, Rule::MultipleOf("1024")));
    assert!(!allows(&300, Rule::MultipleOf("1e3")));
    // What cannot be said is allowed.
    assert!(allows(&3, Rule::MultipleOf("0")));
}

#[test]
fn what_json_has_no_number_for_is_told() {
    for number in [f64::NAN, f64::INFINITY] {
        assert_eq!(
            violations(|at| at.number(&number, &[Rule::Minimum("0")])),
            ["`$` must be a finite number"]
        );
    }
}

#[test]
fn lengths_are_counted_in_characters() {
    let rules = [Rule::MinLength(2), Rule::MaxLength(3)];
    assert_eq!(
        violations(|at| at.text("żółć", &rules)),
        ["`$` must have at most 3 characters"]
    );
    assert_eq!(
        violations(|at| at.text("é", &rules)),
        ["`$` must have at least 2 characters"]
    );
    assert!(violations(|at| at.text("łąk", &rules)).is_empty());
    assert_eq!(
        violations(|at| at.text("", &[Rule::MinLength(1)])),
        ["`$` must have at least 1 character"]
    );
}

#[test]
fn patterns_match_anywhere_and_are_told() {
    assert!(violations(|at| at.pattern("a-1", "[0-9]")).is_empty());
    for _ in 0..2 {
        assert_eq!(
            violations(|at| at.member("code").pattern("a", "^[0-9]+$")),
            ["`code` must match `^[0-9]+$`"]
        );
    }
    // Look-around is nothing that the engine knows.
    assert!(violations(|at| at.pattern("a", "(?=b)")).is_empty());
}

#[test]
fn places_are_paths_of_the_wire() {
    let found = violations(|at| {
        at.count(0, &[Rule::MinProperties(1)]);
        let mut address = at.member("address");
        let mut lines = address.member("lines");
        lines.item(3).member("a.b").count(2, &[Rule::MaxItems(1)]);
    });
    assert_eq!(
        found,
        [
            "`$` must have at least 1 member",
            "`address.lines[3].a.b` must have at most 1 item"
        ]
    );
    let list = [Checked(|at: &mut Checker<'_>| {
        at.number(&1, &[Rule::Minimum("2")]);
    })];
    let violations = list.validate().unwrap_err();
    assert_eq!(violations.to_string(), "`[0]` must be at least 2");
    let violation = violations.iter().next().unwrap();
    assert_eq!(
        (violation.path(), violation.problem()),
        ("[0]", "must be at least 2")
    );
}

#[test]
fn items_are_the_same_in_any_order_of_their_members() {
    let items = [
        json!({ "a": 1, "b": [2] }),
        json!(null),
        json!({ "b": [2], "a": 1 }),
    ];
    assert_eq!(
        violations(|at| at.member("tags").unique(&mut items.iter().map(to_value))),
        ["`tags[2]` must not be the same as item 0"]
    );
}

#[test]
fn members_are_counted_as_they_are_written() {
    let members = BTreeMap::from([("a", 1), ("b", 2)]);
    assert_eq!(
        violations(|at| at.object(to_value(&members), &[Rule::MaxProperties(1)])),
        ["`$` must have at most 1 member"]
    );
}
