//! Texts that have to match a pattern of the document: `pattern`, behind the feature `validate`.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use regex::Regex;

use super::validate::Checker;

/// Every pattern that was asked for, compiled once; nothing for one that cannot be.
static COMPILED: RwLock<BTreeMap<&'static str, Option<Regex>>> = RwLock::new(BTreeMap::new());

impl Checker<'_> {
    /// Checks that some part of a text matches a pattern. One that cannot be compiled allows every text.
    pub fn pattern(&mut self, text: &str, pattern: &'static str) {
        if !matches(text, pattern) {
            self.note(format_args!("must match `{pattern}`"));
        }
    }
}

fn matches(text: &str, pattern: &'static str) -> bool {
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(regex) = compiled.get(pattern) {
        return regex.as_ref().is_none_or(|regex| regex.is_match(text));
    }
    drop(compiled);
    let regex = Regex::new(pattern).ok();
    let matches = regex.as_ref().is_none_or(|regex| regex.is_match(text));
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    compiled.insert(pattern, regex);
    matches
}
