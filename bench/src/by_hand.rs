//! Two calls of Formance as one writes them with reqwest and serde, when there is no generated crate.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};

use crate::types::{ClientOptions, ListClientsResponse, UpdateClientResponse};

/// How long a call may take.
const LIMIT: Duration = Duration::from_secs(60);

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
    pub fn new(http: reqwest::Client, server: &str, token: &str) -> Self {
        Self {
            http,
            server: server.to_owned(),
            token: token.to_owned(),
        }
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
            .timeout(LIMIT)
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
            .timeout(LIMIT)
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(options)?)
            .send()
            .await?
            .error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}
