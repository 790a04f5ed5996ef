//! Consumers and what they are connected to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A consumer.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Consumer {
    /// Its id.
    pub consumer_id: String,
    /// The application that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_id: Option<String>,
    /// Who it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// What it is connected to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Vec<Connection>>,
    /// What it uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<String>>,
    /// Requests in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregated_request_count: Option<f64>,
    /// Requests by product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_counts: Option<Counts>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// When requests were counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_count_updated: Option<String>,
}

/// Who a consumer is.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Metadata {
    /// Its account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// Requests by product.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Counts {
    /// Of one product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unify: Option<f64>,
    /// Of another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<f64>,
    /// Of the third.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vault: Option<f64>,
}

/// A connection.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Connection {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Its website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag_line: Option<String>,
    /// Its service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_id: Option<String>,
    /// Its interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unified_api: Option<String>,
    /// Its consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumer_id: Option<String>,
    /// How it is let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<AuthType>,
    /// Whether it is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Its settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Map<String, Value>>,
    /// Data of the consumer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, Value>>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// When it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
    /// How far it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}

/// How a connection is let in.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AuthType {
    /// By OAuth 2.
    Oauth2,
    /// By a key.
    ApiKey,
    /// By a password.
    Basic,
    /// In its own way.
    Custom,
    /// Without anything.
    None,
}

/// How far a connection is.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// It can be added.
    Available,
    /// It can be called.
    Callable,
    /// It is added.
    Added,
    /// It is let in.
    Authorized,
    /// It does not work.
    Invalid,
}
