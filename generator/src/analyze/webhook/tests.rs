use crate::analyze::fixture::{api, api_with};
use crate::config::{Settings, Signature};
use crate::ir::{Webhook, WebhookSignature};

/// The webhooks of a document with one of them; `root` and `operation` are further keys.
fn found(root: &str, operation: &str) -> Vec<Webhook> {
    api(&document(root, operation)).0.webhooks
}

fn document(root: &str, operation: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: t, version: '1' }}
{root}
paths: {{}}
webhooks:
  petAdded:
    post:
      summary: A pet was added.
      {operation}
      requestBody:
        content:
          text/plain: {{ schema: {{ type: string }} }}
          application/json: {{ schema: {{ title: Pet, type: object, properties: {{ name: {{ type: string }} }} }} }}
      responses: {{ '204': {{ description: Taken. }} }}
"
    )
}

fn signature(root: &str, operation: &str) -> Option<WebhookSignature> {
    let webhooks = found(root, operation);
    webhooks.into_iter().next().map(|webhook| webhook.signature)
}

fn headers(names: &[&str]) -> String {
    let parameters = names
        .iter()
        .map(|name| format!("{{ in: header, name: {name}, schema: {{ type: string }} }}"));
    let parameters: Vec<String> = parameters.collect();
    format!("parameters: [{}]", parameters.join(", "))
}

fn hex(header: &str, prefix: &str) -> WebhookSignature {
    WebhookSignature::Hex {
        header: header.to_owned(),
        prefix: prefix.to_owned(),
    }
}

fn timestamped(header: &str, timestamp: &str, prefix: &str) -> WebhookSignature {
    WebhookSignature::Timestamped {
        header: header.to_owned(),
        timestamp: timestamp.to_owned(),
        prefix: prefix.to_owned(),
    }
}

#[test]
fn headers_say_how_a_message_is_signed() {
    let standard = ["Webhook-Id", "webhook-timestamp", "webhook-signature"];
    let webhooks = found("", &headers(&standard));
    assert_eq!(webhooks.len(), 1);
    for webhook in webhooks {
        assert_eq!(webhook.name.plain(), "pet_added");
        assert_eq!(webhook.wire_name, "petAdded");
        assert_eq!(webhook.signature, super::standard_of("webhook"));
    }
    let before = headers(&["svix-id", "svix-timestamp", "svix-signature"]);
    assert_eq!(signature("", &before), Some(super::standard_of("svix")));
    let hub = headers(&["X-Hub-Signature-256"]);
    let expected = hex("x-hub-signature-256", "sha256=");
    assert_eq!(signature("", &hub), Some(expected));
    let stripe = timestamped("stripe-signature", "t=", "v1=");
    assert_eq!(signature("", &headers(&["Stripe-Signature"])), Some(stripe));
    let shopify = headers(&["X-Shopify-Hmac-SHA256"]);
    assert_eq!(
        signature("", &shopify),
        Some(WebhookSignature::Base64 {
            header: "x-shopify-hmac-sha256".to_owned(),
            prefix: String::new(),
        })
    );
}

#[test]
fn what_no_header_says_is_not_guessed() {
    for names in [
        &[] as &[&str],
        &["webhook-id", "webhook-signature"],
        &["X-Signature"],
    ] {
        assert_eq!(found("", &headers(names)), []);
    }
}

#[test]
fn an_extension_says_it_for_one_or_for_all() {
    let said = "x-webhook-signature: { header: Acme-Signature }";
    let plain = Some(hex("acme-signature", ""));
    assert_eq!(signature("", said), plain);
    assert_eq!(signature(said, ""), plain);
    assert_eq!(
        signature(
            said,
            "x-webhook-signature: { header: other, prefix: 'v0=' }"
        ),
        Some(hex("other", "v0="))
    );
    assert_eq!(
        signature("", "x-webhook-signature: { header: a, encoding: base64 }"),
        Some(WebhookSignature::Base64 {
            header: "a".to_owned(),
            prefix: String::new(),
        })
    );
    for (members, expected) in [
        ("timestamp: t=", timestamped("a", "t=", "v1=")),
        (
            "timestamp: 'ts:', prefix: 's0:'",
            timestamped("a", "ts:", "s0:"),
        ),
    ] {
        let said = format!("x-webhook-signature: {{ header: A, {members} }}");
        assert_eq!(signature("", &said), Some(expected));
    }
    assert_eq!(
        signature("x-webhook-signature: standard", ""),
        Some(super::standard_of("webhook"))
    );
    for unknown in [
        "none",
        "{ header: 'a b' }",
        "{ header: a, algorithm: ed25519 }",
        "{}",
        "{ header: a, timestamp: t=, encoding: base64 }",
        "{ header: a, timestamp: '' }",
        "{ header: a, timestamp: t, prefix: t2 }",
    ] {
        let unknown = format!("x-webhook-signature: {unknown}");
        assert_eq!(signature(said, &unknown), None, "{unknown}");
    }
}

#[test]
fn a_configuration_counts_for_all() {
    let settings = Settings {
        webhook_signature: Some(Signature::Hex {
            header: "acme".to_owned(),
            prefix: "v1=".to_owned(),
        }),
        ..Settings::default()
    };
    for operation in ["", "x-webhook-signature: standard"] {
        let webhooks = api_with(&document("", operation), &settings).0.webhooks;
        let signature = webhooks.into_iter().next().map(|webhook| webhook.signature);
        assert_eq!(signature, Some(hex("acme", "v1=")));
    }
}
