//! The kinds of faults. A code is named for the fault, and never renamed or reused.

use std::fmt;

use super::Severity;

/// Declares the codes; one line of documentation, one line of name and severity each.
macro_rules! codes {
    ($( $(#[doc = $line:literal])+ $variant:ident = $name:literal, $severity:ident; )+) => {
        /// The kind of a fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $( $(#[doc = $line])+ $variant, )+
        }

        impl Code {
            /// Every code, by name within each stage.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The name, as users see it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $name, )+
                }
            }

            /// How bad a fault of this kind is.
            pub fn severity(self) -> Severity {
                match self {
                    $( Self::$variant => Severity::$severity, )+
                }
            }

            /// What `explanations/` says of the code.
            pub(super) fn text(self) -> &'static str {
                match self {
                    $( Self::$variant => include_str!(concat!("../../explanations/", $name, ".md")), )+
                }
            }

            /// What the code means, in a few sentences.
            pub fn documentation(self) -> &'static str {
                match self {
                    $( Self::$variant => concat!($( $line, "\n" ),+), )+
                }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text, which JSON and YAML documents have to be.
    NotUtf8 = "not-utf8", Error;
    /// The text is neither JSON nor YAML: the reader says what it met where it expected something else.
    SyntaxError = "syntax-error", Error;
    /// A key stands twice in one object, so that one of its values would be lost.
    DuplicateKey = "duplicate-key", Error;
    /// A key of an object is itself an object or a list.
    KeyNotScalar = "key-not-scalar", Error;
    /// A YAML tag gives a value a type that JSON does not have.
    UnsupportedTag = "unsupported-tag", Error;
    /// A YAML file holds more than one document.
    MultipleDocuments = "multiple-documents", Error;
    /// A YAML alias names no anchor, or an anchor that holds the alias itself.
    UnknownAlias = "unknown-alias", Error;
    /// A merge key (`<<`) merges something else than objects.
    InvalidMergeKey = "invalid-merge-key", Error;
    /// A YAML value, such as `.nan` or `.inf`, has no form in JSON.
    NotJson = "not-json", Error;
    /// Objects and lists are nested deeper than the limit `depth`.
    NestingTooDeep = "nesting-too-deep", Error;
    /// A document has more values than the limit `nodes`.
    TooManyNodes = "too-many-nodes", Error;
    /// YAML aliases stand for far more values than the text has, beyond the limit `aliases`.
    AliasExpansionTooLarge = "alias-expansion-too-large", Error;
    /// A file is larger than the limit `size`, or all files together than the limit `total-size`.
    FileTooLarge = "file-too-large", Error;
    /// A document refers to more files than the limit `files`.
    TooManyFiles = "too-many-files", Error;
    /// What was given is no OpenAPI document: it has neither `openapi` nor `swagger` with a version that exists.
    NotOpenapi = "not-openapi", Error;
    /// A `$ref` points to nothing.
    UnresolvedReference = "unresolved-reference", Error;
    /// References lead back to where they began, without a value between.
    ReferenceCycle = "reference-cycle", Error;
    /// A chain of references is longer than the limit `refs`.
    ReferenceChainTooLong = "reference-chain-too-long", Error;
    /// A `$ref` points to an address on the network, which is read with `--allow-remote` only.
    RemoteReference = "remote-reference", Error;
    /// A `$ref` points to a file outside the folder of the document, which is read with `--allow-outside-root` only.
    ReferenceOutsideRoot = "reference-outside-root", Error;
    /// A `$ref` points to something that is no regular file.
    ReferenceNotAFile = "reference-not-a-file", Error;
    /// Keys beside a `$ref` that OpenAPI 3.0 says to ignore.
    IgnoredReferenceSibling = "ignored-reference-sibling", Note;
    /// A known key has a value of the wrong JSON type; the key is left out.
    WrongType = "wrong-type", Error;
    /// A value has the wrong JSON type, but one clear meaning: a number where a text belongs, a text that says `true`.
    CoercedType = "coerced-type", Warning;
    /// A key that the specification asks for is missing, and nothing can stand for it.
    MissingField = "missing-field", Error;
    /// A key that the specification asks for is missing; a default stands for it.
    MissingFieldFilled = "missing-field-filled", Warning;
    /// A known key has a value that is not among those that the specification lists.
    UnknownValue = "unknown-value", Warning;
    /// `required` in a property says whether it is required; only a list of names beside `properties` does that.
    MisplacedRequired = "misplaced-required", Warning;
    /// A response key is neither a status (`200`), nor a range (`4XX`), nor `default`.
    InvalidStatus = "invalid-status", Warning;
    /// A path does not begin with a single slash, or has a brace that does not match or name a parameter.
    MalformedPath = "malformed-path", Error;
    /// A path holds a fragment (`#…`), which is never sent: the call goes to the path before it.
    PathFragment = "path-fragment", Warning;
    /// A path holds a query (`?name=value`); its pairs are sent with every call.
    PathQuery = "path-query", Warning;
    /// Two paths differ only in the names of their parameters, so that a server can't tell them apart.
    AmbiguousPath = "ambiguous-path", Warning;
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id", Warning;
    /// Two parameters of one operation have the same name and place.
    DuplicateParameter = "duplicate-parameter", Warning;
    /// A path parameter is used in the path, but not declared.
    UndeclaredPathParameter = "undeclared-path-parameter", Warning;
    /// A path parameter is declared, but not used in the path.
    UnusedPathParameter = "unused-path-parameter", Warning;
    /// A value of `enum`, `const` or `default` is not of the type that its schema names.
    MismatchedValue = "mismatched-value", Warning;
    /// A `discriminator` maps a value to a schema that does not exist.
    UnresolvedMapping = "unresolved-mapping", Warning;
    /// A part of the document has no place in the SDK and is left out.
    UnsupportedFeature = "unsupported-feature", Warning;
    /// A security requirement names a scheme that `components.securitySchemes` does not have.
    UnknownSecurityScheme = "unknown-security-scheme", Warning;
    /// Schemas that have to hold together (`allOf`) name types that exclude each other; the later one is taken.
    ConflictingSchemas = "conflicting-schemas", Warning;
    /// A server has an address relative to where the document was found, which the document does not say.
    RelativeServer = "relative-server", Warning;
    /// A server has an address that no call can be sent to: not of http or https, or with a user, query or fragment.
    InvalidServer = "invalid-server", Warning;
    /// A variable is used in the address of a server, but not declared.
    UndeclaredServerVariable = "undeclared-server-variable", Warning;
    /// A header that frames or routes a message is declared as a parameter; it belongs to the HTTP client.
    ForbiddenHeader = "forbidden-header", Warning;
    /// The name of a header or cookie has characters that can't be sent in one.
    InvalidHeaderName = "invalid-header-name", Error;
    /// A key of `content` is no media type.
    InvalidMediaType = "invalid-media-type", Warning;
    /// A token URL is not of https, so that client secrets would be sent in the open.
    InsecureTokenUrl = "insecure-token-url", Warning;
    /// The variants of a union cannot be told apart.
    AmbiguousUnion = "ambiguous-union", Warning;
    /// `info.version` is no semantic version, so that a crate can't have it; the crate gets `0.1.0`.
    InvalidVersion = "invalid-version", Warning;
    /// A part of the document was refused in its present form; this is a fault of ours, and worth a report.
    InternalError = "internal-error", Error;
}

impl Code {
    /// The code of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// The code whose name is nearest to a text, if one is near.
    pub fn nearest(name: &str) -> Option<Self> {
        super::nearest(name, Self::ALL.iter().map(|code| code.as_str())).and_then(Self::find)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.chars()
                    .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit()),
                "{name}"
            );
            assert_eq!(Code::find(name).map(Code::as_str), Some(name));
        }
    }
}
