//! Webhooks and callbacks whose document, or the configuration, says how their messages are signed.
//!
//! A document says so by the headers that it declares, those of Standard Webhooks, `X-Hub-Signature-256`,
//! `Stripe-Signature` or `X-Shopify-Hmac-Sha256`, or by `x-webhook-signature` in the operation, its path item, or the root:
//! `standard`, `none`, or an object of `header`, `encoding` (`hex` or `base64`), `prefix`, and `timestamp` (what stands
//! before the time, where the header has it beside the signatures).

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::media_type::{self, Form};
use crate::config::{Settings, Signature};
use crate::ir::{Documentation, JsonKind, Type, Webhook, WebhookSignature};
use crate::model::{Message, Model, Pointer};
use crate::naming::Scope;

/// Where a document says how its webhooks are signed.
const KEY: &str = "x-webhook-signature";

/// What the headers of Standard Webhooks begin with, and what they did before.
const STANDARD: [&str; 2] = ["webhook", "svix"];

/// The signed messages among the payloads; `types` are those of the payloads.
pub(super) fn webhooks(model: &Model, settings: &Settings, types: &[Type]) -> Vec<Webhook> {
    let configured = settings.webhook_signature.as_ref().map(configured);
    let mut scope = Scope::new();
    let mut read: Vec<&Pointer> = Vec::new();
    let mut webhooks = Vec::new();
    for (payload, r#type) in model.payloads.iter().zip(types) {
        let Some(message) = &payload.message else {
            continue;
        };
        let own = || signature(model, message);
        let Some(signature) = configured.clone().or_else(own) else {
            continue;
        };
        let essence = media_type::essence(&message.media_type).unwrap_or_default();
        let form = media_type::form(&essence, false, &[JsonKind::Object]);
        if form != Form::Json || read.contains(&&message.operation) {
            continue;
        }
        read.push(&message.operation);
        webhooks.push(Webhook {
            name: scope.method(&payload.name),
            wire_name: payload.name.clone(),
            r#type: r#type.clone(),
            signature,
            documentation: Documentation {
                title: message.summary.clone(),
                description: message.description.clone(),
                ..Documentation::default()
            },
        });
    }
    webhooks
}

/// How messages are signed, as the user says.
fn configured(signature: &Signature) -> WebhookSignature {
    match signature.clone() {
        Signature::Standard => standard_of("webhook"),
        Signature::Hex { header, prefix } => WebhookSignature::Hex { header, prefix },
        Signature::Base64 { header, prefix } => WebhookSignature::Base64 { header, prefix },
        Signature::Timestamped {
            header,
            timestamp,
            prefix,
        } => WebhookSignature::Timestamped {
            header,
            timestamp,
            prefix,
        },
    }
}

/// How a message is signed, if the document says it.
fn signature(model: &Model, message: &Message) -> Option<WebhookSignature> {
    let said = message.extensions.get(KEY);
    match said.or_else(|| model.extensions.get(KEY)) {
        Some(said) => said_by(said),
        None => declared(&message.headers),
    }
}

fn said_by(said: &Value) -> Option<WebhookSignature> {
    if let Some(name) = said.as_str() {
        let standard = matches!(name, "standard" | "standard-webhooks");
        return standard.then(|| standard_of("webhook"));
    }
    let text = |key: &str| said.get(key).and_then(Value::as_str);
    let header = text("header").filter(|name| media_type::is_token(name))?;
    let header = header.to_ascii_lowercase();
    let algorithm = text("algorithm").unwrap_or("hmac-sha256");
    if !matches!(
        algorithm.to_ascii_lowercase().as_str(),
        "hmac-sha256" | "sha256"
    ) {
        return None;
    }
    let prefix = text("prefix").map(str::to_owned);
    match (text("encoding").unwrap_or("hex"), text("timestamp")) {
        ("hex", None) => Some(WebhookSignature::Hex {
            header,
            prefix: prefix.unwrap_or_default(),
        }),
        ("base64", None) => Some(WebhookSignature::Base64 {
            header,
            prefix: prefix.unwrap_or_default(),
        }),
        ("hex", Some(timestamp)) => {
            let prefix = prefix.unwrap_or_else(|| "v1=".to_owned());
            let alike = timestamp.starts_with(&prefix) || prefix.starts_with(timestamp);
            (!alike).then(|| WebhookSignature::Timestamped {
                header,
                timestamp: timestamp.to_owned(),
                prefix,
            })
        }
        _ => None,
    }
}

/// By the names of the headers, in lower case.
fn declared(headers: &[String]) -> Option<WebhookSignature> {
    let has = |name: &str| headers.iter().any(|header| header == name);
    let standard = STANDARD.into_iter().find(|start| {
        ["id", "timestamp", "signature"]
            .iter()
            .all(|end| has(&format!("{start}-{end}")))
    });
    if let Some(start) = standard {
        return Some(standard_of(start));
    }
    if has("x-hub-signature-256") {
        return Some(WebhookSignature::Hex {
            header: "x-hub-signature-256".to_owned(),
            prefix: "sha256=".to_owned(),
        });
    }
    if has("stripe-signature") {
        return Some(WebhookSignature::Timestamped {
            header: "stripe-signature".to_owned(),
            timestamp: "t=".to_owned(),
            prefix: "v1=".to_owned(),
        });
    }
    has("x-shopify-hmac-sha256").then(|| WebhookSignature::Base64 {
        header: "x-shopify-hmac-sha256".to_owned(),
        prefix: String::new(),
    })
}

fn standard_of(start: &str) -> WebhookSignature {
    WebhookSignature::Standard {
        id: format!("{start}-id"),
        timestamp: format!("{start}-timestamp"),
        signature: format!("{start}-signature"),
    }
}
