//! Credentials: which ones a call takes, and how they are sent. OpenAPI 3.1.1 §4.8.27, §4.8.30.

mod credential;
mod oauth2;

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

pub use self::credential::Credential;
pub(crate) use self::oauth2::TokenEndpoint;

use self::credential::Kind;
use super::{ErrorKind, MissingCredential, Requirement, SchemeKind, SecurityScheme, percent};

/// The credentials that a client has, beside the schemes that take them.
pub(crate) struct Credentials {
    schemes: &'static [SecurityScheme],
    given: Vec<Option<Credential>>,
}

/// What a request carries to be let in.
#[derive(Default)]
pub(crate) struct Authorization {
    headers: Vec<(HeaderName, HeaderValue)>,
    query: Vec<String>,
    cookies: Vec<String>,
    /// The round in which its token was fetched, if it was fetched.
    pub(crate) round: Option<u64>,
}

impl Credentials {
    pub(crate) fn new(schemes: &'static [SecurityScheme]) -> Self {
        Self {
            schemes,
            given: schemes.iter().map(|_| None).collect(),
        }
    }

    /// Sets the credential of a scheme.
    pub(crate) fn set(&mut self, scheme: usize, credential: Credential) {
        if let Some(place) = self.given.get_mut(scheme) {
            *place = Some(credential);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.given.iter().all(Option::is_none)
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
            Some(SchemeKind::MutualTls) => true,
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

    /// What to send for an alternative. A token is fetched where none is at hand, or only the one of the `stale` round.
    ///
    /// # Errors
    /// The token endpoint gives no token.
    pub(crate) async fn authorize(
        &self,
        all: &[Requirement],
        endpoint: TokenEndpoint<'_>,
        stale: Option<u64>,
    ) -> Result<Authorization, ErrorKind> {
        let mut authorization = Authorization::default();
        for requirement in all {
            let Some(scheme) = self.schemes.get(requirement.scheme) else {
                continue;
            };
            let Some(Some(credential)) = self.given.get(requirement.scheme) else {
                continue;
            };
            if let Kind::ClientCredentials(tokens) = &credential.kind {
                let token = tokens
                    .token(scheme.kind, requirement.scopes, endpoint, stale)
                    .await?;
                authorization.round = Some(token.round);
                authorization.headers.push((AUTHORIZATION, token.header));
            } else {
                authorization.add(scheme.kind, credential);
            }
        }
        Ok(authorization)
    }
}

impl Authorization {
    fn add(&mut self, kind: SchemeKind, credential: &Credential) {
        match kind {
            SchemeKind::ApiKeyHeader(name) => {
                if let (Ok(name), Some(value)) = (
                    HeaderName::from_bytes(name.as_bytes()),
                    credential.header_value(),
                ) {
                    self.headers.push((name, value));
                }
            }
            SchemeKind::ApiKeyQuery(name) => {
                self.query.push(format!(
                    "{}={}",
                    percent::unreserved(name),
                    percent::unreserved(credential.text())
                ));
            }
            SchemeKind::ApiKeyCookie(name) => {
                self.cookies.push(format!("{name}={}", credential.text()));
            }
            _ => self.headers.extend(
                credential
                    .header_value()
                    .map(|value| (AUTHORIZATION, value)),
            ),
        }
    }

    /// Adds headers that the caller has not set, and cookies.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, cookies: &mut String) {
        for (name, value) in &self.headers {
            if !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
        for cookie in &self.cookies {
            if !cookies.is_empty() {
                cookies.push_str("; ");
            }
            cookies.push_str(cookie);
        }
    }

    /// Adds keys that go in the query.
    pub(crate) fn apply_query(&self, url: &mut Url) {
        for key in &self.query {
            let query = match url.query() {
                Some(query) if !query.is_empty() => format!("{query}&{key}"),
                _ => key.clone(),
            };
            url.set_query(Some(&query));
        }
    }
}
