//! TLS with rustls: the ring provider, and the certificates that the system trusts.

use std::sync::{Arc, LazyLock};

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

/// Read once: loading the system's certificates takes a while.
static CONFIG: LazyLock<Result<ClientConfig, rustls::Error>> = LazyLock::new(|| {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?;
    let builder = match verifier(provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(verifier),
        // A system without certificates can still reach servers without TLS; all others are refused.
        Err(_) => builder.with_root_certificates(RootCertStore::empty()),
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
});

/// The configuration of all clients without an identity, or of one with this one: its certificates and its key, as PEM.
pub(crate) fn config(identity: Option<(&[u8], &str)>) -> Result<ClientConfig, rustls::Error> {
    let mut config = CONFIG.clone()?;
    if let Some((certificates, key)) = identity {
        // What is wrong is not told in detail: it may hold the key.
        let invalid = |what: &str| rustls::Error::General(format!("the {what} is no PEM"));
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificates).collect();
        let chain = chain.map_err(|_| invalid("certificate"))?;
        if chain.is_empty() {
            return Err(invalid("certificate"));
        }
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|_| invalid("key"))?;
        let certified = CertifiedKey::from_der(chain, key, config.crypto_provider())?;
        config.client_auth_cert_resolver = Arc::new(SingleCertAndKey::from(certified));
    }
    Ok(config)
}

/// Despite its place in an interface called dangerous, this is the check that the platform itself uses.
fn verifier(provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, rustls::Error> {
    Verifier::new(provider).map(Arc::new)
}
