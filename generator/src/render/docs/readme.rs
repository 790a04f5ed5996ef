//! The README of a generated crate.

use askama::Template;

use super::anchor::Anchors;
use super::facts;
use super::group::{fill, summary};
use super::operation::{request_line, rust};
use super::site::{ReadmeAnchors, SETTINGS, Site};
use super::table::table;
use crate::ir::{
    Api, ApiKeyLocation, CredentialKind, CredentialMethod, OAuth2Flow, SecurityScheme, Server,
};
use crate::render::environment;
use crate::render::feature::GroupFeature;
use crate::render::markdown::{self, cell, cell_code};
use crate::render::runtime::Used;
use crate::render::{CrateSettings, Error};

/// The README; every part is Markdown, or empty.
#[derive(Template)]
#[template(path = "docs/readme.md")]
struct ReadmeView {
    name: String,
    description: String,
    install: String,
    apis: Vec<ApiView>,
    settings: &'static str,
    /// Whether dates are among the types.
    chrono: bool,
    /// Whether values have limits that can be checked.
    validate: bool,
    /// The feature of a group, where each has one.
    group_feature: Option<String>,
}

/// What the README says of one API.
#[derive(Template)]
#[template(path = "docs/readme_api.md")]
struct ApiView {
    /// The mark of headings: one deeper than that of the page.
    level: &'static str,
    title: String,
    prose: Vec<String>,
    module: String,
    quick_start: String,
    example: String,
    environment: String,
    schemes: Vec<SchemeView>,
    servers: String,
    operations: String,
    /// Empty where no message is signed.
    webhooks: String,
    models: String,
    /// The rest of a long description.
    about: Vec<String>,
}

/// A security scheme.
struct SchemeView {
    heading: String,
    about: String,
    prose: Vec<String>,
    sample: String,
}

/// The page, and in `sites` where it speaks of each API.
pub(super) fn page(
    settings: &CrateSettings,
    sites: &mut [Site<'_>],
    used: &Used,
    features: &[GroupFeature],
) -> Result<String, Error> {
    let name = settings.name.as_str();
    let several = sites.len() > 1;
    let mut anchors = Anchors::default();
    // In the order of the template.
    anchors.next(name);
    anchors.next("Installation");
    let mut apis = Vec::new();
    for site in sites.iter_mut() {
        let view = api(site, several);
        site.readme = anchored(&view, &mut anchors);
        apis.push(view);
    }
    let description = settings
        .description
        .as_deref()
        .map(markdown::prose)
        .unwrap_or_default();
    let install = format!(
        "[dependencies]\n{name} = \"{}\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}",
        settings.version
    );
    let view = ReadmeView {
        name: markdown::line(name),
        description,
        install: markdown::fence("toml", &install),
        apis,
        settings: SETTINGS,
        chrono: used.dates(),
        validate: used.piece("validate"),
        group_feature: features.first().map(|feature| cell_code(&feature.name)),
    };
    fill("docs/readme.md", &view)
}

/// The anchors of an API's headings, in the order of the template.
fn anchored(view: &ApiView, anchors: &mut Anchors) -> ReadmeAnchors {
    let mut next = |heading: &str| {
        let text = markdown::plain_line(heading, usize::MAX).unwrap_or_default();
        anchors.next(&text)
    };
    next(&view.title);
    next("Authentication");
    let schemes = view
        .schemes
        .iter()
        .map(|scheme| next(&scheme.heading))
        .collect();
    let anchors = ReadmeAnchors {
        schemes,
        servers: next("Servers"),
        operations: next("Operations"),
        models: next("Models"),
    };
    if !view.about.is_empty() {
        next("About the API");
    }
    anchors
}

fn api(site: &Site<'_>, several: bool) -> ApiView {
    let api = site.usage.api;
    let schemes = api
        .security_schemes
        .iter()
        .enumerate()
        .map(|(index, scheme)| SchemeView {
            heading: markdown::code(&scheme.key),
            about: kind(scheme) + &methods(scheme),
            prose: facts::prose(&scheme.documentation),
            sample: site
                .usage
                .scheme(index)
                .map(|program| rust(&program))
                .unwrap_or_default(),
        });
    let (prose, about) = facts::prose_parted(&api.documentation);
    ApiView {
        level: if several { "###" } else { "##" },
        title: format!(
            "{} {}",
            markdown::line(&api.title),
            markdown::line(&api.version)
        ),
        prose,
        module: markdown::code(&site.usage.place.path(&[])),
        quick_start: rust(&site.usage.quick_start()),
        example: markdown::code(&format!("cargo run --example {}", site.example_name())),
        environment: environment(&site.usage.place.variable_prefix(), api),
        schemes: schemes.collect(),
        servers: servers(&api.servers),
        operations: operations(site),
        webhooks: webhooks(site),
        models: models(site),
        about,
    }
}

/// The functions that read signed messages.
fn webhooks(site: &Site<'_>) -> String {
    let rows = site.usage.api.webhooks.iter().map(|webhook| {
        let path = site.usage.place.path(&["webhooks", webhook.name.as_str()]);
        vec![cell_code(&webhook.wire_name), cell_code(&path)]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    table(&["Message", "Function"], &rows)
}

/// What a scheme takes, and where it goes.
fn kind(scheme: &SecurityScheme) -> String {
    let setter = markdown::code(&format!(".{}(..)", scheme.setter.as_str()));
    match &scheme.kind {
        CredentialKind::Basic => {
            format!("User name and password (HTTP basic), given with {setter}.")
        }
        CredentialKind::Bearer { format: None } => format!("A bearer token, given with {setter}."),
        CredentialKind::Bearer {
            format: Some(format),
        } => {
            format!(
                "A bearer token ({}), given with {setter}.",
                markdown::code(format)
            )
        }
        CredentialKind::ApiKey {
            location,
            wire_name,
        } => {
            let place = match location {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!(
                "A key, sent in the {place} {}, given with {setter}.",
                markdown::code(wire_name)
            )
        }
        CredentialKind::OAuth2 { flows } => oauth2(flows, &setter),
        CredentialKind::OpenIdConnect { url } => {
            format!(
                "A token of the identity provider at {}, given with {setter}.",
                markdown::code(url)
            )
        }
        CredentialKind::MutualTls => {
            format!(
                "A certificate of the client's own, given with {setter}, or with `.http_client(..)`."
            )
        }
        CredentialKind::Http { scheme } => {
            format!(
                "HTTP authentication of the scheme {}: the whole value, given with {setter}.",
                markdown::code(scheme)
            )
        }
    }
}

fn oauth2(flows: &[OAuth2Flow], setter: &str) -> String {
    let fetched = flows.iter().find_map(|flow| match flow {
        OAuth2Flow::ClientCredentials { token_url, .. } => Some(token_url),
        _ => None,
    });
    match fetched {
        Some(token_url) => format!(
            "OAuth 2.0 client credentials, given with {setter}. The token is fetched from {}, kept, and fetched anew before it ends.",
            markdown::code(token_url)
        ),
        None => format!("An OAuth 2.0 access token that you have, given with {setter}."),
    }
}

/// What else a builder can do about a scheme, a sentence for each.
fn methods(scheme: &SecurityScheme) -> String {
    let mut sentences = String::new();
    for (method, name) in &scheme.methods {
        let name = markdown::code(&format!(".{}(..)", name.as_str()));
        let sentence = match method {
            CredentialMethod::AuthorizationCode => {
                format!("{name} asks a user for consent in a browser.")
            }
            CredentialMethod::DeviceAuthorization => {
                format!("{name} asks a user for consent on another device.")
            }
            CredentialMethod::Tokens => {
                format!("{name} takes the tokens that this gives, and refreshes them.")
            }
            CredentialMethod::Source => {
                format!("{name} takes code of yours that gives the credential when it is needed.")
            }
        };
        sentences.push(' ');
        sentences.push_str(&sentence);
    }
    sentences
}

/// A table of what `from_env` reads.
fn environment(prefix: &str, api: &Api) -> String {
    let row = |name: &String, about: &str| vec![cell_code(name), about.to_owned()];
    let mut rows = vec![row(
        &environment::base_url(prefix),
        "the address of the server",
    )];
    for setting in environment::settings(prefix, api) {
        let names = setting.variables.iter();
        rows.extend(names.map(|name| row(name, &setting.about)));
    }
    table(&["Variable", "What it holds"], &rows)
}

fn servers(servers: &[Server]) -> String {
    let rows: Vec<Vec<String>> = servers
        .iter()
        .map(|server| {
            let variables: Vec<String> = server
                .variables
                .iter()
                .map(|variable| {
                    let about = variable
                        .documentation
                        .description
                        .as_deref()
                        .map(cell)
                        .unwrap_or_default();
                    let default = if variable.default.is_empty() {
                        String::new()
                    } else {
                        format!(" (default {})", cell_code(&variable.default))
                    };
                    format!("{}{default} {about}", cell_code(&variable.wire_name))
                        .trim()
                        .to_owned()
                })
                .collect();
            let about = server
                .documentation
                .description
                .as_deref()
                .map(cell)
                .unwrap_or_default();
            vec![cell_code(&server.url), about, variables.join("; ")]
        })
        .collect();
    table(&["Server", "Description", "Variables"], &rows)
}

fn operations(site: &Site<'_>) -> String {
    let mut rows = Vec::new();
    for group in site.groups() {
        for operation in site.operations(group) {
            let call = cell_code(&format!("client.{}", operation.call));
            let link = site.operation_link("README.md", group, operation);
            rows.push(vec![
                format!("[{call}]({link})"),
                cell_code(&request_line(operation)),
                summary(operation),
            ]);
        }
    }
    table(&["Call", "HTTP request", "Description"], &rows)
}

fn models(site: &Site<'_>) -> String {
    let names = site.usage.api.types.iter().filter_map(|definition| {
        let path = site.model_path(definition.name.as_str())?;
        Some(format!(
            "- [{}]({path})",
            markdown::code(definition.name.plain())
        ))
    });
    names.collect::<Vec<_>>().join("\n")
}
