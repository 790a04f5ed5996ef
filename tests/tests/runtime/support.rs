//! A client of an API made for tests, and a transport that plays a script and records what is sent.

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use tests::runtime::{
    Api, ApiDescription, Builder, Call, DecodeError, Error, Handle, InvalidArgument, Metadata,
    OAuth2Flow, OAuth2Grant, Operation, RequestWriter, Requirement, Response, ResponseBody,
    SchemeKind, SecurityScheme, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use tests::sample::SampleError;

/// The canary of the tests on secrets.
pub(crate) const SECRET: &str = "s3cr3t-c4n4ry";

#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) handle: Handle,
}

pub(crate) const BASIC: usize = 0;
pub(crate) const BEARER: usize = 1;
pub(crate) const KEY_HEADER: usize = 2;
pub(crate) const KEY_QUERY: usize = 3;
pub(crate) const KEY_COOKIE: usize = 4;
pub(crate) const OAUTH2: usize = 5;
pub(crate) const OIDC: usize = 6;
pub(crate) const MUTUAL_TLS: usize = 7;

const CLIENT_CREDENTIALS: OAuth2Flow = OAuth2Flow {
    grant: OAuth2Grant::ClientCredentials,
    start_url: "",
    token_url: "/oauth/token",
    refresh_url: None,
    scopes: &[],
};

const AUTHORIZATION_CODE: OAuth2Flow = OAuth2Flow {
    grant: OAuth2Grant::AuthorizationCode,
    start_url: "https://login.example/authorize?tenant=1",
    token_url: "/oauth/token",
    refresh_url: Some("/oauth/refresh"),
    scopes: &["read", "write"],
};

impl Api for Client {
    const DESCRIPTION: &'static ApiDescription = &ApiDescription {
        name: "sample",
        version: "1.2.3",
        default_server: Some("https://api.example/v1/"),
        schemes: &[
            SecurityScheme {
                key: "basic",
                kind: SchemeKind::Basic,
                setter: "basic_auth",
            },
            SecurityScheme {
                key: "bearer",
                kind: SchemeKind::Bearer,
                setter: "bearer_token",
            },
            SecurityScheme {
                key: "header",
                kind: SchemeKind::ApiKeyHeader("X-Key"),
                setter: "key",
            },
            SecurityScheme {
                key: "query",
                kind: SchemeKind::ApiKeyQuery("api_key"),
                setter: "query_key",
            },
            SecurityScheme {
                key: "cookie",
                kind: SchemeKind::ApiKeyCookie("sid"),
                setter: "session",
            },
            SecurityScheme {
                key: "oauth2",
                kind: SchemeKind::OAuth2(&[CLIENT_CREDENTIALS, AUTHORIZATION_CODE]),
                setter: "client_credentials",
            },
            SecurityScheme {
                key: "oidc",
                kind: SchemeKind::OpenIdConnect(
                    "https://id.example/.well-known/openid-configuration",
                ),
                setter: "tokens",
            },
            SecurityScheme {
                key: "tls",
                kind: SchemeKind::MutualTls,
                setter: "client_certificate",
            },
        ],
    };

    fn from_handle(handle: Handle) -> Self {
        Self { handle }
    }
}

impl Client {
    /// A call of an operation of this case.
    pub(crate) fn call<C: Case>(
        &self,
        encode: impl Fn(&mut RequestWriter<'_>) -> Result<(), InvalidArgument> + Send + Sync + 'static,
    ) -> Call<Probe<C>> {
        Call::new(
            self.handle.clone(),
            Probe {
                encode: Arc::new(encode),
                case: PhantomData,
            },
        )
    }

    /// A call that sends `/pets` and nothing else.
    pub(crate) fn pets<C: Case>(&self) -> Call<Probe<C>> {
        self.call(|request| {
            request.literal("/pets");
            Ok(())
        })
    }
}

/// A client whose requests go to the script.
pub(crate) fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

pub(crate) fn builder(script: &Script) -> Builder<Client> {
    Builder::new().transport(script.clone())
}

/// What tells one operation of the tests from another.
pub(crate) trait Case: Send + Sync + 'static {
    const METADATA: &'static Metadata;
}

pub(crate) const PLAIN: Metadata = Metadata {
    id: "probe",
    method: "GET",
    path: "/pets",
    accept: None,
    security: &[],
    server: None,
    retry: None,
    idempotency_header: None,
};

/// Declares cases by what differs from the plain one.
macro_rules! cases {
    ($($name:ident { $($field:ident : $value:expr),* $(,)? })*) => {$(
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct $name;

        impl $crate::runtime::support::Case for $name {
            const METADATA: &'static tests::runtime::Metadata = &tests::runtime::Metadata {
                $($field: $value,)*
                ..$crate::runtime::support::PLAIN
            };
        }
    )*};
}

pub(crate) use cases;

cases! {
    Get {}
    Post { method: "POST" }
    Put { method: "PUT" }
    Keyed { method: "POST", idempotency_header: Some("Idempotency-Key") }
    Basic { security: &[&[Requirement { scheme: BASIC, scopes: &[] }]] }
    Bearer { security: &[&[Requirement { scheme: BEARER, scopes: &[] }]] }
    Key { security: &[&[Requirement { scheme: KEY_HEADER, scopes: &[] }]] }
    QueryKey { security: &[&[Requirement { scheme: KEY_QUERY, scopes: &[] }]] }
    OAuth2 { security: &[&[Requirement { scheme: OAUTH2, scopes: &["read"] }]] }
    Oidc { security: &[&[Requirement { scheme: OIDC, scopes: &[] }]] }
    MutualTls { security: &[&[Requirement { scheme: MUTUAL_TLS, scopes: &[] }]] }
    EitherOrBoth { security: &[
        &[Requirement { scheme: BASIC, scopes: &[] }],
        &[Requirement { scheme: KEY_HEADER, scopes: &[] }, Requirement { scheme: KEY_COOKIE, scopes: &[] }],
    ] }
    Optional { security: &[&[], &[Requirement { scheme: BEARER, scopes: &[] }]] }
}

type Encode = dyn Fn(&mut RequestWriter<'_>) -> Result<(), InvalidArgument> + Send + Sync;

/// An operation whose inputs are what a test writes; its value is the text of the response.
pub(crate) struct Probe<C> {
    encode: Arc<Encode>,
    case: PhantomData<C>,
}

impl<C> Clone for Probe<C> {
    fn clone(&self) -> Self {
        Self {
            encode: Arc::clone(&self.encode),
            case: PhantomData,
        }
    }
}

impl<C: Case> Operation for Probe<C> {
    type Output = String;
    type Error = SampleError;
    const METADATA: &'static Metadata = C::METADATA;

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        (self.encode)(request)
    }

    fn decode(response: &Response) -> Result<Option<String>, DecodeError> {
        match response.status() {
            200..=299 => response.text().map(Some),
            _ => Ok(None),
        }
    }
}

/// The outcome of a call of the tests.
pub(crate) type Outcome = Result<String, Error<SampleError>>;

/// A request as it was sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Sent {
    /// A header's text; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// What the script answers with.
pub(crate) enum Reply {
    Answer(u16, Vec<(&'static str, String)>, Bytes),
    Fail(TransportErrorKind),
    Hang,
}

/// An answer without headers.
pub(crate) fn answer(status: u16, body: &str) -> Reply {
    Reply::Answer(status, Vec::new(), Bytes::copy_from_slice(body.as_bytes()))
}

/// An answer with headers.
pub(crate) fn answer_with(status: u16, headers: &[(&'static str, &str)], body: &str) -> Reply {
    let headers = headers
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    Reply::Answer(status, headers, Bytes::copy_from_slice(body.as_bytes()))
}

/// An answer of JSON.
pub(crate) fn json(status: u16, body: &str) -> Reply {
    answer_with(status, &[("content-type", "application/json")], body)
}

/// A transport that plays a script; past its end it answers 200.
#[derive(Clone, Default)]
pub(crate) struct Script {
    replies: Arc<Mutex<VecDeque<Reply>>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Script {
    pub(crate) fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self {
            replies: Arc::new(Mutex::new(replies.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> TransportFuture<'_, http::Response<ResponseBody>> {
        let (head, body) = request.into_parts();
        let uri = head.uri.to_string();
        self.sent.lock().unwrap().push(Sent {
            method: head.method.to_string(),
            uri,
            headers: head.headers,
            body,
        });
        let reply = self
            .replies
            .lock()
            .unwrap()
            .pop_front()
            .unwrap_or_else(|| answer(200, ""));
        Box::pin(async move {
            match reply {
                Reply::Hang => std::future::pending().await,
                Reply::Fail(kind) => Err(TransportError::new(kind, "as the script says")),
                Reply::Answer(status, headers, body) => {
                    let mut response = http::Response::new(ResponseBody::from(body));
                    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
                    for (name, value) in headers {
                        let name = HeaderName::from_static(name);
                        response
                            .headers_mut()
                            .append(name, HeaderValue::from_str(&value).unwrap());
                    }
                    Ok(response)
                }
            }
        })
    }
}
