//! The runtime against a server that is nothing but a socket and plays a script: one test for each fault of a server.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is one that fails"
)]

mod faults {
    mod body;
    mod client;
    mod clock;
    mod connection;
    mod dropped;
    mod head;
    #[cfg(feature = "rustls")]
    mod http2;
    mod proxy;
    mod runtimes;
    mod server;
    #[cfg(feature = "rustls")]
    mod tls;
    mod upload;
}
