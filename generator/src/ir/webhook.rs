//! Messages that the server sends by itself, and signs. OpenAPI 3.1.1 §4.8.1, §4.8.18.

use super::{Documentation, MethodName, Type};

/// A message that the server sends by itself, and signs.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// The function that reads it.
    pub name: MethodName,
    /// The name of the webhook or callback.
    pub wire_name: String,
    /// The type of its body, which is JSON.
    pub r#type: Type,
    /// How it is signed.
    pub signature: WebhookSignature,
    /// What the document says of it.
    pub documentation: Documentation,
}

/// How a message is signed with HMAC-SHA256. Names of headers are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebhookSignature {
    /// By Standard Webhooks 1.0.0, with these headers.
    Standard {
        /// The identifier of the message.
        id: String,
        /// The time.
        timestamp: String,
        /// The signatures.
        signature: String,
    },
    /// Over the body, in hexadecimal digits.
    Hex {
        /// The signature.
        header: String,
        /// What stands before it.
        prefix: String,
    },
    /// Over the body, in Base64.
    Base64 {
        /// The signature.
        header: String,
        /// What stands before it.
        prefix: String,
    },
    /// Over the time, a period and the body, in hexadecimal digits beside the time: `t=1700000000,v1=5257…`.
    Timestamped {
        /// The time and the signatures.
        header: String,
        /// What stands before the time.
        timestamp: String,
        /// What stands before a signature.
        prefix: String,
    },
}
