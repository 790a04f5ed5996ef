//! JSON values of the document as expressions.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::code::text;

/// A value that is written where any `Serialize` goes: a literal where JSON's type has one, else JSON text.
pub(crate) fn constant(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(()),
        Value::Bool(value) => quote!(#value),
        Value::String(value) => {
            let value = text(value);
            quote!(#value)
        }
        Value::Number(value) => {
            let spelled = value.to_string();
            let literal: Option<proc_macro2::Literal> = spelled.parse().ok();
            match (literal, value.is_i64(), value.is_u64()) {
                (Some(literal), true, _)
                    if i32::try_from(value.as_i64().unwrap_or(i64::MAX)).is_ok() =>
                {
                    quote!(#literal)
                }
                (_, true, _) => suffixed(&format!("{spelled}i64")),
                (_, _, true) => suffixed(&format!("{spelled}u64")),
                _ => suffixed(&format!("{spelled}f64")),
            }
        }
        Value::Array(_) | Value::Object(_) => {
            let value = text(&value.to_string());
            quote!(serde_json::from_str::<Value>(#value).unwrap_or_default())
        }
    }
}

fn suffixed(spelled: &str) -> TokenStream {
    spelled.parse().unwrap_or_default()
}
