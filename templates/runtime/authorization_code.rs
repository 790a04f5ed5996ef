//! The consent of a user, asked in a browser: the authorization code flow, with PKCE. RFC 6749 §4.1, RFC 7636.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::Url;

use super::login::Application;
use super::{Handle, OAuth2Grant, TokenError, TokenSet};

/// Asks a user in a browser to let the application in.
///
/// [`start`](Self::start) gives the address to open; the browser then comes back to the redirect URI, and
/// [`finish`](Self::finish) makes tokens of the address that it comes to.
#[must_use]
#[derive(Clone)]
pub struct AuthorizationCode {
    application: Application,
    redirect_uri: Option<String>,
}

impl AuthorizationCode {
    /// The application of this id, for the security scheme of this index; generated methods name the scheme instead.
    pub fn new(handle: Handle, scheme: usize, client_id: impl Into<String>) -> Self {
        Self {
            application: Application::new(handle, scheme, client_id.into()),
            redirect_uri: None,
        }
    }

    /// Adds the secret of an application that can keep one.
    pub fn client_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.application.set_secret(secret.into());
        self
    }

    /// Sends id and secret in the body of the request for a token, not in the `Authorization` header.
    pub fn secret_in_body(mut self) -> Self {
        self.application.client.in_body = true;
        self
    }

    /// Where the browser comes back to; one that the server knows.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Asks for these scopes, instead of those that the document names.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.application.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a parameter to the address to open, such as `audience` or `prompt`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let parameter = (name.into(), value.into());
        self.application.parameters.push(parameter);
        self
    }

    /// Begins: makes the address to open, and what is needed to make tokens of the answer.
    ///
    /// # Errors
    /// The endpoints of the identity provider cannot be found out, or an address has no TLS.
    pub async fn start(&self) -> Result<AuthorizationRequest, TokenError> {
        let grant = OAuth2Grant::AuthorizationCode;
        let route = self.application.route(grant, "authorization_endpoint");
        let route = route.await?;
        let (state, verifier) = (unguessable()?, unguessable()?);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let mut url = route.start;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("response_type", "code");
            query.append_pair("client_id", &self.application.client.id);
            if let Some(uri) = &self.redirect_uri {
                query.append_pair("redirect_uri", uri);
            }
            if !route.scope.is_empty() {
                query.append_pair("scope", &route.scope);
            }
            query.append_pair("state", &state);
            query.append_pair("code_challenge", &challenge);
            query.append_pair("code_challenge_method", "S256");
            for (name, value) in &self.application.parameters {
                query.append_pair(name, value);
            }
        }
        Ok(AuthorizationRequest {
            url,
            token_url: route.token,
            state: state.into(),
            verifier: verifier.into(),
        })
    }

    /// Ends: makes tokens of the address that the browser came back to.
    ///
    /// # Errors
    /// The user refused, the answer is to another request, or the server gives no token.
    pub async fn finish(
        &self,
        request: &AuthorizationRequest,
        redirected_to: &str,
    ) -> Result<TokenSet, TokenError> {
        let failed = |problem: &str| TokenError::new(problem, None);
        let url = request.url.join(redirected_to);
        let url = url.map_err(|_| failed("the browser came back to what is no address"))?;
        let parameter = |wanted: &str| {
            let mut pairs = url.query_pairs();
            pairs.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
        };
        if parameter("state").as_deref() != Some(request.state.expose_secret()) {
            return Err(failed("the answer is to another request"));
        }
        if let Some(code) = parameter("error") {
            return Err(failed("the user was not asked, or refused").with_code(Some(&code)));
        }
        match parameter("code") {
            Some(code) => self.exchange(request, &code).await,
            None => Err(failed("the answer holds no code")),
        }
    }

    /// Makes tokens of a code, for whoever has checked the `state` by other means.
    ///
    /// # Errors
    /// The server gives no token.
    pub async fn exchange(
        &self,
        request: &AuthorizationRequest,
        code: &str,
    ) -> Result<TokenSet, TokenError> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("code_verifier", request.verifier.expose_secret()),
        ];
        if let Some(uri) = &self.redirect_uri {
            form.push(("redirect_uri", uri));
        }
        self.application.fetch(&request.token_url, &form).await
    }
}

impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AuthorizationCode")
    }
}

/// What a user is asked, as long as the answer is out.
pub struct AuthorizationRequest {
    url: Url,
    token_url: String,
    state: SecretString,
    verifier: SecretString,
}

impl AuthorizationRequest {
    /// The address to open in the user's browser.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// What tells the answer to this request from others; the server gives it back as `state`.
    pub fn state(&self) -> &str {
        self.state.expose_secret()
    }
}

impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AuthorizationRequest")
    }
}

/// 256 random bits as text, which nobody can guess.
fn unguessable() -> Result<String, TokenError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| TokenError::new("the system gives no random numbers", None))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
