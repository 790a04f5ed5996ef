//! One operation, once with every documented answer.

use std::fmt::Debug;

use api_families::runtime::{Call, Error, Operation, RetryPolicy};
use serde::Serialize;
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::spec::{Answer, Spec};

/// What an operation sends, and where the document says what comes back.
pub(crate) struct Exchange<'a> {
    pub(crate) spec: &'a Spec,
    pub(crate) method: &'a str,
    /// The path as the document writes it.
    pub(crate) template: &'a str,
    /// Path and query as they are sent.
    pub(crate) target: &'a str,
    /// Headers that must be sent.
    pub(crate) headers: &'a [(&'a str, &'a str)],
    /// The JSON body that must be sent.
    pub(crate) body: Option<Value>,
}

/// A server that gives one answer to everything.
pub(crate) async fn server(status: u16, body: Option<&Value>) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(status);
    let answer = match body {
        Some(body) => answer.set_body_json(body),
        None => answer,
    };
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// Path and query of a request, as they were sent.
pub(crate) fn target(request: &Request) -> String {
    match request.url.query() {
        Some(query) => format!("{}?{query}", request.url.path()),
        None => request.url.path().to_owned(),
    }
}

/// The same JSON with every number a float, so that `14` and `14.0` are equal, as JSON has them.
pub(crate) fn by_value(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Array(items) => items.into_iter().map(by_value).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members
                .map(|(name, value)| (name, by_value(value)))
                .collect()
        }
        other => other,
    }
}

impl Exchange<'_> {
    /// Calls the operation once with each documented answer, and once with a status that is not documented. Gives back
    /// the number of answers.
    pub(crate) async fn check<O>(&self, call: impl Fn(String) -> Call<O>) -> usize
    where
        O: Operation,
        O::Output: Serialize,
        O::Error: Debug,
    {
        self.check_with(call, |value| serde_json::to_value(value).unwrap())
            .await
    }

    /// The same, for a result that `json` writes down.
    pub(crate) async fn check_with<O>(
        &self,
        call: impl Fn(String) -> Call<O>,
        json: impl Fn(&O::Output) -> Value,
    ) -> usize
    where
        O: Operation,
        O::Error: Debug,
    {
        let answers = self.spec.answers(self.method, self.template);
        for answer in &answers {
            let status = answer.status.parse().unwrap_or(418);
            let server = server(status, answer.example.as_ref()).await;
            let result = call(server.uri()).retry(RetryPolicy::none()).await;
            self.assert_sent(&server.received_requests().await.unwrap());
            match result {
                Ok(value) if status < 300 => {
                    let expected = answer.example.clone().unwrap_or(Value::Null);
                    assert_eq!(by_value(json(&value)), by_value(expected), "{status}");
                }
                Err(Error::Api(error)) if status >= 300 => {
                    assert_eq!(error.status, status);
                    assert_variant(answer, &error.error);
                    let body = answer
                        .example
                        .as_ref()
                        .map(|example| serde_json::to_vec(example).unwrap());
                    assert_eq!(error.body, body.unwrap_or_default());
                }
                Ok(_) => panic!("{status} is no success"),
                Err(error) => panic!("{status}: {error:?}"),
            }
        }
        self.check_undocumented(&answers, call).await;
        answers.len()
    }

    async fn check_undocumented<O>(&self, answers: &[Answer], call: impl Fn(String) -> Call<O>)
    where
        O: Operation,
        O::Error: Debug,
    {
        if answers.iter().any(|answer| answer.status == "default") {
            return;
        }
        let server = server(418, Some(&Value::from("short and stout"))).await;
        let Err(Error::Api(error)) = call(server.uri()).retry(RetryPolicy::none()).await else {
            panic!("418 is not documented");
        };
        assert!(format!("{:?}", error.error).starts_with("Unexpected("));
        assert_eq!(error.status, 418);
        assert_eq!(&error.body[..], b"\"short and stout\"");
        assert_eq!(error.headers["content-type"], "application/json");
    }

    fn assert_sent(&self, requests: &[Request]) {
        let [request] = requests else {
            panic!("{} requests", requests.len());
        };
        assert_eq!(request.method.as_str(), self.method);
        assert_eq!(target(request), self.target);
        for (name, value) in self.headers {
            assert_eq!(request.headers[*name], *value, "{name}");
        }
        if let Some(body) = &self.body {
            assert_eq!(request.headers["content-type"], "application/json");
            let sent = serde_json::from_slice::<Value>(&request.body).unwrap();
            assert_eq!(by_value(sent), by_value(body.clone()));
        } else {
            assert!(request.body.is_empty());
            assert!(!request.headers.contains_key("content-type"));
        }
    }
}

/// Each documented status has a variant of its own.
fn assert_variant(answer: &Answer, error: &impl Debug) {
    let variant = match answer.status.as_str() {
        "400" => "BadRequest",
        "401" => "Unauthorized",
        "402" => "PaymentRequired",
        "403" => "Forbidden",
        "404" => "NotFound",
        "409" => "Conflict",
        "422" => "UnprocessableEntity",
        "500" => "InternalServerError",
        "501" => "NotImplemented",
        "default" => "Default",
        other => panic!("no variant for {other}"),
    };
    let printed = format!("{error:?}");
    let rest = printed.strip_prefix(variant);
    let payload = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('('));
    assert!(payload, "{}: {printed}", answer.status);
    assert_eq!(printed.contains('('), answer.example.is_some(), "{printed}");
}
