//! What all calls of a client share, and how it is set up.

mod build_error;
mod builder;
mod handle;

pub use self::build_error::BuildError;
pub use self::builder::Builder;
pub use self::handle::Handle;
pub(crate) use self::handle::{Shared, Timeouts};
