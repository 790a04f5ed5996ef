//! Settings that stand in the environment.

/// A variable of the environment; `None` when it is not set, empty, or no text.
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
