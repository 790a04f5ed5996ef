//! The consent of a user, asked on another device, for programs without a browser. RFC 8628.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::clock::{Instant, sleep};
use super::login::Application;
use super::{Handle, OAuth2Grant, TokenError, TokenSet};

/// Between two questions, where the server says nothing, and what is added when it asks for more. RFC 8628 §3.5.
const INTERVAL: Duration = Duration::from_secs(5);
/// The longest time that a user is waited for.
const LONGEST: u64 = 24 * 60 * 60;

/// Asks a user on another device to let the application in.
///
/// [`start`](Self::start) gives a code and the address to enter it at, for the program to show;
/// [`finish`](Self::finish) waits until the user has done so.
#[must_use]
#[derive(Clone)]
pub struct DeviceAuthorization {
    application: Application,
}

impl DeviceAuthorization {
    /// The application of this id, for the security scheme of this index; generated methods name the scheme instead.
    pub fn new(handle: Handle, scheme: usize, client_id: impl Into<String>) -> Self {
        Self {
            application: Application::new(handle, scheme, client_id.into()),
        }
    }

    /// Adds the secret of an application that can keep one.
    pub fn client_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.application.set_secret(secret.into());
        self
    }

    /// Asks for these scopes, instead of those that the document names.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.application.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a parameter to the first request, such as `audience`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let parameter = (name.into(), value.into());
        self.application.parameters.push(parameter);
        self
    }

    /// Begins: gets the code to show.
    ///
    /// # Errors
    /// The server gives none, or its endpoints cannot be found out.
    pub async fn start(&self) -> Result<DeviceCode, TokenError> {
        let grant = OAuth2Grant::DeviceAuthorization;
        let route = self
            .application
            .route(grant, "device_authorization_endpoint");
        let route = route.await?;
        let mut form = Vec::new();
        if !route.scope.is_empty() {
            form.push(("scope", route.scope.as_str()));
        }
        let more = self.application.parameters.iter();
        form.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
        let (status, answer) = self.application.post(route.start.as_str(), &form).await?;
        DeviceCode::read(status, &answer, route.token)
    }

    /// Ends: waits until the user has let the application in.
    ///
    /// # Errors
    /// The user refused, or let the time pass; or the server gives no token.
    pub async fn finish(&self, code: &DeviceCode) -> Result<TokenSet, TokenError> {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", code.secret.expose_secret()),
        ];
        let mut interval = code.interval;
        loop {
            sleep(interval).await;
            let error = match self.application.fetch(&code.token_url, &form).await {
                Ok(tokens) => return Ok(tokens),
                Err(error) => error,
            };
            match error.code() {
                Some("authorization_pending") => {}
                Some("slow_down") => interval = interval.saturating_add(INTERVAL),
                _ => return Err(error),
            }
            if code.started.elapsed() >= code.expires_in {
                let problem = "the user let the time pass";
                return Err(TokenError::new(problem, None).with_code(Some("expired_token")));
            }
        }
    }
}

impl fmt::Debug for DeviceAuthorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DeviceAuthorization")
    }
}

/// The code that a user enters on another device.
pub struct DeviceCode {
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    /// What the application shows the token endpoint.
    secret: SecretString,
    token_url: String,
    started: Instant,
    expires_in: Duration,
    interval: Duration,
}

impl DeviceCode {
    fn read(status: u16, answer: &Value, token_url: String) -> Result<Self, TokenError> {
        let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
        let seconds = |name: &str| answer.get(name).and_then(Value::as_u64);
        let failed = || {
            let problem = format!("the server gives no code for the device, but status {status}");
            TokenError::new(problem, Some(status))
        };
        Ok(Self {
            user_code: text("user_code").ok_or_else(failed)?,
            verification_uri: text("verification_uri")
                .or_else(|| text("verification_url"))
                .ok_or_else(failed)?,
            verification_uri_complete: text("verification_uri_complete"),
            secret: text("device_code").ok_or_else(failed)?.into(),
            token_url,
            started: Instant::now(),
            expires_in: Duration::from_secs(seconds("expires_in").unwrap_or(LONGEST).min(LONGEST)),
            interval: seconds("interval").map_or(INTERVAL, |interval| {
                Duration::from_secs(interval.min(LONGEST))
            }),
        })
    }

    /// The code to show to the user.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The address where the user enters it.
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// The address with the code in it, where the server gives one: for a QR code.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// How long the user has, from the beginning.
    pub fn expires_in(&self) -> Duration {
        self.expires_in
    }
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DeviceCode")
            .field("verification_uri", &self.verification_uri)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}
