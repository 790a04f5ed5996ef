//! Prose and examples of the document, as data: nothing here has been made safe for Rust or Markdown yet.

use serde_json::Value;

/// What a document says about one of its parts, in the order in which it is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Documentation {
    /// `title` of a schema.
    pub title: Option<String>,
    /// `summary` of an operation: one line.
    pub summary: Option<String>,
    /// `description`, `CommonMark` as the document has it.
    pub description: Option<String>,
    /// What values are allowed, the lower limit before the upper one.
    pub constraints: Vec<Constraint>,
    /// `default`, never sent unless set.
    pub default: Option<Value>,
    /// Examples, the best first.
    pub examples: Vec<Example>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// A link to more.
    pub external: Option<ExternalDocumentation>,
}

/// `externalDocs`: a link to more about a part of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalDocumentation {
    /// What is found there.
    pub description: Option<String>,
    /// The address, unchecked.
    pub url: String,
}

/// An example value, from `example` or `examples`.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The key in `examples`, if it had one.
    pub name: Option<String>,
    /// `summary` of the example.
    pub summary: Option<String>,
    /// The value, as JSON.
    pub value: Value,
}

/// A limit on the values of a schema, said in words by `render`.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// `minimum` or `exclusiveMinimum`.
    Minimum {
        /// The number, as the document writes it.
        value: String,
        /// Whether the number itself is excluded.
        exclusive: bool,
    },
    /// `maximum` or `exclusiveMaximum`.
    Maximum {
        /// The number, as the document writes it.
        value: String,
        /// Whether the number itself is excluded.
        exclusive: bool,
    },
    /// `multipleOf`.
    MultipleOf(String),
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`, never compiled by us.
    Pattern(String),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems: true`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `format` without a Rust type of its own, as text.
    Format(String),
}
