//! Random numbers for jitter, idempotency keys and boundaries.

/// 64 random bits. The standard library seeds its hash maps from the system's source of randomness; a hash under such
/// a seed is random enough for what it is used for here, and needs no further dependency.
#[cfg(not(target_arch = "wasm32"))]
fn bits() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};

    RandomState::new().build_hasher().finish()
}

/// 64 random bits of the browser, where the seeds of the standard library are always the same.
#[cfg(target_arch = "wasm32")]
fn bits() -> u64 {
    getrandom::u64().unwrap_or_else(|_| js_sys::Math::random().to_bits())
}

/// A number from 0 up to, but without, 1.
pub(crate) fn fraction() -> f64 {
    let [a, b, c, d, ..] = bits().to_le_bytes();
    f64::from(u32::from_le_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
}

/// 128 random bits as 32 hexadecimal digits.
pub(crate) fn hex_128() -> String {
    format!("{:016x}{:016x}", bits(), bits())
}
