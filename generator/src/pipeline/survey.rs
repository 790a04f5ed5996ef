//! What each schema of a document became.

use super::{Error, Generator, on_known_stack};
use crate::analyze;
use crate::diagnostic::Sink;
use crate::ir::{Api, Type};
use crate::model::{Model, Pointer};

/// A document beside the types that it became.
#[derive(Debug)]
pub struct Survey {
    /// What was read, in the form of OpenAPI 3.0, with a pointer for every schema.
    pub model: Model,
    /// What was decided.
    pub api: Api,
    /// The type of every schema that a type was made of, by its place in the normalised document.
    pub schemas: Vec<(Pointer, Type)>,
}

impl Generator {
    /// Reads the documents and tells which type each schema became; for tools that check one against the other.
    ///
    /// # Errors
    ///
    /// When a document can't be opened. One that cannot be read at all is left out.
    pub fn survey(&self) -> Result<Vec<Survey>, Error> {
        on_known_stack(|| {
            let mut surveys = Vec::with_capacity(self.inputs.len());
            for input in &self.inputs {
                let Some(model) = self.model(&input.spec, &mut Sink::new())? else {
                    continue;
                };
                let (api, schemas) = analyze::survey(&model, &input.settings);
                surveys.push(Survey {
                    model,
                    api,
                    schemas,
                });
            }
            Ok(surveys)
        })?
    }
}
