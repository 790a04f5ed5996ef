//! Credentials: which ones a call takes, and how they are sent. OpenAPI 3.1.1 §4.8.27, §4.8.30.

mod credential;
pub(crate) mod discovery;
pub(crate) mod endpoint;
mod oauth2;
mod source;
mod token_cache;
mod token_set;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

pub use self::credential::Credential;
pub(crate) use self::endpoint::Endpoint;
pub use self::source::{Credentials, CredentialsError, CredentialsFuture, Provided};
pub use self::token_set::TokenSet;

use self::credential::{Kind, header_value};
use self::token_cache::{Fetched, Token};
use super::{
    ErrorKind, MissingCredential, Requirement, SchemeKind, SecurityScheme, TokenError, percent,
};

/// The credentials that a client has, beside the schemes that take them.
#[derive(Clone)]
pub(crate) struct Wallet {
    schemes: &'static [SecurityScheme],
    given: Vec<Option<Credential>>,
    /// Whether connections are the caller's own, who may have given them an identity.
    pub(crate) own_connections: bool,
}

/// What a request carries to be let in: what the client has at hand, and what was fetched for it.
pub(crate) struct Authorization<'a> {
    wallet: &'a Wallet,
    all: &'a [Requirement],
    /// What was fetched, in the order of the requirements.
    fetched: Vec<(SecretString, HeaderValue)>,
    /// The round in which its token was fetched, if it was fetched.
    pub(crate) round: Option<u64>,
}

impl Wallet {
    pub(crate) fn new(schemes: &'static [SecurityScheme]) -> Self {
        Self {
            schemes,
            given: schemes.iter().map(|_| None).collect(),
            own_connections: false,
        }
    }

    /// Sets the credential of a scheme.
    pub(crate) fn set(&mut self, scheme: usize, credential: Credential) {
        if let Some(place) = self.given.get_mut(scheme) {
            *place = Some(credential);
        }
    }

    /// The index of a scheme, by its name in the document.
    pub(crate) fn scheme(&self, key: &str) -> Option<usize> {
        self.schemes.iter().position(|scheme| scheme.key == key)
    }

    /// The same schemes, and none of the credentials.
    pub(crate) fn emptied(&self) -> Self {
        Self {
            own_connections: self.own_connections,
            ..Self::new(self.schemes)
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }

    /// Certificates and key of the identity that connections show, if one is given.
    #[cfg(feature = "rustls")]
    pub(crate) fn identity(&self) -> Option<(&[u8], &str)> {
        self.given
            .iter()
            .flatten()
            .find_map(|given| match &given.kind {
                Kind::Identity(certificates, key) => Some((&**certificates, key.expose_secret())),
                _ => None,
            })
    }

    /// The first scheme whose credential no header can have, such as one with a line break.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        let mut pairs = self.schemes.iter().zip(&self.given);
        pairs.find_map(|(scheme, given)| (!given.as_ref()?.fits(scheme.kind)).then_some(scheme.key))
    }

    /// The first alternative for which the client has every credential, or the anonymous one.
    ///
    /// A header that the caller sets stands for the scheme that would set it.
    pub(crate) fn select(
        &self,
        alternatives: &'static [&'static [Requirement]],
        headers: &HeaderMap,
    ) -> Result<&'static [Requirement], MissingCredential> {
        let given = |requirement: &Requirement| self.is_given(requirement.scheme, headers);
        let configured = alternatives
            .iter()
            .find(|all| !all.is_empty() && all.iter().all(given));
        match configured {
            Some(all) => Ok(all),
            None if alternatives.is_empty() || alternatives.iter().any(|all| all.is_empty()) => {
                Ok(&[])
            }
            None => Err(MissingCredential::new(
                alternatives.iter().map(|all| self.setters(all)).collect(),
            )),
        }
    }

    fn is_given(&self, scheme: usize, headers: &HeaderMap) -> bool {
        let set_by_caller = match self.schemes.get(scheme).map(|scheme| scheme.kind) {
            Some(SchemeKind::MutualTls) => self.own_connections,
            Some(SchemeKind::ApiKeyHeader(name)) => headers.contains_key(name),
            Some(SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_)) | None => false,
            Some(_) => headers.contains_key(AUTHORIZATION),
        };
        set_by_caller || matches!(self.given.get(scheme), Some(Some(_)))
    }

    /// The methods of the builder that set what an alternative needs.
    fn setters(&self, all: &[Requirement]) -> String {
        let schemes = all
            .iter()
            .filter_map(|requirement| self.schemes.get(requirement.scheme));
        let setters: Vec<_> = schemes
            .map(|scheme| format!("`.{}(..)`", scheme.setter))
            .collect();
        setters.join(" and ")
    }

    /// What to send for an alternative, if none of it has to be fetched.
    pub(crate) fn at_hand<'a>(&'a self, all: &'a [Requirement]) -> Option<Authorization<'a>> {
        let fetched = |requirement| {
            self.given_for(requirement).is_some_and(|(_, credential)| {
                matches!(credential.kind, Kind::Grant(_) | Kind::Source(..))
            })
        };
        (!all.iter().any(fetched)).then(|| self.authorization(all))
    }

    fn authorization<'a>(&'a self, all: &'a [Requirement]) -> Authorization<'a> {
        Authorization {
            wallet: self,
            all,
            fetched: Vec::new(),
            round: None,
        }
    }

    /// What to send for an alternative. A token is fetched where none is at hand, or only the one of the `stale` round.
    ///
    /// # Errors
    /// The token endpoint gives no token.
    pub(crate) async fn authorize<'a>(
        &'a self,
        all: &'a [Requirement],
        endpoint: Endpoint<'_>,
        stale: Option<u64>,
    ) -> Result<Authorization<'a>, ErrorKind> {
        let mut authorization = self.authorization(all);
        for requirement in all {
            let Some((scheme, credential)) = self.given_for(requirement) else {
                continue;
            };
            let token = match &credential.kind {
                // Connections show it, not requests.
                #[cfg(feature = "rustls")]
                Kind::Identity(..) => continue,
                Kind::Value(..) => continue,
                Kind::Grant(grant) => {
                    let token = grant.token(scheme.kind, requirement.scopes, endpoint, stale);
                    token.await?
                }
                Kind::Source(source, cache) => {
                    let fetch = async {
                        let provided = source.provide(stale.is_some()).await?;
                        Ok(Fetched {
                            text: provided.text,
                            life: provided.life,
                        })
                    };
                    cache.token("", stale, fetch).await?
                }
            };
            authorization.add_token(scheme.kind, &token)?;
        }
        Ok(authorization)
    }

    /// The scheme that is required, and the credential for it, if there is one.
    fn given_for(&self, requirement: &Requirement) -> Option<(&SecurityScheme, &Credential)> {
        let scheme = self.schemes.get(requirement.scheme)?;
        let credential = self.given.get(requirement.scheme)?.as_ref()?;
        Some((scheme, credential))
    }
}

impl Authorization<'_> {
    /// Adds what was fetched, in the form of its scheme.
    fn add_token(&mut self, kind: SchemeKind, token: &Token) -> Result<(), ErrorKind> {
        let text = token.text.expose_secret();
        let value = match kind {
            SchemeKind::Basic => format!("Basic {}", STANDARD.encode(text)),
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
                format!("Bearer {text}")
            }
            _ => text.to_owned(),
        };
        let Some(header) = header_value(&value) else {
            return Err(TokenError::new("the token cannot be sent", None).into());
        };
        self.round = Some(token.round);
        self.fetched.push((value.into(), header));
        Ok(())
    }

    /// Each value that is sent, with the kind of its scheme, and as a header has it, where one can.
    fn values(&self) -> impl Iterator<Item = (SchemeKind, &SecretString, Option<&HeaderValue>)> {
        let mut fetched = self.fetched.iter();
        self.all.iter().filter_map(move |requirement| {
            let (scheme, credential) = self.wallet.given_for(requirement)?;
            let (value, header) = match &credential.kind {
                #[cfg(feature = "rustls")]
                Kind::Identity(..) => return None,
                Kind::Value(value, header) => (value, header.as_ref()),
                Kind::Grant(_) | Kind::Source(..) => {
                    let (value, header) = fetched.next()?;
                    (value, Some(header))
                }
            };
            Some((scheme.kind, value, header))
        })
    }

    /// Adds headers that the caller has not set, and cookies.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, cookies: &mut String) {
        for (kind, value, header) in self.values() {
            let name = match kind {
                SchemeKind::ApiKeyQuery(_) => continue,
                SchemeKind::ApiKeyCookie(name) => {
                    if !cookies.is_empty() {
                        cookies.push_str("; ");
                    }
                    cookies.extend([name, "=", value.expose_secret()]);
                    continue;
                }
                SchemeKind::ApiKeyHeader(name) => HeaderName::from_bytes(name.as_bytes()).ok(),
                _ => Some(AUTHORIZATION),
            };
            if let (Some(name), Some(header)) = (name, header) {
                headers.entry(name).or_insert_with(|| header.clone());
            }
        }
    }

    /// Adds keys that go in the query.
    pub(crate) fn apply_query(&self, url: &mut Url) {
        for (kind, value, _) in self.values() {
            let SchemeKind::ApiKeyQuery(name) = kind else {
                continue;
            };
            let name = percent::unreserved(name);
            let key = format!("{name}={}", percent::unreserved(value.expose_secret()));
            let query = match url.query() {
                Some(query) if !query.is_empty() => format!("{query}&{key}"),
                _ => key,
            };
            url.set_query(Some(&query));
        }
    }
}
