//! Compressed responses.

use bytes::Bytes;
use compression_codecs::brotli::params::EncoderParams;
use compression_codecs::{BrotliEncoder, EncodeV2, GzipEncoder, ZstdEncoder};
use compression_core::util::{PartialBuffer, WriteBuffer};
use tests::runtime::{DecodeReason, ErrorKind};

use super::chunked::{Answer, Chunked, Piece, data, ok};
use super::support::{Get, Outcome};

const KINDS: [&str; 3] = ["gzip", "br", "zstd"];

/// The text, compressed.
fn compressed(kind: &str, text: &[u8]) -> Bytes {
    let mut encoder: Box<dyn EncodeV2> = match kind {
        "gzip" => Box::new(GzipEncoder::new(flate2::Compression::default().into())),
        "br" => Box::new(BrotliEncoder::new(EncoderParams::default())),
        _ => Box::new(ZstdEncoder::new(3)),
    };
    let mut buffer = vec![0; 1 << 20];
    let mut output = WriteBuffer::new_initialized(&mut buffer);
    let mut input = PartialBuffer::new(text);
    while !input.unwritten().is_empty() {
        encoder.encode(&mut input, &mut output).unwrap();
    }
    while !encoder.finish(&mut output).unwrap() {}
    Bytes::copy_from_slice(output.written())
}

fn answer(encoding: &'static str, pieces: impl IntoIterator<Item = Piece>) -> Chunked {
    let mut answer = ok("text/plain", pieces);
    answer.headers.push(("content-encoding", encoding));
    Chunked::new([answer])
}

async fn read(transport: &Chunked) -> Outcome {
    transport.client().pets::<Get>().await
}

/// The reason and the text of a failure.
async fn failure(transport: &Chunked) -> (DecodeReason, String) {
    let error = read(transport).await.unwrap_err();
    match error.kind() {
        Some(ErrorKind::Decode(decode)) => (decode.reason(), error.to_string()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_kind_in_pieces_of_any_size() {
    let text = "Grüße, ".repeat(20_000);
    for kind in KINDS {
        let bytes = compressed(kind, text.as_bytes());
        for size in [1, 7, 100_000] {
            let transport = answer(kind, bytes.chunks(size).map(|part| data(part.to_vec())));
            assert!(read(&transport).await.unwrap() == text, "{kind}, by {size}");
        }
    }
}

#[tokio::test]
async fn it_is_asked_for_and_then_gone() {
    let transport = answer("gzip", [data(compressed("gzip", b"a"))]);
    let response = transport.client().pets::<Get>().send_with_response().await;
    let headers = response.unwrap().headers().clone();
    assert!(!headers.contains_key("content-encoding"));
    assert_eq!(transport.sent()[0]["accept-encoding"], "gzip, br, zstd");
}

/// R11: what counts is the size that it has once it is decoded.
#[tokio::test]
async fn r11_bombs() {
    let zeros = vec![0; 4 << 20];
    for kind in KINDS {
        let bomb = compressed(kind, &zeros);
        assert!(bomb.len() < 10_000, "{kind}");
        let transport = answer(kind, [data(bomb), Piece::Hang]);
        let client = transport.builder().max_response_bytes(1 << 20).build();
        let error = client.unwrap().pets::<Get>().await.unwrap_err();
        let limit = 1 << 20;
        assert_eq!(
            error.kind(),
            Some(&ErrorKind::BodyTooLarge { limit }),
            "{kind}"
        );
        assert_eq!(transport.open(), 0);
    }
}

/// R12: what cannot be decoded is said to be so, by name.
#[tokio::test]
async fn r12_damaged_cut_and_unknown() {
    let text = "abc".repeat(1000);
    for kind in KINDS {
        let bytes = compressed(kind, text.as_bytes());
        let cut = answer(kind, [data(bytes.slice(..bytes.len() - 3))]);
        let (reason, message) = failure(&cut).await;
        assert_eq!(reason, DecodeReason::ContentEncoding);
        assert!(
            message.contains(&format!("`{kind}` encoding is cut off")),
            "{message}"
        );

        let damaged = answer(kind, [data("not compressed at all, not in the least")]);
        let (reason, message) = failure(&damaged).await;
        assert_eq!(reason, DecodeReason::ContentEncoding);
        assert!(
            message.contains(&format!("`{kind}` encoding is")),
            "{message}"
        );
    }
    let twice = compressed("gzip", &compressed("gzip", b"a"));
    for encoding in ["gzip, gzip", "compress"] {
        let (reason, message) = failure(&answer(encoding, [data(twice.clone())])).await;
        assert_eq!(reason, DecodeReason::ContentEncoding);
        assert!(message.contains(&format!("`{encoding}`")), "{message}");
    }
}

#[tokio::test]
async fn members_of_gzip_follow_each_other() {
    let mut bytes = compressed("gzip", b"abc").to_vec();
    bytes.extend(compressed("gzip", b"def"));
    assert_eq!(
        read(&answer("gzip", [data(bytes)])).await.unwrap(),
        "abcdef"
    );
}

#[tokio::test]
async fn nothing_needs_no_decoding() {
    let empty = Answer {
        status: 204,
        headers: vec![("content-encoding", "gzip")],
        pieces: Vec::new(),
    };
    assert_eq!(read(&Chunked::new([empty])).await.unwrap(), "");
    assert_eq!(read(&answer("br", [])).await.unwrap(), "");
}
