//! Definitions of types. OpenAPI 3.1.1 §4.8.24.

use serde_json::Value;

use super::{
    Constraint, Documentation, FieldName, ModuleName, Rules, Type, TypeName, VariantName, Xml,
};

/// A type of `models`.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDefinition {
    /// Its name.
    pub name: TypeName,
    /// The file of `models` that it stands in when there are too many for one: that of its root, the component
    /// (`client_options`) or the operation (`list_applications`) that it is written in.
    pub module: ModuleName,
    /// JSON pointer of its schema in the document as it was read.
    pub pointer: String,
    /// Title, description, constraints, examples, deprecation.
    pub documentation: Documentation,
    /// Where values of it go.
    pub usage: Usage,
    /// Whether values can be compared for full equality and hashed: no floats, no free-form JSON.
    pub eq: bool,
    /// Whether it has a default: every part is optional.
    pub default: bool,
    /// What it is.
    pub kind: TypeKind,
}

/// Where values of a type go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Reached from a request.
    pub request: bool,
    /// Reached from a response.
    pub response: bool,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there are as many of them as types, and most are structs"
)]
pub enum TypeKind {
    /// A struct.
    Structure(Structure),
    /// An enum of literals.
    Enumeration(Enumeration),
    /// An enum of types.
    Union(Union),
    /// `pub type A = B;`
    Alias(Type),
}

/// A struct with public fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    /// Fields in document order.
    pub fields: Vec<Field>,
    /// Members that are always sent with the same value, and are no fields: `const`, and the discriminator's value.
    pub constants: Vec<Constant>,
    /// Unions (or further structs) whose members stand among those of the struct.
    pub flattened: Vec<Flattened>,
    /// Members that are not declared, where the document says what they are.
    pub additional: Option<Additional>,
    /// The field that keeps members of which the document says nothing; beside `additional`, those that are not of its
    /// type.
    pub undeclared: Option<FieldName>,
    /// Limits on how many members it has.
    pub limits: Vec<Constraint>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name, and that of its setter.
    pub name: FieldName,
    /// The property's name.
    pub wire_name: String,
    /// Its type, without the `Option` or `Maybe` that its presence adds.
    pub r#type: Type,
    /// Whether it may be missing or null.
    pub presence: Presence,
    /// Whether a request must have it, though a response may not: `new` asks for it.
    pub asked: bool,
    /// `readOnly`, `writeOnly`.
    pub access: Access,
    /// Whether its value is redacted in `Debug`.
    pub sensitive: bool,
    /// Limits on its value.
    pub rules: Rules,
    /// How it stands in XML, where the document says more than its name.
    pub xml: Option<Box<Xml>>,
    /// Title, description, constraints, default, examples, deprecation.
    pub documentation: Documentation,
}

/// Whether a member may be missing or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there: `T`.
    Required,
    /// Always there, may be null: `Option<T>`, written as null.
    Nullable,
    /// May be missing: `Option<T>`, left out when `None`.
    Optional,
    /// May be missing, may be null, and the two are told apart: `Maybe<T>`.
    OptionalNullable,
}

/// `readOnly` and `writeOnly`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// Neither.
    #[default]
    ReadWrite,
    /// Only in responses: not asked for in `new`.
    ReadOnly,
    /// Only in requests: may be missing in responses.
    WriteOnly,
}

/// A member with one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// The property's name.
    pub wire_name: String,
    /// The value, always written, ignored when read.
    pub value: Value,
    /// How it stands in XML, where the document says more than its name.
    pub xml: Option<Box<Xml>>,
    /// What the document says of it.
    pub documentation: Documentation,
}

/// A field whose members stand among those of the struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Flattened {
    /// Its name.
    pub name: FieldName,
    /// Its type: a union or a struct, `Option` when none of its parts is required.
    pub r#type: Type,
    /// Which of the members it is read from, where there are several such fields.
    pub members: FlattenedMembers,
    /// What the document says of it.
    pub documentation: Documentation,
}

/// The members that a flattened field is read from: none is kept by two fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FlattenedMembers {
    /// All that are not the struct's own.
    #[default]
    All,
    /// All but those that only other fields declare.
    Without(Vec<String>),
    /// Those that it declares.
    Only(Vec<String>),
}

/// `additionalProperties` beside declared ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Additional {
    /// The field that holds them.
    pub name: FieldName,
    /// The type of their values.
    pub r#type: Type,
    /// Limits on each of their values.
    pub rules: Rules,
    /// What the document says of them.
    pub documentation: Documentation,
}

/// An enum of literals, which keeps values that it does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The JSON type of its values.
    pub representation: EnumerationRepresentation,
    /// Its values in document order, null left out.
    pub values: Vec<EnumerationValue>,
}

/// The JSON type of an enum's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumerationRepresentation {
    /// Strings; others are kept as `Unknown(String)`.
    String,
    /// Integers; others are kept as `Unknown(i64)`.
    Integer,
    /// Numbers, or values of several types; others are kept as `Unknown(serde_json::Value)`.
    Json,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumerationValue {
    /// Its variant.
    pub name: VariantName,
    /// The value on the wire.
    pub value: Value,
    /// What the document says of it (`x-enum-descriptions`).
    pub documentation: Documentation,
}

/// An enum of types, which keeps values that fit none.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// How the variant is chosen.
    pub selection: Selection,
    /// Its variants in document order.
    pub variants: Vec<Variant>,
}

/// How the variant of a union is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// By the text of one member.
    Tag {
        /// The name of the member.
        wire_name: String,
    },
    /// By the shape of the value.
    Shape,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its name.
    pub name: VariantName,
    /// Its payload.
    pub r#type: Type,
    /// Limits on its payload.
    pub rules: Rules,
    /// The values of the tag that choose it; the first is written. Empty when chosen by shape.
    pub tags: Vec<String>,
    /// Whether it is what values with a missing or an unknown tag are. OpenAPI 3.2.0, Discriminator Object,
    /// `defaultMapping`.
    pub fallback: bool,
    /// What values of it look like, when chosen by shape.
    pub shape: Shape,
    /// What the document says of it.
    pub documentation: Documentation,
}

/// What values of a variant look like, as far as it tells them apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// JSON types that a value can have.
    pub kinds: Vec<JsonKind>,
    /// Members that must be there, in an object.
    pub required: Vec<String>,
    /// Members that are declared, in an object, required ones included.
    pub properties: Vec<String>,
    /// Members with one or a few possible values, in an object.
    pub constants: Vec<(String, Vec<Value>)>,
    /// Possible values, where they are listed.
    pub values: Vec<Value>,
    /// What texts look like, where all values are such texts.
    pub format: Option<TextFormat>,
    /// Whether members that are not declared are welcome.
    pub open: bool,
}

/// A format that tells a text from other texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFormat {
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `uuid`.
    Uuid,
    /// `byte`.
    Base64,
}

/// A JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// Text.
    String,
    /// A list.
    Array,
    /// Members with names.
    Object,
}
