//! What a builder can do about a scheme beside taking its credential.

use crate::ir::{CredentialKind, CredentialMethod, OAuth2Flow};

/// The methods for a kind and what to call them: `own` is the method that takes its credential or token, `key` the name
/// of its scheme, `all` the kinds of all schemes.
pub(super) fn names(
    kind: &CredentialKind,
    key: &str,
    own: &str,
    all: &[CredentialKind],
) -> Vec<(CredentialMethod, String)> {
    let name = |method: CredentialMethod| match method {
        CredentialMethod::Source => format!("{own}_from"),
        _ if alone_with(all, method) => plain(method).to_owned(),
        _ => format!("{key} {}", plain(method)),
    };
    let methods = methods(kind).into_iter();
    methods.map(|method| (method, name(method))).collect()
}

/// What else a builder can do about a kind.
fn methods(kind: &CredentialKind) -> Vec<CredentialMethod> {
    let mut methods = Vec::new();
    match kind {
        CredentialKind::MutualTls => return methods,
        CredentialKind::OAuth2 { flows } => {
            for flow in flows {
                methods.extend(match flow {
                    OAuth2Flow::AuthorizationCode { token_url, .. } if !token_url.is_empty() => {
                        Some(CredentialMethod::AuthorizationCode)
                    }
                    OAuth2Flow::DeviceAuthorization { token_url, .. } if !token_url.is_empty() => {
                        Some(CredentialMethod::DeviceAuthorization)
                    }
                    _ => None,
                });
            }
            if !methods.is_empty() {
                methods.push(CredentialMethod::Tokens);
            }
        }
        CredentialKind::OpenIdConnect { url } if !url.is_empty() => {
            methods.extend([
                CredentialMethod::AuthorizationCode,
                CredentialMethod::Tokens,
            ]);
        }
        _ => {}
    }
    methods.push(CredentialMethod::Source);
    methods
}

/// The name of a method where only one scheme has it.
fn plain(method: CredentialMethod) -> &'static str {
    match method {
        CredentialMethod::Tokens => "tokens",
        CredentialMethod::AuthorizationCode => "authorization_code",
        CredentialMethod::DeviceAuthorization => "device_authorization",
        CredentialMethod::Source => "source",
    }
}

fn alone_with(kinds: &[CredentialKind], method: CredentialMethod) -> bool {
    let has = |kind: &&CredentialKind| methods(kind).contains(&method);
    kinds.iter().filter(has).count() < 2
}
