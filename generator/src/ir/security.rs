//! Security schemes and requirements. OpenAPI 3.1.1 §4.8.27, §4.8.30.

use super::{Documentation, MethodName};

/// A security scheme, and how its credential is given to the builder.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Its key in `components.securitySchemes`.
    pub key: String,
    /// The builder's method: `bearer_token`, `basic_auth`, `api_key`, named by the key where several are alike.
    pub setter: MethodName,
    /// The builder's method for a token that the caller has, beside the flow that fetches one (OAuth2 only).
    pub token_setter: Option<MethodName>,
    /// The builder's other methods for it.
    pub methods: Vec<(CredentialMethod, MethodName)>,
    /// Its kind.
    pub kind: CredentialKind,
    /// What the document says about it.
    pub documentation: Documentation,
}

/// A method of the builder beside the one that takes the credential itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialMethod {
    /// Takes tokens that a user has granted, to be refreshed.
    Tokens,
    /// Asks a user in a browser.
    AuthorizationCode,
    /// Asks a user on another device.
    DeviceAuthorization,
    /// Takes code that gives the credential.
    Source,
}

/// What kind of credential a scheme takes, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialKind {
    /// `http` with `basic`.
    Basic,
    /// `http` with `bearer`, and its `bearerFormat`.
    Bearer {
        /// `bearerFormat`, a hint for people.
        format: Option<String>,
    },
    /// `apiKey`.
    ApiKey {
        /// Where it is sent.
        location: ApiKeyLocation,
        /// The name of the header, parameter or cookie.
        wire_name: String,
    },
    /// `oauth2`; the client credentials flow is run by the runtime, any other takes a token.
    OAuth2 {
        /// The flows in the order of the specification.
        flows: Vec<OAuth2Flow>,
    },
    /// `openIdConnect`: takes a token.
    OpenIdConnect {
        /// `openIdConnectUrl`.
        url: String,
    },
    /// `mutualTLS`: the identity is given to the builder, or with one's own HTTP client.
    MutualTls,
    /// `http` with another scheme: the caller gives the whole header value.
    Http {
        /// The name of the scheme, such as `digest`.
        scheme: String,
    },
}

/// Where an API key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiKeyLocation {
    /// In a header.
    Header,
    /// In the query string.
    Query,
    /// In a cookie.
    Cookie,
}

/// A flow of OAuth 2. URLs are as documented, unchecked; relative ones are relative to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OAuth2Flow {
    /// `clientCredentials`: run by the runtime.
    ClientCredentials {
        /// `tokenUrl`.
        token_url: String,
        /// `refreshUrl`.
        refresh_url: Option<String>,
        /// Scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
    /// `authorizationCode`.
    AuthorizationCode {
        /// `authorizationUrl`.
        authorization_url: String,
        /// `tokenUrl`.
        token_url: String,
        /// `refreshUrl`.
        refresh_url: Option<String>,
        /// Scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
    /// `implicit`.
    Implicit {
        /// `authorizationUrl`.
        authorization_url: String,
        /// Scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
    /// `password`.
    Password {
        /// `tokenUrl`.
        token_url: String,
        /// Scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
    /// `deviceAuthorization` (OpenAPI 3.2).
    DeviceAuthorization {
        /// `deviceAuthorizationUrl` (OpenAPI 3.2).
        device_authorization_url: String,
        /// `tokenUrl`.
        token_url: String,
        /// Scopes and what they allow.
        scopes: Vec<(String, String)>,
    },
}

/// One alternative: all of these schemes together, each with its scopes. Empty means that no credential will do too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityRequirement {
    /// Indices into [`Api::security_schemes`](super::Api::security_schemes), with the scopes asked for.
    pub schemes: Vec<(usize, Vec<String>)>,
}
