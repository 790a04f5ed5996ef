//! Absent, null and default; what is only read and what is only written.

use serde_json::{Value, from_str, to_string};
use type_chapters::nullability::models::{Profile, Settings};

use super::come_back;

#[test]
fn the_four_states_are_told_apart() {
    come_back::<Profile>(&[
        r#"{"name":"n","nickname":null}"#,
        r#"{"name":"n","nickname":"x","age":1,"motto":null}"#,
        r#"{"name":"n","nickname":"x","motto":"m"}"#,
    ]);
    let profile: Profile = from_str(r#"{"name":"n","nickname":null,"motto":null}"#).unwrap();
    assert!(profile.motto.is_null());
    let error = from_str::<Profile>(r#"{"name":"n"}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "missing field `nickname` at line 1 column 12"
    );
}

#[test]
fn requests_ask_for_what_is_written_and_responses_do_not() {
    let profile = Profile::new("n", None, "p4ss");
    assert_eq!(
        to_string(&profile).unwrap(),
        r#"{"name":"n","nickname":null,"password":"p4ss"}"#
    );
    assert!(!format!("{profile:?}").contains("p4ss"));
    let read: Profile =
        from_str(r#"{"id":"1","name":"n","nickname":null,"created":"2024-01-01T00:00:00Z"}"#)
            .unwrap();
    assert_eq!((read.id.as_deref(), read.password), (Some("1"), None));
}

#[test]
fn items_and_members_may_be_null() {
    come_back::<Profile>(&[
        r#"{"name":"n","nickname":null,"parents":["a",null],"scores":{"x":null,"y":1}}"#,
    ]);
    let profile = Profile::new("n", None, "p").parents([Some("a".to_owned()), None]);
    assert_eq!(profile.parents.unwrap().len(), 2);
}

#[test]
fn defaults_are_not_sent_unless_set() {
    assert_eq!(to_string(&Settings::default()).unwrap(), "{}");
    assert_eq!(
        to_string(&Settings::new().theme("light")).unwrap(),
        r#"{"theme":"light"}"#
    );
}

#[test]
fn null_is_a_value_of_any_json() {
    let settings: Settings = from_str(r#"{"free":null}"#).unwrap();
    assert_eq!(settings.free, Some(Value::Null));
    come_back::<Settings>(&[r#"{"free":null}"#, "{}"]);
}
