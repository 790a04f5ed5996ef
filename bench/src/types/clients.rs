//! Clients of OAuth2.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a client may be set to.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClientOptions {
    /// Whether it keeps no secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// Where users may go after signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether it is trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted: Option<bool>,
    /// Where users may go after signing out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// The caller's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, Value>>,
}

/// All clients.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct ListClientsResponse {
    /// The clients.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Client>>,
}

/// The client as it is now.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct UpdateClientResponse {
    /// The client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Client>,
}

/// A client of OAuth2.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// Whether it keeps no secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// Where users may go after signing in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether it is trusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trusted: Option<bool>,
    /// Where users may go after signing out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// The caller's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, Value>>,
    /// Its id.
    pub id: String,
    /// What it may ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// What it authenticates with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrets: Option<Vec<Secret>>,
}

/// A secret, but for its text.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Secret {
    /// How it ends.
    pub last_digits: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// The caller's own data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, Value>>,
}
