//! Numbers as they are written in JSON, compared digit by digit: no format of a machine holds them all.
#![cfg(feature = "validate")]

use std::cmp::Ordering;

/// A number as its digits and the power of ten that they are multiplied with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExactNumber {
    negative: bool,
    /// Digits from 0 to 9, without zeros at either end; none for zero.
    digits: Vec<u8>,
    exponent: i64,
}

impl ExactNumber {
    /// Reads a number as JSON and Rust write it; nothing for what is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let mut exponent: i64 = exponent.parse().ok()?;
        let unsigned = number.strip_prefix('-').unwrap_or(number);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = whole.bytes().chain(fraction.bytes());
        let digits: Option<Vec<u8>> = digits
            .map(|byte| byte.is_ascii_digit().then(|| byte - b'0'))
            .collect();
        let mut digits = digits.filter(|digits| !digits.is_empty())?;
        exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        while digits.last() == Some(&0) {
            digits.pop();
            exponent = exponent.checked_add(1)?;
        }
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..zeros);
        Some(Self {
            negative: number.starts_with('-') && !digits.is_empty(),
            exponent: if digits.is_empty() { 0 } else { exponent },
            digits,
        })
    }

    /// Which of two numbers is the larger one.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match self.sign().cmp(&other.sign()) {
            Ordering::Equal if self.negative => other.size_order(self),
            Ordering::Equal => self.size_order(other),
            unequal => unequal,
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn size_order(&self, other: &Self) -> Ordering {
        // Digits without zeros in front are in the order of the numbers when they begin at the same power of ten.
        let begin = |number: &Self| {
            let length = i64::try_from(number.digits.len()).unwrap_or(i64::MAX);
            number.exponent.saturating_add(length)
        };
        begin(self)
            .cmp(&begin(other))
            .then_with(|| self.digits.cmp(&other.digits))
    }

    /// Whether it is a multiple of `factor`; nothing where `factor` is zero or has too many digits to say.
    pub(super) fn is_multiple_of(&self, factor: &Self) -> Option<bool> {
        let divisor = factor.digits.iter().try_fold(0_u64, |value, digit| {
            value.checked_mul(10)?.checked_add(u64::from(*digit))
        })?;
        if divisor == 0 {
            return None;
        }
        let zeros = self.exponent.checked_sub(factor.exponent)?;
        if self.digits.is_empty() {
            return Some(true);
        }
        // Its last digit stands behind the last one of every multiple.
        if zeros < 0 {
            return Some(false);
        }
        let divisor = u128::from(divisor);
        let mut rest = self
            .digits
            .iter()
            .fold(0, |rest, digit| (rest * 10 + u128::from(*digit)) % divisor);
        // Ten to the power of 64 has all the factors two and five that the divisor may have.
        for _ in 0..zeros.min(64) {
            rest = rest * 10 % divisor;
        }
        Some(rest == 0)
    }
}
