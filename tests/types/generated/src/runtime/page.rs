//! Results that come in pages: as a stream of items, or of pages.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use http::HeaderMap;
use serde_json::Value;

use super::call::received;
use super::{Call, CallError, Error, ErrorKind, Operation, RequestWriter, Response};

/// An operation whose results come in pages.
pub trait Paged: Operation + Clone {
    /// What the pages hold.
    type Item: Send + 'static;

    /// The items of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;

    /// The inputs for the next page, from what this one says; `None` after the last.
    fn next(&self, page: &PageInfo<'_>) -> Option<Self>;

    /// The address of the next page, where the pages link to each other; `None` after the last.
    fn link(&self, page: &PageInfo<'_>) -> Option<String> {
        let _ = page;
        None
    }
}

/// What a page says about itself.
pub struct PageInfo<'a> {
    response: &'a Response,
    body: OnceCell<Value>,
    len: usize,
    seen: usize,
}

impl PageInfo<'_> {
    /// How many items the page has.
    #[allow(clippy::len_without_is_empty, reason = "it is no collection")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has fewer items than a number that a document does not call whole.
    pub fn is_shorter_than(&self, limit: f64) -> bool {
        u32::try_from(self.len).is_ok_and(|len| f64::from(len) < limit)
    }

    /// The whole number that is `step` further; `None` where `current` is not whole, or too large to be counted up.
    ///
    /// Many documents give the number of a page the type `number`, which has fractions.
    pub fn count_on(current: f64, step: usize) -> Option<f64> {
        /// From here on, some whole numbers are missing.
        const SPARSE: f64 = 9_007_199_254_740_992.0;
        let next = current + f64::from(u32::try_from(step).ok()?);
        (current.fract() == 0.0 && next.abs() < SPARSE).then_some(next)
    }

    /// How many items came so far, those of this page included.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// The body; null when it is not JSON.
    pub fn body(&self) -> &Value {
        self.body
            .get_or_init(|| serde_json::from_slice(self.response.body()).unwrap_or_default())
    }

    /// The text or number at a JSON pointer; `None` when it is missing, null or empty.
    pub fn text(&self, pointer: &str) -> Option<String> {
        match self.body().pointer(pointer)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The number in a header.
    pub fn header(&self, name: &str) -> Option<u64> {
        self.headers().get(name)?.to_str().ok()?.trim().parse().ok()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The address of the next page in the headers `Link`. RFC 8288 §3.
    pub fn next_link(&self) -> Option<String> {
        let links = self.headers().get_all(http::header::LINK).into_iter();
        links
            .filter_map(|links| links.to_str().ok())
            .find_map(next_of)
    }
}

/// The target of the link for the next page, in a list of links.
fn next_of(links: &str) -> Option<String> {
    let mut rest = links;
    while let Some((_, link)) = rest.split_once('<') {
        let (target, after) = link.split_once('>')?;
        // A comma within quotes ends no link.
        let mut quoted = false;
        let end = after.find(|c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        });
        let (parameters, others) = after.split_at(end.unwrap_or(after.len()));
        let is_next = parameters
            .split(';')
            .filter_map(|parameter| parameter.split_once('='))
            .filter(|(name, _)| name.trim().eq_ignore_ascii_case("rel"))
            .flat_map(|(_, relations)| relations.trim().trim_matches('"').split_whitespace())
            .any(|relation| relation.eq_ignore_ascii_case("next"));
        if is_next {
            return Some(target.to_owned());
        }
        rest = others;
    }
    None
}

impl<O: Paged> Call<O> {
    /// The items of all pages. A page is only fetched when the items before it are taken.
    ///
    /// The stream ends after the last page, or after an error.
    pub fn stream(self) -> ItemStream<O> {
        ItemStream {
            pages: self.pages(),
            items: Vec::new().into_iter(),
        }
    }

    /// The pages, each as the list of its items.
    pub fn pages(self) -> PageStream<O> {
        PageStream {
            state: State::Ready(Box::new(Walk {
                call: self,
                seen: 0,
                visited: BTreeSet::new(),
            })),
            left: None,
        }
    }
}

type Page<O> = Result<Vec<<O as Paged>::Item>, Error<<O as Operation>::Error>>;
type Step<O> = Pin<Box<dyn Future<Output = (Page<O>, Option<Box<Walk<O>>>)> + Send>>;

/// The way through the pages.
struct Walk<O> {
    call: Call<O>,
    seen: usize,
    /// Hashes of the requests that were sent.
    visited: BTreeSet<u64>,
}

enum State<O: Paged> {
    Ready(Box<Walk<O>>),
    Waiting(Step<O>),
    Done,
}

/// The pages of a call. Made by [`Call::pages`].
#[must_use = "pages are only fetched when they are taken"]
pub struct PageStream<O: Paged> {
    state: State<O>,
    left: Option<usize>,
}

impl<O: Paged> PageStream<O> {
    /// Ends after this many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.left = Some(pages);
        self
    }
}

impl<O: Paged> Stream for PageStream<O> {
    type Item = Page<O>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Ready(_) if this.left == Some(0) => return Poll::Ready(None),
                State::Ready(walk) => {
                    this.left = this.left.map(|left| left.saturating_sub(1));
                    this.state = State::Waiting(Box::pin(walk.step()));
                }
                State::Waiting(mut step) => match step.as_mut().poll(context) {
                    Poll::Pending => {
                        this.state = State::Waiting(step);
                        return Poll::Pending;
                    }
                    Poll::Ready((page, rest)) => {
                        this.state = rest.map_or(State::Done, State::Ready);
                        return Poll::Ready(Some(page));
                    }
                },
            }
        }
    }
}

/// The items of a call's pages. Made by [`Call::stream`].
#[must_use = "pages are only fetched when their items are taken"]
pub struct ItemStream<O: Paged> {
    pages: PageStream<O>,
    items: std::vec::IntoIter<O::Item>,
}

impl<O: Paged> ItemStream<O> {
    /// Ends after this many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }
}

impl<O: Paged> Unpin for ItemStream<O> {}

impl<O: Paged> Unpin for PageStream<O> {}

impl<O: Paged> Stream for ItemStream<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match Pin::new(&mut this.pages).poll_next(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(items))) => this.items = items.into_iter(),
            }
        }
    }
}

impl<O: Paged> Walk<O> {
    /// Fetches one page, and says how to go on.
    async fn step(mut self: Box<Self>) -> (Page<O>, Option<Box<Self>>) {
        if !self.visited.insert(self.request_hash()) {
            return (
                Err(CallError::new(O::METADATA.id, ErrorKind::PaginationLoop).into()),
                None,
            );
        }
        let (output, response) = match received::<O>(self.call.clone().dispatch().await) {
            Ok(page) => page,
            Err(error) => return (Err(error), None),
        };
        let items = O::items(output);
        self.seen = self.seen.saturating_add(items.len());
        let page = PageInfo {
            response: &response,
            body: OnceCell::new(),
            len: items.len(),
            seen: self.seen,
        };
        let next = self.call.operation.next(&page);
        let link = self.call.operation.link(&page);
        match (next, link) {
            (None, None) => (Ok(items), None),
            (None, Some(link)) => {
                self.call.options.link = Some(link);
                (Ok(items), Some(self))
            }
            (Some(next), _) => {
                self.call.operation = next;
                (Ok(items), Some(self))
            }
        }
    }

    /// Two requests that are alike bring the same page again, and again.
    fn request_hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let mut writer = RequestWriter::new(&self.call.handle.shared().globals);
        let encoded = self
            .call
            .operation
            .encode(&mut writer)
            .and_then(|()| writer.finish());
        if let Ok(request) = encoded {
            request.target.hash(&mut hasher);
            request.body.hash(&mut hasher);
        }
        self.call.options.link.hash(&mut hasher);
        hasher.finish()
    }
}
