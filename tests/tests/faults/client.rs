//! A client of an API made for these tests, whose requests go over real sockets.

use std::time::Duration;

use bytes::Bytes;
use tests::runtime::{
    Api, ApiDescription, Builder, Call, DecodeError, Error, Handle, InvalidArgument, Metadata,
    OAuth2Flow, OAuth2Grant, Operation, RequestWriter, Requirement, Response, RetryPolicy,
    SchemeKind, SecurityScheme, UploadBody,
};
use tests::sample::{Pet, SampleError};

use super::server::Server;

/// Must not show in any error.
pub(crate) const SECRET: &str = "s3cr3t-c4n4ry";

pub(crate) const OAUTH2: usize = 0;

pub(crate) struct Client(Handle);

impl Api for Client {
    const DESCRIPTION: &'static ApiDescription = &ApiDescription {
        name: "faults",
        version: "1.2.3",
        default_server: None,
        schemes: &[SecurityScheme {
            key: "oauth2",
            kind: SchemeKind::OAuth2(&[OAuth2Flow {
                grant: OAuth2Grant::ClientCredentials,
                start_url: "",
                token_url: "/token",
                refresh_url: None,
                scopes: &[],
            }]),
            setter: "client_credentials",
        }],
    };

    fn from_handle(handle: Handle) -> Self {
        Self(handle)
    }
}

impl Client {
    pub(crate) fn get(&self) -> Call<Get> {
        Call::new(self.0.clone(), Get)
    }

    pub(crate) fn post(&self, body: impl Into<Bytes>) -> Call<Post> {
        Call::new(self.0.clone(), Post(body.into()))
    }

    pub(crate) fn pet(&self) -> Call<GetPet> {
        Call::new(self.0.clone(), GetPet)
    }

    pub(crate) fn with_token(&self) -> Call<WithToken> {
        Call::new(self.0.clone(), WithToken)
    }
}

/// A client of this server, whose retries do not wait.
pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

pub(crate) fn builder(server: &Server) -> Builder<Client> {
    Builder::new()
        .base_url(server.url())
        .no_proxy()
        .retry(RetryPolicy::default().initial_interval(Duration::ZERO))
}

pub(crate) type Outcome<T = String> = Result<T, Error<SampleError>>;

const PLAIN: Metadata = Metadata {
    id: "probe",
    method: "GET",
    path: "/pets",
    accept: None,
    security: &[],
    server: None,
    retry: None,
    idempotency_header: None,
};

macro_rules! operations {
    ($($name:ident: $output:ty = $read:ident, { $($field:ident : $value:expr),* $(,)? };)*) => {$(
        impl Operation for $name {
            type Output = $output;
            type Error = SampleError;
            const METADATA: &'static Metadata = &Metadata { $($field: $value,)* ..PLAIN };

            fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
                request.literal("/pets");
                self.write(request)
            }

            fn decode(response: &Response) -> Result<Option<Self::Output>, DecodeError> {
                match response.status() {
                    200..=299 => response.$read().map(Some),
                    _ => Ok(None),
                }
            }
        }
    )*};
}

/// What an operation sends beside its path.
trait Write {
    fn write(&self, _request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        Ok(())
    }
}

/// Gives the text of the response.
pub(crate) struct Get;

/// Sends a body, and is not idempotent.
pub(crate) struct Post(Bytes);

/// Reads JSON.
pub(crate) struct GetPet;

/// Sends a token that the client fetches.
pub(crate) struct WithToken;

impl Write for Get {}
impl Write for GetPet {}
impl Write for WithToken {}

impl Write for Post {
    fn write(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.upload(
            "application/octet-stream",
            &UploadBody::from(self.0.clone()),
        )
    }
}

operations! {
    Get: String = text, {};
    Post: String = text, { method: "POST" };
    GetPet: Pet = json, { accept: Some("application/json") };
    WithToken: String = text, { security: &[&[Requirement { scheme: OAUTH2, scopes: &[] }]] };
}
