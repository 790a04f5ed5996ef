//! The client: its groups, what the document says of the API as a whole, and the builder's own methods.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::Error;
use super::argument::argument;
use super::code::{Code, code, ident, option, text};
use super::context::Context;
use super::documentation::{Docs, deprecated};
use super::operation::place;
use super::type_use::{Place, type_use};
use super::{environment, feature, group, markdown, security, server, template};
use crate::ir::GlobalParameter;

#[derive(Template)]
#[template(path = "client.rs")]
struct ClientView {
    docs: Code,
    /// Silences rustc where no group uses the handle.
    unused: Code,
    groups: Vec<Code>,
    product: Code,
    default_server: Code,
    schemes: Vec<Code>,
    setters: Vec<Code>,
}

/// The items of the client; `product` is how it names itself to servers, `prefix` what the names of its variables of the
/// environment begin with.
pub(crate) fn items(
    product: &str,
    prefix: &str,
    context: &Context<'_>,
) -> Result<Vec<Item>, Error> {
    let api = context.api;
    let groups: Vec<_> = api
        .groups
        .iter()
        .filter(|group| group::is_used(group))
        .collect();
    let schemes = api.security_schemes.iter();
    let setters = schemes
        .clone()
        .enumerate()
        .flat_map(|(i, scheme)| security::setters(i, scheme));
    let setters = setters.chain(
        api.globals
            .iter()
            .map(|global| global_setter(global, context)),
    );
    let setters = std::iter::once(environment::method(prefix, api)).chain(setters);
    let default_server = api.servers.first().and_then(server::default_address);
    let unused = groups
        .is_empty()
        .then(|| quote!(#[allow(dead_code, reason = "the document has no operation")]));
    let title = markdown::line(&api.title);
    let view = ClientView {
        docs: code(
            Docs::default()
                .sentence(format!("Client of {title}."))
                .outer(),
        ),
        unused: code(quote!(#unused)),
        groups: groups
            .iter()
            .map(|group| {
                let condition = feature::condition(&context.feature(group).into_iter().collect());
                code(group::accessor(group, &quote!(operations::), &condition))
            })
            .collect(),
        product: code(text(product)),
        default_server: code(option(default_server.as_deref().map(text))),
        schemes: schemes
            .map(|scheme| code(security::description(scheme)))
            .collect(),
        setters: setters.map(code).collect(),
    };
    let mut items = template::items("client.rs", &view)?;
    items.extend(server::items(&api.servers)?);
    Ok(items)
}

fn global_setter(global: &GlobalParameter, context: &Context<'_>) -> TokenStream {
    let docs = Docs::of_member(
        &global.documentation,
        global.setter.plain(),
        &global.wire_name,
    );
    let docs = docs
        .sentence("For all calls; a call can set its own.")
        .outer();
    let deprecated = deprecated(&global.documentation);
    let setter = ident(global.setter.as_str());
    let name = ident(global.argument.as_str());
    let taken = argument(
        &context.index,
        global.argument.as_str(),
        &global.r#type,
        Place::Elsewhere,
    );
    let (declaration, value) = (taken.declaration, taken.value);
    let r#type = type_use(&global.r#type, Place::Elsewhere);
    let (place, wire_name) = (place(global.location), text(&global.wire_name));
    let convert =
        (value.to_string() != name.to_string()).then(|| quote!(let #name: #r#type = #value;));
    quote! {
        #docs
        #deprecated
        pub fn #setter(self, #declaration) -> Self {
            #convert
            self.global(#place, #wire_name, #name)
        }
    }
}
