//! Signatures of webhooks: whether a message is from the server that it says it is from. Standard Webhooks 1.0.0, RFC 2104.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderMap;
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;
use sha2::Sha256;

use super::clock::time_of_day;

/// How far the time of a message may be from now, unless the user says otherwise.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Base64 with padding and without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How a server signs its messages, as the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebhookSignature {
    /// Standard Webhooks: over the identifier, the time and the body.
    Standard {
        /// The header with the identifier of the message.
        id: &'static str,
        /// The header with the time, in seconds since 1970.
        timestamp: &'static str,
        /// The header with the signatures, each behind `v1,`.
        signature: &'static str,
    },
    /// Over the body, in hexadecimal digits.
    Hex {
        /// The header with the signature.
        header: &'static str,
        /// What stands before it, such as `sha256=`.
        prefix: &'static str,
    },
    /// Over the body, in Base64.
    Base64 {
        /// The header with the signature.
        header: &'static str,
        /// What stands before it.
        prefix: &'static str,
    },
    /// Over the time and the body, in hexadecimal digits beside the time: `t=1700000000,v1=5257…`.
    Timestamped {
        /// The header with the time and the signatures, with commas between them.
        header: &'static str,
        /// What stands before the time, in seconds since 1970.
        timestamp: &'static str,
        /// What stands before each signature; those behind anything else are passed over.
        prefix: &'static str,
    },
}

/// The secrets that a server signs its messages with.
///
/// A message is taken if one of them signed it, so that a new secret can be tried before the old one is gone.
#[derive(Debug, Clone)]
pub struct WebhookSecrets {
    secrets: Vec<SecretString>,
    tolerance: Duration,
}

impl WebhookSecrets {
    /// With a secret, as the server gives it: of Standard Webhooks it is Base64, mostly behind `whsec_`.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self {
            secrets: vec![secret.into()],
            tolerance: TOLERANCE,
        }
    }

    /// With one more secret.
    #[must_use]
    pub fn or(mut self, secret: impl Into<SecretString>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Sets how far the time of a message may be from now, where it has one; by default five minutes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks the signature of a message; `body` has to be as it came, byte by byte.
    ///
    /// # Errors
    /// A header is missing or malformed, the message is too old or from the future, or none of the secrets signed it.
    pub fn verify(
        &self,
        signature: &WebhookSignature,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), WebhookError> {
        self.verify_at(time_of_day(), signature, headers, body)
    }

    /// Checks the signature of a message, as if it were another time.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    pub fn verify_at(
        &self,
        now: SystemTime,
        signature: &WebhookSignature,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), WebhookError> {
        match *signature {
            WebhookSignature::Standard {
                id,
                timestamp,
                signature,
            } => {
                let (id, time) = (only(headers, id)?, only(headers, timestamp)?);
                self.is_recent(now, timestamp, time)?;
                let signed = [id.as_bytes(), b".", time.as_bytes(), b".", body];
                let found = given(headers, signature, "v1,", base64)?;
                self.is_one_of(&found, &signed, standard_key)
            }
            WebhookSignature::Hex { header, prefix } => {
                let found = given(headers, header, prefix, hex)?;
                self.is_one_of(&found, &[body], plain_key)
            }
            WebhookSignature::Base64 { header, prefix } => {
                let found = given(headers, header, prefix, base64)?;
                self.is_one_of(&found, &[body], plain_key)
            }
            WebhookSignature::Timestamped {
                header,
                timestamp,
                prefix,
            } => {
                let parts = only(headers, header)?.split(',').map(str::trim_ascii);
                let time = time_of(parts.clone(), timestamp);
                let time = time.ok_or(WebhookError::Malformed(header))?;
                self.is_recent(now, header, time)?;
                let found = marked(header, parts, prefix, hex)?;
                self.is_one_of(&found, &[time.as_bytes(), b".", body], plain_key)
            }
        }
    }

    /// Checks the signature of a message, and reads its body.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), or the body is not of this type.
    pub fn read<T: DeserializeOwned>(
        &self,
        signature: &WebhookSignature,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<T, WebhookError> {
        self.verify(signature, headers, body)?;
        serde_json::from_slice(body).map_err(WebhookError::Body)
    }

    fn is_recent(
        &self,
        now: SystemTime,
        header: &'static str,
        time: &str,
    ) -> Result<(), WebhookError> {
        let seconds = time.parse().map_err(|_| WebhookError::Malformed(header))?;
        let sent = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let sent = sent.ok_or(WebhookError::Malformed(header))?;
        let away = now
            .duration_since(sent)
            .unwrap_or_else(|ahead| ahead.duration());
        if away > self.tolerance {
            return Err(WebhookError::OutOfTime);
        }
        Ok(())
    }

    /// Whether one of the signatures found is that of one of the secrets. Bytes are compared in constant time.
    fn is_one_of(
        &self,
        found: &[Vec<u8>],
        signed: &[&[u8]],
        key: fn(&SecretString) -> Option<Vec<u8>>,
    ) -> Result<(), WebhookError> {
        for secret in &self.secrets {
            let key = key(secret).ok_or(WebhookError::Secret)?;
            let mut code =
                Hmac::<Sha256>::new_from_slice(&key).map_err(|_| WebhookError::Secret)?;
            for part in signed {
                code.update(part);
            }
            let fits = |found: &Vec<u8>| code.clone().verify_slice(found).is_ok();
            if found.iter().any(fits) {
                return Ok(());
            }
        }
        Err(WebhookError::Signature)
    }
}

/// The header of a name, of which there is one.
fn only<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, WebhookError> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().ok_or(WebhookError::Missing(name))?;
    match (value.to_str(), values.next()) {
        (Ok(value), None) => Ok(value),
        _ => Err(WebhookError::Malformed(name)),
    }
}

/// The signatures in a header. Those of other versions, which stand behind another prefix, are passed over.
fn given(
    headers: &HeaderMap,
    name: &'static str,
    prefix: &str,
    decode: fn(&str) -> Option<Vec<u8>>,
) -> Result<Vec<Vec<u8>>, WebhookError> {
    let parts = only(headers, name)?.split_ascii_whitespace();
    marked(name, parts, prefix, decode)
}

/// The signatures among the parts of a header: those that stand behind `prefix`.
fn marked<'a>(
    name: &'static str,
    parts: impl Iterator<Item = &'a str>,
    prefix: &str,
    decode: fn(&str) -> Option<Vec<u8>>,
) -> Result<Vec<Vec<u8>>, WebhookError> {
    let marked = parts.filter_map(|one| one.strip_prefix(prefix));
    let found: Vec<Vec<u8>> = marked.filter_map(decode).collect();
    if found.is_empty() {
        return Err(WebhookError::Malformed(name));
    }
    Ok(found)
}

/// The time among the parts of a header, of which there is one.
fn time_of<'a>(mut parts: impl Iterator<Item = &'a str>, prefix: &str) -> Option<&'a str> {
    let time = parts.find_map(|part| part.strip_prefix(prefix))?;
    let again = parts.any(|part| part.starts_with(prefix));
    (!again).then_some(time)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let bytes = pairs.iter().map(|[high, low]| {
        let value = digit(*high)? * 16 + digit(*low)?;
        u8::try_from(value).ok()
    });
    bytes.collect()
}

fn standard_key(secret: &SecretString) -> Option<Vec<u8>> {
    let secret = secret.expose_secret();
    base64(secret.strip_prefix("whsec_").unwrap_or(secret)).filter(|key| !key.is_empty())
}

fn plain_key(secret: &SecretString) -> Option<Vec<u8>> {
    let secret = secret.expose_secret().as_bytes();
    (!secret.is_empty()).then(|| secret.to_vec())
}

/// Why a message of a webhook is not taken.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The header of this name is missing.
    Missing(&'static str),
    /// The header of this name is not what it should be.
    Malformed(&'static str),
    /// The message is too old, or from the future.
    OutOfTime,
    /// None of the secrets signed the message.
    Signature,
    /// A secret is empty, or not of the form that the server gives.
    Secret,
    /// The message is signed, but its body is not what the document says.
    Body(serde_json::Error),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(formatter, "the header `{name}` is missing"),
            Self::Malformed(name) => write!(formatter, "the header `{name}` is malformed"),
            Self::OutOfTime => formatter.write_str("the message is too old, or from the future"),
            Self::Signature => formatter.write_str("none of the secrets signed the message"),
            Self::Secret => formatter.write_str("a secret is not of the form that signatures need"),
            Self::Body(error) => write!(formatter, "the body cannot be read: {error}"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
