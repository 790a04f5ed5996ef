//! Identifiers of the output, a type per kind so that they cannot be mixed up.
//!
//! Each holds text that is a valid Rust identifier of its kind; only `naming` makes them.

use std::fmt;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes text that `naming` has made valid for this kind; a raw identifier keeps its `r#`.
            pub(crate) fn new(identifier: impl Into<String>) -> Self {
                Self(identifier.into())
            }

            /// The identifier as it is written in code, `r#` included.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The identifier without `r#`, for prose and file names.
            pub fn plain(&self) -> &str {
                self.0.strip_prefix("r#").unwrap_or(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// `UpperCamelCase`, the name of a struct, enum or alias.
    TypeName;
    /// `UpperCamelCase`, the name of an enum's variant.
    VariantName;
    /// `snake_case`, the name of a struct's field and of its setter.
    FieldName;
    /// `snake_case`, the name of a method.
    MethodName;
    /// `snake_case`, the name of an argument.
    ArgumentName;
    /// `snake_case`, the name of a module and of its file: `[a-z0-9_]{1,64}`.
    ModuleName;
    /// `SCREAMING_SNAKE_CASE`, the name of a constant.
    ConstantName;
    /// `kebab-case`, the name of a crate.
    CrateName;
}
