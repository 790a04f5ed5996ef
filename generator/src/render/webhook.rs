//! Functions that read the messages of webhooks, once their signatures are checked.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::code::{ident, text};
use super::documentation::Docs;
use super::markdown;
use super::type_use::{Place, type_use};
use crate::ir::{Webhook, WebhookSignature};

/// The functions, in document order.
pub(crate) fn items(webhooks: &[Webhook]) -> Vec<Item> {
    let functions = webhooks.iter().map(function);
    functions
        .filter_map(|tokens| syn::parse2(tokens).ok())
        .collect()
}

fn function(webhook: &Webhook) -> TokenStream {
    let name = ident(webhook.name.as_str());
    let output = type_use(&webhook.r#type, Place::Elsewhere);
    let docs = docs(webhook).outer();
    let signature = signature(&webhook.signature);
    quote! {
        #docs
        ///
        /// # Errors
        /// The message is not signed by one of the secrets, or is too old; or its body is not of this type.
        pub fn #name(
            secrets: &WebhookSecrets,
            headers: &HeaderMap,
            body: &[u8],
        ) -> Result<#output, WebhookError> {
            secrets.read(&#signature, headers, body)
        }
    }
}

fn docs(webhook: &Webhook) -> Docs {
    let name = markdown::code(&webhook.wire_name);
    let header = match &webhook.signature {
        WebhookSignature::Standard { signature, .. } => signature,
        WebhookSignature::Hex { header, .. }
        | WebhookSignature::Base64 { header, .. }
        | WebhookSignature::Timestamped { header, .. } => header,
    };
    let header = markdown::code(header);
    Docs::default()
        .sentence(format!(
            "Checks the signature of {name} in the header {header}, and reads the message."
        ))
        .and(&webhook.documentation)
}

fn signature(signature: &WebhookSignature) -> TokenStream {
    match signature {
        WebhookSignature::Standard {
            id,
            timestamp,
            signature,
        } => {
            let (id, timestamp, signature) = (text(id), text(timestamp), text(signature));
            quote! {
                WebhookSignature::Standard {
                    id: #id,
                    timestamp: #timestamp,
                    signature: #signature,
                }
            }
        }
        WebhookSignature::Hex { header, prefix } => {
            let (header, prefix) = (text(header), text(prefix));
            quote!(WebhookSignature::Hex { header: #header, prefix: #prefix })
        }
        WebhookSignature::Base64 { header, prefix } => {
            let (header, prefix) = (text(header), text(prefix));
            quote!(WebhookSignature::Base64 { header: #header, prefix: #prefix })
        }
        WebhookSignature::Timestamped {
            header,
            timestamp,
            prefix,
        } => {
            let (header, timestamp, prefix) = (text(header), text(timestamp), text(prefix));
            quote! {
                WebhookSignature::Timestamped {
                    header: #header,
                    timestamp: #timestamp,
                    prefix: #prefix,
                }
            }
        }
    }
}
