//! Names that a kind may not use, since the prelude, the runtime or generated code need them.

/// Types and traits of the prelude, and what models name without a path. `Secret` is not among them: it is taken only where
/// a model has one.
pub(super) const TYPES: &[&str] = &[
    "AsMut", "AsRef", "Base64", "BTreeMap", "Box", "Bytes", "Clone", "Copy", "Date", "DateTime", "Debug", "Default",
    "Deserialize", "Display", "DoubleEndedIterator", "Drop", "Eq", "Err", "Error", "ExactSizeIterator", "Extend",
    "FilePart", "Fn", "FnMut", "FnOnce", "From", "FromIterator", "FromStr", "Future", "Hash", "Into", "IntoFuture",
    "IntoIterator", "Iterator", "Map", "Maybe", "None", "Number", "Ok", "Option", "Ord", "PartialEq", "PartialOrd",
    "Result", "Self", "Send", "Serialize", "Sized", "Some", "String", "Structure", "Sync", "ToOwned", "ToString",
    "TryFrom", "TryInto", "Unpin", "Uuid", "Value", "Vec",
];

/// Variants that each enum has of its own accord, or that are no variants.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Methods that a setter of the same name would hide.
pub(super) const FIELDS: &[&str] = &["clone", "default", "fmt", "into", "new", "to_owned", "to_string"];

/// Modules that cargo or the compiler take for something else, or that Windows keeps for devices.
pub(super) const MODULES: &[&str] = &[
    "alloc", "aux", "build", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "core",
    "lib", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "main", "nul", "prn", "proc_macro",
    "std", "test",
];
