//! How an operation is walked page by page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::code::{ident, number, text};
use super::super::context::Context;
use super::super::type_use::{Place, type_use};
use crate::ir::pagination::NextPage;
use crate::ir::{ArgumentSource, Operation, Presence, SuccessType, Type, TypeKind};

/// The `impl Paged` of an operation; nothing where it does not page.
pub(super) fn paged(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let Some(pagination) = &operation.pagination else {
        return TokenStream::new();
    };
    let SuccessType::Single(output) = &operation.responses.success else {
        return TokenStream::new();
    };
    let Some((item, items)) = items(output, &pagination.items, context) else {
        return TokenStream::new();
    };
    let Some(next) = next(operation, &pagination.next, context) else {
        return TokenStream::new();
    };
    let (name, item) = (
        ident(operation.name.as_str()),
        type_use(&item, Place::Elsewhere),
    );
    quote! {
        impl Paged for #name {
            type Item = #item;

            fn items(output: Self::Output) -> Vec<Self::Item> {
                #items
            }

            #next
        }
    }
}

/// The type of the items that stand at `pointer` of the output, and the expression that takes them out.
fn items(output: &Type, pointer: &str, context: &Context<'_>) -> Option<(Type, TokenStream)> {
    let mut expression = quote!(output);
    let mut optional = false;
    let mut current = context.index.resolved(output);
    for name in pointer.split('/').skip(1) {
        let wire_name = name.replace("~1", "/").replace("~0", "~");
        let TypeKind::Structure(structure) = &context.index.defined(current)?.kind else {
            return None;
        };
        let field = structure
            .fields
            .iter()
            .find(|field| field.wire_name == wire_name)?;
        let (name, presence) = (ident(field.name.as_str()), field.presence);
        let value = if presence == Presence::OptionalNullable {
            quote!(value.#name.value())
        } else {
            quote!(value.#name)
        };
        expression = match (optional, presence) {
            (true, Presence::Required) => quote!(#expression.map(|value| #value)),
            (true, _) => quote!(#expression.and_then(|value| #value)),
            (false, Presence::OptionalNullable) => quote!(#expression.#name.value()),
            (false, _) => quote!(#expression.#name),
        };
        optional |= presence != Presence::Required;
        current = context.index.resolved(&field.r#type);
    }
    let Type::Array(item) = current else {
        return None;
    };
    let expression = if optional {
        quote!(#expression.unwrap_or_default())
    } else {
        expression
    };
    Some(((**item).clone(), expression))
}

/// The functions that lead to the next page.
fn next(operation: &Operation, next: &NextPage, context: &Context<'_>) -> Option<TokenStream> {
    let body = match next {
        NextPage::Page {
            parameter,
            first,
            total_header,
            ..
        } => {
            let end = total_header.as_deref().map(|header| {
                let header = text(header);
                quote!(|| page.header(#header).is_some_and(|total| page.seen() as u64 >= total))
            });
            Counter::new(operation, *parameter, context)?.advance(*first, &quote!(1), end.as_ref())
        }
        NextPage::Offset { parameter, limit } => {
            let limit = limit.and_then(|limit| Counter::new(operation, limit, context));
            let end = limit.map(|limit| limit.exceeds_page());
            let counter = Counter::new(operation, *parameter, context)?;
            let step = if counter.float {
                quote!(page.len())
            } else {
                quote!(page.len().try_into().ok()?)
            };
            counter.advance(0, &step, end.as_ref())
        }
        NextPage::Cursor {
            parameter,
            member,
            cursor,
        } => {
            let set = set_cursor(operation, *parameter, member.as_deref(), context)?;
            let cursor = text(cursor);
            quote! {
                let cursor = page.text(#cursor)?;
                let mut next = self.clone();
                #set
                Some(next)
            }
        }
        NextPage::Link { link } => {
            let link = text(link);
            return Some(linked(&quote!(page.text(#link))));
        }
        NextPage::LinkHeader => return Some(linked(&quote!(page.next_link()))),
    };
    Some(quote! {
        fn next(&self, page: &PageInfo<'_>) -> Option<Self> {
            #body
        }
    })
}

/// The functions where one page links to the next.
fn linked(link: &TokenStream) -> TokenStream {
    quote! {
        fn next(&self, _page: &PageInfo<'_>) -> Option<Self> {
            None
        }

        fn link(&self, page: &PageInfo<'_>) -> Option<String> {
            #link
        }
    }
}

/// A parameter that holds a number.
struct Counter {
    name: TokenStream,
    required: bool,
    float: bool,
}

impl Counter {
    fn new(operation: &Operation, index: usize, context: &Context<'_>) -> Option<Self> {
        let parameter = operation.parameters.get(index)?;
        let float = match context.index.resolved(&parameter.r#type) {
            Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => false,
            Type::F64 => true,
            _ => return None,
        };
        Some(Self {
            name: ident(parameter.name.as_str()),
            required: is_argument(operation, index),
            float,
        })
    }

    /// The body of `next` that adds `step`, unless the page was the last one.
    fn advance(&self, first: i64, step: &TokenStream, end: Option<&TokenStream>) -> TokenStream {
        let name = &self.name;
        let (first, next) = if self.float {
            let first = Literal::f64_unsuffixed(if first == 0 { 0.0 } else { 1.0 });
            (first, quote!(PageInfo::count_on(current, #step)?))
        } else {
            (number(first), quote!(current.checked_add(#step)?))
        };
        let (current, next) = if self.required {
            (quote!(self.#name), next)
        } else {
            (quote!(self.#name.unwrap_or(#first)), quote!(Some(#next)))
        };
        quote! {
            if page.len() == 0 #end {
                return None;
            }
            let current = #current;
            let mut next = self.clone();
            next.#name = #next;
            Some(next)
        }
    }

    /// Whether a page has fewer items than this parameter asks for.
    fn exceeds_page(&self) -> TokenStream {
        let name = &self.name;
        let exceeds = |limit: &TokenStream| {
            if self.float {
                quote!(page.is_shorter_than(#limit))
            } else {
                quote!(usize::try_from(#limit).is_ok_and(|limit| page.len() < limit))
            }
        };
        if self.required {
            let exceeds = exceeds(&quote!(self.#name));
            quote!(|| #exceeds)
        } else {
            let exceeds = exceeds(&quote!(limit));
            quote!(|| self.#name.is_some_and(|limit| #exceeds))
        }
    }
}

fn is_argument(operation: &Operation, index: usize) -> bool {
    let source = ArgumentSource::Parameter(index);
    operation
        .arguments
        .iter()
        .any(|argument| argument.source == source)
}

/// The statement that puts `cursor` into the inputs of the next call.
fn set_cursor(
    operation: &Operation,
    index: usize,
    member: Option<&str>,
    context: &Context<'_>,
) -> Option<TokenStream> {
    let parameter = operation.parameters.get(index)?;
    let required = is_argument(operation, index);
    let name = ident(parameter.name.as_str());
    let Some(member) = member else {
        let is_text = matches!(context.index.resolved(&parameter.r#type), Type::String);
        let value = if is_text {
            quote!(cursor)
        } else {
            quote!(cursor.parse().ok()?)
        };
        let value = if required {
            value
        } else {
            quote!(Some(#value))
        };
        return Some(quote!(next.#name = #value;));
    };
    let TypeKind::Structure(structure) = &context.index.defined(&parameter.r#type)?.kind else {
        return None;
    };
    let field = structure
        .fields
        .iter()
        .find(|field| field.wire_name == member)?;
    let is_text = matches!(context.index.resolved(&field.r#type), Type::String);
    let value = if is_text {
        quote!(cursor)
    } else {
        quote!(cursor.parse().ok()?)
    };
    let value = match field.presence {
        Presence::Required => value,
        Presence::Nullable | Presence::Optional => quote!(Some(#value)),
        Presence::OptionalNullable => quote!(Maybe::Value(#value)),
    };
    let member = ident(field.name.as_str());
    Some(if required {
        quote!(next.#name.#member = #value;)
    } else {
        quote!(next.#name.get_or_insert_default().#member = #value;)
    })
}
