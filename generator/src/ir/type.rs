//! The use of a type, as against its definition.

use super::TypeName;

/// A Rust type as it is written in a field, an argument or a result.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `()`: no body.
    Unit,
    /// `bool`.
    Boolean,
    /// `i32`: `integer` with `format: int32`.
    I32,
    /// `i64`: `integer` without a format or with `int64`.
    I64,
    /// `u32`: `uint32`.
    U32,
    /// `u64`: `uint64`.
    U64,
    /// `i128`: an integer whose bounds 64 bits do not hold.
    I128,
    /// `f64`: `number`.
    F64,
    /// `serde_json::Number`: a number whose text matters.
    Number,
    /// The runtime's `Decimal` over `rust_decimal::Decimal`: a number, where the user wants one.
    Decimal,
    /// `String`.
    String,
    /// `url::Url`: `format: uri`, where the user wants one.
    Url,
    /// `secrecy::SecretString` behind the runtime's `Secret`: `format: password`.
    Secret,
    /// The runtime's `DateTime`: `format: date-time`, keeps offset and text.
    DateTime,
    /// The runtime's `Date`: `format: date`.
    Date,
    /// The runtime's `Uuid`: `format: uuid`.
    Uuid,
    /// The runtime's `Base64`: `format: byte`.
    Base64,
    /// `bytes::Bytes`: `format: binary`, the whole body.
    Bytes,
    /// The runtime's `UploadBody`: bytes to send that need not be in memory, the body of a request.
    UploadBody,
    /// The runtime's `ByteStream`: bytes that are read as they are wanted, the body of a success.
    ByteStream,
    /// The runtime's `Event`: a server-sent event as it is.
    Event,
    /// The runtime's `EventStream<T>`: server-sent events as they come, the body of a success.
    EventStream(Box<Type>),
    /// The runtime's `JsonLines<T>`: values of JSON as they come, the body of a success.
    JsonLines(Box<Type>),
    /// The runtime's `FilePart`: `format: binary` within a multipart body.
    File,
    /// `serde_json::Value`: any JSON.
    Json,
    /// `serde_json::Map<String, Value>`: any JSON object.
    JsonObject,
    /// `serde_json::Value` that is always null.
    Null,
    /// A type of `models`.
    Named(TypeName),
    /// `Vec<T>`.
    Array(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// `Option<T>`: the value may be null.
    Nullable(Box<Type>),
    /// `Box<T>`: the edge that breaks a cycle.
    Boxed(Box<Type>),
    /// `(A, B)`: `prefixItems` (JSON Schema 2020-12, Core §10.3.1.1).
    Tuple(Vec<Type>),
}

impl Type {
    /// Whether values of it are read as they come, after the call gave them.
    pub fn is_streamed(&self) -> bool {
        matches!(
            self,
            Self::ByteStream | Self::EventStream(_) | Self::JsonLines(_)
        )
    }
}
