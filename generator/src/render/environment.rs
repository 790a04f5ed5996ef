//! What a client takes from the environment: the builder's `from_env`.

use heck::ToShoutySnakeCase as _;
use proc_macro2::TokenStream;
use quote::quote;

use super::code::{ident, text};
use super::documentation::Docs;
use super::markdown;
use crate::ir::{Api, CredentialKind, MethodName, OAuth2Flow, Type};

/// A method of the builder whose arguments are variables of the environment.
pub(crate) struct Setting<'a> {
    /// The variables, in the order of the arguments.
    pub(crate) variables: Vec<String>,
    /// The method.
    setter: &'a MethodName,
    /// What they hold, as Markdown.
    pub(crate) about: String,
}

/// What the names of the variables of a credential end with.
fn suffixes(kind: &CredentialKind) -> &'static [&'static str] {
    match kind {
        CredentialKind::Basic => &["USERNAME", "PASSWORD"],
        CredentialKind::ApiKey { .. } => &["API_KEY"],
        CredentialKind::OAuth2 { flows } if flows.iter().any(is_client_credentials) => {
            &["CLIENT_ID", "CLIENT_SECRET"]
        }
        CredentialKind::Http { .. } => &["AUTHORIZATION"],
        CredentialKind::Bearer { .. }
        | CredentialKind::OAuth2 { .. }
        | CredentialKind::OpenIdConnect { .. } => &["TOKEN"],
        CredentialKind::MutualTls => &[],
    }
}

fn is_client_credentials(flow: &OAuth2Flow) -> bool {
    matches!(flow, OAuth2Flow::ClientCredentials { token_url, .. } if !token_url.is_empty())
}

/// The variable for the address of the server.
pub(crate) fn base_url(prefix: &str) -> String {
    format!("{prefix}_BASE_URL")
}

/// The variables of an API beside that; `prefix` is what all names begin with.
pub(crate) fn settings<'a>(prefix: &str, api: &'a Api) -> Vec<Setting<'a>> {
    let mut credentials: Vec<(&MethodName, &[&str], String)> = Vec::new();
    for scheme in &api.security_schemes {
        let key = markdown::code(&scheme.key);
        let suffixes = suffixes(&scheme.kind);
        if !suffixes.is_empty() {
            credentials.push((&scheme.setter, suffixes, format!("for the scheme {key}")));
        }
        if let Some(token) = &scheme.token_setter {
            let about = format!("a token that you have, for the scheme {key}");
            credentials.push((token, &["TOKEN"], about));
        }
    }
    let names = |setter: &MethodName, suffixes: &[&str]| -> Vec<String> {
        let alike = credentials
            .iter()
            .filter(|(_, other, _)| *other == suffixes);
        let alone = alike.count() < 2;
        let own = setter.plain().to_shouty_snake_case();
        let name = |suffix: &&str| {
            if alone {
                format!("{prefix}_{suffix}")
            } else {
                format!("{prefix}_{own}_{suffix}")
            }
        };
        suffixes.iter().map(name).collect()
    };
    let mut settings: Vec<Setting<'_>> = Vec::new();
    for (setter, suffixes, about) in &credentials {
        settings.push(Setting {
            variables: names(setter, suffixes),
            setter,
            about: about.clone(),
        });
    }
    let texts = api.globals.iter();
    for global in texts.filter(|global| global.r#type == Type::String) {
        let own = global.setter.plain().to_shouty_snake_case();
        settings.push(Setting {
            variables: vec![format!("{prefix}_{own}")],
            setter: &global.setter,
            about: format!("the parameter {}", markdown::code(&global.wire_name)),
        });
    }
    settings
}

/// The variables for a method of the builder; none where none is read for it.
pub(crate) fn variables(prefix: &str, api: &Api, setter: &MethodName) -> Vec<String> {
    settings(prefix, api)
        .into_iter()
        .find(|setting| setting.setter == setter)
        .map(|setting| setting.variables)
        .unwrap_or_default()
}

/// The builder's method that reads them.
pub(crate) fn method(prefix: &str, api: &Api) -> TokenStream {
    let base = base_url(prefix);
    let settings = settings(prefix, api);
    let mut entries = vec![format!("- `{base}`: the address of the server")];
    entries.extend(settings.iter().map(|setting| {
        let names: Vec<String> = setting
            .variables
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        format!("- {}: {}", names.join(" and "), setting.about)
    }));
    let docs = Docs::default()
        .sentence("Takes what is set in the environment:")
        .list(entries)
        .sentence("What is set after it, by other methods, goes before it.")
        .outer();
    let taken = settings.iter().map(Setting::taken);
    let base = text(&base);
    quote! {
        #docs
        pub fn from_env(self) -> Self {
            let mut builder = self;
            if let Some(address) = crate::runtime::environment(#base) {
                builder = builder.base_url(address);
            }
            #(#taken)*
            builder
        }
    }
}

impl Setting<'_> {
    fn taken(&self) -> TokenStream {
        let setter = ident(self.setter.as_str());
        let names: Vec<_> = self.variables.iter().map(|name| text(name)).collect();
        match names.as_slice() {
            [first, second] => quote! {
                if let (Some(first), Some(second)) = (
                    crate::runtime::environment(#first),
                    crate::runtime::environment(#second),
                ) {
                    builder = builder.#setter(first, second);
                }
            },
            names => quote! {
                if let Some(value) = crate::runtime::environment(#(#names),*) {
                    builder = builder.#setter(value);
                }
            },
        }
    }
}
