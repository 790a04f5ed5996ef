//! Where an identity provider has its endpoints. `OpenID` Connect Discovery 1.0 §4.

use serde_json::Value;

use super::super::TokenError;
use super::endpoint::Endpoint;

/// What stands after the issuer in the address of its description.
const WELL_KNOWN: &str = "/.well-known/openid-configuration";

/// What an identity provider says about itself.
#[derive(Clone)]
pub(crate) struct Provider(Value);

impl Provider {
    /// Reads the description at an address, and checks that it is that of the issuer who stands in the address.
    pub(crate) async fn discover(
        address: &str,
        endpoint: Endpoint<'_>,
    ) -> Result<Self, TokenError> {
        let (status, answer) = endpoint.get(address).await?;
        let failed = |problem: &str| TokenError::new(problem, Some(status));
        if status != 200 {
            return Err(failed("the identity provider does not describe itself"));
        }
        let url = endpoint.locate(address)?;
        let issuer = answer.get("issuer").and_then(Value::as_str);
        let expected = url.as_str().strip_suffix(WELL_KNOWN);
        if let Some(expected) = expected
            && issuer.map(|issuer| issuer.trim_end_matches('/')) != Some(expected)
        {
            let problem = "the description of the identity provider is that of another issuer";
            return Err(failed(problem));
        }
        Ok(Self(answer))
    }

    /// The address of an endpoint, by its name in the description.
    pub(crate) fn endpoint(&self, name: &str) -> Result<String, TokenError> {
        let address = self.0.get(name).and_then(Value::as_str);
        address.map(str::to_owned).ok_or_else(|| {
            TokenError::new(format!("the identity provider names no `{name}`"), None)
        })
    }
}
