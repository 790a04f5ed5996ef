//! The runtime of generated SDKs: exact bytes out, exact outcomes back.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is one that fails"
)]

mod runtime {
    mod body;
    mod byte_stream;
    mod chunked;
    mod client;
    mod codec;
    mod compression;
    mod credential;
    mod hook;
    mod login;
    mod oauth2;
    mod page;
    mod path;
    mod redaction;
    mod redirect;
    mod response;
    mod retry;
    mod source;
    mod stream;
    mod style;
    mod support;
    mod testing;
    mod throttle;
    mod trace;
    mod upload;
    mod validate;
    mod webhook;
    mod wire;
    mod xml;
}
