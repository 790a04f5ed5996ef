//! Servers: an enum of them, as an address that the builder and a call take.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::Error;
use super::code::{Code, code, ident, text};
use super::documentation::Docs;
use super::{markdown, template};
use crate::ir::{Server, ServerVariable, TypeName, VariantName};

#[derive(Template)]
#[template(path = "server.rs")]
struct ServerView {
    variants: Vec<Code>,
    addresses: Vec<Code>,
    enums: Vec<Code>,
}

/// The address of a server with the defaults of its variables; `None` where one has to be given.
pub(crate) fn default_address(server: &Server) -> Option<String> {
    let mut address = server.url.clone();
    for variable in &server.variables {
        if variable.default.is_empty() {
            return None;
        }
        address = address.replace(&format!("{{{}}}", variable.wire_name), &variable.default);
    }
    Some(address)
}

/// Whether there is something to choose.
pub(crate) fn is_enum(servers: &[Server]) -> bool {
    servers.len() > 1 || servers.iter().any(|server| !server.variables.is_empty())
}

/// The items of the enum of servers.
pub(crate) fn items(servers: &[Server]) -> Result<Vec<Item>, Error> {
    if !is_enum(servers) {
        return Ok(Vec::new());
    }
    let variables = servers.iter().flat_map(|server| &server.variables);
    let view = ServerView {
        variants: servers.iter().map(|server| code(variant(server))).collect(),
        addresses: servers.iter().map(|server| code(address(server))).collect(),
        enums: variables.filter_map(values).map(code).collect(),
    };
    template::items("server.rs", &view)
}

fn variant(server: &Server) -> TokenStream {
    let name = ident(server.name.as_str());
    let docs = Docs::of(&server.documentation)
        .sentence(markdown::code(&server.url))
        .outer();
    if server.variables.is_empty() {
        return quote!(#docs #name);
    }
    let fields = server.variables.iter().map(|variable| {
        let mut docs = Docs::of(&variable.documentation);
        if !variable.default.is_empty() {
            docs = docs.sentence(format!("Default: {}.", markdown::code(&variable.default)));
        }
        let docs = docs.outer();
        let name = ident(variable.name.as_str());
        let r#type = variable
            .values
            .as_ref()
            .map(|(name, _)| ident(name.as_str()));
        let r#type = r#type.unwrap_or_else(|| quote!(String));
        quote!(#docs #name: #r#type)
    });
    quote!(#docs #name { #(#fields),* })
}

/// The arm of `From<Server>`.
fn address(server: &Server) -> TokenStream {
    let name = ident(server.name.as_str());
    let url = text(&server.url);
    if server.variables.is_empty() {
        return quote!(Server::#name => Self::new(#url),);
    }
    let fields = server
        .variables
        .iter()
        .map(|variable| ident(variable.name.as_str()));
    let values = server.variables.iter().map(|variable| {
        let key = text(&variable.wire_name);
        let name = ident(variable.name.as_str());
        if variable.values.is_some() {
            quote!((#key, #name.as_str()))
        } else {
            quote!((#key, &#name))
        }
    });
    quote!(Server::#name { #(#fields),* } => Self::fill(#url, &[#(#values),*]),)
}

/// The enum of the values of a variable.
fn values(variable: &ServerVariable) -> Option<TokenStream> {
    let (name, values) = variable.values.as_ref()?;
    let docs = Docs::of(&variable.documentation);
    let wire_name = markdown::code(&variable.wire_name);
    let docs = docs
        .or_else(|| format!("Values of {wire_name} in the address of a server."))
        .outer();
    Some(values_enum(&docs, name, values))
}

fn values_enum(
    docs: &TokenStream,
    name: &TypeName,
    values: &[(VariantName, String)],
) -> TokenStream {
    let name = ident(name.as_str());
    let variants = values.iter().map(|(variant, _)| ident(variant.as_str()));
    let arms = values.iter().map(|(variant, value)| {
        let (variant, value) = (ident(variant.as_str()), text(value));
        quote!(Self::#variant => #value,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }

        impl #name {
            /// The value in the address.
            pub fn as_str(self) -> &'static str {
                match self { #(#arms)* }
            }
        }
    }
}
