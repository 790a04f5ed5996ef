//! Documents of XML: what is read into which value, what is written, and what is refused.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_json::{Value, json};
use tests::runtime::xml::{Content, Element, Member, Object, Structure};
use tests::runtime::{
    Call, DecodeError, DecodeReason, Error, ErrorKind, InvalidArgument, Metadata, Operation,
    RequestWriter, Response,
};
use tests::sample::SampleError;

use super::support::{PLAIN, Reply, Script, client};

/// Titles and identifiers that only their namespaces tell apart, lists, and itself.
struct Entry;

impl Structure for Entry {
    const XML: &'static Object = &Object {
        members: &[
            Member::attribute("id", Element::new("id", Content::Number)),
            Member::attribute(
                "other_id",
                Element::new("id", Content::Text)
                    .prefix("b")
                    .namespace("urn:b"),
            ),
            Member::element("title", Element::new("title", Content::Text)),
            Member::element(
                "other_title",
                Element::new("title", Content::Text)
                    .prefix("b")
                    .namespace("urn:b"),
            ),
            Member::repeated("links", Element::new("link", Content::Token)).or_empty(),
            Member::repeated("scores", Element::new("score", Content::Number)),
            Member::element("entry", Element::new("entry", Content::object::<Self>())),
        ],
        others: Content::Boolean,
    };
}

/// The first element of a document.
trait Root: Send + Sync + 'static {
    const ROOT: Element<'static>;
}

#[derive(Debug, Clone)]
struct OfEntry;

impl Root for OfEntry {
    const ROOT: Element<'static> = Element::new("entry", Content::object::<Entry>());
}

#[derive(Debug, Clone)]
struct OfAnything;

impl Root for OfAnything {
    const ROOT: Element<'static> = Element::new("a", Content::Any).namespace("urn:\"default\"");
}

/// Sends a value, and gives what comes back.
#[derive(Debug, Clone)]
struct Turn<R>(Value, PhantomData<R>);

impl<R: Root> Operation for Turn<R> {
    type Output = Value;
    type Error = SampleError;
    const METADATA: &'static Metadata = &Metadata {
        method: "PUT",
        ..PLAIN
    };

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/pets");
        request.xml("application/xml", R::ROOT, &self.0)
    }

    fn decode(response: &Response) -> Result<Option<Value>, DecodeError> {
        response.xml(R::ROOT).map(Some)
    }
}

/// What is read of an answer.
async fn read_as<R: Root>(
    content_type: &str,
    body: impl Into<Bytes>,
) -> Result<Value, Error<SampleError>> {
    let headers = vec![("content-type", content_type.to_owned())];
    let script = Script::new([Reply::Answer(200, headers, body.into())]);
    Call::new(client(&script).handle, Turn::<R>(Value::Null, PhantomData)).await
}

async fn entry(body: &str) -> Value {
    let body = body.to_owned();
    read_as::<OfEntry>("application/xml", body).await.unwrap()
}

async fn anything(body: &str) -> Value {
    let body = body.to_owned();
    read_as::<OfAnything>("application/xml", body)
        .await
        .unwrap()
}

async fn fault(body: impl Into<Bytes>) -> DecodeError {
    match read_as::<OfAnything>("text/xml", body).await {
        Err(Error::Call(error)) => match error.kind() {
            ErrorKind::Decode(error) => error.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// What is sent of a value.
async fn written<R: Root>(value: Value) -> String {
    let script = Script::new([]);
    let call = Call::new(client(&script).handle, Turn::<R>(value, PhantomData));
    drop(call.await);
    String::from_utf8_lossy(&script.sent()[0].body).into_owned()
}

#[tokio::test]
async fn namespaces_tell_names_apart() {
    let value = entry(
        "<entry xmlns:x='urn:b' x:id='7' id='7'><x:title>b</x:title><title>a</title></entry>",
    );
    let expected =
        json!({ "other_id": "7", "id": 7, "other_title": "b", "title": "a", "links": [] });
    assert_eq!(value.await, expected);
    let value = entry("<entry xmlns='urn:a'><title>a</title></entry>").await;
    assert_eq!(value, json!({ "title": "a", "links": [] }));
}

#[tokio::test]
async fn namespaces_are_declared_once() {
    let inner = json!({ "other_title": "c" });
    let value = json!({ "id": 1, "other_id": "2", "other_title": "b", "entry": inner });
    let text = written::<OfEntry>(value).await;
    let expected = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<entry id=\"1\" xmlns:b=\"urn:b\" b:id=\"2\"><b:title>b</b:title>",
        "<entry><b:title>c</b:title></entry></entry>",
    );
    assert_eq!(text, expected);
}

#[tokio::test]
async fn lists_and_other_members() {
    let value = entry("<entry><link> a </link><on>1</on><link/><off>false</off></entry>").await;
    assert_eq!(
        value,
        json!({ "links": ["a", ""], "on": true, "off": false })
    );
    let value = json!({ "links": [], "scores": [1, 2.5], "on": true });
    let text = written::<OfEntry>(value).await;
    assert!(text.ends_with("<entry><score>1</score><score>2.5</score><on>true</on></entry>"));
}

#[tokio::test]
async fn numbers_as_xml_schema_writes_them() {
    for (text, number) in [
        ("5", json!(5)),
        ("-5", json!(-5)),
        (" +5 ", json!(5)),
        ("007", json!(7)),
        ("18446744073709551615", json!(u64::MAX)),
        (".5", json!(0.5)),
        ("5.", json!(5.0)),
        ("1E3", json!(1000.0)),
        ("", Value::Null),
        ("INF", json!("INF")),
        ("5 6", json!("5 6")),
    ] {
        let value = entry(&format!("<entry><score>{text}</score></entry>")).await;
        assert_eq!(value["scores"], json!([number]), "{text}");
    }
}

#[tokio::test]
async fn what_nobody_knows_comes_back() {
    for (body, value) in [
        ("<a/>", json!("")),
        ("<a> b </a>", json!(" b ")),
        ("<a b='1'/>", json!({ "@b": "1" })),
        ("<a b='1'>c</a>", json!({ "@b": "1", "#text": "c" })),
        (
            "<a><b/><c>1</c><b>2</b></a>",
            json!({ "b": ["", "2"], "c": "1" }),
        ),
        (
            "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'><b/></a>",
            Value::Null,
        ),
    ] {
        assert_eq!(anything(body).await, value, "{body}");
    }
    let value = json!({ "@b": "1", "c": ["", "2"], "#text": "d<" });
    let text = written::<OfAnything>(value.clone()).await;
    let (_, body) = text.split_once('\n').unwrap();
    assert_eq!(
        body,
        "<a xmlns=\"urn:&quot;default&quot;\" b=\"1\"><c/><c>2</c>d&lt;</a>"
    );
}

#[tokio::test]
async fn every_text_comes_back() {
    let text = "<&>\"' \t\n\r\u{85}\u{2028}😀 ]]> &amp; end ";
    let sent = written::<OfEntry>(json!({ "title": text, "other_id": text, "links": [] })).await;
    let value = json!({ "title": text, "other_id": text, "links": [] });
    assert_eq!(entry(&sent).await, value, "{sent}");
}

#[tokio::test]
async fn r13_charsets() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
    let value = read_as::<OfAnything>("application/xml", latin.as_slice()).await;
    assert_eq!(value.unwrap(), "é");
    let value = read_as::<OfAnything>("text/xml; charset=iso-8859-1", b"<a>\xE9</a>".as_slice());
    assert_eq!(value.await.unwrap(), "é");
    let wide: Vec<u8> = "\u{feff}<a>é</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let value = read_as::<OfAnything>("application/atom+xml", wide).await;
    assert_eq!(value.unwrap(), "é");
}

#[tokio::test]
async fn a_server_that_answers_json_is_understood() {
    let value = read_as::<OfEntry>("application/json", "{\"title\":1}").await;
    assert_eq!(value.unwrap(), json!({ "title": 1 }));
}

#[tokio::test]
async fn nothing_is_declared_or_expanded() {
    let bomb = concat!(
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]>",
        "<a>&c;</a>",
    );
    for body in [
        bomb,
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<a>&c;</a>",
        "<a b='&c;'/>",
        "<a>&#0;</a>",
        "<a b='1' b='2'/>",
        "<a><b></a></b>",
        "<a",
        "<a>&amp</a>",
    ] {
        let fault = fault(body).await;
        assert_eq!(fault.reason(), DecodeReason::Syntax, "{body}: {fault}");
        assert_eq!(fault.snippet(), body);
    }
}

#[tokio::test]
async fn depth_is_limited() {
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let value = read_as::<OfAnything>("text/xml", nested(128)).await;
    assert!(value.is_ok());
    let fault = fault(nested(100_000)).await;
    assert!(fault.to_string().contains("too deep"), "{fault}");
    assert!(fault.path().is_some_and(|path| path.len() < 300));

    let mut value = json!("");
    for _ in 0..200 {
        value = json!({ "entry": value });
    }
    let script = Script::new([]);
    let call = Call::new(client(&script).handle, Turn::<OfEntry>(value, PhantomData));
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
}
