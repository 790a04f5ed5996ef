//! The table of OpenAPI 3.1.1 §4.8.12.3 (3.0.4 and 3.2.0 alike), cell by cell.

use serde_json::{Value, json};
use tests::runtime::{Explode, InvalidArgument, PathStyle, QueryStyle, RequestWriter, Reserved};

use super::support::{Get, Script, Sent, client};

async fn sent(
    encode: impl Fn(&mut RequestWriter<'_>) -> Result<(), InvalidArgument> + Send + Sync + 'static,
) -> Sent {
    let script = Script::default();
    client(&script).call::<Get>(encode).await.unwrap();
    script.sent().remove(0)
}

/// What stands in the path behind `/v1/x`.
async fn path(value: Value, style: PathStyle, explode: Explode) -> String {
    let sent = sent(move |request| {
        request.literal("/x");
        request.path("color", &value, style, explode)
    });
    sent.await
        .uri
        .strip_prefix("https://api.example/v1/x")
        .unwrap()
        .to_owned()
}

/// What stands behind the path.
async fn query(value: Value, style: QueryStyle, explode: Explode, reserved: Reserved) -> String {
    let sent = sent(move |request| {
        request.literal("/x");
        request.query("color", &value, style, explode, reserved)
    });
    sent.await
        .uri
        .strip_prefix("https://api.example/v1/x")
        .unwrap()
        .to_owned()
}

fn values() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({ "R": 100, "G": 200, "B": 150 }),
    ]
}

async fn path_row(style: PathStyle, explode: Explode) -> Vec<String> {
    let mut row = Vec::new();
    for value in values() {
        row.push(path(value, style, explode).await);
    }
    row
}

async fn query_row(style: QueryStyle, explode: Explode) -> Vec<String> {
    let mut row = Vec::new();
    for value in values() {
        row.push(query(value, style, explode, Reserved::Encoded).await);
    }
    row
}

#[tokio::test]
async fn matrix() {
    assert_eq!(
        path_row(PathStyle::Matrix, Explode::No).await,
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150"
        ]
    );
    assert_eq!(
        path_row(PathStyle::Matrix, Explode::Yes).await,
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150"
        ]
    );
}

#[tokio::test]
async fn label() {
    assert_eq!(
        path_row(PathStyle::Label, Explode::No).await,
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]
    );
    assert_eq!(
        path_row(PathStyle::Label, Explode::Yes).await,
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]
    );
}

#[tokio::test]
async fn simple() {
    let [_, text, list, object] = values();
    for (explode, members) in [
        (Explode::No, "R,100,G,200,B,150"),
        (Explode::Yes, "R=100,G=200,B=150"),
    ] {
        assert_eq!(path(text.clone(), PathStyle::Simple, explode).await, "blue");
        assert_eq!(
            path(list.clone(), PathStyle::Simple, explode).await,
            "blue,black,brown"
        );
        assert_eq!(
            path(object.clone(), PathStyle::Simple, explode).await,
            members
        );
    }
}

#[tokio::test]
async fn form() {
    assert_eq!(
        query_row(QueryStyle::Form, Explode::No).await,
        [
            "?color=",
            "?color=blue",
            "?color=blue,black,brown",
            "?color=R,100,G,200,B,150"
        ]
    );
    assert_eq!(
        query_row(QueryStyle::Form, Explode::Yes).await,
        [
            "?color=",
            "?color=blue",
            "?color=blue&color=black&color=brown",
            "?R=100&G=200&B=150"
        ]
    );
}

#[tokio::test]
async fn delimited() {
    for (style, mark) in [
        (QueryStyle::SpaceDelimited, "%20"),
        (QueryStyle::PipeDelimited, "%7C"),
        (QueryStyle::TabDelimited, "%09"),
    ] {
        let row = query_row(style, Explode::No).await;
        assert_eq!(row[1], "?color=blue");
        assert_eq!(row[2], format!("?color=blue{mark}black{mark}brown"));
        assert_eq!(
            row[3],
            format!("?color=R{mark}100{mark}G{mark}200{mark}B{mark}150")
        );
    }
}

#[tokio::test]
async fn deep_object() {
    let row = query_row(QueryStyle::DeepObject, Explode::Yes).await;
    assert_eq!(
        row[3],
        "?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
    let nested = json!({ "size": { "min": 1, "max": null }, "tags": ["a", "b"] });
    assert_eq!(
        query(
            nested,
            QueryStyle::DeepObject,
            Explode::Yes,
            Reserved::Encoded
        )
        .await,
        "?color%5Bsize%5D%5Bmin%5D=1&color%5Btags%5D=a&color%5Btags%5D=b"
    );
}

#[tokio::test]
async fn header() {
    let sent = sent(|request| {
        request.literal("/x");
        let [empty, text, list, object] = values();
        request.header("x-empty", &empty, Explode::No)?;
        request.header("x-text", &text, Explode::No)?;
        request.header("x-list", &list, Explode::Yes)?;
        request.header("x-object", &object, Explode::No)?;
        request.header("x-exploded", &object, Explode::Yes)?;
        request.header("x-absent", &Value::Null, Explode::No)?;
        request.header_content("x-json", &json!({ "a": [1, "b c"] }))
    })
    .await;
    let headers = [
        "x-empty",
        "x-text",
        "x-list",
        "x-object",
        "x-exploded",
        "x-json",
    ];
    assert_eq!(
        headers.map(|name| sent.header(name)),
        [
            "",
            "blue",
            "blue,black,brown",
            "R,100,G,200,B,150",
            "R=100,G=200,B=150",
            r#"{"a":[1,"b c"]}"#
        ]
    );
    assert!(!sent.headers.contains_key("x-absent"));
}

#[tokio::test]
async fn cookie() {
    let sent = sent(|request| {
        request.literal("/x");
        let [empty, text, list, object] = values();
        request.cookie("a", &empty, Explode::Yes)?;
        request.cookie("b", &text, Explode::Yes)?;
        request.cookie("c", &list, Explode::Yes)?;
        request.cookie("d", &list, Explode::No)?;
        request.cookie("e", &object, Explode::Yes)?;
        request.cookie("f", "x; y=1,\r\n", Explode::Yes)
    });
    assert_eq!(
        sent.await.header("cookie"),
        "a=; b=blue; c=blue; c=black; c=brown; d=blue,black,brown; R=100; G=200; B=150; f=x%3B%20y%3D1%2C%0D%0A"
    );
}

#[tokio::test]
async fn content_is_json_without_spaces() {
    let sent = sent(|request| {
        request.literal("/x/");
        request.path_content("p", &json!({ "a": 1 }))?;
        request.query_content("q", &json!({ "a": [true, null] }))?;
        request.query_content("absent", &Value::Null)
    });
    assert_eq!(
        sent.await.uri,
        "https://api.example/v1/x/%7B%22a%22%3A1%7D?q=%7B%22a%22%3A%5Btrue%2Cnull%5D%7D"
    );
}

#[tokio::test]
async fn absent_values_are_not_sent() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({ "a": null }),
    ] {
        for style in [
            QueryStyle::Form,
            QueryStyle::PipeDelimited,
            QueryStyle::DeepObject,
        ] {
            for explode in [Explode::Yes, Explode::No] {
                assert_eq!(
                    query(value.clone(), style, explode, Reserved::Encoded).await,
                    ""
                );
            }
        }
    }
}

#[tokio::test]
async fn numbers_keep_their_shortest_text() {
    let numbers = json!([10.0, 0.5, -3, u64::MAX, i64::MIN, 1e21]);
    assert_eq!(
        query(numbers, QueryStyle::Form, Explode::No, Reserved::Encoded).await,
        "?color=10,0.5,-3,18446744073709551615,-9223372036854775808,1000000000000000000000"
    );
    let sent = sent(|request| {
        request.literal("/x");
        request.query(
            "f",
            &0.1_f32,
            QueryStyle::Form,
            Explode::Yes,
            Reserved::Encoded,
        )
    });
    assert_eq!(sent.await.uri, "https://api.example/v1/x?f=0.1");
}

/// R32: what a value holds never ends it, whatever the place.
#[tokio::test]
async fn r32_values_stay_values() {
    let hostile = json!("a&b=c;d,e#f+g%h[i]?j/k'\r\n é");
    let encoded = "a%26b%3Dc%3Bd%2Ce%23f%2Bg%25h%5Bi%5D%3Fj%2Fk%27%0D%0A%20%C3%A9";
    for style in [
        QueryStyle::Form,
        QueryStyle::SpaceDelimited,
        QueryStyle::DeepObject,
    ] {
        let query = query(hostile.clone(), style, Explode::Yes, Reserved::Encoded).await;
        assert_eq!(query, format!("?color={encoded}"));
    }
    assert_eq!(
        path(hostile.clone(), PathStyle::Simple, Explode::No).await,
        encoded
    );
    assert_eq!(
        path(hostile.clone(), PathStyle::Matrix, Explode::No).await,
        format!(";color={encoded}")
    );
    assert_eq!(
        path(hostile, PathStyle::Label, Explode::No).await,
        format!(".{encoded}")
    );
}

#[tokio::test]
async fn reserved_characters_stay_where_they_are_allowed() {
    let value = json!("https://h:1/a?b=[c]@!$()*,;&#+'%20%2 %zz é");
    assert_eq!(
        query(value, QueryStyle::Form, Explode::Yes, Reserved::Allowed).await,
        "?color=https://h:1/a?b=[c]@!$()*,;%26%23%2B%27%20%252%20%25zz%20%C3%A9"
    );
}

#[tokio::test]
async fn a_value_can_be_the_whole_query() {
    let sent = sent(|request| {
        request.literal("/x");
        request.query_string(&json!({ "a": 1, "b c": ["x", "y z"] }))
    });
    assert_eq!(sent.await.uri, "https://api.example/v1/x?a=1&b+c=x&b+c=y+z");
}
