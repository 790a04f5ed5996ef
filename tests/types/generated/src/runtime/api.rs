//! What a generated client says about its API, as data.

use super::Handle;

/// A client of an API, as [`Builder`](super::Builder) makes it.
pub trait Api: Sized {
    /// What the document says about the API as a whole.
    const DESCRIPTION: &'static ApiDescription;

    /// Wraps what all parts of the client share.
    fn from_handle(handle: Handle) -> Self;
}

/// What the document says about an API as a whole.
#[derive(Debug)]
pub struct ApiDescription {
    /// The product that `User-Agent` names.
    pub name: &'static str,
    /// The version that `User-Agent` names.
    pub version: &'static str,
    /// The server that is used when none is set, if the document names one without variables to fill.
    pub default_server: Option<&'static str>,
    /// The security schemes, which [`Requirement::scheme`] counts.
    pub schemes: &'static [SecurityScheme],
}

/// A security scheme. OpenAPI 3.1.1 §4.8.27.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub key: &'static str,
    /// What it takes and where it goes.
    pub kind: SchemeKind,
    /// The method of the builder that sets its credential, as error messages name it.
    pub setter: &'static str,
}

/// What a security scheme takes, and where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: Bearer …`.
    Bearer,
    /// A key in the header of this name.
    ApiKeyHeader(&'static str),
    /// A key in the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// A key in the cookie of this name.
    ApiKeyCookie(&'static str),
    /// A token that the client credentials flow fetches (RFC 6749 §4.4), or one that the caller has.
    OAuth2ClientCredentials {
        /// Where tokens are fetched; relative to the server where it is no full address.
        token_url: &'static str,
        /// Scopes that are asked for where an operation names none.
        scopes: &'static [&'static str],
    },
    /// A token of another flow, which the caller has.
    OAuth2Token,
    /// A token of an identity provider, which the caller has.
    OpenIdConnect,
    /// `Authorization` with another scheme, whose whole value the caller gives.
    Http(&'static str),
    /// The identity of the connection, given with one's own HTTP client.
    MutualTls,
}

/// One scheme of a security requirement. OpenAPI 3.1.1 §4.8.30.
#[derive(Debug)]
pub struct Requirement {
    /// Index into [`ApiDescription::schemes`].
    pub scheme: usize,
    /// Scopes that the operation needs.
    pub scopes: &'static [&'static str],
}
