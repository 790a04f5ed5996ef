//! Plain values and enums.

use serde_json::{Value, from_str, json, to_string};
use type_chapters::chosen::models::{Link, Price, Wide};
use type_chapters::scalars::models::{Letter, Level, Mixed, Scalars, Sort};

use super::come_back;

#[test]
fn every_format_comes_back_to_the_letter() {
    come_back::<Scalars>(&[
        r#"{"small":-2147483648,"wide":-9223372036854775808,"plain":9223372036854775807}"#,
        r#"{"count":18446744073709551615,"mask":4294967295,"ratio":0.1,"single":16777217.0}"#,
        r#"{"price":12.5,"flag":false,"at":"2024-05-01T10:00:00.120+02:00","on":"2024-02-29"}"#,
        r#"{"id":"67E55044-10B1-426F-9247-BB680E5FE0C8","bytes":"-_8","secret":"s"}"#,
        r#"{"time":"12:00:00Z","duration":"P1D","site":"http://e.example","mail":"a@b.c","ip":"::1"}"#,
        r#"{"at":"soon","on":"","id":"none","bytes":"?","odd":"\u0001"}"#,
    ]);
}

#[test]
fn secrets_are_not_shown() {
    let scalars = Scalars::new().secret("s3cr3t");
    assert!(!format!("{scalars:?}").contains("s3cr3t"));
    assert_eq!(to_string(&scalars).unwrap(), r#"{"secret":"s3cr3t"}"#);
}

#[test]
fn values_that_are_no_words_have_names() {
    let known = [
        Sort::Plus1,
        Sort::Minus1,
        Sort::CreatedAt,
        Sort::MinusCreatedAt,
        Sort::Empty,
        Sort::AB,
        Sort::AB2,
    ];
    assert_eq!(
        to_string(&known).unwrap(),
        r#"["+1","-1","created_at","-created_at","","a b","A B"]"#
    );
    assert_eq!(Sort::from("size"), Sort::Unknown("size".to_owned()));
}

#[test]
fn enums_of_integers_and_of_mixed_values_keep_what_they_do_not_know() {
    assert_eq!(from_str::<Level>("10").unwrap(), Level::High);
    assert_eq!(Level::Unset.as_i64(), -1);
    come_back::<Vec<Level>>(&["[0,10,-1,11]"]);
    let mixed: Vec<Mixed> = from_str(r#"[1,"1",true,1.5,"x"]"#).unwrap();
    assert_eq!(
        mixed,
        [
            Mixed::V1,
            Mixed::V1_2,
            Mixed::True,
            Mixed::V1_5,
            Mixed::Unknown(json!("x"))
        ]
    );
    come_back::<Vec<Mixed>>(&[r#"[1,"1",true,1.5,null,[]]"#]);
    assert_eq!(Mixed::V1_2.as_value(), Value::from("1"));
}

#[test]
fn null_of_an_enum_is_no_value_of_it() {
    let letters: Vec<Option<Letter>> = from_str(r#"["a",null,"c"]"#).unwrap();
    assert_eq!(
        letters,
        [Some(Letter::A), None, Some(Letter::Unknown("c".to_owned()))]
    );
}

#[test]
fn integers_beyond_64_bits_are_kept() {
    come_back::<Wide>(&[
        r#"{"any":170141183460469231731687303715884105727,"small":-1}"#,
        r#"{"any":-18446744073709551616,"unsigned":18446744073709551615,"beyond":-9223372036854775809}"#,
    ]);
    assert!(from_str::<Wide>(r#"{"any":1e3}"#).is_err());
}

#[test]
fn addresses_are_taken_apart_where_the_configuration_says_so() {
    let link: Link = from_str(r#"{"to":"https://e.example/a?b#c","relative":"../x"}"#).unwrap();
    assert_eq!(link.to.fragment(), Some("c"));
    assert_eq!(
        to_string(&link).unwrap(),
        r#"{"to":"https://e.example/a?b#c","relative":"../x"}"#
    );
    assert!(from_str::<Link>(r#"{"to":"nowhere"}"#).is_err());
}

#[test]
fn decimal_numbers_keep_every_digit() {
    let text = r#"{"amount":0.1000000000000000000000001,"tax":-1.10,"rates":{"a":12345678901234567890.12345}}"#;
    let price: Price = from_str(text).unwrap();
    assert_eq!(to_string(&price).unwrap(), text);
    let sum = *price.amount + *price.tax.unwrap();
    assert_eq!(sum.to_string(), "-0.9999999999999999999999999");
    come_back::<Price>(&[
        r#"{"amount":0,"either":1.25}"#,
        r#"{"amount":-7,"either":"1.25"}"#,
    ]);
    let thousand: Price = from_str(r#"{"amount":1e3}"#).unwrap();
    assert_eq!(to_string(&thousand).unwrap(), r#"{"amount":1000}"#);
    for wrong in [
        r#"{"amount":"1"}"#,
        r#"{"amount":1e99}"#,
        r#"{"amount":null}"#,
    ] {
        assert!(from_str::<Price>(wrong).is_err(), "{wrong}");
    }
}
