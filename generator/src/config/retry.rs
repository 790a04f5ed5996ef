//! What a configuration says about calls that fail: `[retry]` and `idempotency-header`.

use std::ops::RangeInclusive;

use toml::Spanned;

use super::check::Checker;
use super::file::{RetryTable, Status};
use super::{Error, Retry};

/// A day, in milliseconds: longer is a slip of the pen.
const LONGEST: u64 = 86_400_000;

impl Checker<'_> {
    /// What is left out is as in a client for which nothing is said.
    pub(super) fn retry(&self, table: Option<RetryTable>) -> Result<Option<Retry>, Error> {
        let Some(table) = table else {
            return Ok(None);
        };
        let statuses = match table.statuses {
            Some(statuses) => statuses
                .iter()
                .map(|status| self.statuses(status))
                .collect::<Result<_, _>>()?,
            None => vec![(408, 408), (425, 425), (429, 429), (500, 500), (502, 504)],
        };
        let exponent = match table.exponent {
            Some(exponent) if !(1.0..=10.0).contains(exponent.get_ref()) => {
                let message = "`exponent` is not between 1 and 10";
                return Err(self.fault(exponent.span(), message));
            }
            exponent => exponent.map_or(2.0, Spanned::into_inner),
        };
        Ok(Some(Retry {
            initial_interval: self.time(table.initial_interval, 500)?,
            max_interval: self.time(table.max_interval, 20_000)?,
            max_elapsed: self.time(table.max_elapsed, 120_000)?,
            exponent,
            statuses,
            connection_errors: table.connection_errors.unwrap_or(true),
        }))
    }

    fn time(&self, value: Option<Spanned<u64>>, default: u64) -> Result<u64, Error> {
        match value {
            Some(value) if *value.get_ref() > LONGEST => {
                let message = "this is longer than a day; times are in milliseconds";
                Err(self.fault(value.span(), message))
            }
            value => Ok(value.map_or(default, Spanned::into_inner)),
        }
    }

    fn statuses(&self, status: &Spanned<Status>) -> Result<(u16, u16), Error> {
        let known: RangeInclusive<u16> = 100..=599;
        match status.get_ref() {
            Status::Exact(code) if known.contains(code) => Ok((*code, *code)),
            Status::Class(class) => match class.to_ascii_uppercase().as_str() {
                "4XX" => Ok((400, 499)),
                "5XX" => Ok((500, 599)),
                _ => Err(self.fault(status.span(), format!("`{class}` is neither 4XX nor 5XX"))),
            },
            Status::Exact(code) => Err(self.fault(status.span(), format!("`{code}` is no status"))),
        }
    }

    /// The name of a header that a client may set.
    pub(super) fn header(&self, name: Option<Spanned<String>>) -> Result<Option<String>, Error> {
        let Some(name) = name else {
            return Ok(None);
        };
        let text = name.get_ref();
        let fits = text.to_ascii_lowercase().contains("idempot")
            && text.len() <= 64
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if fits {
            Ok(Some(name.into_inner()))
        } else {
            let message = format!("`{text}` is no header such as `Idempotency-Key`");
            Err(self.fault(name.span(), message))
        }
    }
}
