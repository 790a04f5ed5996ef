//! What is known of an operation without its inputs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::code::{number, option, text};
use crate::ir::{Operation, RetryPolicy, SecurityRequirement};

/// The value of `METADATA`.
pub(super) fn metadata(operation: &Operation) -> TokenStream {
    let id = text(&operation.id);
    let method = text(operation.method.as_str());
    let path = text(&operation.path.template);
    let accept = option(operation.responses.accept.as_deref().map(text));
    let security = operation.security.iter().map(requirement);
    let server = operation
        .servers
        .iter()
        .find_map(super::super::server::default_address);
    let server = option(server.as_deref().map(text));
    let retry = option(operation.retry.as_ref().map(retry));
    let idempotency_header = option(operation.idempotency_header.as_deref().map(text));
    quote! {
        &Metadata {
            id: #id,
            method: #method,
            path: #path,
            accept: #accept,
            security: &[#(#security),*],
            server: #server,
            retry: #retry,
            idempotency_header: #idempotency_header,
        }
    }
}

fn requirement(requirement: &SecurityRequirement) -> TokenStream {
    let schemes = requirement.schemes.iter().map(|(scheme, scopes)| {
        let scheme = Literal::usize_unsuffixed(*scheme);
        let scopes = scopes.iter().map(|scope| text(scope));
        quote!(Requirement { scheme: #scheme, scopes: &[#(#scopes),*] })
    });
    quote!(&[#(#schemes),*])
}

fn retry(retry: &RetryPolicy) -> TokenStream {
    let milliseconds = |value: u64| {
        let value = number(value);
        quote!(Duration::from_millis(#value))
    };
    let initial_interval = milliseconds(retry.initial_interval);
    let max_interval = milliseconds(retry.max_interval);
    let max_elapsed = milliseconds(retry.max_elapsed_time);
    let finite = retry.exponent.is_finite();
    let exponent = Literal::f64_unsuffixed(if finite { retry.exponent } else { 1.0 });
    let statuses = retry.statuses.iter().map(|(first, last)| {
        let (first, last) = (number(*first), number(*last));
        quote!((#first, #last))
    });
    let connection_errors = retry.connection_errors;
    quote! {
        DocumentedRetry {
            initial_interval: #initial_interval,
            max_interval: #max_interval,
            max_elapsed: #max_elapsed,
            exponent: #exponent,
            statuses: &[#(#statuses),*],
            connection_errors: #connection_errors,
        }
    }
}
