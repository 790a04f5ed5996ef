//! Models as JSON, and back.

use serde_json::{Value, from_str, json, to_string, to_value};
use tests::runtime::{Base64, Date, DateTime, Maybe, Undeclared, Uuid};
use tests::sample::{Anything, Circle, Clock, Drawing, Formats, Group, Kind, Level, Pet, Position};

fn message<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn absent_null_and_value_stay_apart() {
    for (text, nickname) in [
        (r#"{"name":"a","owner":null}"#, Maybe::Absent),
        (r#"{"name":"a","owner":null,"nickname":null}"#, Maybe::Null),
        (
            r#"{"name":"a","owner":null,"nickname":"b"}"#,
            Maybe::from("b"),
        ),
    ] {
        let pet: Pet = from_str(text).unwrap();
        assert_eq!(pet.nickname, nickname);
        assert_eq!(to_string(&pet).unwrap(), text);
    }
}

#[test]
fn null_of_an_optional_member_is_the_same_as_none() {
    let pet: Pet = from_str(r#"{"age":null,"owner":"o","name":"a"}"#).unwrap();
    assert_eq!(to_string(&pet).unwrap(), r#"{"name":"a","owner":"o"}"#);
}

#[test]
fn members_that_are_not_declared_are_kept() {
    let text = r#"{"name":"a","owner":"o","size":{"h":[1,null]},"type":"pet"}"#;
    assert_eq!(to_string(&from_str::<Pet>(text).unwrap()).unwrap(), text);
}

#[test]
fn r14_what_is_wrong_with_an_object_is_told() {
    assert_eq!(
        message::<Pet>(r#"{"owner":null}"#),
        "missing field `name` at line 1 column 14"
    );
    assert_eq!(
        message::<Pet>(r#"{"name":"a"}"#),
        "missing field `owner` at line 1 column 12"
    );
    assert_eq!(
        message::<Pet>(r#"{"name":"a","name":"b","owner":null}"#),
        "duplicate field `name` at line 1 column 22"
    );
    assert_eq!(
        message::<Pet>("[]"),
        "invalid type: sequence, expected an object (Pet) at line 1 column 0"
    );
    assert!(
        message::<Pet>(r#"{"name":null,"owner":null}"#)
            .starts_with("invalid type: null, expected a string")
    );
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let kinds: Vec<Kind> = from_str(r#"["cat","guard-dog","newt"]"#).unwrap();
    assert_eq!(
        kinds,
        [Kind::Cat, Kind::GuardDog, Kind::Unknown("newt".to_owned())]
    );
    assert_eq!(to_string(&kinds).unwrap(), r#"["cat","guard-dog","newt"]"#);
    assert_eq!(Kind::GuardDog.to_string(), "guard-dog");
    assert_eq!("cat".parse::<Kind>(), Ok(Kind::Cat));
    let clocks: Vec<Clock> = from_str("[12,24,36]").unwrap();
    assert_eq!(clocks, [Clock::Half, Clock::Full, Clock::Unknown(36)]);
    assert_eq!(to_string(&clocks).unwrap(), "[12,24,36]");
    let levels: Vec<Level> = from_str(r#"[0.5,"max",null]"#).unwrap();
    assert_eq!(
        levels,
        [Level::Half, Level::Max, Level::Unknown(Value::Null)]
    );
    assert_eq!(to_string(&levels).unwrap(), r#"[0.5,"max",null]"#);
}

#[test]
fn formats_keep_their_text_and_hide_secrets() {
    let text = r#"{"at":"2024-05-01T10:00:00.120+02:00","on":"2024-02-29","bytes":"/+wgVQA=","password":"p4ss","id":"67e55044-10b1-426f-9247-bb680e5fe0c8"}"#;
    let formats: Formats = from_str(text).unwrap();
    assert_eq!(to_string(&formats).unwrap(), text);
    assert_eq!(formats.at, "2024-05-01T08:00:00.12Z".parse().unwrap());
    assert_eq!(formats.bytes.bytes().unwrap(), b"\xFF\xEC\x20\x55\0");
    assert_eq!(
        format!("{formats:?}"),
        "Formats { at: DateTime(2024-05-01T10:00:00.120+02:00), on: Date(2024-02-29), bytes: Base64(8 characters), \
         password: [redacted], id: Uuid(67e55044-10b1-426f-9247-bb680e5fe0c8) }"
    );
}

#[test]
fn text_that_is_not_of_its_format_is_kept() {
    let text = r#"{"at":"yesterday","on":"2024-02-30","bytes":"?","password":"","id":"none"}"#;
    let formats: Formats = from_str(text).unwrap();
    assert_eq!(to_string(&formats).unwrap(), text);
    assert_eq!(formats.at.timestamp(), None);
    assert_eq!(formats.on.date(), None);
    assert!(formats.bytes.bytes().is_err());
    assert_eq!(formats.id.uuid(), None);
}

#[test]
fn values_are_equal_by_meaning_and_written_as_they_came() {
    let id: Uuid = "67E55044-10B1-426F-9247-BB680E5FE0C8".parse().unwrap();
    assert_eq!(
        to_string(&id).unwrap(),
        r#""67E55044-10B1-426F-9247-BB680E5FE0C8""#
    );
    assert_eq!(id, "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap());
    let lower: DateTime = from_str(r#""2024-05-01t10:00:00z""#).unwrap();
    assert_eq!(lower, "2024-05-01T12:00:00+02:00".parse().unwrap());
    let texts: [DateTime; 2] = [from_str(r#""a""#).unwrap(), from_str(r#""b""#).unwrap()];
    assert!(texts[0] < texts[1] && lower < texts[0]);
    for (text, bytes) in [("-_8=", &b"\xFB\xFF"[..]), ("+/8", b"\xFB\xFF")] {
        let value: Base64 = from_str(&format!("{text:?}")).unwrap();
        assert_eq!(value.bytes().unwrap(), bytes);
        assert_eq!(value.as_str(), text);
    }
    assert_eq!(Base64::from(b"\xFB\xFF").as_str(), "+/8=");
}

#[test]
fn dates_convert_to_and_from_chrono() {
    let at: DateTime = "2024-05-01T10:00:00.120+02:00".parse().unwrap();
    let time = at.to_chrono().unwrap();
    assert_eq!(time.to_rfc3339(), "2024-05-01T10:00:00.120+02:00");
    assert_eq!(DateTime::from(time), at);
    let on: Date = "2024-02-29".parse().unwrap();
    assert_eq!(Date::from(on.to_chrono().unwrap()), on);
}

#[test]
fn a_tag_chooses_wherever_it_stands() {
    for text in [
        r#"{"shape":"circle","radius":1.5}"#,
        r#"{"radius":1.5,"shape":"circle"}"#,
    ] {
        let drawing: Drawing = from_str(text).unwrap();
        let radius = 1.5;
        let undeclared = Undeclared::default();
        assert_eq!(drawing, Drawing::Circle(Circle { radius, undeclared }));
        assert_eq!(
            to_string(&drawing).unwrap(),
            r#"{"shape":"circle","radius":1.5}"#
        );
    }
    let drawing: Drawing =
        from_str(r#"{"color":"red","radius":1.5,"shape":"circle","size":2}"#).unwrap();
    assert_eq!(
        to_string(&drawing).unwrap(),
        r#"{"shape":"circle","radius":1.5,"color":"red","size":2}"#
    );
}

#[test]
fn members_of_no_flattened_part_are_kept_and_the_tag_is_none_of_them() {
    let text = r#"{"shape":"group","parts":[],"note":"n"}"#;
    let Drawing::Group(mut group) = from_str(text).unwrap() else {
        panic!("not a group");
    };
    assert_eq!(group.position, None);
    let names: Vec<&str> = group.undeclared.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["note"]);
    assert_eq!(format!("{:?}", group.undeclared), r#"{"note"}"#);
    assert_eq!(group.undeclared.remove("note"), Some(json!("n")));
    assert_eq!(group.undeclared, Undeclared::default());
    group.undeclared.insert("flag", true);
    assert_eq!(
        to_string(&Drawing::Group(group)).unwrap(),
        r#"{"parts":[],"flag":true,"shape":"group"}"#
    );
}

#[test]
fn a_tag_that_is_unknown_missing_or_no_text_is_kept_with_everything() {
    for text in [
        r#"{"a":1,"shape":"star","b":{"c":[]}}"#,
        r#"{"a":1,"b":2}"#,
        r#"{"shape":null,"b":2}"#,
        r#"{"b":2,"shape":7}"#,
        "{}",
    ] {
        let drawing: Drawing = from_str(text).unwrap();
        assert_eq!(drawing, Drawing::Unknown(from_str(text).unwrap()));
        assert_eq!(to_string(&drawing).unwrap(), text);
    }
}

#[test]
fn a_variant_that_does_not_write_its_tag_gets_it() {
    let group = Group {
        parts: vec![Drawing::Circle(Circle {
            radius: 1.0,
            undeclared: Undeclared::default(),
        })],
        position: Some(Position { x: 3 }),
        undeclared: Undeclared::default(),
    };
    let drawing = Drawing::Group(Box::new(group));
    let text = r#"{"parts":[{"shape":"circle","radius":1.0}],"x":3,"shape":"group"}"#;
    assert_eq!(to_string(&drawing).unwrap(), text);
    assert_eq!(from_str::<Drawing>(text).unwrap(), drawing);
    let without: Drawing = from_str(r#"{"shape":"group","parts":[]}"#).unwrap();
    assert_eq!(
        without,
        Drawing::Group(Box::new(Group {
            parts: vec![],
            position: None,
            undeclared: Undeclared::default(),
        }))
    );
}

#[test]
fn a_wrong_variant_is_told_with_its_union() {
    assert_eq!(
        message::<Drawing>(r#"{"shape":"circle"}"#),
        "Drawing: missing field `radius` at line 1 column 18"
    );
}

#[test]
fn shapes_choose_the_best_not_the_first() {
    let pet = json!({ "name": "a", "owner": null, "x": 1 });
    for (value, expected) in [
        (
            json!("2024-02-29"),
            Anything::Date("2024-02-29".parse().unwrap()),
        ),
        (json!("no date"), Anything::Text("no date".to_owned())),
        (json!(3), Anything::Integer(3)),
        (json!(3.5), Anything::Number(3.5)),
        (
            json!([1, "a"]),
            Anything::List(vec![Anything::Integer(1), Anything::Text("a".to_owned())]),
        ),
        (
            json!({ "x": 1, "y": 2 }),
            Anything::Position(Position { x: 1 }),
        ),
        (
            pet.clone(),
            Anything::Pet(serde_json::from_value(pet).unwrap()),
        ),
        (json!(true), Anything::Unknown(json!(true))),
        (json!(null), Anything::Unknown(json!(null))),
        (
            json!({ "name": "a" }),
            Anything::Unknown(json!({ "name": "a" })),
        ),
        (
            json!({ "x": "no number" }),
            Anything::Unknown(json!({ "x": "no number" })),
        ),
        (
            json!({ "name": "a", "owner": null, "type": "car" }),
            Anything::Unknown(json!({ "name": "a", "owner": null, "type": "car" })),
        ),
    ] {
        assert_eq!(serde_json::from_value::<Anything>(value).unwrap(), expected);
    }
}

#[test]
fn unions_write_what_they_read() {
    for value in [
        json!([1, 2.5, "a", null, { "x": 3 }, [[]]]),
        json!({ "q": 1 }),
        json!("2024-02-29"),
    ] {
        let anything: Anything = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(to_value(&anything).unwrap(), value);
    }
}

/// R15: unions in unions are read in one go, not once for each way to read what holds them.
#[test]
fn r15_nested_unions_are_not_tried_at_each_level() {
    let depth = 100;
    let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let anything: Anything = from_str(&text).unwrap();
    assert_eq!(to_string(&anything).unwrap(), text);
    let mut drawing = String::from(r#"{"shape":"circle","radius":1.0}"#);
    for _ in 0..40 {
        drawing = format!(r#"{{"parts":[{drawing}],"shape":"group"}}"#);
    }
    assert_eq!(
        to_string(&from_str::<Drawing>(&drawing).unwrap()).unwrap(),
        drawing
    );
}
