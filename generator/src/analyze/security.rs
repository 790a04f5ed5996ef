//! Security schemes and requirements. OpenAPI 3.1.1 §4.8.27, §4.8.30.

mod method;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use url::{Host, Url};

use super::context::{Context, Fault};
use super::header;
use crate::diagnostic::Code;
use crate::ir::{
    ApiKeyLocation, CredentialKind, Documentation, OAuth2Flow, SecurityRequirement, SecurityScheme,
};
use crate::model::Pointer;
use crate::naming::Scope;
use crate::source::Value;

/// Methods of every builder, which those of schemes and global parameters stand beside.
pub(super) const BUILDER_METHODS: &[&str] = &[
    "new",
    "base_url",
    "server",
    "timeout",
    "total_timeout",
    "read_timeout",
    "connect_timeout",
    "retry",
    "header",
    "hook",
    "max_concurrent_requests",
    "rate_limit",
    "from_env",
    "user_agent",
    "http_client",
    "transport",
    "max_response_bytes",
    "allow_insecure",
    "no_proxy",
    "proxy",
    "redirect",
    "build",
    "build_blocking",
    "credential",
    "global",
    "clone",
    "fmt",
    "default",
    "into",
    "from",
    "blocking",
    "follow_redirects",
];

/// What the setters of a kind are called: the credential itself, and a token that the caller has.
struct Setters {
    own: &'static str,
    token: Option<&'static str>,
}

/// The security schemes of the document; `setters` takes the names of their builder methods.
pub(super) fn security_schemes(
    context: &mut Context<'_, '_>,
    setters: &mut Scope,
) -> Vec<SecurityScheme> {
    let model = context.model;
    let mut kinds = Vec::new();
    for (key, scheme) in &model.security_schemes {
        if let Some(kind) = kind(context, &scheme.pointer, &scheme.value) {
            kinds.push((key, kind, description(&scheme.value)));
        }
    }
    let names: Vec<Setters> = kinds
        .iter()
        .map(|(_, kind, _)| self::setters(kind))
        .collect();
    let all: Vec<CredentialKind> = kinds.iter().map(|(_, kind, _)| kind.clone()).collect();
    let mut schemes = Vec::new();
    for ((key, kind, description), name) in kinds.into_iter().zip(&names) {
        // Each takes its usual name where no other wants it, else that of its key.
        let alone = names
            .iter()
            .filter(|other| other.own == name.own || other.token == Some(name.own))
            .count()
            < 2;
        let token_alone = names
            .iter()
            .filter(|other| other.token == name.token || Some(other.own) == name.token)
            .count()
            < 2;
        let setter = setters.method(if alone { name.own } else { key });
        let token_setter = name.token.map(|token| {
            if token_alone {
                setters.method(token)
            } else {
                setters.method(&format!("{key} token"))
            }
        });
        let documentation = Documentation {
            description,
            ..Documentation::default()
        };
        let own = token_setter.as_ref().unwrap_or(&setter).plain();
        let methods = method::names(&kind, key, own, &all);
        let methods = methods
            .into_iter()
            .map(|(method, name)| (method, setters.method(&name)))
            .collect();
        schemes.push(SecurityScheme {
            key: key.clone(),
            setter,
            token_setter,
            methods,
            kind,
            documentation,
        });
    }
    schemes
}

fn setters(kind: &CredentialKind) -> Setters {
    let own = match kind {
        CredentialKind::Basic => "basic_auth",
        CredentialKind::Bearer { .. } => "bearer_token",
        CredentialKind::ApiKey { .. } => "api_key",
        CredentialKind::OAuth2 { flows } if runs(flows) => {
            return Setters {
                own: "client_credentials",
                token: Some("access_token"),
            };
        }
        CredentialKind::OAuth2 { .. } | CredentialKind::OpenIdConnect { .. } => "access_token",
        CredentialKind::MutualTls => "client_certificate",
        CredentialKind::Http { .. } => "authorization",
    };
    Setters { own, token: None }
}

/// Whether the runtime can fetch tokens by one of the flows.
fn runs(flows: &[OAuth2Flow]) -> bool {
    flows.iter().any(|flow| matches!(flow, OAuth2Flow::ClientCredentials { token_url, .. } if !token_url.is_empty()))
}

fn description(scheme: &openapiv3::SecurityScheme) -> Option<String> {
    match scheme {
        openapiv3::SecurityScheme::APIKey { description, .. }
        | openapiv3::SecurityScheme::HTTP { description, .. }
        | openapiv3::SecurityScheme::OAuth2 { description, .. }
        | openapiv3::SecurityScheme::OpenIDConnect { description, .. } => description.clone(),
    }
}

/// What a scheme takes; `None`, with a diagnostic, for a key that can't be sent.
fn kind(
    context: &mut Context<'_, '_>,
    place: &Pointer,
    scheme: &openapiv3::SecurityScheme,
) -> Option<CredentialKind> {
    let kind = match scheme {
        openapiv3::SecurityScheme::APIKey { location, name, .. } => {
            let location = match location {
                openapiv3::APIKeyLocation::Query => ApiKeyLocation::Query,
                openapiv3::APIKeyLocation::Header => ApiKeyLocation::Header,
                openapiv3::APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
            };
            if location == ApiKeyLocation::Header
                && !header::is_sendable(context, &place.child("name"), name)
            {
                return None;
            }
            if location == ApiKeyLocation::Cookie && !super::media_type::is_token(name) {
                header::report_invalid(context, &place.child("name"), name);
                return None;
            }
            CredentialKind::ApiKey {
                location,
                wire_name: name.clone(),
            }
        }
        openapiv3::SecurityScheme::HTTP { extensions, .. }
            if extensions.contains_key("x-sdksmith-mutual-tls") =>
        {
            CredentialKind::MutualTls
        }
        openapiv3::SecurityScheme::HTTP {
            scheme,
            bearer_format,
            ..
        } => match scheme.to_ascii_lowercase().as_str() {
            "basic" => CredentialKind::Basic,
            "bearer" => CredentialKind::Bearer {
                format: bearer_format.clone(),
            },
            _ => CredentialKind::Http {
                scheme: scheme.clone(),
            },
        },
        openapiv3::SecurityScheme::OAuth2 { flows, .. } => CredentialKind::OAuth2 {
            flows: self::flows(context, place, flows),
        },
        openapiv3::SecurityScheme::OpenIDConnect {
            open_id_connect_url,
            ..
        } => CredentialKind::OpenIdConnect {
            url: open_id_connect_url.clone(),
        },
    };
    Some(kind)
}

fn flows(
    context: &mut Context<'_, '_>,
    place: &Pointer,
    flows: &openapiv3::OAuth2Flows,
) -> Vec<OAuth2Flow> {
    let scopes = |scopes: &IndexMap<String, String>| {
        scopes
            .iter()
            .map(|(name, meaning)| (name.clone(), meaning.clone()))
            .collect()
    };
    let place = place.child("flows");
    let mut all = Vec::new();
    if let Some(flow) = &flows.client_credentials {
        let token_url = token_url(context, &place.child("clientCredentials"), &flow.token_url);
        all.push(OAuth2Flow::ClientCredentials {
            token_url,
            refresh_url: flow.refresh_url.clone().filter(|url| !url.is_empty()),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.authorization_code {
        let token_url = token_url(context, &place.child("authorizationCode"), &flow.token_url);
        all.push(OAuth2Flow::AuthorizationCode {
            authorization_url: flow.authorization_url.clone(),
            token_url,
            refresh_url: flow.refresh_url.clone().filter(|url| !url.is_empty()),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.implicit {
        all.push(OAuth2Flow::Implicit {
            authorization_url: flow.authorization_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.password {
        all.push(OAuth2Flow::Password {
            token_url: flow.token_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    all.extend(device_flow(
        context,
        &place.child("x-sdksmith-device-authorization"),
    ));
    all
}

/// `deviceAuthorization` (OpenAPI 3.2 §4.29), which openapiv3 does not know.
fn device_flow(context: &Context<'_, '_>, place: &Pointer) -> Option<OAuth2Flow> {
    let flow = context.model.document().get(place)?;
    let text = |key: &str| {
        flow.get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let scopes = flow.get("scopes").and_then(Value::as_object);
    let scope = |(name, meaning): (&str, &Value)| {
        (
            name.to_owned(),
            meaning.as_str().unwrap_or_default().to_owned(),
        )
    };
    Some(OAuth2Flow::DeviceAuthorization {
        device_authorization_url: text("deviceAuthorizationUrl"),
        token_url: text("tokenUrl"),
        scopes: scopes
            .map(|scopes| scopes.iter().map(scope).collect())
            .unwrap_or_default(),
    })
}

/// The address for tokens, empty when credentials must not be sent there: it is https, or on this machine, or relative.
fn token_url(context: &mut Context<'_, '_>, place: &Pointer, url: &str) -> String {
    let fit = match Url::parse(url) {
        Ok(parsed) => {
            parsed.scheme() == "https" || (parsed.scheme() == "http" && is_loopback(&parsed))
        }
        Err(url::ParseError::RelativeUrlWithoutBase) => !url.starts_with("//"),
        Err(_) => false,
    };
    if fit {
        return url.to_owned();
    }
    let shown: String = url.chars().filter(|c| !c.is_control()).take(80).collect();
    context.report(
        &place.child("tokenUrl"),
        Fault {
            code: Code::InsecureTokenUrl,
            message: format!("token URL is not of https: `{shown}`"),
            label: "client secrets would be sent here",
            help: "tokens are not fetched, and have to be given; write an address that begins with https://",
        },
    );
    String::new()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost" || domain.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The alternatives of credentials for an operation: its own, else those of the document. OpenAPI 3.1.1 §4.8.10.
pub(super) fn requirements(
    context: &mut Context<'_, '_>,
    operation: &crate::model::Operation,
    schemes: &[SecurityScheme],
) -> Vec<SecurityRequirement> {
    let model = context.model;
    let (list, place) = match (&operation.value.security, &model.security) {
        (Some(own), _) => (own, operation.pointer.child("security")),
        (None, Some(global)) => (global, Pointer::of(["security"])),
        (None, None) => return Vec::new(),
    };
    let mut alternatives = Vec::new();
    for (index, requirement) in list.iter().enumerate() {
        let mut known = Vec::new();
        let mut complete = true;
        for (key, scopes) in requirement {
            if let Some(scheme) = schemes.iter().position(|scheme| scheme.key == *key) {
                known.push((scheme, scopes.clone()));
                continue;
            }
            complete = false;
            // A scheme that exists and was left out has been reported where it stands.
            if !model.security_schemes.contains_key(key) {
                report_unknown(context, &place.index(index).child(key), key);
            }
        }
        let alternative = SecurityRequirement { schemes: known };
        if complete && !alternatives.contains(&alternative) {
            alternatives.push(alternative);
        }
    }
    alternatives
}

fn report_unknown(context: &mut Context<'_, '_>, place: &Pointer, key: &str) {
    context.report_key(
        place,
        Fault {
            code: Code::UnknownSecurityScheme,
            message: format!("security scheme does not exist: `{key}`"),
            label: "required here",
            help: "this alternative is left out; define the scheme in `components.securitySchemes`",
        },
    );
}
