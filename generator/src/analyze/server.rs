//! Servers. OpenAPI 3.1.1 §4.8.5, §4.8.6.

#[cfg(test)]
mod tests;

use url::Url;

use super::context::{Context, Fault};
use crate::diagnostic::Code;
use crate::ir::{ConstantName, Documentation, Server, ServerVariable, TypeName, VariantName};
use crate::model::{Located, Pointer};
use crate::naming::{Scope, words};

/// Names that the module of the client has already.
#[rustfmt::skip] // one name a line would be a list of its own
const TAKEN: &[&str] = &[
    "Api", "ApiDescription", "AuthorizationCode", "BuildError", "Builder", "Client",
    "ClientBuilder", "Credential", "Credentials", "DeviceAuthorization", "Error", "Handle",
    "OAuth2Flow", "OAuth2Grant", "Place", "SchemeKind", "SecretString", "SecurityScheme", "Server",
    "ServerUrl", "TokenSet",
];

/// Words of a description that every server has.
const NOISE: &[&str] = &[
    "a",
    "an",
    "api",
    "base",
    "endpoint",
    "environment",
    "our",
    "server",
    "servers",
    "the",
    "url",
];

/// First labels of a host that every API has.
const HOST_NOISE: &[&str] = &["api", "apis", "www", "rest", "gateway"];

/// The longest address that is taken.
const LONGEST: usize = 2048;

/// The names of the servers of one list.
struct Names {
    variants: Scope,
    constants: Scope,
    types: Scope,
}

/// The servers of the document, of a path item or of an operation: those that can be called, in document order.
///
/// A relative address is left out with a warning, since the document does not say where it was found; so is anything
/// else than http and https, and an address with a user, query or fragment.
pub(super) fn servers(
    context: &mut Context<'_, '_>,
    servers: &[Located<openapiv3::Server>],
) -> Vec<Server> {
    let mut types = Scope::new();
    types.reserve(TAKEN);
    let mut names = Names {
        variants: Scope::new(),
        constants: Scope::new(),
        types,
    };
    let mut usable = Vec::new();
    for server in servers {
        match check(&server.value) {
            Ok(()) => usable.push(self::server(context, server, &mut names)),
            Err(fault) => report(
                context,
                &server.pointer.child("url"),
                &server.value.url,
                &fault,
            ),
        }
    }
    usable
}

/// Why an address is no server.
enum Unusable {
    Relative,
    Invalid(&'static str),
}

fn report(context: &mut Context<'_, '_>, place: &Pointer, url: &str, fault: &Unusable) {
    let shown: String = url.chars().filter(|c| !c.is_control()).take(80).collect();
    let fault = match fault {
        Unusable::Relative => Fault {
            code: Code::RelativeServer,
            message: format!("server has a relative address: `{shown}`"),
            label: "relative to where the document was found",
            help: "it is left out, and `base_url` has to be given; write the whole address, with https://",
        },
        Unusable::Invalid(why) => Fault {
            code: Code::InvalidServer,
            message: format!("server can't be called, since its address {why}: `{shown}`"),
            label: "left out",
            help: "write an address that begins with https:// and has no user, query or fragment",
        },
    };
    context.report(place, fault);
}

/// Checks the address with the defaults of its variables in place.
fn check(server: &openapiv3::Server) -> Result<(), Unusable> {
    let url = server.url.trim();
    if url.len() > LONGEST || url.contains(char::is_control) || url.contains(['\\', ' ']) {
        return Err(Unusable::Invalid(
            "is too long, or has a space, backslash or control character in it",
        ));
    }
    let parts = parts(url).ok_or(Unusable::Invalid("has a brace that does not close"))?;
    let scheme_in_text = url.contains("://");
    let mut assembled = String::new();
    for part in &parts {
        match part {
            Part::Text(text) => assembled.push_str(text),
            Part::Variable(name) => {
                let default = default(server, name);
                let in_authority = assembled
                    .split_once("://")
                    .is_some_and(|(_, rest)| !rest.contains('/'));
                if in_authority && default.contains(['/', '?', '#', '@', ':', '\\']) {
                    return Err(Unusable::Invalid(
                        "has a variable in its host whose default is no part of a host",
                    ));
                }
                // An empty default asks for a value; any stands for it here.
                assembled.push_str(if default.is_empty() { "x" } else { default });
            }
        }
    }
    if !scheme_in_text
        && !assembled.contains("://")
        && !assembled
            .split('/')
            .next()
            .unwrap_or_default()
            .contains(':')
    {
        return Err(Unusable::Relative);
    }
    let parsed = Url::parse(&assembled).map_err(|_| Unusable::Invalid("is none"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(Unusable::Invalid("is not of http or https"));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() || assembled.contains('@') {
        return Err(Unusable::Invalid("has a user in it"));
    }
    if assembled.contains(['?', '#']) {
        return Err(Unusable::Invalid("has a query or fragment"));
    }
    if parsed.host_str().is_none_or(str::is_empty) {
        return Err(Unusable::Invalid("has no host"));
    }
    Ok(())
}

/// A part of an address.
enum Part<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// The parts of an address with variables in braces.
fn parts(url: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = url;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}')?;
        if name.is_empty() || name.contains('{') || text.contains('}') {
            return None;
        }
        parts.push(Part::Text(text));
        parts.push(Part::Variable(name));
        rest = tail;
    }
    parts.push(Part::Text(rest));
    (!rest.contains('}')).then_some(parts)
}

fn default<'a>(server: &'a openapiv3::Server, variable: &str) -> &'a str {
    let declared = server
        .variables
        .as_ref()
        .and_then(|variables| variables.get(variable));
    declared
        .map(|variable| variable.default.as_str())
        .unwrap_or_default()
}

fn server(
    context: &mut Context<'_, '_>,
    located: &Located<openapiv3::Server>,
    names: &mut Names,
) -> Server {
    let value = &located.value;
    let url = value.url.trim().trim_end_matches('/').to_owned();
    let text = name_text(value, &url);
    let name: VariantName = names.variants.variant(&text);
    let constant: ConstantName = names.constants.constant(&text);
    let mut fields = Scope::new();
    let mut variables: Vec<ServerVariable> = Vec::new();
    for part in parts(&url).unwrap_or_default() {
        let Part::Variable(wire_name) = part else {
            continue;
        };
        if variables.iter().any(|known| known.wire_name == wire_name) {
            continue;
        }
        if value
            .variables
            .as_ref()
            .is_none_or(|variables| !variables.contains_key(wire_name))
        {
            context.report(
                &located.pointer.child("url"),
                Fault {
                    code: Code::UndeclaredServerVariable,
                    message: format!("server variable `{wire_name}` is not declared"),
                    label: "used in the address",
                    help: "taken as text without a default; declare it in `variables`",
                },
            );
        }
        variables.push(variable(
            value,
            wire_name,
            &name,
            &mut fields,
            &mut names.types,
        ));
    }
    let documentation = Documentation {
        description: value.description.clone(),
        ..Documentation::default()
    };
    Server {
        name,
        constant,
        url,
        documentation,
        variables,
    }
}

fn variable(
    server: &openapiv3::Server,
    wire_name: &str,
    variant: &VariantName,
    fields: &mut Scope,
    types: &mut Scope,
) -> ServerVariable {
    let declared = server
        .variables
        .as_ref()
        .and_then(|variables| variables.get(wire_name));
    let listed = declared
        .map(|variable| variable.enumeration.as_slice())
        .unwrap_or_default();
    let values = (!listed.is_empty()).then(|| {
        let mut scope = Scope::new();
        let mut seen: Vec<(VariantName, String)> = Vec::new();
        for value in listed {
            if !seen.iter().any(|(_, known)| known == value) {
                seen.push((scope.variant(value), value.clone()));
            }
        }
        (enum_name(wire_name, variant, types), seen)
    });
    let description = declared.and_then(|variable| variable.description.clone());
    ServerVariable {
        name: fields.field(wire_name),
        wire_name: wire_name.to_owned(),
        default: default(server, wire_name).to_owned(),
        values,
        documentation: Documentation {
            description,
            ..Documentation::default()
        },
    }
}

/// The enum of a variable's values: `Region`, or `SandboxRegion` where another server has one of that name.
fn enum_name(wire_name: &str, variant: &VariantName, types: &mut Scope) -> TypeName {
    let short = crate::naming::camel(&words(wire_name));
    if types.is_taken(&short) {
        types.type_name(&format!("{} {wire_name}", variant.plain()))
    } else {
        types.type_name(wire_name)
    }
}

/// The text that a server is named by: a name it has, a short description, else its host.
fn name_text(server: &openapiv3::Server, url: &str) -> String {
    let asked = ["x-speakeasy-server-id", "x-sdksmith-name", "x-name"];
    if let Some(name) = asked
        .iter()
        .find_map(|key| server.extensions.get(*key)?.as_str())
    {
        return name.to_owned();
    }
    let telling = |text: &str| -> Vec<String> {
        if !text.contains(char::is_alphanumeric) {
            return Vec::new();
        }
        words(text)
            .into_iter()
            .filter(|word| !NOISE.contains(&word.as_str()))
            .collect()
    };
    let description = server
        .description
        .as_deref()
        .map(telling)
        .unwrap_or_default();
    if (1..=3).contains(&description.len()) {
        return description.join(" ");
    }
    let host = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split(['/', ':'])
        .next()
        .unwrap_or_default();
    let labels: Vec<&str> = host
        .split('.')
        .filter(|label| !HOST_NOISE.contains(label))
        .collect();
    let address = host.chars().all(|c| c.is_ascii_digit() || c == '.');
    match labels.first() {
        Some(label) if !address && label.contains(char::is_alphanumeric) => (*label).to_owned(),
        _ => "default".to_owned(),
    }
}
