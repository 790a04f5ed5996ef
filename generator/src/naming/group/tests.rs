use super::{GroupFacts, place};

fn groups(tags: &[&str]) -> Vec<String> {
    let facts: Vec<_> = tags
        .iter()
        .map(|tag| GroupFacts {
            chosen: None,
            tag: Some(tag),
            path: "/",
            title: "Pets API",
        })
        .collect();
    place(&facts)
        .into_iter()
        .map(|parts| {
            parts
                .iter()
                .map(|words| words.join("_"))
                .collect::<Vec<_>>()
                .join(".")
        })
        .collect()
}

#[test]
fn the_last_level_of_a_tag_counts() {
    assert_eq!(groups(&["Platform / Managed Users"]), ["managed_users"]);
}

#[test]
fn tags_that_would_be_equal_keep_a_level_more() {
    assert_eq!(
        groups(&["Users / Roles", "Applications / Roles"]),
        ["users_roles", "applications_roles"]
    );
    assert_eq!(
        groups(&["Managed Users", "Platform / Managed Users"]),
        ["managed_users", "platform_managed_users"]
    );
}

#[test]
fn tags_of_equal_words_are_one_group() {
    assert_eq!(
        groups(&["Managed Users", "managed-users"]),
        ["managed_users", "managed_users"]
    );
}

#[test]
fn dotted_tags_nest() {
    assert_eq!(
        groups(&["vault.consumers", "Node.js", "auth.v1"]),
        ["vault.consumers", "node_js", "auth.v1"]
    );
}

#[test]
fn the_code_behind_a_tag_is_no_part_of_it() {
    assert_eq!(
        groups(&["pet-controller", "Controller"]),
        ["pet", "controller"]
    );
}

#[test]
fn words_that_all_tags_begin_with_go() {
    assert_eq!(
        groups(&["ChatV1Channel", "ChatV1User", "ChatV1UserBinding"]),
        ["channel", "user", "user_binding"]
    );
    assert_eq!(
        groups(&["User Roles", "User Keys"]),
        ["user_roles", "user_keys"]
    );
}

#[test]
fn procedures_are_no_groups() {
    let facts = |path| GroupFacts {
        chosen: None,
        tag: None,
        path,
        title: "Telegram Bot API",
    };
    let placed = place(&[
        facts("/addStickerToSet"),
        facts("/getMe"),
        facts("/banChatMember"),
    ]);
    assert!(
        placed
            .iter()
            .all(|group| group.concat() == ["telegram", "bot"])
    );
}

#[test]
fn without_a_tag_the_path_places_an_operation_and_then_the_title() {
    let facts = |path| GroupFacts {
        chosen: None,
        tag: None,
        path,
        title: "Pet Store API",
    };
    let placed = place(&[facts("/api/v1/users/{id}"), facts("/{id}"), facts("/")]);
    assert_eq!(
        placed,
        [
            [["users"].map(String::from).to_vec()].to_vec(),
            vec![vec!["pet".into(), "store".into()]],
            vec![vec!["pet".into(), "store".into()]]
        ]
    );
}

#[test]
fn what_was_asked_for_wins() {
    let chosen = ["vault".to_owned(), "consumers".to_owned()];
    let facts = GroupFacts {
        chosen: Some(&chosen),
        tag: Some("Consumers"),
        path: "/x",
        title: "",
    };
    assert_eq!(
        place(&[facts]),
        [[["vault".to_owned()], ["consumers".to_owned()]]]
    );
}
