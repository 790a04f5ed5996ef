//! The types that the documents of `tests/types/` give: what they decode, what they encode, how they read.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is one that fails"
)]

mod types {
    mod bodies;
    mod names;
    mod nullability;
    mod objects;
    mod pages;
    mod scalars;
    mod unions;
    mod validate;
    mod webhooks;
    mod xml;
    mod xml_unions;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    /// What comes back of a text.
    fn turned<T: DeserializeOwned + Serialize>(text: &str) -> String {
        let value: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        serde_json::to_string(&value).unwrap()
    }

    /// Asserts that each text comes back to the letter.
    fn come_back<T: DeserializeOwned + Serialize>(texts: &[&str]) {
        for text in texts {
            assert_eq!(turned::<T>(text), *text);
        }
    }
}
