//! Security schemes: what the runtime knows of them, and the builder's methods that take their credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::code::{ident, text};
use super::documentation::Docs;
use super::markdown;
use crate::ir::{ApiKeyLocation, CredentialKind, MethodName, OAuth2Flow, SecurityScheme};

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
            if let Some((token_url, scopes)) = client_credentials(flows) {
                let token_url = text(token_url);
                let scopes = scopes.iter().map(|(scope, _)| text(scope));
                quote! {
                    SchemeKind::OAuth2ClientCredentials {
                        token_url: #token_url,
                        scopes: &[#(#scopes),*],
                    }
                }
            } else {
                quote!(SchemeKind::OAuth2Token)
            }
        }
        CredentialKind::OpenIdConnect { .. } => quote!(SchemeKind::OpenIdConnect),
        CredentialKind::MutualTls => quote!(SchemeKind::MutualTls),
        CredentialKind::Http { scheme } => {
            let scheme = text(scheme);
            quote!(SchemeKind::Http(#scheme))
        }
    }
}

fn client_credentials(flows: &[OAuth2Flow]) -> Option<(&str, &[(String, String)])> {
    flows.iter().find_map(|flow| match flow {
        OAuth2Flow::ClientCredentials {
            token_url, scopes, ..
        } => Some((token_url.as_str(), scopes.as_slice())),
        _ => None,
    })
}

/// How a credential is given: what it is, the arguments, and the value made of them.
struct Given {
    what: &'static str,
    arguments: TokenStream,
    value: TokenStream,
}

/// The builder's methods for the scheme of this index.
pub(crate) fn setters(index: usize, scheme: &SecurityScheme) -> Vec<TokenStream> {
    let index = Literal::usize_unsuffixed(index);
    let Some(given) = given(&scheme.kind) else {
        return Vec::new();
    };
    let mut setters = vec![setter(&scheme.setter, &index, &given, scheme)];
    if let Some(token_setter) = &scheme.token_setter {
        setters.push(setter(
            token_setter,
            &index,
            &token("A token that you have"),
            scheme,
        ));
    }
    setters
}

fn given(kind: &CredentialKind) -> Option<Given> {
    Some(match kind {
        CredentialKind::MutualTls => return None,
        CredentialKind::Basic => Given {
            what: "User name and password",
            arguments: quote!(username: impl AsRef<str>, password: impl Into<SecretString>),
            value: quote!(Credential::basic(username.as_ref(), &password.into())),
        },
        CredentialKind::ApiKey { .. } => Given {
            what: "The key",
            arguments: quote!(key: impl Into<SecretString>),
            value: quote!(Credential::api_key(key)),
        },
        CredentialKind::OAuth2 { flows } if client_credentials(flows).is_some() => Given {
            what: "The client id and secret that tokens are fetched with",
            arguments: quote!(client_id: impl Into<String>, client_secret: impl Into<SecretString>),
            value: quote!(Credential::client_credentials(client_id, client_secret)),
        },
        CredentialKind::Http { .. } => Given {
            what: "The whole value of the header",
            arguments: quote!(value: impl Into<SecretString>),
            value: quote!(Credential::http(value)),
        },
        CredentialKind::Bearer { .. }
        | CredentialKind::OAuth2 { .. }
        | CredentialKind::OpenIdConnect { .. } => token("The token"),
    })
}

fn token(what: &'static str) -> Given {
    Given {
        what,
        arguments: quote!(token: impl Into<SecretString>),
        value: quote!(Credential::bearer(token)),
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
        arguments, value, ..
    } = given;
    quote! {
        #docs
        pub fn #name(self, #arguments) -> Self {
            self.credential(#index, #value)
        }
    }
}
