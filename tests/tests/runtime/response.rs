//! What comes back, and what is made of it.

use tests::runtime::{
    Call, DecodeError, DecodeReason, Error, ErrorKind, InvalidArgument, Metadata, Operation,
    RequestWriter, Response,
};
use tests::sample::{Pet, SampleError};

use super::support::{
    Get, PLAIN, Reply, SECRET, Script, answer, answer_with, builder, client, json,
};

/// Reads a list of pets.
#[derive(Debug, Clone)]
struct Pets;

impl Operation for Pets {
    type Output = Vec<Pet>;
    type Error = SampleError;
    const METADATA: &'static Metadata = &Metadata {
        accept: Some("application/json"),
        ..PLAIN
    };

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/pets");
        Ok(())
    }

    fn decode(response: &Response) -> Result<Option<Vec<Pet>>, DecodeError> {
        match response.status() {
            200 => response.json().map(Some),
            204 => Ok(Some(Vec::new())),
            _ => Ok(None),
        }
    }
}

async fn pets(reply: Reply) -> Result<Vec<Pet>, Error<SampleError>> {
    let script = Script::new([reply]);
    Call::new(client(&script).handle, Pets).await
}

fn decode_error(error: &Error<SampleError>) -> &DecodeError {
    match error.kind() {
        Some(ErrorKind::Decode(error)) => error,
        other => panic!("{other:?}"),
    }
}

const PET: &str = r#"{"name":"a","owner":null}"#;

#[tokio::test]
async fn r13_content_types() {
    let body = format!("[{PET}]");
    for content_type in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "text/json",
        "application/problem+json",
        "application/vnd.api+json; v=1",
        "text/plain; charset=utf-8",
    ] {
        let pets = pets(answer_with(200, &[("content-type", content_type)], &body))
            .await
            .unwrap();
        assert_eq!(pets.len(), 1, "{content_type}");
    }
    assert_eq!(pets(answer(200, &body)).await.unwrap().len(), 1);
    assert_eq!(
        pets(json(200, &format!("\u{feff}{body}")))
            .await
            .unwrap()
            .len(),
        1
    );
    for (content_type, body) in [
        ("text/html", "[]"),
        ("text/plain", "<html>"),
        ("application/xml", "<a/>"),
    ] {
        let error = pets(answer_with(200, &[("content-type", content_type)], body))
            .await
            .unwrap_err();
        let decode = decode_error(&error);
        assert_eq!(
            (decode.reason(), decode.content_type()),
            (DecodeReason::ContentType, Some(content_type))
        );
        assert_eq!(decode.snippet(), body);
        assert_eq!(error.body().unwrap(), body);
    }
}

#[tokio::test]
async fn r12_compression_that_was_not_asked_for() {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "deflate"),
    ];
    let error = pets(answer_with(200, &headers, "\x01")).await.unwrap_err();
    assert_eq!(decode_error(&error).reason(), DecodeReason::ContentEncoding);
    assert!(error.to_string().contains("`deflate`"));
}

#[tokio::test]
async fn r14_errors_name_the_place() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    for (body, path, reason) in [
        (
            format!("[{PET},\n {PET},\n{{\"name\":5,\"owner\":null}}]"),
            "[2].name",
            DecodeReason::Data,
        ),
        (
            format!("[{PET},{{\"name\":\"a\"}}]"),
            "[1]",
            DecodeReason::Data,
        ),
        (
            r#"[{"name":"a","owner":null,"age":"old"}]"#.to_owned(),
            "[0].age",
            DecodeReason::Data,
        ),
        (
            r#"[{"name":"a\"b{[","owner":{}}]"#.to_owned(),
            "[0].owner",
            DecodeReason::Data,
        ),
        (
            r#"[{"x":{"y":[1,[2,tru]]}}]"#.to_owned(),
            "[0].x.y[1][1]",
            DecodeReason::Syntax,
        ),
        (format!("[{PET}] x"), "$", DecodeReason::Syntax),
        ("{}".to_owned(), "$", DecodeReason::Data),
        (String::new(), "$", DecodeReason::Syntax),
        ("null".to_owned(), "$", DecodeReason::Data),
        (deep, "[0]", DecodeReason::Data),
        (format!("[{PET},{PET}"), "[1]", DecodeReason::Syntax),
        ("[NaN]".to_owned(), "[0]", DecodeReason::Syntax),
    ] {
        let error = pets(json(200, &body)).await.unwrap_err();
        let decode = decode_error(&error);
        assert_eq!(
            (decode.path(), decode.reason()),
            (Some(path), reason),
            "{body}: {error}"
        );
        assert_eq!(error.status(), Some(200));
    }
}

#[tokio::test]
async fn statuses_become_documented_errors() {
    let error = pets(json(404, PET)).await.unwrap_err();
    assert!(matches!(&error.api().unwrap().error, SampleError::NotFound(pet) if pet.name == "a"));
    assert_eq!(
        error.to_string(),
        "`probe` was answered with status 404: not found"
    );
    let error = pets(answer(409, "ignored")).await.unwrap_err();
    assert_eq!(error.api().unwrap().error, SampleError::Conflict);
    let error = pets(answer(422, "why")).await.unwrap_err();
    assert_eq!(
        error.api().unwrap().error,
        SampleError::Client("why".to_owned())
    );
    // A body that is not what the document says does not hide the status.
    let error = pets(answer_with(404, &[("content-type", "text/html")], "<h1>"))
        .await
        .unwrap_err();
    assert!(
        matches!(&error.api().unwrap().error, SampleError::Unexpected(response) if response.text() == "<h1>")
    );
    assert_eq!(error.status(), Some(404));
}

#[tokio::test]
async fn r16_odd_statuses() {
    assert_eq!(pets(answer(204, "body")).await.unwrap(), []);
    for status in [100, 101, 205, 304, 418, 501, 999] {
        let error = pets(answer(status, "")).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert!(error.api().is_some());
    }
}

#[tokio::test]
async fn the_rest_of_the_response_is_there() {
    let script = Script::new([answer_with(
        200,
        &[("total-number", "42"), ("x-a", "b")],
        "text",
    )]);
    let response = client(&script)
        .pets::<Get>()
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(
        (
            response.status(),
            response.attempts(),
            response.body().len()
        ),
        (200, 1, 4)
    );
    assert_eq!(response.header::<u64>("total-number").unwrap(), Some(42));
    assert_eq!(response.header::<u64>("missing").unwrap(), None);
    assert_eq!(
        response.header::<u64>("x-a").unwrap_err().reason(),
        DecodeReason::Header
    );
    assert_eq!(response.into_inner(), "text");
}

#[tokio::test]
async fn r10_large_bodies() {
    let script = Script::new([answer(200, "12345"), answer(200, "123456")]);
    let client = builder(&script).max_response_bytes(5).build().unwrap();
    assert_eq!(client.pets::<Get>().await.unwrap(), "12345");
    let error = client.pets::<Get>().await.unwrap_err();
    assert_eq!(error.kind(), Some(&ErrorKind::BodyTooLarge { limit: 5 }));
    let large = "e".repeat((1 << 20) + 1);
    let error = pets(answer(501, &large)).await.unwrap_err();
    assert_eq!(error.body().unwrap().len(), 1 << 20);
}

/// Bodies may hold secrets: they are given, never shown.
#[tokio::test]
async fn s08_errors_do_not_show_bodies() {
    let error = pets(json(200, &format!(r#"[{{"name":"{SECRET}"}}]"#)))
        .await
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET));
    assert!(decode_error(&error).snippet().contains(SECRET));
    let error = pets(answer(501, SECRET)).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(SECRET));
}

#[tokio::test]
async fn text_is_read_by_its_charset() {
    let script = Script::new([
        Reply::Answer(
            200,
            vec![(
                "content-type",
                "text/plain; charset=\"ISO-8859-1\"".to_owned(),
            )],
            (&b"caf\xe9"[..]).into(),
        ),
        Reply::Answer(200, Vec::new(), (&b"caf\xc3\xa9\xff"[..]).into()),
    ]);
    let client = client(&script);
    assert_eq!(client.pets::<Get>().await.unwrap(), "café");
    assert_eq!(client.pets::<Get>().await.unwrap(), "café\u{fffd}");
}

/// R13: text in the charset that it says it is in, or that its first bytes say.
#[tokio::test]
async fn r13_charsets() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    let text = "[{\"name\":\"ä€\",\"owner\":null}]";
    let latin = |text: &str| -> Vec<u8> {
        let byte = |c: char| u8::try_from(u32::from(c)).unwrap_or(0x80);
        text.chars().map(byte).collect()
    };
    for (content_type, body) in [
        ("application/json; charset=iso-8859-1", latin(text)),
        (
            "application/json; charset=\"UTF-16LE\"",
            utf16(text, u16::to_le_bytes),
        ),
        (
            "application/json; charset=utf-16be",
            utf16(text, u16::to_be_bytes),
        ),
        (
            "application/json",
            marked(b"\xFF\xFE", utf16(text, u16::to_le_bytes)),
        ),
        (
            "application/json; charset=utf-8",
            marked(b"\xFE\xFF", utf16(text, u16::to_be_bytes)),
        ),
        (
            "application/json; charset=utf-8",
            marked(b"\xEF\xBB\xBF", text.into()),
        ),
        ("application/json; charset=unknown", text.into()),
    ] {
        let headers = vec![("content-type", content_type.to_owned())];
        let pets = pets(Reply::Answer(200, headers, body.into()))
            .await
            .unwrap();
        assert_eq!(pets[0].name, "ä€", "{content_type}");
    }
}

/// R14: an empty body is said to be one.
#[tokio::test]
async fn r14_nothing_where_a_value_is_documented() {
    for body in ["", " \n"] {
        let error = pets(json(200, body)).await.unwrap_err();
        let decode = decode_error(&error);
        assert_eq!(decode.reason(), DecodeReason::Syntax);
        assert!(error.to_string().contains("it is empty"), "{error}");
    }
}
