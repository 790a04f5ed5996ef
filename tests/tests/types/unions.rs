//! `oneOf` and `anyOf`.

use serde_json::{Value, from_str, to_string};
use type_chapters::unions::models::{
    Animal, Anything, BankPayment, CardPayment, CardPaymentMethod, Cat, Dog, Envelope, Event,
    Filter, MaybeText, MaybeTextColor, MaybeTextTags, ParcelShipment, Payment, Shipment, Tree,
    Wide,
};

use super::{come_back, turned};

#[test]
fn a_mapping_chooses_by_name_and_by_reference() {
    let credit: Payment = from_str(r#"{"method":"credit","number":"1"}"#).unwrap();
    let number = CardPayment::new(CardPaymentMethod::Credit, "1");
    assert_eq!(credit, Payment::from(number));
    assert!(credit.is_card() && credit.as_bank().is_none());
    come_back::<Payment>(&[
        r#"{"method":"credit","number":"1"}"#,
        r#"{"method":"debit","number":"1"}"#,
        r#"{"method":"bank","iban":"DE"}"#,
        r#"{"method":"CashPayment","currency":"EUR"}"#,
    ]);
    assert_eq!(
        to_string(&Payment::from(BankPayment::new("DE"))).unwrap(),
        r#"{"method":"bank","iban":"DE"}"#
    );
}

#[test]
fn an_unknown_tag_is_kept_whole() {
    let text = r#"{"amount":1,"method":"shell","more":{"a":[null]}}"#;
    let payment: Payment = from_str(text).unwrap();
    assert_eq!(payment, Payment::Unknown(from_str(text).unwrap()));
    come_back::<Payment>(&[text, "{}", r#"{"method":7}"#]);
}

#[test]
fn what_has_no_known_tag_is_the_default_of_the_mapping() {
    let drone: Shipment = from_str(r#"{"via":"drone","weight":1.5}"#).unwrap();
    assert_eq!(drone, ParcelShipment::new(1.5).via("drone").into());
    come_back::<Shipment>(&[
        r#"{"via":"letter","stamps":2}"#,
        r#"{"via":"drone","weight":1.5,"rotors":4}"#,
        r#"{"weight":2.5}"#,
        r#"{"via":"ParcelShipment","weight":3.5}"#,
    ]);
    assert!(from_str::<Shipment>(r#"{"via":"drone"}"#).is_err());
}

#[test]
fn a_base_with_a_mapping_is_a_union_of_what_is_made_of_it() {
    let dog: Animal = from_str(r#"{"kind":"dog","name":"Rex","tricks":["sit"]}"#).unwrap();
    assert_eq!(dog, Animal::Dog(Dog::new(["sit"]).name("Rex")));
    assert_eq!(
        to_string(&Animal::from(Cat::new().lives(9))).unwrap(),
        r#"{"kind":"cat","lives":9}"#
    );
    assert_eq!(
        turned::<Cat>(r#"{"lives":9}"#),
        r#"{"kind":"cat","lives":9}"#
    );
}

#[test]
fn constants_are_tags() {
    let event: Event = from_str(r#"{"id":1,"type":"created"}"#).unwrap();
    assert_eq!(event.as_created().unwrap().id, 1);
    come_back::<Event>(&[
        r#"{"type":"created","id":1}"#,
        r#"{"type":"deleted","reason":"r"}"#,
        r#"{"type":"moved","to":"x"}"#,
    ]);
}

#[test]
fn unions_nest() {
    let envelope: Envelope = from_str(r#"{"method":"bank","iban":"DE"}"#).unwrap();
    assert!(envelope.as_payment().unwrap().is_bank());
    let envelope: Envelope = from_str(r#"{"type":"deleted"}"#).unwrap();
    assert!(envelope.as_event().unwrap().is_deleted());
    come_back::<Envelope>(&[r#"{"type":"moved"}"#, r#"{"other":true}"#, "3"]);
}

#[test]
fn shapes_choose_by_kind_format_and_members() {
    let read = |text: &str| -> Anything { from_str(text).unwrap() };
    assert!(read(r#""2024-05-01T10:00:00Z""#).is_date_time());
    assert!(read(r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#).is_uuid());
    assert!(read(r#""2024""#).is_string());
    assert!(read("1").is_integer());
    assert!(read("true").is_boolean());
    assert!(read("[1,2.5]").is_array());
    assert!(read(r#"{"x":1}"#).is_point());
    assert!(read(r#"{"text":"a","x":1}"#).is_label());
    assert_eq!(read("null"), Anything::Unknown(Value::Null));
    assert_eq!(read("1.5"), Anything::Unknown(1.5.into()));
    assert!(Anything::from("text").is_string());
}

#[test]
fn the_branch_that_explains_most_wins_over_an_earlier_one() {
    assert!(from_str::<Wide>(r#"{"a":"1","b":"2"}"#).unwrap().is_long());
    assert!(from_str::<Wide>(r#"{"a":"1"}"#).unwrap().is_short());
}

#[test]
fn any_combination_is_one_struct() {
    let filter = Filter::new().after("a").limit(3);
    assert_eq!(to_string(&filter).unwrap(), r#"{"after":"a","limit":3}"#);
}

#[test]
fn choices_that_are_none_are_plain() {
    let value: MaybeText =
        from_str(r#"{"text":null,"color":"blue","tags":["a"],"only":1,"size":5000000000}"#)
            .unwrap();
    assert!(value.text.is_null());
    assert_eq!(
        value.color,
        Some(MaybeTextColor::Unknown("blue".to_owned()))
    );
    assert_eq!(value.tags, Some(MaybeTextTags::from(vec!["a".to_owned()])));
    assert_eq!(MaybeTextTags::from("a"), MaybeTextTags::One("a".to_owned()));
    assert_eq!((value.only, value.size), (Some(1), Some(5_000_000_000)));
}

#[test]
fn r15_a_union_that_holds_itself_is_read_at_depth_30() {
    let mut text = r#"{"value":1}"#.to_owned();
    for _ in 0..30 {
        text = format!(r#"{{"left":{text},"right":{{"value":2}}}}"#);
    }
    assert_eq!(turned::<Tree>(&text), text);
}
