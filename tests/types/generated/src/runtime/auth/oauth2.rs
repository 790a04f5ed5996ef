//! Tokens that the runtime fetches: by an application's own credentials, or by a refresh token. RFC 6749 §4.4, §6.

use std::sync::{Arc, Mutex, PoisonError};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::OnceCell;

use super::super::{ErrorKind, OAuth2Flow, OAuth2Grant, SchemeKind, TokenError};
use super::discovery::Provider;
use super::endpoint::{ClientId, Endpoint};
use super::token_cache::{Fetched, Token, TokenCache};
use super::token_set::TokenSet;

/// Who is told of new tokens.
type Listener = Arc<dyn Fn(&TokenSet) + Send + Sync>;

/// How tokens are come by, with those that were fetched.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) client: ClientId,
    kind: GrantKind,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) listener: Option<Listener>,
    /// The endpoints of the identity provider, once they are known.
    provider: Arc<OnceCell<Provider>>,
    cache: TokenCache,
}

#[derive(Clone)]
enum GrantKind {
    ClientCredentials,
    Tokens(Arc<Mutex<Held>>),
}

/// The tokens of a user.
struct Held {
    /// The token that the caller gave, until it is used for the first time.
    first: Option<Fetched>,
    refresh_token: Option<SecretString>,
}

impl Grant {
    pub(super) fn client_credentials(id: String, secret: SecretString) -> Self {
        let client = ClientId {
            id,
            secret: Some(secret),
            in_body: false,
        };
        Self::new(client, GrantKind::ClientCredentials)
    }

    pub(super) fn tokens(id: String, tokens: &TokenSet) -> Self {
        let client = ClientId {
            id,
            secret: None,
            in_body: false,
        };
        let held = Held {
            first: Some(fetched(tokens)),
            refresh_token: tokens.refresh_token().cloned(),
        };
        Self::new(client, GrantKind::Tokens(Arc::new(Mutex::new(held))))
    }

    fn new(client: ClientId, kind: GrantKind) -> Self {
        Self {
            client,
            kind,
            parameters: Vec::new(),
            scopes: None,
            listener: None,
            provider: Arc::default(),
            cache: TokenCache::default(),
        }
    }

    /// A token for these scopes: the one at hand, or a new one when it is about to end or is of the `stale` round.
    pub(super) async fn token(
        &self,
        scheme: SchemeKind,
        scopes: &[&str],
        endpoint: Endpoint<'_>,
        stale: Option<u64>,
    ) -> Result<Token, ErrorKind> {
        let flow = self.flow(scheme);
        let documented = flow.map(|flow| flow.scopes).unwrap_or_default();
        let scope = match (&self.scopes, &self.kind) {
            (Some(scopes), _) => scopes.join(" "),
            // A refresh token stands for the scopes that the user has granted.
            (None, GrantKind::Tokens(_)) => String::new(),
            (None, _) if scopes.is_empty() => documented.join(" "),
            (None, _) => scopes.join(" "),
        };
        let fetch = async {
            let address = self.address(scheme, flow, endpoint);
            let tokens = self.fetch(address, &scope, endpoint).await;
            tokens.map_err(ErrorKind::from)
        };
        self.cache.token(&scope, stale, fetch).await
    }

    fn flow(&self, scheme: SchemeKind) -> Option<&'static OAuth2Flow> {
        let SchemeKind::OAuth2(flows) = scheme else {
            return None;
        };
        let is_own = |flow: &&OAuth2Flow| flow.grant == OAuth2Grant::ClientCredentials;
        match &self.kind {
            GrantKind::ClientCredentials => flows.iter().find(is_own),
            GrantKind::Tokens(_) => flows.iter().find(|flow| !is_own(flow)),
        }
    }

    /// Where tokens are fetched.
    async fn address(
        &self,
        scheme: SchemeKind,
        flow: Option<&'static OAuth2Flow>,
        endpoint: Endpoint<'_>,
    ) -> Result<String, TokenError> {
        match (scheme, flow, &self.kind) {
            (SchemeKind::OpenIdConnect(address), ..) => {
                let discover = || Provider::discover(address, endpoint);
                let provider = self.provider.get_or_try_init(discover).await?;
                provider.endpoint("token_endpoint")
            }
            (_, Some(flow), GrantKind::ClientCredentials) => Ok(flow.token_url.to_owned()),
            (_, Some(flow), GrantKind::Tokens(_)) => {
                Ok(flow.refresh_url.unwrap_or(flow.token_url).to_owned())
            }
            (_, None, _) => {
                let problem = "the security scheme has no token endpoint";
                Err(TokenError::new(problem, None))
            }
        }
    }

    async fn fetch(
        &self,
        address: impl Future<Output = Result<String, TokenError>>,
        scope: &str,
        endpoint: Endpoint<'_>,
    ) -> Result<Fetched, TokenError> {
        let refresh_token = match &self.kind {
            GrantKind::ClientCredentials => None,
            GrantKind::Tokens(held) => {
                let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(first) = held.first.take() {
                    return Ok(first);
                }
                let problem = "the token has ended, and there is no refresh token";
                let token = held.refresh_token.clone();
                Some(token.ok_or_else(|| TokenError::new(problem, None))?)
            }
        };
        let mut form = match &refresh_token {
            None => vec![("grant_type", "client_credentials")],
            Some(token) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose_secret()),
            ],
        };
        if !scope.is_empty() {
            form.push(("scope", scope));
        }
        let more = self.parameters.iter();
        form.extend(more.map(|(name, value)| (name.as_str(), value.as_str())));
        let (status, answer) = endpoint.post(&address.await?, &self.client, &form).await?;
        let tokens = TokenSet::read(status, &answer)?;
        self.keep(&tokens);
        Ok(fetched(&tokens))
    }

    /// A server may give a new refresh token, in place of the one that was used. RFC 6749 §6.
    fn keep(&self, tokens: &TokenSet) {
        if let (GrantKind::Tokens(held), Some(token)) = (&self.kind, tokens.refresh_token()) {
            let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
            held.refresh_token = Some(token.clone());
        }
        if let Some(listener) = &self.listener {
            listener(tokens);
        }
    }
}

fn fetched(tokens: &TokenSet) -> Fetched {
    Fetched {
        text: tokens.access_token().clone(),
        life: tokens.expires_in(),
    }
}
