//! Objects, maps, lists and tuples.

use serde_json::{from_str, json, to_string};
use type_chapters::objects::models::{
    Alias, Base, Closed, Extended, Labels, Mail, MapModel, Matrix, Node, Odd, Pair, Patterned,
    UndeclaredModel, WithChoice, WithChoiceItem,
};

use super::{come_back, turned};

#[test]
fn merged_schemas_ask_for_what_each_requires() {
    let extended = Extended::new("1", "n", 2);
    assert_eq!(
        to_string(&extended).unwrap(),
        r#"{"id":"1","note":"n","extra":2}"#
    );
    let alias: Alias = Base::new("1");
    assert_eq!(to_string(&alias).unwrap(), r#"{"id":"1"}"#);
}

#[test]
fn a_choice_beside_members_stands_among_them() {
    let value = WithChoice::new("1", Mail::new("a@b.c")).note("n");
    let text = r#"{"id":"1","note":"n","address":"a@b.c"}"#;
    assert_eq!(to_string(&value).unwrap(), text);
    assert_eq!(from_str::<WithChoice>(text).unwrap(), value);
    let other: WithChoice = from_str(r#"{"id":"1","fax":"2"}"#).unwrap();
    assert_eq!(other.variant, WithChoiceItem::Unknown(json!({"fax": "2"})));
    come_back::<WithChoice>(&[
        r#"{"id":"1","number":"2","more":[1]}"#,
        r#"{"id":"1","fax":"2"}"#,
    ]);
}

#[test]
fn members_beside_the_declared_ones_are_typed() {
    let labels: Labels = from_str(r#"{"name":"n","a":1,"additional_properties":2}"#).unwrap();
    assert_eq!(labels.additional_properties.len(), 2);
    come_back::<Labels>(&[r#"{"name":"n","a":1,"b":2}"#]);
    assert!(from_str::<Labels>(r#"{"a":"text"}"#).is_err());
}

#[test]
fn members_of_no_pattern_are_kept() {
    let value: Patterned = from_str(r#"{"name":"n","x-a":1,"other":"text"}"#).unwrap();
    assert_eq!(value.additional_properties.get("x-a"), Some(&1));
    assert_eq!(value.undeclared.get("other"), Some(&json!("text")));
    come_back::<Patterned>(&[r#"{"name":"n","x-a":1,"other":"text"}"#]);
}

#[test]
fn undeclared_members_are_kept_unless_forbidden() {
    come_back::<Base>(&[r#"{"id":"1","new":{"a":[null]}}"#]);
    let mut base = Base::new("1");
    base.undeclared.insert("beta", true);
    assert_eq!(to_string(&base).unwrap(), r#"{"id":"1","beta":true}"#);
    assert_eq!(
        turned::<Closed>(r#"{"name":"n","new":1}"#),
        r#"{"name":"n"}"#
    );
    come_back::<UndeclaredModel>(&[r#"{"undeclared":"a","undeclared_2":"b"}"#]);
}

#[test]
fn types_that_hold_themselves_are_boxed_only_where_the_circle_needs_it() {
    come_back::<Node>(&[
        r#"{"next":{"next":null},"children":[{"next":null}],"by_name":{"a":{"next":null}}}"#,
    ]);
    let node = Node::new(None).children([Node::new(None)]);
    assert_eq!(node.children.unwrap().len(), 1);
}

#[test]
fn tuples_maps_and_lists_of_lists() {
    let pair: Pair = from_str(r#"["a",1]"#).unwrap();
    assert_eq!(pair, ("a".to_owned(), 1));
    come_back::<Pair>(&[r#"["a",1]"#]);
    come_back::<MapModel>(&[r#"{"a":{"id":"1"}}"#]);
    come_back::<Matrix>(&["[[1.5,null],[]]"]);
}

#[test]
fn any_text_can_be_the_name_of_a_member() {
    come_back::<Odd>(&[
        r#"{"$ref":"1","@type":"2","a.b":"3","":"4","😀":"5","type":"6","self":"7","a b":"8","A-B":"9","1st":"0"}"#,
    ]);
}
