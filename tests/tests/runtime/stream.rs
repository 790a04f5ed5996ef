//! Responses that come item by item.

use std::marker::PhantomData;
use std::time::Duration;

use serde_json::{Value, json};
use tests::runtime::{
    Call, CallError, DecodeError, DecodeReason, ErrorKind, EventStream, InvalidArgument, JsonLines,
    Metadata, Operation, RequestWriter, Response, ServerSentEvent, TimeoutPhase,
};
use tests::sample::{Pet, SampleError};

use super::chunked::{Answer, Chunked, Piece, data, ok};
use super::support::PLAIN;

const EVENTS: &str = "text/event-stream; charset=utf-8";
const LINES: &str = "application/x-ndjson";

/// How a stream is read.
trait Way: Send + Sync + 'static {
    type Stream: Send + 'static;
    fn read(response: &Response) -> Result<Self::Stream, DecodeError>;
}

macro_rules! ways {
    ($($name:ident: $read:ident -> $stream:ty;)*) => {$(
        struct $name;

        impl Way for $name {
            type Stream = $stream;

            fn read(response: &Response) -> Result<$stream, DecodeError> {
                response.$read()
            }
        }
    )*};
}

ways! {
    Whole: events -> EventStream<ServerSentEvent>;
    Text: event_text -> EventStream<String>;
    Data: event_data -> EventStream<Pet>;
    Object: event_objects -> EventStream<Value>;
    TextObject: event_text_objects -> EventStream<Value>;
    Lines: json_lines -> JsonLines<Pet>;
    Numbers: json_lines -> JsonLines<i64>;
    Sequence: json_sequence -> JsonLines<i64>;
}

struct Watch<W>(PhantomData<W>);

impl<W: Way> Operation for Watch<W> {
    type Output = W::Stream;
    type Error = SampleError;
    const METADATA: &'static Metadata = &PLAIN;
    const STREAMS: &'static [(u16, u16)] = &[(200, 299)];

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/events");
        Ok(())
    }

    fn decode(response: &Response) -> Result<Option<W::Stream>, DecodeError> {
        match response.status() {
            200..=299 => W::read(response).map(Some),
            _ => Ok(None),
        }
    }
}

fn call<W: Way>(transport: &Chunked) -> Call<Watch<W>> {
    Call::new(transport.client().handle, Watch(PhantomData))
}

async fn open<W: Way>(
    content_type: &'static str,
    pieces: impl IntoIterator<Item = Piece>,
) -> W::Stream {
    let transport = Chunked::new([ok(content_type, pieces)]);
    call::<W>(&transport).await.unwrap()
}

/// All items, and the error that ended them.
macro_rules! all {
    ($stream:expr) => {{
        let mut stream = $stream;
        let mut items = Vec::new();
        let mut failed = None;
        while let Some(item) = stream.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => failed = Some(error),
            }
        }
        (items, failed)
    }};
}

async fn events(pieces: impl IntoIterator<Item = Piece>) -> Vec<ServerSentEvent> {
    let (events, failed) = all!(open::<Whole>(EVENTS, pieces).await);
    assert!(failed.is_none(), "{failed:?}");
    events
}

fn shown(events: &[ServerSentEvent]) -> Vec<(Option<&str>, &str, Option<&str>)> {
    events
        .iter()
        .map(|event| {
            (
                event.event.as_deref(),
                event.data.as_str(),
                event.id.as_deref(),
            )
        })
        .collect()
}

/// The examples of WHATWG HTML §9.2.6.
#[tokio::test]
async fn r23_the_rules_of_whatwg() {
    for (text, expected) in [
        (
            "data: YHOO\ndata: +2\ndata: 10\n\n",
            vec![(None, "YHOO\n+2\n10", None)],
        ),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            vec![
                (None, "first event", Some("1")),
                (None, "second event", Some("")),
                (None, " third event", None),
            ],
        ),
        (
            "data\n\ndata\ndata\n\ndata:",
            vec![(None, "", None), (None, "\n", None)],
        ),
        (
            "data:test\n\ndata: test\n\n",
            vec![(None, "test", None), (None, "test", None)],
        ),
        (
            "event: add\ndata: 1\n\nevent: none\n\ndata: 2\n\n",
            vec![(Some("add"), "1", None), (None, "2", None)],
        ),
        (
            "\u{feff}data: a\n\n\u{feff}data: b\n\n",
            vec![(None, "a", None)],
        ),
        ("id: a\0b\ndata: x\nother: y\n\n", vec![(None, "x", None)]),
        ("data: half", vec![]),
    ] {
        let events = events([data(text)]).await;
        assert_eq!(shown(&events), expected, "{text:?}");
    }
}

#[tokio::test]
async fn r23_lines_end_in_three_ways_and_chunks_anywhere() {
    let text = "event: a\r\ndata: Grüße\r\ndata: 2\r\n\r\ndata: 3\r\rdata: 4\n\n";
    let expected = [
        (Some("a"), "Grüße\n2", None),
        (None, "3", None),
        (None, "4", None),
    ];
    for size in 1..text.len() {
        let pieces = text.as_bytes().chunks(size).map(|part| data(part.to_vec()));
        assert_eq!(shown(&events(pieces).await), expected, "by {size}");
    }
}

#[tokio::test]
async fn data_is_a_value_and_done_is_the_end() {
    let text = "data: {\"name\":\"a\",\"owner\":null}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let transport = Chunked::new([ok(EVENTS, [data(text), Piece::Hang])]);
    let (pets, failed) = all!(call::<Data>(&transport).await.unwrap());
    assert!(failed.is_none());
    assert_eq!(pets.len(), 1);
    assert_eq!(pets[0].name, "a");
}

#[tokio::test]
async fn a_wrong_item_is_an_error_and_the_stream_goes_on() {
    let text = "data: {\"name\":5}\n\ndata: {\"name\":\"a\",\"owner\":null}\n\n";
    let (pets, failed) = all!(open::<Data>(EVENTS, [data(text)]).await);
    assert_eq!(pets.len(), 1);
    let failed = failed.unwrap();
    match failed.kind() {
        ErrorKind::Decode(error) => {
            assert_eq!(
                (error.reason(), error.path()),
                (DecodeReason::Data, Some("name"))
            );
            assert_eq!(error.snippet(), "{\"name\":5}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn events_as_text_and_as_objects() {
    let text = "event: n\nid: 7\ndata: 1\n\ndata: not json\n\n";
    let (items, _) = all!(open::<Text>(EVENTS, [data(text)]).await);
    assert_eq!(items, ["1", "not json"]);
    let (items, _) = all!(open::<Object>(EVENTS, [data(text)]).await);
    assert_eq!(
        items,
        [
            json!({ "event": "n", "data": 1, "id": "7" }),
            json!({ "data": "not json" })
        ]
    );
    let (items, _) = all!(open::<TextObject>(EVENTS, [data(text)]).await);
    assert_eq!(items[0], json!({ "event": "n", "data": "1", "id": "7" }));
}

#[tokio::test]
async fn values_of_json_in_lines_and_sequences() {
    let text = "\u{feff}1\r\n\n2\n 3 \n4";
    for size in [1, 3, 100] {
        let pieces = text.as_bytes().chunks(size).map(|part| data(part.to_vec()));
        let (numbers, failed) = all!(open::<Numbers>(LINES, pieces).await);
        assert!(failed.is_none());
        assert_eq!(numbers, [1, 2, 3, 4]);
    }
    let (numbers, _) =
        all!(open::<Sequence>("application/json-seq", [data("\u{1e}1\n\u{1e}2\n")]).await);
    assert_eq!(numbers, [1, 2]);
    let (pets, failed) =
        all!(open::<Lines>(LINES, [data("{\"name\":\"a\",\"owner\":null}\n{}\n")]).await);
    assert_eq!(pets.len(), 1);
    assert!(matches!(failed.unwrap().kind(), ErrorKind::Decode(_)));
}

#[tokio::test]
async fn r23_a_line_has_a_limit() {
    let limit = ErrorKind::LineTooLong { limit: 10 };
    let piece = || data("data: 0123456789");
    for pieces in [
        vec![piece()],
        vec![data("data: 01\ndata: 234567\n")],
        vec![data("data:"), data("0123456")],
    ] {
        let transport = Chunked::new([ok(EVENTS, pieces.into_iter().chain([Piece::Hang]))]);
        let client = transport.builder().max_line_bytes(10).build().unwrap();
        let stream = Call::new(client.handle, Watch::<Whole>(PhantomData)).await;
        let (events, failed) = all!(stream.unwrap());
        assert_eq!((events.len(), failed.unwrap().kind()), (0, &limit));
        assert_eq!(transport.open(), 0);
    }
    let transport = Chunked::new([ok(LINES, [data("1\n"), data("1234567"), data("1234567")])]);
    let client = transport.builder().max_line_bytes(10).build().unwrap();
    let stream = Call::new(client.handle, Watch::<Numbers>(PhantomData)).await;
    let (numbers, failed) = all!(stream.unwrap());
    assert_eq!((numbers, failed.unwrap().kind()), (vec![1], &limit));
}

#[tokio::test]
async fn r13_another_media_type_is_no_stream() {
    for body in ["<html>", "{\"error\":1}"] {
        let stream = open::<Data>("text/html", [data(body)]).await;
        let (_, failed) = all!(stream);
        match failed.unwrap().kind() {
            ErrorKind::Decode(error) => {
                assert_eq!(error.reason(), DecodeReason::ContentType);
                assert_eq!(error.snippet(), body);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn r09_silence_ends_a_stream_and_comments_do_not() {
    let (events, failed) = all!(open::<Whole>(EVENTS, [data("data: 1\n\n"), Piece::Hang]).await);
    assert_eq!(events.len(), 1);
    assert_eq!(
        failed.unwrap().kind(),
        &ErrorKind::Timeout(TimeoutPhase::Body)
    );
    let beats = [Piece::Wait(Duration::from_secs(20)), data(":\n\n")];
    let beats = beats.iter().cycle().take(40).cloned();
    let (events, failed) = all!(open::<Whole>(EVENTS, beats.chain([data("data: 1\n\n")])).await);
    assert_eq!((events.len(), failed.is_none()), (1, true));
}

#[tokio::test]
async fn r27_dropping_ends_the_response() {
    let transport = Chunked::new([ok(EVENTS, [data("data: 1\n\n"), Piece::Hang])]);
    let mut stream = call::<Whole>(&transport).await.unwrap();
    stream.next().await.unwrap().unwrap();
    assert_eq!(transport.open(), 1);
    drop(stream);
    assert_eq!(transport.open(), 0);
}

/// A wait that is given up loses nothing.
#[tokio::test(start_paused = true)]
async fn r27_waiting_can_be_given_up() {
    let late = [
        data("da"),
        Piece::Wait(Duration::from_secs(5)),
        data("ta: 1\n\n"),
    ];
    let mut stream = open::<Whole>(EVENTS, late).await;
    let short = Duration::from_secs(1);
    assert!(tokio::time::timeout(short, stream.next()).await.is_err());
    assert_eq!(stream.next().await.unwrap().unwrap().data, "1");
}

fn broken(error: &CallError) -> bool {
    matches!(error.kind(), ErrorKind::Connection(_))
}

#[tokio::test]
async fn r23_a_broken_stream_is_an_error_unless_asked_to_reconnect() {
    let (events, failed) =
        all!(open::<Whole>(EVENTS, [data("data: 1\n\ndata: 2"), Piece::Break]).await);
    assert_eq!(events.len(), 1);
    assert!(broken(&failed.unwrap()));
}

#[tokio::test(start_paused = true)]
async fn r23_reconnecting_says_what_came_last() {
    let none = Answer {
        status: 204,
        ..ok(EVENTS, [])
    };
    let transport = Chunked::new([
        ok(
            EVENTS,
            [data("id: 7\ndata: 1\n\nid: 8\ndata: lost"), Piece::Break],
        ),
        ok(EVENTS, [data("retry: 99999999999999999999\ndata: 2\n\n")]),
        Answer {
            status: 503,
            ..ok("text/plain", [])
        },
        none,
    ]);
    let started = tokio::time::Instant::now();
    let (events, failed) = all!(call::<Whole>(&transport).reconnect(2).await.unwrap());
    assert!(failed.is_none(), "{failed:?}");
    assert_eq!(shown(&events), [(None, "1", Some("7")), (None, "2", None)]);
    let sent = transport.sent();
    let ids: Vec<_> = sent
        .iter()
        .map(|headers| headers.get("last-event-id"))
        .collect();
    assert_eq!(ids[0], None);
    assert!(
        ids[1..].iter().all(|id| id.is_some_and(|id| id == "7")),
        "{ids:?}"
    );
    let waited = started.elapsed().as_secs();
    assert!((63..=70).contains(&waited), "{waited}");
}

#[tokio::test(start_paused = true)]
async fn r23_reconnecting_is_capped() {
    let dead = || ok(EVENTS, [Piece::Break]);
    let transport = Chunked::new([
        ok(EVENTS, [data("data: 1\n\n")]),
        dead(),
        dead(),
        dead(),
        dead(),
    ]);
    let (events, failed) = all!(call::<Whole>(&transport).reconnect(3).await.unwrap());
    assert_eq!(events.len(), 1);
    assert!(broken(&failed.unwrap()));
    assert_eq!(transport.sent().len(), 4);
}

#[tokio::test]
async fn typed_events_can_be_taken_whole() {
    let stream = open::<Data>(EVENTS, [data("event: x\ndata: 1\n\n")]).await;
    let (events, _) = all!(stream.events());
    assert_eq!(shown(&events), [(Some("x"), "1", None)]);
}

#[test]
fn blocking() {
    let transport = Chunked::new([ok(LINES, [data("1\n2")])]);
    let mut stream = call::<Numbers>(&transport).send_blocking().unwrap();
    assert_eq!(stream.next_blocking().unwrap().unwrap(), 1);
    assert_eq!(stream.next_blocking().unwrap().unwrap(), 2);
    assert!(stream.next_blocking().is_none());
}
