//! Retries that the document asks for: `x-speakeasy-retries`.

use indexmap::IndexMap;
use serde_json::Value;

use super::status;
use crate::config::Retry;
use crate::ir::{RetryPolicy, StatusRange};

/// The longest time that is taken from a document, in milliseconds: a day.
const LONGEST: u64 = 86_400_000;

/// No retries.
const NEVER: RetryPolicy = RetryPolicy {
    initial_interval: 0,
    max_interval: 0,
    max_elapsed_time: 0,
    exponent: 1.0,
    statuses: Vec::new(),
    connection_errors: false,
};

/// What the configuration says, in place of all documents.
pub(super) fn configured(retry: &Retry) -> RetryPolicy {
    RetryPolicy {
        initial_interval: retry.initial_interval,
        max_interval: retry.max_interval,
        max_elapsed_time: retry.max_elapsed,
        exponent: retry.exponent,
        statuses: retry.statuses.clone(),
        connection_errors: retry.connection_errors,
    }
}

/// The policy of an operation: that of the first of `places` which has one. `strategy: none` is one as well: no retries.
pub(super) fn policy(places: &[&IndexMap<String, Value>]) -> Option<RetryPolicy> {
    let value = places
        .iter()
        .find_map(|extensions| extensions.get("x-speakeasy-retries"))?;
    match value.get("strategy").and_then(Value::as_str) {
        Some("backoff") => {}
        Some("none") => return Some(NEVER),
        _ => return None,
    }
    let backoff = value.get("backoff");
    let time = |key: &str, default: u64| {
        backoff
            .and_then(|backoff| backoff.get(key))
            .and_then(Value::as_u64)
            .unwrap_or(default)
            .min(LONGEST)
    };
    let exponent = backoff
        .and_then(|backoff| backoff.get("exponent"))
        .and_then(Value::as_f64);
    let statuses = value
        .get("statusCodes")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    Some(RetryPolicy {
        initial_interval: time("initialInterval", 500),
        max_interval: time("maxInterval", 60_000),
        max_elapsed_time: time("maxElapsedTime", 3_600_000),
        exponent: exponent
            .filter(|exponent| (1.0..=10.0).contains(exponent))
            .unwrap_or(1.5),
        statuses: statuses.iter().filter_map(range).collect(),
        connection_errors: value
            .get("retryConnectionErrors")
            .and_then(Value::as_bool)
            .unwrap_or_default(),
    })
}

/// The statuses that an entry stands for: `429`, `"429"`, `5XX`.
fn range(value: &Value) -> Option<(u16, u16)> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    match status::parse(&text)? {
        StatusRange::Exact(code) => Some((code, code)),
        StatusRange::Range(class) => Some((u16::from(class) * 100, u16::from(class) * 100 + 99)),
        StatusRange::Default => None,
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use serde_json::json;

    use super::policy;
    use crate::ir::RetryPolicy;

    #[test]
    fn the_extension_is_read_whole() {
        let value = json!({
            "strategy": "backoff",
            "backoff": {"initialInterval": 100, "maxInterval": 200, "maxElapsedTime": 300, "exponent": 2.0},
            "statusCodes": ["5XX", 429, "408"],
            "retryConnectionErrors": true
        });
        let extensions = IndexMap::from([("x-speakeasy-retries".to_owned(), value)]);
        let expected = RetryPolicy {
            initial_interval: 100,
            max_interval: 200,
            max_elapsed_time: 300,
            exponent: 2.0,
            statuses: vec![(500, 599), (429, 429), (408, 408)],
            connection_errors: true,
        };
        assert_eq!(policy(&[&IndexMap::new(), &extensions]), Some(expected));
    }

    #[test]
    fn no_retries_are_a_policy_too() {
        let value = json!({"strategy": "none"});
        let extensions = IndexMap::from([("x-speakeasy-retries".to_owned(), value)]);
        let policy = policy(&[&extensions]).unwrap();
        assert!(policy.statuses.is_empty() && !policy.connection_errors);
    }

    #[test]
    fn h36_wrong_types_give_defaults_or_nothing() {
        for value in [
            json!("backoff"),
            json!({"strategy": 5}),
            json!({"strategy": "never"}),
        ] {
            assert_eq!(
                policy(&[&IndexMap::from([("x-speakeasy-retries".to_owned(), value)])]),
                None
            );
        }
        let odd = json!({"strategy": "backoff", "backoff": {"exponent": 1e300, "maxInterval": -1}, "statusCodes": ["9XX", {}, "x"]});
        let policy = policy(&[&IndexMap::from([("x-speakeasy-retries".to_owned(), odd)])]).unwrap();
        assert_eq!(
            (policy.exponent, policy.max_interval, policy.statuses),
            (1.5, 60_000, vec![])
        );
    }
}
