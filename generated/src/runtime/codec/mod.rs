//! Reading and writing models as JSON, without derived code.
//!
//! A model says what its members are ([`Structure`], [`TaggedUnion`], [`ShapedUnion`]); one visitor for each of the three
//! does the rest. Unknown members, absent against null, and missing members are handled here, once.

mod enumeration;
mod flattened;
mod maybe;
mod members;
mod shaped;
mod structure;
mod tagged;
mod undeclared;

#[allow(unused_imports, reason = "an API may have no enums")]
pub(crate) use self::enumeration::{integer_enum, json_enum, string_enum};
pub use self::flattened::Part;
pub use self::maybe::Maybe;
pub use self::members::Members;
pub use self::shaped::{JsonKind, Shape, ShapedUnion, deserialize_shaped};
#[allow(unused_imports, reason = "an API may have no unions, and no XML")]
pub(crate) use self::shaped::{candidates, shaped_unions};
#[allow(unused_imports, reason = "an API may have no structs")]
pub(crate) use self::structure::structures;
pub use self::structure::{Fields, Structure, deserialize_structure, serialize_structure};
#[allow(unused_imports, reason = "an API may have no unions")]
pub(crate) use self::tagged::tagged_unions;
pub use self::tagged::{TaggedUnion, deserialize_tagged, serialize_tagged};
pub use self::undeclared::Undeclared;
