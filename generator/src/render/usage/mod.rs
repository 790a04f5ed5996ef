//! Samples: Rust that calls the generated crate, for its pages, its README and its examples.
//!
//! Values come from the document's examples and defaults, else are made up by type; see `sample`.

mod call;
mod credential;
mod imports;
pub(crate) mod json;
mod layout;
mod model;
mod outcome;
mod program;
pub(crate) mod sample;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use outcome::{error_name, status};

use super::index::Index;
use crate::ir::{Api, Operation};

/// Where the client of an API stands for those who use the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The crate as code names it, such as `api_families`.
    pub(crate) library: String,
    /// The modules down to the client, such as `clients`, `formance`; none where the crate is of one API.
    pub(crate) modules: Vec<String>,
}

impl Place {
    /// A path in the API's module.
    pub(crate) fn path(&self, below: &[&str]) -> String {
        let mut parts = vec![self.library.as_str()];
        parts.extend(self.modules.iter().map(String::as_str));
        parts.extend(below);
        parts.join("::")
    }

    /// The path of the runtime.
    pub(crate) fn runtime(&self) -> String {
        format!("{}::runtime", self.library)
    }

    /// What the names of environment variables begin with.
    pub(crate) fn variable_prefix(&self) -> String {
        let name = self.modules.last().unwrap_or(&self.library);
        name.to_ascii_uppercase()
    }
}

/// Makes samples for one API.
pub(crate) struct Usage<'a> {
    pub(crate) api: &'a Api,
    pub(crate) index: &'a Index<'a>,
    pub(crate) place: &'a Place,
}

impl<'a> Usage<'a> {
    pub(crate) fn new(api: &'a Api, index: &'a Index<'a>, place: &'a Place) -> Self {
        Self { api, index, place }
    }

    /// A complete program that makes the call and handles its result and each documented error.
    pub(crate) fn operation(&self, operation: &Operation) -> String {
        program::operation(self, operation)
    }

    /// A complete program that walks all pages of an operation.
    pub(crate) fn pages(&self, operation: &Operation) -> String {
        program::pages(self, operation)
    }

    /// Clients with each further alternative of the credentials that an operation takes, a function each.
    pub(crate) fn alternatives(&self, operation: &Operation) -> Option<String> {
        credential::alternatives(self, operation)
    }

    /// A function that makes a client with the credential of one scheme; `None` where no method takes one.
    pub(crate) fn scheme(&self, scheme: usize) -> Option<String> {
        credential::scheme(self, scheme)
    }

    /// A program that makes several calls.
    pub(crate) fn example_program(&self) -> String {
        program::example(self)
    }

    /// The shortest useful program, for the docs of the crate.
    pub(crate) fn quick_start(&self) -> String {
        program::quick_start(self)
    }

    /// A program that reads a model from JSON and writes it back.
    pub(crate) fn round_trip(&self, name: &str, json: &str) -> String {
        program::round_trip(self, name, json)
    }

    /// The constructor of a model with the values of `json`, as a statement's right side.
    pub(crate) fn construct(
        &self,
        name: &crate::ir::TypeName,
        json: &serde_json::Value,
    ) -> Option<String> {
        program::construct(self, name, json)
    }
}
