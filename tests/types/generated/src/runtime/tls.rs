//! TLS with rustls: the ring provider, and the certificates that the system trusts.

use std::sync::{Arc, LazyLock};

use rustls::crypto::{CryptoProvider, ring};
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

/// The configuration of all clients.
pub(crate) fn config() -> Result<ClientConfig, rustls::Error> {
    CONFIG.clone()
}

/// Despite its place in an interface called dangerous, this is the check that the platform itself uses.
fn verifier(provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, rustls::Error> {
    Verifier::new(provider).map(Arc::new)
}
