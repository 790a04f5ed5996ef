//! Files into values: what is read, within which limits, and where everything stands.
//!
//! In goes a [`SpecInput`]; out comes a [`Source`]: the tree of the document, JSON or YAML, with the origin of every node,
//! and the files that references add to it. Nothing here knows what OpenAPI is, beyond telling that a text is none.

mod detect;
mod fault;
mod files;
mod limits;
mod load;
mod members;
mod number;
mod object;
mod offsets;
mod pointer;
mod read;
mod reference;
mod remote;
mod scalar;
mod scan_json;
mod scan_yaml;
#[cfg(test)]
mod tests;
mod value;

pub use files::Files;
pub use limits::{LimitError, Limits};
pub use load::{LoadError, ReadOptions, Source, SpecInput, load};
pub use number::Number;
pub use object::{Key, Object};
pub use pointer::Pointer;
pub(crate) use pointer::percent_decoded;
pub use reference::ReferenceFault;
pub use value::{Origin, Value, ValueKind};
