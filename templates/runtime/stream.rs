//! What all responses have in common that are read as they come.

use std::sync::PoisonError;

use http::{HeaderMap, header};

use super::error::Answer;
use super::response::Rest;
use super::{CallError, DecodeError, DecodeReason, ErrorKind, Response};

/// Where a stream comes from, for its errors.
pub(crate) struct Origin {
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    pub(crate) answer: Answer,
}

impl Origin {
    pub(crate) fn failed(&self, kind: impl Into<ErrorKind>) -> CallError {
        let error = CallError::new(self.operation, kind).tried(self.attempts, true);
        error.answered(self.answer.clone())
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        content_type(&self.answer.headers)
    }
}

impl Response {
    /// The body that is left unread, once.
    pub(crate) fn take_rest(&self) -> Result<(Rest, Origin), DecodeError> {
        self.refuse_encoding()?;
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(rest) = rest.take() else {
            let message = "it was read already".to_owned();
            let content_type = self.content_type();
            return Err(DecodeError::new(
                DecodeReason::Data,
                message,
                content_type,
                self.body(),
            ));
        };
        let origin = Origin {
            operation: rest.operation,
            attempts: self.attempts,
            answer: self.answer.clone(),
        };
        Ok((*rest, origin))
    }
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE)?.to_str().ok()
}
