//! What all calls of a client share, and how it is set up.

mod build_error;
mod builder;
mod environment;
mod handle;

pub use self::build_error::BuildError;
pub use self::builder::Builder;
pub use self::environment::environment;
pub use self::handle::Handle;
pub(crate) use self::handle::{Shared, Timeouts};
