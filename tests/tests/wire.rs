//! Every operation of the five APIs, called against a real HTTP server: the bytes of the request, the document's own
//! examples as answers, and each documented error as its own variant.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on ends here"
)]

#[path = "wire/apideck.rs"]
mod apideck;
#[path = "wire/calcom.rs"]
mod calcom;
#[path = "wire/environment.rs"]
mod environment;
#[path = "wire/exchange.rs"]
mod exchange;
#[path = "wire/formance.rs"]
mod formance;
#[path = "wire/logto.rs"]
mod logto;
#[path = "wire/mock.rs"]
mod mock;
#[path = "wire/spec.rs"]
mod spec;
#[path = "wire/sunshine.rs"]
mod sunshine;
