//! B6: where redirects lead, and what goes along.

use tests::runtime::{Credential, ErrorKind, RedirectPolicy};

use super::support::{
    BEARER, Bearer, Get, KEY_HEADER, KEY_QUERY, Key, Post, QueryKey, Reply, SECRET, Script, answer,
    answer_with, builder, client,
};

fn to(status: u16, location: &str) -> Reply {
    answer_with(status, &[("location", location)], "")
}

#[tokio::test]
async fn b06_the_same_server_is_followed_with_credentials() {
    for status in [301, 302, 303, 307, 308] {
        let script = Script::new([to(status, "/v1/cats?page=2#top"), answer(200, "meow")]);
        let client = builder(&script)
            .credential(BEARER, Credential::bearer(SECRET))
            .build()
            .unwrap();
        assert_eq!(client.pets::<Bearer>().await.unwrap(), "meow");
        let sent = script.sent();
        assert_eq!(sent[1].uri, "https://api.example/v1/cats?page=2");
        assert_eq!(sent[1].method, "GET");
        assert_eq!(sent[1].header("authorization"), format!("Bearer {SECRET}"));
        assert!(!sent[1].headers.contains_key("referer"));
    }
}

#[tokio::test]
async fn b06_a_key_in_the_query_is_added_to_the_new_address() {
    let script = Script::new([to(302, "https://api.example/v1/cats?a=1")]);
    let client = builder(&script)
        .credential(KEY_QUERY, Credential::api_key("k&1"))
        .build()
        .unwrap();
    client.pets::<QueryKey>().await.unwrap();
    let sent = script.sent();
    assert_eq!(sent[0].uri, "https://api.example/v1/pets?api_key=k%261");
    assert_eq!(sent[1].uri, "https://api.example/v1/cats?a=1&api_key=k%261");
}

#[tokio::test]
async fn b06_other_origins_are_refused_and_told_without_query() {
    for (location, shown) in [
        ("https://evil.example/x?key=1", "https://evil.example/x"),
        ("http://api.example/v1/pets", "http://api.example/v1/pets"),
        ("https://api.example:8443/", "https://api.example:8443/"),
        ("//evil.example/", "https://evil.example/"),
        ("https://user:pass@api.example/", "https://api.example/"),
    ] {
        let script = Script::new([to(307, location)]);
        let client = builder(&script)
            .credential(KEY_HEADER, Credential::api_key(SECRET))
            .build()
            .unwrap();
        let error = client.pets::<Key>().await.unwrap_err();
        let expected = ErrorKind::Redirect {
            status: 307,
            location: Some(shown.to_owned()),
        };
        assert_eq!(error.kind(), Some(&expected));
        assert_eq!(error.status(), Some(307));
        assert_eq!(script.sent().len(), 1);
    }
}

#[tokio::test]
async fn r20_odd_locations_are_refused() {
    for location in [
        "file:///etc/passwd",
        "ftp://api.example/",
        "javascript:alert(1)",
        "https://",
        "http://[",
    ] {
        let script = Script::new([to(302, location)]);
        let error = client(&script).pets::<Get>().await.unwrap_err();
        assert!(
            matches!(error.kind(), Some(ErrorKind::Redirect { status: 302, .. })),
            "{location}: {error:?}"
        );
        assert_eq!(script.sent().len(), 1);
    }
    let script = Script::new([answer(301, "")]);
    let error = client(&script).pets::<Get>().await.unwrap_err();
    assert_eq!(
        error.kind(),
        Some(&ErrorKind::Redirect {
            status: 301,
            location: None
        })
    );
}

#[tokio::test]
async fn b06_a_method_with_effects_is_never_repeated_elsewhere() {
    for status in [301, 302, 303, 307, 308] {
        let script = Script::new([to(status, "/v1/cats")]);
        let error = client(&script).pets::<Post>().await.unwrap_err();
        assert!(matches!(error.kind(), Some(ErrorKind::Redirect { .. })));
        assert_eq!(script.sent().len(), 1);
    }
}

/// How many requests a loop of redirects takes, until the call ends with the last of them.
async fn requests_of_a_loop(policy: Option<RedirectPolicy>) -> usize {
    let script = Script::new((0..20).map(|_| to(302, "/v1/pets")));
    let client = match policy {
        Some(policy) => builder(&script).redirect(policy).build().unwrap(),
        None => client(&script),
    };
    let error = client.pets::<Get>().await.unwrap_err();
    let expected = ErrorKind::Redirect {
        status: 302,
        location: Some("https://api.example/v1/pets".to_owned()),
    };
    assert_eq!(error.kind(), Some(&expected));
    script.sent().len()
}

#[tokio::test]
async fn b06_a_loop_ends_after_five_hops_and_none_are_followed_where_that_is_asked_for() {
    assert_eq!(requests_of_a_loop(None).await, 1 + 5);

    let script = Script::new([to(302, "/v1/cats")]);
    client(&script)
        .pets::<Get>()
        .redirect(RedirectPolicy::none())
        .await
        .unwrap_err();
    assert_eq!(script.sent().len(), 1);
}

#[tokio::test]
async fn b06_a_policy_that_asks_for_more_than_ten_hops_gets_ten() {
    for asked in [11, 1000, u32::MAX] {
        for policy in [
            RedirectPolicy::same_origin(asked),
            RedirectPolicy::any_origin(asked),
        ] {
            assert_eq!(requests_of_a_loop(Some(policy)).await, 1 + 10, "{asked}");
        }
    }
    for asked in [1, 9, 10] {
        let followed = requests_of_a_loop(Some(RedirectPolicy::same_origin(asked))).await;
        assert_eq!(followed, 1 + asked as usize);
    }
}

#[tokio::test]
async fn b06_other_origins_get_nothing_of_the_callers() {
    let script = Script::new([
        to(302, "https://files.example/a"),
        to(302, "https://api.example/v1/back"),
        answer(200, "file"),
    ]);
    let client = builder(&script)
        .credential(KEY_HEADER, Credential::api_key(SECRET))
        .header("x-tenant", "t1")
        .redirect(RedirectPolicy::any_origin(5))
        .build()
        .unwrap();
    assert_eq!(
        client.pets::<Key>().header("x-own", "1").await.unwrap(),
        "file"
    );
    for sent in &script.sent()[1..] {
        let names: Vec<_> = sent.headers.keys().map(http::HeaderName::as_str).collect();
        assert_eq!(names, ["user-agent"]);
    }

    let script = Script::new([to(302, "http://files.example/a")]);
    let client = builder(&script)
        .redirect(RedirectPolicy::any_origin(5))
        .build()
        .unwrap();
    client.pets::<Get>().await.unwrap_err();
    assert_eq!(script.sent().len(), 1);
}
