//! What every call of this SDK shares: building a client, sending requests, reading responses.
//!
//! A [`Call`] is made by a method of the client, and sent by awaiting it. Everything between its inputs and its value
//! is here, written once for all operations: how parameters become text, credentials, time limits, retries, redirects,
//! limits on what is read, errors.

mod api;
mod auth;
mod authorization_code; // piece: authorization_code
mod base64_text; // piece: base64
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod byte_stream; // piece: byte_stream
mod call;
mod charset;
mod client;
mod clock;
pub mod codec;
mod content_encoding;
mod date; // piece: date
mod date_time; // piece: date_time
mod decimal; // piece: decimal
mod decode_error;
mod device_authorization; // piece: device_authorization
#[cfg(feature = "fs")] // piece: files
mod disk; // piece: files
mod error;
mod error_kind;
mod event; // piece: event_stream
mod event_stream; // piece: event_stream
mod exact_number; // piece: validate
mod exchange;
mod fault;
#[cfg(target_arch = "wasm32")]
mod fetch_transport;
#[cfg(feature = "fs")] // piece: upload
mod file_chunks; // piece: upload
mod file_part; // piece: multipart
mod form;
mod hook;
#[cfg(not(target_arch = "wasm32"))]
mod http_transport;
mod json_lines; // piece: json_lines
mod json_path;
mod limits;
mod login; // piece: login
mod multipart; // piece: multipart
mod operation;
mod page; // piece: page
mod parameters;
mod pattern; // piece: pattern
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
#[cfg(feature = "fs")] // piece: byte_stream
mod save; // piece: byte_stream
mod secret; // piece: secret
mod sending;
mod server;
mod stream; // piece: stream
mod stream_items; // piece: stream_items
mod style;
#[cfg(feature = "testing")]
mod testing;
mod throttle;
#[cfg(all(feature = "rustls", not(target_arch = "wasm32")))]
mod tls;
mod trace;
mod transport;
mod upload_body; // piece: upload
mod uuid_text; // piece: uuid
pub mod validate; // piece: validate
mod webhook; // piece: webhook
pub mod xml; // piece: xml
mod xml_choice; // piece: xml
mod xml_list; // piece: xml
mod xml_reader; // piece: xml
mod xml_text; // piece: xml
mod xml_writer; // piece: xml

pub use secrecy::SecretString;

pub use self::api::{
    Api, ApiDescription, OAuth2Flow, OAuth2Grant, Requirement, SchemeKind, SecurityScheme,
};
pub use self::auth::{
    Credential, Credentials, CredentialsError, CredentialsFuture, Provided, TokenSet,
};
pub use self::authorization_code::{AuthorizationCode, AuthorizationRequest}; // piece: authorization_code
pub use self::base64_text::Base64; // piece: base64
pub use self::byte_stream::{ByteStream, Progress}; // piece: byte_stream
pub use self::call::{Call, CallFuture};
pub use self::client::{BuildError, Builder, Handle, environment};
pub use self::codec::{Maybe, Undeclared};
pub use self::date::Date; // piece: date
pub use self::date_time::DateTime; // piece: date_time
pub use self::decimal::Decimal; // piece: decimal
pub use self::decode_error::{DecodeError, DecodeReason};
pub use self::device_authorization::{DeviceAuthorization, DeviceCode}; // piece: device_authorization
pub use self::error::{ApiError, CallError, Error};
pub use self::error_kind::ErrorKind;
pub use self::event::ServerSentEvent; // piece: event_stream
pub use self::event_stream::EventStream; // piece: event_stream
pub use self::fault::{FileError, InvalidArgument, MissingCredential, TimeoutPhase, TokenError};
#[cfg(target_arch = "wasm32")]
pub use self::fetch_transport::HttpTransport;
pub use self::file_part::FilePart; // piece: multipart
pub use self::form::{FormEncoding, FormRule};
pub use self::hook::{
    CallInfo, CallOutcome, Hook, HookError, HookFuture, IncomingResponse, OutgoingRequest,
};
#[cfg(not(target_arch = "wasm32"))]
pub use self::http_transport::HttpTransport;
pub use self::json_lines::JsonLines; // piece: json_lines
pub use self::multipart::Multipart; // piece: multipart
pub use self::operation::{DocumentedRetry, ErrorBody, Metadata, Operation};
pub use self::page::{ItemStream, PageInfo, PageStream, Paged}; // piece: page
pub use self::redirect::RedirectPolicy;
pub use self::request::{Place, RequestWriter, Required};
pub use self::response::{ApiResponse, Response, Unexpected};
pub use self::retry::{Retry, RetryPolicy, RetryReason};
pub use self::secret::Secret; // piece: secret
pub use self::server::{InvalidServer, ServerUrl};
pub use self::style::{Explode, PathStyle, QueryStyle, Reserved};
#[cfg(feature = "testing")]
pub use self::testing::{Expectation, Mock, Recorded};
pub use self::transport::{
    Chunks, RequestBody, ResponseBody, Transport, TransportError, TransportErrorKind,
    TransportFuture,
};
pub use self::upload_body::UploadBody; // piece: upload
pub use self::uuid_text::Uuid; // piece: uuid
pub use self::webhook::{WebhookError, WebhookSecrets, WebhookSignature}; // piece: webhook

#[allow(unused_imports, reason = "an API may document no error")]
pub(crate) use self::operation::error_enum;
