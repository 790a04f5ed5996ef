//! The transport for users' tests, with values of every kind.

use tests::runtime::{
    Call, Credential, DecodeError, ErrorKind, InvalidArgument, Metadata, Mock, Operation,
    RequestWriter, Response, TransportErrorKind,
};
use tests::sample::{Pet, SampleError};

use super::support::{Client, Get, OAUTH2, OAuth2, PLAIN, Post, Probe, SECRET};

/// Creates a pet, or says null; only 201 is a success.
#[derive(Debug, Clone)]
struct Create(&'static str);

impl Operation for Create {
    type Output = Option<Pet>;
    type Error = SampleError;
    const METADATA: &'static Metadata = &Metadata {
        id: "create",
        method: "POST",
        ..PLAIN
    };

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/pets");
        request.json("application/json", &[self.0])
    }

    fn decode(response: &Response) -> Result<Option<Option<Pet>>, DecodeError> {
        match response.status() {
            201 => response.json().map(Some),
            _ => Ok(None),
        }
    }
}

fn client(mock: &Mock) -> Client {
    tests::runtime::Builder::new()
        .transport(mock.clone())
        .build()
        .unwrap()
}

fn pet(name: &str) -> Pet {
    Pet {
        name: name.to_owned(),
        ..Pet::default()
    }
}

#[tokio::test]
async fn a_value_comes_back_with_the_status_that_means_success() {
    let mock = Mock::new();
    mock.on::<Create>().returns(&Some(pet("a"))).returns(&None);
    mock.on::<Probe<Get>>().returns(&"text".to_owned());
    let client = client(&mock);
    let create = || Call::new(client.handle.clone(), Create("x"));
    let response = create().send_with_response().await.unwrap();
    assert_eq!(
        (response.status(), response.into_inner()),
        (201, Some(pet("a")))
    );
    assert_eq!(mock.unused(), ["create", "probe"]);
    // The last answer is given again and again.
    for _ in 0..2 {
        let response = create().send_with_response().await.unwrap();
        assert_eq!((response.status(), response.into_inner()), (201, None));
    }
    assert_eq!(client.pets::<Get>().await.unwrap(), "text");
    assert!(mock.unused().is_empty());
    let sent = mock.requests::<Create>();
    assert_eq!((sent.len(), mock.all_requests().len()), (3, 4));
    let sent = &sent[0];
    assert_eq!(
        (sent.operation(), sent.method(), sent.path()),
        ("create", "POST", "/v1/pets")
    );
    assert_eq!(sent.json::<Vec<String>>().unwrap(), ["x"]);
    assert_eq!(sent.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn errors_are_those_that_the_document_names() {
    let mock = Mock::new();
    mock.on::<Create>().fails(404, &pet("gone"));
    let error = Call::new(client(&mock).handle, Create("x"))
        .await
        .unwrap_err();
    let SampleError::NotFound(found) = &error.api().unwrap().error else {
        panic!("{error:?}");
    };
    assert_eq!(found.name, "gone");
}

#[tokio::test(start_paused = true)]
async fn retries_take_one_answer_after_the_other() {
    let mock = Mock::new();
    mock.on::<Probe<Get>>()
        .breaks(TransportErrorKind::Connection)
        .answers(503, &[("retry-after", "1")], "")
        .answers(200, &[], "ok");
    let response = client(&mock)
        .pets::<Get>()
        .send_with_response()
        .await
        .unwrap();
    assert_eq!((response.attempts(), response.value().as_str()), (3, "ok"));
}

#[tokio::test]
async fn a_call_without_an_answer_says_so_at_once() {
    let mock = Mock::new();
    let error = client(&mock).pets::<Post>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`probe` failed: no connection: no answer is set for `probe`"
    );
    assert!(matches!(error.kind(), Some(ErrorKind::Connect(_))));
    assert_eq!((error.attempts(), error.may_have_been_sent()), (1, false));
}

#[tokio::test]
async fn requests_for_tokens_are_no_operations() {
    let mock = Mock::new();
    mock.on::<Probe<OAuth2>>().answers(200, &[], "ok");
    let client: Client = tests::runtime::Builder::new()
        .transport(mock.clone())
        .credential(OAUTH2, Credential::client_credentials("id", SECRET))
        .build()
        .unwrap();
    let error = client.pets::<OAuth2>().await.unwrap_err();
    assert!(
        error.to_string().contains("a request for a token"),
        "{error}"
    );
    assert!(!format!("{:?}", mock.all_requests()).contains(SECRET));
}
