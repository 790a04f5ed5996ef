use proptest::prelude::*;

use super::Scope;

fn is_identifier(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
        && name.is_ascii()
        && name.trim_start_matches("r#").len() <= 64
}

#[test]
fn h08_keywords_and_taken_names_become_identifiers() {
    let words = [
        "fn",
        "self",
        "Self",
        "super",
        "crate",
        "_",
        "union",
        "async",
        "gen",
        "r#x",
        "std",
        "core",
        "main",
        "build",
        "test",
        "Client",
        "Error",
        "Result",
        "Option",
        "String",
        "Vec",
        "Box",
        "new",
        "builder",
        "send",
        "await",
        "clone",
        "drop",
        "__proto__",
        "",
        "a-b",
        "1a",
    ];
    let mut scope = Scope::new();
    for word in words {
        let field = scope.field(word);
        assert!(is_identifier(field.as_str()), "{word}: {field}");
        assert!(
            is_identifier(Scope::new().type_name(word).as_str()),
            "{word}"
        );
        assert!(is_identifier(Scope::new().variant(word).as_str()), "{word}");
        assert!(
            is_identifier(Scope::new().constant(word).as_str()),
            "{word}"
        );
    }
    assert_eq!(Scope::new().field("type").as_str(), "r#type");
    assert_eq!(Scope::new().field("self").as_str(), "self_");
    assert_eq!(Scope::new().field("new").as_str(), "new_");
    assert_eq!(Scope::new().type_name("Option").as_str(), "OptionModel");
    assert_eq!(Scope::new().module("con").as_str(), "con_");
    assert_eq!(Scope::new().module("type").as_str(), "type_");
}

#[test]
fn h09_names_are_short_and_ascii() {
    let long = "word ".repeat(2_000);
    let other = format!("{long}x");
    let mut scope = Scope::new();
    let (one, two) = (scope.field(&long), scope.field(&other));
    assert!(is_identifier(one.as_str()) && is_identifier(two.as_str()));
    assert_ne!(one, two);
    for text in [
        "🚀",
        "é",
        "e\u{301}",
        "\u{202e}abc",
        "a\u{200d}b",
        "名称",
        "שם",
        "\u{0}",
    ] {
        assert!(is_identifier(Scope::new().field(text).as_str()), "{text}");
    }
}

#[test]
fn h10_what_is_taken_is_numbered_in_order() {
    let mut scope = Scope::new();
    let names: Vec<String> = ["userId", "user_id", "UserID"]
        .iter()
        .map(|text| scope.field(text).to_string())
        .collect();
    assert_eq!(names, ["user_id", "user_id_2", "user_id_3"]);
    let mut scope = Scope::new();
    let names: Vec<String> = ["type", "$type"]
        .iter()
        .map(|text| scope.field(text).to_string())
        .collect();
    assert_eq!(names, ["r#type", "type_2"]);
}

proptest! {
    #[test]
    fn any_text_becomes_an_identifier(text in any::<String>()) {
        let mut scope = Scope::new();
        prop_assert!(is_identifier(scope.field(&text).as_str()));
        prop_assert!(is_identifier(Scope::new().argument(&text).as_str()));
        prop_assert!(is_identifier(Scope::new().method(&text).as_str()));
        prop_assert!(is_identifier(Scope::new().type_name(&text).as_str()));
        prop_assert!(is_identifier(Scope::new().variant(&text).as_str()));
        prop_assert!(is_identifier(Scope::new().constant(&text).as_str()));
        let module = Scope::new().module(&text);
        prop_assert!(is_identifier(module.as_str()));
        prop_assert!(module.as_str().chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit()));
    }

    #[test]
    fn names_in_a_scope_never_collide(texts in prop::collection::vec("[a-zA-Z0-9_ -]{0,4}", 0..60)) {
        let mut fields = Scope::new();
        let mut types = Scope::new();
        let mut seen = std::collections::BTreeSet::new();
        for text in &texts {
            prop_assert!(seen.insert(fields.field(text).plain().to_ascii_lowercase()));
            let name = format!("type {}", types.type_name(text).plain().to_ascii_lowercase());
            prop_assert!(seen.insert(name));
        }
    }
}
