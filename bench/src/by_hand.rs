//! Two calls of Formance as one writes them with reqwest and serde, when there is no generated crate.

use std::collections::BTreeMap;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A client.
#[derive(Debug, Clone)]
pub struct ByHand {
    http: reqwest::Client,
    server: String,
    token: String,
}

/// Why a call failed.
#[derive(Debug)]
pub enum Error {
    /// No answer, or one with the status of an error.
    Http(reqwest::Error),
    /// The body is not what was expected.
    Json(serde_json::Error),
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl ByHand {
    /// A client of the server at an address.
    ///
    /// # Errors
    /// reqwest cannot be set up.
    pub fn new(server: &str, token: &str) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .user_agent("by-hand/0.1.0")
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self {
            http,
            server: server.to_owned(),
            token: token.to_owned(),
        })
    }

    /// `GET /api/auth/clients`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn list_clients(&self) -> Result<ListClientsResponse, Error> {
        let response = self
            .http
            .get(format!("{}/api/auth/clients", self.server))
            .header(AUTHORIZATION, format!("Bearer {}", self.token))
            .header(ACCEPT, "application/json")
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }

    /// `PUT /api/auth/clients/{clientId}`.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn update_client(
        &self,
        id: &str,
        options: &ClientOptions,
    ) -> Result<UpdateClientResponse, Error> {
        let response = self
            .http
            .put(format!("{}/api/auth/clients/{id}", self.server))
            .header(AUTHORIZATION, format!("Bearer {}", self.token))
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(options)?)
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}

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
#[derive(Debug, Clone, Deserialize)]
pub struct ListClientsResponse {
    /// The clients.
    pub data: Option<Vec<Client>>,
}

/// The client as it is now.
#[derive(Debug, Clone, Deserialize)]
pub struct UpdateClientResponse {
    /// The client.
    pub data: Option<Client>,
}

/// A client of OAuth2.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// Whether it keeps no secret.
    pub public: Option<bool>,
    /// Where users may go after signing in.
    pub redirect_uris: Option<Vec<String>>,
    /// What it is for.
    pub description: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether it is trusted.
    pub trusted: Option<bool>,
    /// Where users may go after signing out.
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// The caller's own data.
    pub metadata: Option<BTreeMap<String, Value>>,
    /// Its id.
    pub id: String,
    /// What it may ask for.
    pub scopes: Option<Vec<String>>,
    /// What it authenticates with.
    pub secrets: Option<Vec<Secret>>,
}

/// A secret, but for its text.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Secret {
    /// How it ends.
    pub last_digits: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// The caller's own data.
    pub metadata: Option<BTreeMap<String, Value>>,
}
