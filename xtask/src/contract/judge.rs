//! Whether what came of a call is what has to come of it.

use sdksmith::Survey;
use serde_json::Value;

use super::plan::{self, Call, End};
use super::program::{Answer, Ending};
use super::slot;
use crate::roundtrip::Values;

/// What every error of Prism's own says.
const PROBLEM: &str = "https://stoplight.io/prism/errors#";

/// What is to be said about a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The server had nothing to say, and its answer became the type for its status.
    Kept,
    /// The server says that the request is not what the document allows, or it took it for another.
    Violation(String),
    /// The answer did not become the type for its status, or a valid value could not be sent.
    Unread(String),
    /// The server could not answer, or its answer is not what the document allows.
    Unsound(String),
}

/// The verdict about a call of a document.
pub(super) fn verdict(
    call: &Call,
    answer: &Answer,
    survey: &Survey,
    values: &Values<'_>,
) -> Verdict {
    if answer.end == Ending::Refused {
        return Verdict::Unread(answer.debug.clone());
    }
    let sound = match problem(answer) {
        Some(Verdict::Unsound(said)) if answer.violations.is_some() => Err(said),
        Some(problem) => return problem,
        None => Ok(()),
    };
    let Some(status) = answer.status else {
        return Verdict::Unread(answer.debug.clone());
    };
    // Prism says nothing of its own that the document does not allow, and answers with 500 instead.
    if let (Err(said), 500) = (&sound, status) {
        return Verdict::Unsound(said.clone());
    }
    if let Some(wanted) = call.prefer.filter(|wanted| *wanted != status) {
        return Verdict::Violation(format!("answered with {status}, and not with {wanted}"));
    }
    let Some(operation) = survey.api.operations.get(call.operation) else {
        return Verdict::Kept;
    };
    let Some(end) = plan::end(&survey.api, operation, status) else {
        return Verdict::Unsound(format!("{status} is not documented"));
    };
    if ended(answer, &end) {
        return Verdict::Kept;
    }
    let said = format!("{status} became {}", answer.debug);
    match sound {
        Err(said) => Verdict::Unsound(said),
        Ok(()) if is_sound(call, answer, status, survey, values) => Verdict::Unread(said),
        Ok(()) => Verdict::Unsound(said),
    }
}

/// What the server says of its own. An answer that it says not to be sound may still be one that can be read.
fn problem(answer: &Answer) -> Option<Verdict> {
    if let Some(violations) = &answer.violations {
        let listed: Value = serde_json::from_str(violations).unwrap_or_default();
        let mut listed = listed.as_array().into_iter().flatten();
        let of_response = |violation: &Value| {
            let first = violation.pointer("/location/0").and_then(Value::as_str);
            first == Some("response")
        };
        return Some(if listed.all(of_response) {
            Verdict::Unsound(violations.clone())
        } else {
            Verdict::Violation(violations.clone())
        });
    }
    let body = answer.body.as_deref()?;
    let (_, rest) = body.split_once(PROBLEM)?;
    let name: String = rest
        .chars()
        .take_while(|character| character.is_ascii_uppercase() || *character == '_')
        .collect();
    let ours = answer.status.is_some_and(|status| status < 500);
    Some(match name.as_str() {
        // What the document itself does not say, such as the `consumes` of a Swagger 2.0 operation with a body.
        "VIOLATIONS" | "NOT_FOUND" => Verdict::Unsound(body.to_owned()),
        _ if body.contains("No supported content types") => Verdict::Unsound(body.to_owned()),
        _ if ours => Verdict::Violation(body.to_owned()),
        _ => Verdict::Unsound(body.to_owned()),
    })
}

/// Whether an answer ended where it had to.
fn ended(answer: &Answer, end: &End) -> bool {
    let is = |variant: &str| {
        let rest = answer.debug.strip_prefix(variant).unwrap_or("x");
        !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
    };
    match end {
        End::Success(None) => answer.end == Ending::Success,
        End::Success(Some(variant)) => answer.end == Ending::Success && is(variant),
        End::Error(variant) => answer.end == Ending::Error && is(variant),
        End::Redirect => answer.debug.contains("Redirect"),
    }
}

/// Whether the document allows the server to answer so.
fn is_sound(
    call: &Call,
    answer: &Answer,
    status: u16,
    survey: &Survey,
    values: &Values<'_>,
) -> bool {
    let operation = survey.api.operations.get(call.operation);
    let found = operation.and_then(|operation| {
        let read = slot::read(operation, survey)?;
        let response = plan::response(operation, status)?;
        let all = &operation.responses.all;
        let at = all.iter().position(|one| one.status == response.status)?;
        read.responses.get(at)
    });
    let Some((_, response)) = found else {
        return true;
    };
    let body = answer.body.as_deref().unwrap_or_default();
    let Ok(value) = serde_json::from_str::<Value>(body) else {
        // Text that is none is sound where the document names something else than JSON.
        let mut media = response.value.content.keys();
        return media.all(|media| !media.contains("json"));
    };
    let content = response.value.content.iter();
    let mut schemas = content
        .filter(|(media, _)| media.contains("json") || *media == "*/*")
        .filter_map(|(_, media)| media.schema.as_ref().and_then(slot::place));
    schemas.all(|schema| values.may_answer(&schema, &value))
}
