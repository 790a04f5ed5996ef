//! How a successful response becomes a value, and the enums over several of them.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident, number, text};
use super::super::context::Context;
use super::super::documentation::Docs;
use super::super::index::{Index, is_lopsided};
use super::super::template;
use super::super::type_use::{Place, type_use};
use super::super::xml;
use crate::ir::{
    BodyEncoding, EventItem, Operation, Response, ResponseBody, StatusRange, SuccessEnum,
    SuccessType, SuccessVariant, Type,
};

/// The type that a successful call gives.
pub(super) fn output(success: &SuccessType) -> TokenStream {
    match success {
        SuccessType::Single(r#type) => type_use(r#type, Place::Elsewhere),
        SuccessType::Enum(name) => ident(name.as_str()),
    }
}

/// The body of `decode`: a match over the statuses of success.
pub(super) fn decoding(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let mut arms: Vec<(StatusRange, TokenStream)> = match &operation.responses.success {
        SuccessType::Single(r#type) => {
            let successes = operation
                .responses
                .all
                .iter()
                .filter(|response| response.success);
            successes
                .map(|r| (r.status, single(r#type, r.body.as_ref(), &context.index)))
                .collect()
        }
        SuccessType::Enum(name) => {
            let variants = context
                .success(name)
                .map(|success| success.variants.as_slice());
            let variants = variants.unwrap_or_default().iter();
            variants
                .map(|variant| (variant.status, one_of(variant, &context.index)))
                .collect()
        }
    };
    if arms.is_empty() {
        return quote!(Ok(None));
    }
    arms.sort_by_key(|(status, _)| *status);
    let exact: Vec<u16> = arms
        .iter()
        .filter_map(|(status, _)| match status {
            StatusRange::Exact(status) => Some(*status),
            StatusRange::Range(_) | StatusRange::Default => None,
        })
        .collect();
    let arms = arms.into_iter().filter_map(|(status, value)| {
        let pattern = match status {
            StatusRange::Exact(_) => status_pattern(status)?,
            StatusRange::Range(digit) => others(digit, &exact)?,
            // A status that stands for all others never makes an error of the server a success.
            StatusRange::Default => others(2, &exact)?,
        };
        Some(quote!(#pattern => #value,))
    });
    quote! {
        match response.status() {
            #(#arms)*
            _ => Ok(None),
        }
    }
}

/// The statuses of a class but for those with an arm of their own, which are in order.
fn others(digit: u8, exact: &[u16]) -> Option<TokenStream> {
    let ranges: Vec<TokenStream> = gaps(digit, exact)
        .into_iter()
        .map(|(first, last)| {
            let (from, to) = (number(first), number(last));
            if first == last {
                quote!(#from)
            } else {
                quote!(#from..=#to)
            }
        })
        .collect();
    (!ranges.is_empty()).then(|| quote!(#(#ranges)|*))
}

/// The ranges of a class between the statuses of `exact`, which are in order.
fn gaps(digit: u8, exact: &[u16]) -> Vec<(u16, u16)> {
    let class = u16::from(digit) * 100;
    let mut ranges = Vec::new();
    let mut first = class;
    let ends = exact
        .iter()
        .copied()
        .filter(|status| status / 100 == u16::from(digit));
    for end in ends.chain([class + 100]) {
        if end > first {
            ranges.push((first, end - 1));
        }
        first = end + 1;
    }
    ranges
}

/// `STREAMS`: the statuses whose bodies are read as they come; nothing where there is none.
pub(super) fn streams(operation: &Operation) -> TokenStream {
    let successes: Vec<&Response> = operation
        .responses
        .all
        .iter()
        .filter(|response| response.success)
        .collect();
    let mut exact: Vec<u16> = successes
        .iter()
        .filter_map(|response| match response.status {
            StatusRange::Exact(status) => Some(status),
            StatusRange::Range(_) | StatusRange::Default => None,
        })
        .collect();
    exact.sort_unstable();
    let streamed = successes.iter().filter(|response| {
        let body = response.body.as_ref();
        body.is_some_and(|body| body.r#type.is_streamed())
    });
    let mut ranges: Vec<(u16, u16)> = streamed
        .flat_map(|response| match response.status {
            StatusRange::Exact(status) => vec![(status, status)],
            StatusRange::Range(digit) => gaps(digit, &exact),
            StatusRange::Default => gaps(2, &exact),
        })
        .collect();
    ranges.sort_unstable();
    if ranges.is_empty() {
        return TokenStream::new();
    }
    let ranges = ranges.into_iter().map(|(first, last)| {
        let (first, last) = (number(first), number(last));
        quote!((#first, #last))
    });
    quote!(const STREAMS: &'static [(u16, u16)] = &[#(#ranges),*];)
}

fn single(r#type: &Type, body: Option<&ResponseBody>, index: &Index<'_>) -> TokenStream {
    match (body, r#type) {
        (Some(body), Type::Nullable(inner)) if **inner == body.r#type => {
            let (read, with) = reader(body, index);
            quote!(response.#read(#with).map(|value| Some(Some(value))))
        }
        (Some(body), _) => {
            let (read, with) = reader(body, index);
            if let Some(value) = ended(body) {
                quote!(response.#read(#with).map(|events| Some(#value)))
            } else {
                quote!(response.#read(#with).map(Some))
            }
        }
        (None, Type::Unit) => quote!(Ok(Some(()))),
        (None, Type::Nullable(_)) => quote!(Ok(Some(None))),
        (None, _) => quote!(response.json().map(Some)),
    }
}

fn one_of(variant: &SuccessVariant, index: &Index<'_>) -> TokenStream {
    let name = ident(variant.name.as_str());
    if let Some(body) = &variant.body {
        let (read, with) = reader(body, index);
        if let Some(value) = ended(body) {
            quote!(response.#read(#with).map(|events| Some(Self::Output::#name(#value))))
        } else {
            quote!(response.#read(#with).map(|value| Some(Self::Output::#name(value))))
        }
    } else {
        quote!(Ok(Some(Self::Output::#name)))
    }
}

/// The `events` of a body, up to the one that the document says is the last.
fn ended(body: &ResponseBody) -> Option<TokenStream> {
    let sentinel = text(body.sentinel.as_deref()?);
    Some(quote!(events.until(#sentinel)))
}

/// The method of the runtime's `Response` that reads a body, and what it is called with.
pub(crate) fn reader(body: &ResponseBody, index: &Index<'_>) -> (TokenStream, Option<TokenStream>) {
    if let BodyEncoding::Xml(told) = &body.encoding {
        return (quote!(xml), Some(xml::root(&body.r#type, told, index)));
    }
    (ident(method(body)), None)
}

fn method(body: &ResponseBody) -> &'static str {
    if body.r#type == Type::ByteStream {
        return "byte_stream";
    }
    match body.encoding {
        BodyEncoding::Events(EventItem::Whole) => "events",
        BodyEncoding::Events(EventItem::Text) => "event_text",
        BodyEncoding::Events(EventItem::Data) => "event_data",
        BodyEncoding::Events(EventItem::Object) => "event_objects",
        BodyEncoding::Events(EventItem::TextObject) => "event_text_objects",
        BodyEncoding::Lines => "json_lines",
        BodyEncoding::Sequence => "json_sequence",
        BodyEncoding::Json | BodyEncoding::Form(_) => "json",
        BodyEncoding::Xml(_) => "xml",
        BodyEncoding::Text => "text",
        BodyEncoding::Bytes | BodyEncoding::Multipart(_) => "bytes",
    }
}

/// The statuses as a pattern; `None` for all others.
pub(crate) fn status_pattern(status: StatusRange) -> Option<TokenStream> {
    match status {
        StatusRange::Exact(status) => {
            let status = number(status);
            Some(quote!(#status))
        }
        StatusRange::Range(digit) => {
            let (first, last) = (i128::from(digit) * 100, i128::from(digit) * 100 + 99);
            let (first, last) = (number(first), number(last));
            Some(quote!(#first..=#last))
        }
        StatusRange::Default => None,
    }
}

#[derive(Template)]
#[template(path = "success_enum.rs")]
struct SuccessEnumView {
    docs: Code,
    attributes: Code,
    name: Code,
    variants: Vec<Code>,
}

/// The enum over the bodies of an operation that has several.
pub(crate) fn success_enum(
    success: &SuccessEnum,
    context: &Context<'_>,
) -> Result<Vec<Item>, Error> {
    let calls = context
        .success_users(&success.name)
        .map(|o| format!("`{}`", o.call));
    let calls: Vec<String> = calls.collect();
    let docs = Docs::default().sentence(format!("What {} gives, by status.", calls.join(", ")));
    let size = |variant: &SuccessVariant| {
        variant
            .body
            .as_ref()
            .map_or(0, |body| context.index.size(&body.r#type))
    };
    let lopsided = is_lopsided(success.variants.iter().map(size).collect()).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "a box would stand between a caller and the value")])
    });
    let variants = success.variants.iter().map(|variant| {
        let name = ident(variant.name.as_str());
        let docs = Docs::of_status(variant.status, &variant.documentation).outer();
        let payload = variant.body.as_ref().map(|body| {
            let payload = type_use(&body.r#type, Place::Elsewhere);
            quote!((#payload))
        });
        code(quote!(#docs #name #payload))
    });
    let streamed = success
        .variants
        .iter()
        .filter_map(|variant| variant.body.as_ref())
        .any(|body| body.r#type.is_streamed());
    let derives = if streamed {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    };
    let view = SuccessEnumView {
        docs: code(docs.outer()),
        attributes: code(quote!(#derives #[non_exhaustive] #lopsided)),
        name: code(ident(success.name.as_str())),
        variants: variants.collect(),
    };
    template::items("success_enum.rs", &view)
}
