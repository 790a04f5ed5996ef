//! Security schemes: what the runtime knows of them, and the builder's methods that take their credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::code::{ident, option, text};
use super::documentation::Docs;
use super::markdown;
use crate::ir::{
    ApiKeyLocation, CredentialKind, CredentialMethod, MethodName, OAuth2Flow, SecurityScheme,
};

/// The description of a scheme.
pub(crate) fn description(scheme: &SecurityScheme) -> TokenStream {
    let (key, setter) = (text(&scheme.key), text(scheme.setter.plain()));
    let kind = kind(&scheme.kind);
    quote!(SecurityScheme { key: #key, kind: #kind, setter: #setter })
}

fn kind(kind: &CredentialKind) -> TokenStream {
    match kind {
        CredentialKind::Basic => quote!(SchemeKind::Basic),
        CredentialKind::Bearer { .. } => quote!(SchemeKind::Bearer),
        CredentialKind::ApiKey {
            location,
            wire_name,
        } => {
            let name = text(wire_name);
            match location {
                ApiKeyLocation::Header => quote!(SchemeKind::ApiKeyHeader(#name)),
                ApiKeyLocation::Query => quote!(SchemeKind::ApiKeyQuery(#name)),
                ApiKeyLocation::Cookie => quote!(SchemeKind::ApiKeyCookie(#name)),
            }
        }
        CredentialKind::OAuth2 { flows } => {
            let flows = flows.iter().filter_map(flow);
            quote!(SchemeKind::OAuth2(&[#(#flows),*]))
        }
        CredentialKind::OpenIdConnect { url } => {
            let url = text(url);
            quote!(SchemeKind::OpenIdConnect(#url))
        }
        CredentialKind::MutualTls => quote!(SchemeKind::MutualTls),
        CredentialKind::Http { scheme } => {
            let scheme = text(scheme);
            quote!(SchemeKind::Http(#scheme))
        }
    }
}

/// A flow that ends at a token endpoint.
fn flow(flow: &OAuth2Flow) -> Option<TokenStream> {
    let (grant, start, token, refresh, scopes) = match flow {
        OAuth2Flow::ClientCredentials {
            token_url,
            refresh_url,
            scopes,
        } => (
            quote!(ClientCredentials),
            "",
            token_url,
            refresh_url,
            scopes,
        ),
        OAuth2Flow::AuthorizationCode {
            authorization_url,
            token_url,
            refresh_url,
            scopes,
        } => (
            quote!(AuthorizationCode),
            authorization_url.as_str(),
            token_url,
            refresh_url,
            scopes,
        ),
        OAuth2Flow::Password { token_url, scopes } => {
            (quote!(Password), "", token_url, &None, scopes)
        }
        OAuth2Flow::DeviceAuthorization {
            device_authorization_url,
            token_url,
            scopes,
        } => (
            quote!(DeviceAuthorization),
            device_authorization_url.as_str(),
            token_url,
            &None,
            scopes,
        ),
        OAuth2Flow::Implicit { .. } => return None,
    };
    if token.is_empty() {
        return None;
    }
    let (start, token) = (text(start), text(token));
    let refresh = option(refresh.as_deref().map(text));
    let scopes = scopes.iter().map(|(scope, _)| text(scope));
    Some(quote! {
        OAuth2Flow {
            grant: OAuth2Grant::#grant,
            start_url: #start,
            token_url: #token,
            refresh_url: #refresh,
            scopes: &[#(#scopes),*],
        }
    })
}

fn runs(flows: &[OAuth2Flow]) -> bool {
    flows.iter().any(
        |flow| matches!(flow, OAuth2Flow::ClientCredentials { token_url, .. } if !token_url.is_empty()),
    )
}

/// How a credential is given: what it is, the arguments, and the value made of them.
struct Given {
    what: &'static str,
    arguments: TokenStream,
    value: TokenStream,
    /// The feature of the crate that it takes.
    feature: Option<&'static str>,
}

/// The builder's methods for the scheme of this index.
pub(crate) fn setters(index: usize, scheme: &SecurityScheme) -> Vec<TokenStream> {
    let index = Literal::usize_unsuffixed(index);
    let mut setters = vec![setter(&scheme.setter, &index, &given(&scheme.kind), scheme)];
    if let Some(token_setter) = &scheme.token_setter {
        setters.push(setter(
            token_setter,
            &index,
            &token("A token that you have"),
            scheme,
        ));
    }
    let methods = scheme.methods.iter();
    setters.extend(methods.map(|(method, name)| other(*method, name, &index, scheme)));
    setters
}

/// One of the other methods.
fn other(
    method: CredentialMethod,
    name: &MethodName,
    index: &Literal,
    scheme: &SecurityScheme,
) -> TokenStream {
    let login = match method {
        CredentialMethod::Tokens => {
            let given = Given {
                what: "Tokens that a user has granted to the application of this id, refreshed before they end",
                arguments: quote!(client_id: impl Into<String>, tokens: &TokenSet),
                value: quote!(Credential::tokens(client_id, tokens)),
                feature: None,
            };
            return setter(name, index, &given, scheme);
        }
        CredentialMethod::Source => {
            let given = Given {
                what: "Code of yours that gives the credential when a call needs it",
                arguments: quote!(source: impl Credentials),
                value: quote!(Credential::from_source(source)),
                feature: None,
            };
            return setter(name, index, &given, scheme);
        }
        CredentialMethod::AuthorizationCode => quote!(AuthorizationCode),
        CredentialMethod::DeviceAuthorization => quote!(DeviceAuthorization),
    };
    let place = match method {
        CredentialMethod::DeviceAuthorization => "on another device",
        _ => "in a browser",
    };
    let docs = format!(
        "Asks a user {place} to let in the application of this id, for the scheme {}.",
        markdown::code(&scheme.key)
    );
    let docs = Docs::default()
        .sentence(docs)
        .sentence("It fails where [`build`](Self::build) would.")
        .outer();
    let name = ident(name.as_str());
    quote! {
        #docs
        pub fn #name(self, client_id: impl Into<String>) -> Result<#login, BuildError> {
            Ok(#login::new(self.handle()?, #index, client_id))
        }
    }
}

fn given(kind: &CredentialKind) -> Given {
    match kind {
        CredentialKind::MutualTls => Given {
            what: "The identity of the client: its certificates, its own first, and the key for it, as PEM",
            arguments: quote!(certificates: impl AsRef<[u8]>, key: impl Into<SecretString>),
            value: quote!(Credential::identity(certificates.as_ref(), key)),
            feature: Some("rustls"),
        },
        CredentialKind::Basic => Given {
            what: "User name and password",
            arguments: quote!(username: impl AsRef<str>, password: impl Into<SecretString>),
            value: quote!(Credential::basic(username.as_ref(), &password.into())),
            feature: None,
        },
        CredentialKind::ApiKey { .. } => Given {
            what: "The key",
            arguments: quote!(key: impl Into<SecretString>),
            value: quote!(Credential::api_key(key)),
            feature: None,
        },
        CredentialKind::OAuth2 { flows } if runs(flows) => Given {
            what: "The client id and secret that tokens are fetched with",
            arguments: quote!(client_id: impl Into<String>, client_secret: impl Into<SecretString>),
            value: quote!(Credential::client_credentials(client_id, client_secret)),
            feature: None,
        },
        CredentialKind::Http { .. } => Given {
            what: "The whole value of the header",
            arguments: quote!(value: impl Into<SecretString>),
            value: quote!(Credential::http(value)),
            feature: None,
        },
        CredentialKind::Bearer { .. }
        | CredentialKind::OAuth2 { .. }
        | CredentialKind::OpenIdConnect { .. } => token("The token"),
    }
}

fn token(what: &'static str) -> Given {
    Given {
        what,
        arguments: quote!(token: impl Into<SecretString>),
        value: quote!(Credential::bearer(token)),
        feature: None,
    }
}

fn setter(
    name: &MethodName,
    index: &Literal,
    given: &Given,
    scheme: &SecurityScheme,
) -> TokenStream {
    let docs = format!(
        "{}, for the scheme {}.",
        given.what,
        markdown::code(&scheme.key)
    );
    let docs = Docs::default()
        .sentence(docs)
        .and(&scheme.documentation)
        .outer();
    let name = ident(name.as_str());
    let Given {
        arguments,
        value,
        feature,
        ..
    } = given;
    let feature = feature.map(|feature| quote!(#[cfg(feature = #feature)]));
    quote! {
        #docs
        #feature
        pub fn #name(self, #arguments) -> Self {
            self.credential(#index, #value)
        }
    }
}
