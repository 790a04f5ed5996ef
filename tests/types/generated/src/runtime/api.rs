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
    /// A token that one of these flows gives, or that the caller has.
    OAuth2(&'static [OAuth2Flow]),
    /// A token of the identity provider that is described at this address.
    OpenIdConnect(&'static str),
    /// `Authorization` with another scheme, whose whole value the caller gives.
    Http(&'static str),
    /// The identity of the connection.
    MutualTls,
}

/// A flow by which tokens are come by. OpenAPI 3.2.0 §4.29. Addresses are relative to the server where they are not full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuth2Flow {
    /// Which one.
    pub grant: OAuth2Grant,
    /// Where it begins: the page that asks the user, or the endpoint that gives a code for the device.
    pub start_url: &'static str,
    /// Where tokens are fetched.
    pub token_url: &'static str,
    /// Where they are fetched by a refresh token, if elsewhere.
    pub refresh_url: Option<&'static str>,
    /// Scopes that are asked for where nothing else is said.
    pub scopes: &'static [&'static str],
}

/// What stands behind a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OAuth2Grant {
    /// The application itself. RFC 6749 §4.4.
    ClientCredentials,
    /// A user, asked in a browser. RFC 6749 §4.1.
    AuthorizationCode,
    /// A user, asked on another device. RFC 8628.
    DeviceAuthorization,
    /// A user whose password the application has. RFC 6749 §4.3.
    Password,
}

/// One scheme of a security requirement. OpenAPI 3.1.1 §4.8.30.
#[derive(Debug)]
pub struct Requirement {
    /// Index into [`ApiDescription::schemes`].
    pub scheme: usize,
    /// Scopes that the operation needs.
    pub scopes: &'static [&'static str],
}
