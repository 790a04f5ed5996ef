//! Sources that are read with `async` functions, polled as streams are.

use std::pin::Pin;
use std::task::{Context, Poll};

type Step<S, T> = Pin<Box<dyn Future<Output = (S, T)> + Send>>;

/// A source between two reads, or within one.
pub(crate) enum Polled<S, T> {
    /// At rest.
    Ready(S),
    /// Being read.
    Reading(Step<S, T>),
    /// Read to its end, or given up.
    Done,
}

impl<S, T> Polled<S, T> {
    /// Polls the read that is under way, or the one that `read` starts; [`None`] once it is done.
    pub(crate) fn poll<F>(
        &mut self,
        context: &mut Context<'_>,
        read: impl FnOnce(S) -> F,
    ) -> Poll<Option<T>>
    where
        F: Future<Output = (S, T)> + Send + 'static,
    {
        let mut step: Step<S, T> = match std::mem::replace(self, Self::Done) {
            Self::Ready(source) => Box::pin(read(source)),
            Self::Reading(step) => step,
            Self::Done => return Poll::Ready(None),
        };
        match step.as_mut().poll(context) {
            Poll::Pending => {
                *self = Self::Reading(step);
                Poll::Pending
            }
            Poll::Ready((source, value)) => {
                *self = Self::Ready(source);
                Poll::Ready(Some(value))
            }
        }
    }

    /// Lets go of the source.
    pub(crate) fn end(&mut self) {
        *self = Self::Done;
    }
}
