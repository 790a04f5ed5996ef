//! Where a redirect leads, and whether to follow it.

use http::{Method, header};
use url::Url;

use super::error::Answer;
use super::response::RefusedRedirect;
use super::server::{redacted, same_origin};

/// Which redirects are followed. Only GET and HEAD ever are, never from https to http, and never more than ten in a row.
///
/// A browser follows none, as it tells nobody where they lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedirectPolicy {
    hops: u32,
    other_origins: bool,
}

impl RedirectPolicy {
    /// Follows none.
    pub const fn none() -> Self {
        Self {
            hops: 0,
            other_origins: false,
        }
    }

    /// Follows at most this many in a row, within the same scheme, host and port. The default, with five.
    pub const fn same_origin(hops: u32) -> Self {
        Self {
            hops: bounded(hops),
            other_origins: false,
        }
    }

    /// Follows to other servers too, without credentials, cookies and any header but `Accept` and `User-Agent`.
    pub const fn any_origin(hops: u32) -> Self {
        Self {
            hops: bounded(hops),
            other_origins: true,
        }
    }

    /// Where to go on, or why not.
    pub(crate) fn next(self, method: &Method, from: &Url, answer: &Answer, hop: u32) -> Next {
        if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
            return Next::Here;
        }
        let location = answer
            .headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok());
        let Some(mut target) = location.and_then(|location| from.join(location).ok()) else {
            return Next::Refused(RefusedRedirect { location: None });
        };
        target.set_fragment(None);
        let allowed = hop < self.hops
            && (method == Method::GET || method == Method::HEAD)
            && target.username().is_empty()
            && target.password().is_none()
            && (same_origin(from, &target) || (self.other_origins && safe_leap(from, &target)));
        if allowed {
            Next::Follow(target)
        } else {
            Next::Refused(RefusedRedirect {
                location: Some(redacted(&target)),
            })
        }
    }
}

/// So many that only a loop has more.
const fn bounded(hops: u32) -> u32 {
    if hops > 10 { 10 } else { hops }
}

impl Default for RedirectPolicy {
    fn default() -> Self {
        Self::same_origin(5)
    }
}

/// What to do about a response.
pub(crate) enum Next {
    /// It is no redirect.
    Here,
    /// It is one to follow.
    Follow(Url),
    /// It is one that is not followed.
    Refused(RefusedRedirect),
}

fn safe_leap(from: &Url, target: &Url) -> bool {
    matches!(
        (from.scheme(), target.scheme()),
        ("http", "http" | "https") | ("https", "https")
    )
}
