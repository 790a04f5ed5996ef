//! Bodies, byte by byte.

use serde_json::{Value, json};
use tests::runtime::{
    Explode, FilePart, FormEncoding, FormRule, InvalidArgument, Multipart, QueryStyle,
    RequestWriter, Reserved, UploadBody,
};

use super::support::{Post, Script, Sent, client};

async fn sent(
    encode: impl Fn(&mut RequestWriter<'_>) -> Result<(), InvalidArgument> + Send + Sync + 'static,
) -> Sent {
    let script = Script::default();
    client(&script).call::<Post>(encode).await.unwrap();
    script.sent().remove(0)
}

#[tokio::test]
async fn json_text_and_bytes() {
    let json =
        sent(|request| request.json("application/json", &json!({ "b": 1, "a": [null] }))).await;
    assert_eq!(
        (json.header("content-type"), &json.body[..]),
        ("application/json", &br#"{"b":1,"a":[null]}"#[..])
    );
    let text = sent(|request| request.text("text/plain", "ä")).await;
    assert_eq!(
        (text.header("content-type"), &text.body[..]),
        ("text/plain", "ä".as_bytes())
    );
    let bytes =
        sent(|request| request.upload("image/png", &UploadBody::from(&b"\0\xFF"[..]))).await;
    assert_eq!(
        (bytes.header("content-type"), &bytes.body[..]),
        ("image/png", &b"\0\xFF"[..])
    );
}

#[tokio::test]
async fn no_value_is_no_body() {
    for sent in [
        sent(|request| request.json("application/json", &None::<Value>)).await,
        sent(|request| request.text("text/plain", &None::<String>)).await,
        sent(|request| request.upload("image/png", None)).await,
        sent(|request| request.form("application/x-www-form-urlencoded", &None::<Value>, &[]))
            .await,
    ] {
        assert!(sent.body.is_empty());
        assert!(!sent.headers.contains_key("content-type"));
    }
}

#[tokio::test]
async fn form() {
    let rules = &[
        FormRule {
            name: "ids",
            encoding: FormEncoding::Style {
                style: QueryStyle::Form,
                explode: Explode::No,
                reserved: Reserved::Encoded,
            },
        },
        FormRule {
            name: "deep",
            encoding: FormEncoding::Style {
                style: QueryStyle::DeepObject,
                explode: Explode::Yes,
                reserved: Reserved::Encoded,
            },
        },
        FormRule {
            name: "list",
            encoding: FormEncoding::Json,
        },
    ];
    let sent = sent(move |request| {
        let value = json!({
            "name": "a b&c=é", "tags": ["x", "y"], "ids": [1, 2], "deep": { "k": 1 }, "list": [1], "object": { "a": 1 },
            "none": null, "whole": 3.0
        });
        request.form("application/x-www-form-urlencoded", &value, rules)
    })
    .await;
    assert_eq!(
        sent.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        sent.body,
        "name=a+b%26c%3D%C3%A9&tags=x&tags=y&ids=1,2&deep%5Bk%5D=1&list=%5B1%5D&object=%7B%22a%22%3A1%7D&whole=3"
    );
}

/// R31: names stay names, whatever they hold.
#[tokio::test]
async fn r31_multipart() {
    let sent = sent(|request| {
        let mut form = Multipart::new();
        form.text("name\"\r\nX: y", "a\r\nb", None)?;
        form.text("tags", &["x", "y"], None)?;
        form.text("none", &None::<String>, None)?;
        form.json("meta", &json!({ "a": 1 }), None)?;
        form.part_header("meta", "X-Part", "p")?;
        form.part_header("meta", "x-part", "again")?;
        form.part_header("none", "X-Part", "p")?;
        form.part_header("tags", "X-Rank", &7)?;
        form.part_header("tags", "X-Empty", &None::<i64>)?;
        let file = FilePart::new("../a\".txt\r\n", &b"\0\xFF"[..]);
        form.file("file", &file, Some("image/*"))?;
        form.files(
            "files",
            &[file.clone().content_type("text/csv")],
            Some("image/png"),
        )?;
        request.multipart("multipart/form-data", &form)
    })
    .await;
    let boundary = sent
        .header("content-type")
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(boundary.len(), 32);
    let body = String::from_utf8_lossy(&sent.body).replace(boundary, "B");
    let name = "name=\"name%22%0D%0AX: y\"";
    let file = "filename=\"../a%22.txt%0D%0A\"";
    assert_eq!(
        body,
        format!(
            "--B\r\nContent-Disposition: form-data; {name}\r\n\r\na\r\nb\r\n\
             --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nX-Rank: 7\r\n\r\nx\r\n\
             --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nX-Rank: 7\r\n\r\ny\r\n\
             --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\nX-Part: p\r\n\r\n\
             {{\"a\":1}}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"file\"; {file}\r\n\
             Content-Type: application/octet-stream\r\n\r\n\0\u{fffd}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"files\"; {file}\r\nContent-Type: text/csv\r\n\r\n\
             \0\u{fffd}\r\n--B--\r\n"
        )
    );
}
