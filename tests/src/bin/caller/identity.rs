//! A client whose connections show who it is.

use tests::runtime::{
    Api, ApiDescription, Builder, Call, Credential, DecodeError, Handle, InvalidArgument, Metadata,
    Operation, RequestWriter, Requirement, Response, RetryPolicy, SchemeKind, SecurityScheme,
};
use tests::sample::SampleError;

struct Client(Handle);

impl Api for Client {
    const DESCRIPTION: &'static ApiDescription = &ApiDescription {
        name: "caller",
        version: "1.2.3",
        default_server: None,
        schemes: &[SecurityScheme {
            key: "certificate",
            kind: SchemeKind::MutualTls,
            setter: "identity",
        }],
    };

    fn from_handle(handle: Handle) -> Self {
        Self(handle)
    }
}

/// Gives the text of the response.
struct Get;

impl Operation for Get {
    type Output = String;
    type Error = SampleError;
    const METADATA: &'static Metadata = &Metadata {
        id: "get",
        method: "GET",
        path: "/",
        accept: None,
        security: &[&[Requirement {
            scheme: 0,
            scopes: &[],
        }]],
        server: None,
        retry: None,
        idempotency_header: None,
    };

    fn encode(&self, request: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        request.literal("/");
        Ok(())
    }

    fn decode(response: &Response) -> Result<Option<String>, DecodeError> {
        match response.status() {
            200 => response.text().map(Some),
            _ => Ok(None),
        }
    }
}

/// What comes of a call to this address; the identity is a certificate and its key, as PEM.
pub(crate) fn call(address: &str, identity: &[u8]) -> String {
    let key = String::from_utf8_lossy(identity).into_owned();
    let client = Builder::<Client>::new()
        .base_url(address)
        .no_proxy()
        .retry(RetryPolicy::none())
        .credential(0, Credential::identity(identity, key))
        .build();
    match client {
        Ok(Client(handle)) => match Call::new(handle, Get).send_blocking() {
            Ok(text) => text,
            Err(error) => format!("{error}\n{error:?}"),
        },
        Err(error) => format!("{error}\n{error:?}"),
    }
}
