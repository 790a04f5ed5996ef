//! What every call of this SDK shares: building a client, sending requests, reading responses.
//!
//! A [`Call`] is made by a method of the client, and sent by awaiting it. Everything between its inputs and its value
//! is here, written once for all operations: how parameters become text, credentials, time limits, retries, redirects,
//! limits on what is read, errors.

mod api;
mod auth;
mod base64_text;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod byte_stream;
mod call;
mod charset;
mod client;
mod clock;
pub mod codec;
mod content_encoding;
mod date;
mod date_time;
mod decimal;
mod decode_error;
#[cfg(feature = "fs")]
mod disk;
mod error;
mod error_kind;
mod event;
mod event_stream;
mod exact_number;
mod exchange;
mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch_transport;
#[cfg(feature = "fs")]
mod file_chunks;
mod file_part;
mod form;
mod hook;
#[cfg(not(target_arch = "wasm32"))]
mod http_transport;
mod json_lines;
mod json_path;
mod limits;
mod multipart;
mod operation;
mod page;
mod parameters;
mod pattern;
mod percent;
mod plain;
mod polled;
mod prepare;
mod random;
mod redirect;
mod repeat;
mod request;
mod request_body;
mod response;
mod retry;
mod retry_budget;
#[cfg(feature = "fs")]
mod save;
mod secret;
mod sending;
mod server;
mod stream;
mod stream_items;
mod style;
#[cfg(feature = "testing")]
mod testing;
mod throttle;
#[cfg(all(feature = "rustls", not(target_arch = "wasm32")))]
mod tls;
mod trace;
mod transport;
mod upload_body;
mod uuid_text;
pub mod validate;
mod webhook;
pub mod xml;
mod xml_choice;
mod xml_list;
mod xml_reader;
mod xml_text;
mod xml_writer;

pub use secrecy::SecretString;

pub use self::api::{
    Api, ApiDescription, OAuth2Flow, OAuth2Grant, Requirement, SchemeKind, SecurityScheme,
};
pub use self::auth::{
    Credential, Credentials, CredentialsError, CredentialsFuture, Provided, TokenSet,
};
pub use self::base64_text::Base64;
pub use self::byte_stream::{ByteStream, Progress};
pub use self::call::{Call, CallFuture};
pub use self::client::{BuildError, Builder, Handle, environment};
pub use self::codec::{Maybe, Undeclared};
pub use self::date::Date;
pub use self::date_time::DateTime;
pub use self::decimal::Decimal;
pub use self::decode_error::{DecodeError, DecodeReason};
pub use self::error::{ApiError, CallError, Error};
pub use self::error_kind::ErrorKind;
pub use self::event::ServerSentEvent;
pub use self::event_stream::EventStream;
pub use self::fault::{FileError, InvalidArgument, MissingCredential, TimeoutPhase, TokenError};
#[cfg(target_arch = "wasm32")]
pub use self::fetch_transport::HttpTransport;
pub use self::file_part::FilePart;
pub use self::form::{FormEncoding, FormRule};
pub use self::hook::{
    CallInfo, CallOutcome, Hook, HookError, HookFuture, IncomingResponse, OutgoingRequest,
};
#[cfg(not(target_arch = "wasm32"))]
pub use self::http_transport::HttpTransport;
pub use self::json_lines::JsonLines;
pub use self::multipart::Multipart;
pub use self::operation::{DocumentedRetry, ErrorBody, Metadata, Operation};
pub use self::page::{ItemStream, PageInfo, PageStream, Paged};
pub use self::redirect::RedirectPolicy;
pub use self::request::{Place, RequestWriter, Required};
pub use self::response::{ApiResponse, Response, Unexpected};
pub use self::retry::{Retry, RetryPolicy, RetryReason};
pub use self::secret::Secret;
pub use self::server::{InvalidServer, ServerUrl};
pub use self::style::{Explode, PathStyle, QueryStyle, Reserved};
#[cfg(feature = "testing")]
pub use self::testing::{Expectation, Mock, Recorded};
pub use self::transport::{
    Chunks, RequestBody, ResponseBody, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};
pub use self::upload_body::UploadBody;
pub use self::uuid_text::Uuid;
pub use self::webhook::{WebhookError, WebhookSecrets, WebhookSignature};

#[allow(unused_imports, reason = "an API may document no error")]
pub(crate) use self::operation::error_enum;
