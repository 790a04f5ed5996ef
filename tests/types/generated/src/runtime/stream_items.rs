//! What streams of items have in common: whether the response is one at all.

use bytes::Bytes;

use super::response::essence;
use super::stream::Origin;
use super::{DecodeError, DecodeReason};

impl Origin {
    /// The error for a stream of another media type, which began like this.
    pub(crate) fn foreign(&self, start: &Bytes) -> DecodeError {
        let content_type = self.content_type();
        let message = format!(
            "its content type is `{}`, not that of the stream",
            content_type.unwrap_or_default()
        );
        DecodeError::new(DecodeReason::ContentType, message, content_type, start)
    }

    /// Whether the response is of none of these media types, nor of one that servers send that forget to say.
    pub(crate) fn is_foreign(&self, expected: &[&str]) -> bool {
        let essence = essence(self.content_type().unwrap_or_default());
        let unsaid = matches!(
            essence.as_str(),
            "" | "text/plain" | "application/octet-stream"
        );
        !unsaid && !expected.contains(&essence.as_str())
    }
}
