//! The documented errors of operations, a variant for each status.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::Error;
use super::code::{Code, code, ident, text};
use super::context::Context;
use super::documentation::Docs;
use super::index::is_lopsided;
use super::operation::{reader, status_pattern, status_words};
use super::template;
use super::type_use::{Place, type_use};
use crate::ir::{ErrorEnum, ErrorVariant, Type};

#[derive(Template)]
#[template(path = "error_enum.rs")]
struct ErrorEnumView {
    docs: Code,
    attributes: Code,
    name: Code,
    variants: Vec<Code>,
    statuses: Vec<Code>,
    aliases: Vec<Code>,
}

/// About how many bytes `Unexpected` takes, which holds status, headers and body.
const UNEXPECTED: usize = 136;

/// The items of an error enum: the enum, how it is read, and its further names.
pub(crate) fn items(error: &ErrorEnum, context: &Context<'_>) -> Result<Vec<Item>, Error> {
    let mut ordered: Vec<&ErrorVariant> = error.variants.iter().collect();
    ordered.sort_by_key(|variant| variant.status);
    let name = ident(error.name.as_str());
    let aliases = error.aliases.iter().map(|alias| {
        let docs = Docs::default().sentence(format!("The same errors as [`{}`].", error.name));
        let (docs, alias) = (docs.outer(), ident(alias.as_str()));
        code(quote!(#docs pub type #alias = #name;))
    });
    let view = ErrorEnumView {
        docs: code(docs(error, context).outer()),
        attributes: code(attributes(error, context)),
        variants: error
            .variants
            .iter()
            .map(|variant| code(variant_item(variant)))
            .collect(),
        statuses: ordered
            .into_iter()
            .map(|variant| code(status(variant, context)))
            .collect(),
        aliases: aliases.collect(),
        name: code(name),
    };
    template::items("error_enum.rs", &view)
}

fn docs(error: &ErrorEnum, context: &Context<'_>) -> Docs {
    let mut calls = context
        .error_users(&error.name)
        .map(|operation| format!("`{}`", operation.call));
    let docs = match (calls.next(), calls.count()) {
        (None, _) => Docs::default().sentence("Documented errors."),
        (Some(call), 0) => Docs::default().sentence(format!("Documented errors of {call}.")),
        (Some(call), 1) => {
            Docs::default().sentence(format!("Documented errors of {call} and one more call."))
        }
        (Some(call), more) => Docs::default().sentence(format!(
            "Documented errors of {call} and {more} more calls."
        )),
    };
    if error.variants.is_empty() {
        return docs.sentence("The document names none.");
    }
    docs
}

fn attributes(error: &ErrorEnum, context: &Context<'_>) -> TokenStream {
    let size = |variant: &ErrorVariant| {
        variant
            .body
            .as_ref()
            .map_or(0, |body| context.index.size(&body.r#type))
    };
    let lopsided = is_lopsided(
        error
            .variants
            .iter()
            .map(size)
            .chain([UNEXPECTED])
            .collect(),
    )
    .then(|| quote!(#[allow(clippy::large_enum_variant, reason = "errors are boxed as a whole")]));
    quote!(#[derive(Debug, Clone, PartialEq)] #[non_exhaustive] #lopsided)
}

fn variant_item(variant: &ErrorVariant) -> TokenStream {
    let name = ident(variant.name.as_str());
    let docs = Docs::of_status(variant.status, &variant.documentation).outer();
    let payload = body(variant).map(|body| {
        let payload = type_use(body, Place::Elsewhere);
        quote!((#payload))
    });
    quote!(#docs #name #payload)
}

fn body(variant: &ErrorVariant) -> Option<&Type> {
    let body = variant.body.as_ref().map(|body| &body.r#type);
    body.filter(|body| !matches!(body, Type::Unit))
}

/// A line of `error_enum!`.
fn status(variant: &ErrorVariant, context: &Context<'_>) -> TokenStream {
    let name = ident(variant.name.as_str());
    let pattern = status_pattern(variant.status).unwrap_or_else(|| quote!(_));
    let read = body(variant).and(variant.body.as_ref()).map(|body| {
        let (read, with) = reader(body, &context.index);
        let with = with.map(|with| quote!((#with)));
        quote!((#read #with))
    });
    let prose = variant
        .documentation
        .description
        .as_deref()
        .unwrap_or_default();
    let line = prose.lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.map_or_else(|| status_words(variant.status), str::to_owned);
    let meaning = text(line.trim_end_matches('.'));
    quote!(#pattern => #name #read: #meaning)
}
