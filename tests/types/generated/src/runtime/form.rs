//! Bodies of `application/x-www-form-urlencoded`. OpenAPI 3.1.1 §4.8.14.4.

use serde::Serialize;
use serde_json::Value;

use super::request::to_value;
use super::style::{self, Explode, Pair, QueryStyle, Reserved};
use super::{InvalidArgument, RequestWriter, percent};

/// How a member of a form is written, where it is not `form`, exploded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormRule {
    /// The member.
    pub name: &'static str,
    /// How it is written.
    pub encoding: FormEncoding,
}

/// How a member of a form is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormEncoding {
    /// By style.
    Style {
        /// `style`.
        style: QueryStyle,
        /// `explode`.
        explode: Explode,
        /// `allowReserved`.
        reserved: Reserved,
    },
    /// As JSON.
    Json,
}

impl RequestWriter<'_> {
    /// Sets a body of names and values; a value that is null sends none.
    ///
    /// Lists repeat their name, objects within the form are written as JSON, where no rule says otherwise.
    ///
    /// # Errors
    /// The value cannot be written as text.
    pub fn form(
        &mut self,
        media_type: &str,
        value: &(impl Serialize + ?Sized),
        rules: &[FormRule],
    ) -> Result<(), InvalidArgument> {
        match to_value("body", value)? {
            Value::Null => Ok(()),
            value => self.set_body(media_type, encode(&value, rules).into()),
        }
    }
}

/// The members of an object as names and values.
pub(crate) fn encode(value: &Value, rules: &[FormRule]) -> String {
    let mut output = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        let rule = rules
            .iter()
            .find(|rule| rule.name == name)
            .map(|rule| rule.encoding);
        let (pairs, reserved) = match (rule, value) {
            (
                Some(FormEncoding::Style {
                    style,
                    explode,
                    reserved,
                }),
                _,
            ) => (style::pairs(name, value, style, explode), reserved),
            (_, Value::Null) => continue,
            (None, Value::Array(_)) => (
                style::pairs(name, value, QueryStyle::Form, Explode::Yes),
                Reserved::Encoded,
            ),
            (Some(FormEncoding::Json), value) => (
                vec![Pair::single(name, value.to_string())],
                Reserved::Encoded,
            ),
            (None, value) => (
                vec![Pair::single(name, style::scalar(value).unwrap_or_default())],
                Reserved::Encoded,
            ),
        };
        let encode = match reserved {
            Reserved::Encoded => percent::form,
            Reserved::Allowed => percent::reserved,
        };
        for pair in pairs {
            pair.write(&mut output, "&", percent::form, encode);
        }
    }
    output
}
