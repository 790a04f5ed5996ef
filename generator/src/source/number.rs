//! Numbers of a document, exact.

use std::fmt;

/// A number as JSON writes it, digit for digit, of any size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Takes a number as JSON or the core schema of YAML 1.2 writes it, and brings it into JSON's form.
    ///
    /// Nothing comes of what is no finite number. YAML 1.2.2 §10.3.2.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(digits) = text.strip_prefix("0x") {
            return u128::from_str_radix(digits, 16)
                .ok()
                .map(|value| Self(value.to_string()));
        }
        if let Some(digits) = text.strip_prefix("0o") {
            return u128::from_str_radix(digits, 8)
                .ok()
                .map(|value| Self(value.to_string()));
        }
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (rest, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole)
            || !fraction.is_none_or(digits)
            || (whole.is_empty() && fraction.is_none_or(str::is_empty))
        {
            return None;
        }
        let mut json = String::from(sign);
        let significant = whole.trim_start_matches('0');
        json.push_str(if significant.is_empty() {
            "0"
        } else {
            significant
        });
        if let Some(fraction) = fraction {
            json.push('.');
            json.push_str(if fraction.is_empty() { "0" } else { fraction });
        }
        if let Some(exponent) = exponent {
            let plain = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if plain.is_empty() || !digits(plain) {
                return None;
            }
            json.push('e');
            json.push_str(exponent);
        }
        Some(Self(json))
    }

    /// The number as JSON writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is written without fraction and exponent, or its fraction is zero.
    pub fn is_integer(&self) -> bool {
        self.integer_text().is_some()
    }

    /// The digits of an integer, without a fraction that is zero.
    pub fn integer_text(&self) -> Option<&str> {
        if self.0.contains('e') {
            return None;
        }
        match self.0.split_once('.') {
            None => Some(&self.0),
            Some((whole, fraction)) => fraction.bytes().all(|byte| byte == b'0').then_some(whole),
        }
    }

    /// The number, if it is an integer that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.integer_text()?.parse().ok()
    }

    /// The number, if it is an integer that fits and is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        self.integer_text()?.parse().ok()
    }

    /// The nearest number that 64 bits of floating point hold; nothing for what is out of their range.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The same as JSON: exact where 64 bits hold it, else the nearest floating point number, else its text.
    pub fn to_json(&self) -> serde_json::Value {
        let exact = if self.0.contains(['.', 'e']) {
            None
        } else {
            let signed = self.0.parse::<i64>().ok().map(serde_json::Number::from);
            signed.or_else(|| self.0.parse::<u64>().ok().map(serde_json::Number::from))
        };
        exact
            .or_else(|| self.as_f64().and_then(serde_json::Number::from_f64))
            .map_or_else(
                || serde_json::Value::String(self.0.clone()),
                serde_json::Value::Number,
            )
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn every_form_of_the_core_schema_becomes_json() {
        let cases = [
            ("0", Some("0")),
            ("017", Some("17")),
            ("+5", Some("5")),
            ("-0", Some("-0")),
            ("0x1F", Some("31")),
            ("0o17", Some("15")),
            (".5", Some("0.5")),
            ("5.", Some("5.0")),
            ("1.10", Some("1.10")),
            ("1e400", Some("1e400")),
            ("-1.5E+3", Some("-1.5e+3")),
            (
                "340282366920938463463374607431768211456",
                Some("340282366920938463463374607431768211456"),
            ),
            ("", None),
            ("-", None),
            (".", None),
            ("1_000", None),
            ("1e", None),
            ("12:30:45", None),
            (".nan", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                Number::parse(text).as_ref().map(Number::as_str),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn integers_beyond_64_bits_stay_exact() {
        let number = Number::parse("18446744073709551616").unwrap();
        assert!(number.is_integer());
        assert_eq!(number.as_u64(), None);
        assert_eq!(number.to_string(), "18446744073709551616");
    }
}
