//! What the ways to ask a user for a token have in common. RFC 6749 §3.

use secrecy::SecretString;
use url::Url;

use super::auth::discovery::Provider;
use super::auth::endpoint::ClientId;
use super::{Handle, OAuth2Flow, OAuth2Grant, SchemeKind, TokenError, TokenSet};

/// An application that asks for the consent of a user.
#[derive(Clone)]
pub(crate) struct Application {
    handle: Handle,
    scheme: SchemeKind,
    pub(crate) client: ClientId,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) parameters: Vec<(String, String)>,
}

/// Where a flow goes.
pub(crate) struct Route {
    /// Where it begins.
    pub(crate) start: Url,
    /// Where tokens are fetched.
    pub(crate) token: String,
    /// The scopes to ask for; may be empty.
    pub(crate) scope: String,
}

impl Application {
    /// The application of this id, for the scheme of this index.
    pub(crate) fn new(handle: Handle, scheme: usize, client_id: String) -> Self {
        let schemes = handle.shared().description.schemes;
        let kind = schemes.get(scheme).map(|scheme| scheme.kind);
        Self {
            scheme: kind.unwrap_or(SchemeKind::OAuth2(&[])),
            handle,
            client: ClientId {
                id: client_id,
                secret: None,
                in_body: false,
            },
            scopes: None,
            parameters: Vec::new(),
        }
    }

    pub(crate) fn set_secret(&mut self, secret: SecretString) {
        self.client.secret = Some(secret);
    }

    /// Where a flow goes; `name` is that of the endpoint where it begins, as identity providers call it.
    pub(crate) async fn route(&self, grant: OAuth2Grant, name: &str) -> Result<Route, TokenError> {
        let is_wanted = |flow: &&OAuth2Flow| flow.grant == grant;
        let (start, token, documented) = match self.scheme {
            SchemeKind::OpenIdConnect(address) => {
                let base = self.base(address)?;
                let provider = Provider::discover(address, self.handle.endpoint(&base)).await?;
                let token = provider.endpoint("token_endpoint")?;
                (provider.endpoint(name)?, token, &["openid"][..])
            }
            SchemeKind::OAuth2(flows) if flows.iter().any(|flow| is_wanted(&flow)) => {
                let flow = flows.iter().find(is_wanted);
                let flow = flow.ok_or_else(|| TokenError::new("the flow is not there", None))?;
                let (start, token) = (flow.start_url.to_owned(), flow.token_url.to_owned());
                (start, token, flow.scopes)
            }
            _ => {
                let problem = "the security scheme does not have this flow";
                return Err(TokenError::new(problem, None));
            }
        };
        let base = self.base(&start)?;
        let scope = match &self.scopes {
            Some(scopes) => scopes.join(" "),
            None => documented.join(" "),
        };
        Ok(Route {
            start: self.handle.endpoint(&base).locate(&start)?,
            token,
            scope,
        })
    }

    /// Fetches tokens.
    pub(crate) async fn fetch(
        &self,
        address: &str,
        form: &[(&str, &str)],
    ) -> Result<TokenSet, TokenError> {
        let (status, answer) = self.post(address, form).await?;
        TokenSet::read(status, &answer)
    }

    /// Sends a form to one of the endpoints.
    pub(crate) async fn post(
        &self,
        address: &str,
        form: &[(&str, &str)],
    ) -> Result<(u16, serde_json::Value), TokenError> {
        let base = self.base(address)?;
        let endpoint = self.handle.endpoint(&base);
        endpoint.post(address, &self.client, form).await
    }

    /// What an address is relative to: the server, if there is one.
    fn base(&self, address: &str) -> Result<Url, TokenError> {
        match &self.handle.shared().server {
            Some(server) => Ok(server.clone()),
            None => Url::parse(address).map_err(|_| {
                let problem = "the address of the endpoint is relative, and there is no server";
                TokenError::new(problem, None)
            }),
        }
    }
}
