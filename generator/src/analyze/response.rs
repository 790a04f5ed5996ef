//! Responses. OpenAPI 3.1.1 §4.8.16, §4.8.17.

#[cfg(test)]
mod tests;

use super::body::{self, Offer, ranked};
use super::context::Context;
use super::media_type::Form;
use super::schema::Role;
use super::stream::Wanted;
use super::{header, status, stream};
use crate::ir::{
    Documentation, ErrorVariant, Header, Response, ResponseBody, StatusRange, SuccessType,
    SuccessVariant, Type,
};
use crate::model::{Located, Operation, Pointer};
use crate::naming::Scope;

/// What the document says of an operation's answers, before error enums are shared.
pub(super) struct Answers {
    /// Every documented response, in document order.
    pub(super) all: Vec<Response>,
    /// What a successful call gives, or the variants of the enum over several bodies.
    pub(super) success: Success,
    /// The documented errors.
    pub(super) errors: Vec<ErrorVariant>,
    /// `Accept`.
    pub(super) accept: Option<String>,
}

/// What a successful call gives.
pub(super) enum Success {
    /// The same type for every success.
    Single(SuccessType),
    /// Different bodies.
    Several(Vec<SuccessVariant>),
}

/// The answers of an operation.
pub(super) fn answers(
    context: &mut Context<'_, '_>,
    operation: &Operation,
    stem: &str,
    wanted: Wanted,
) -> Answers {
    let statuses: Vec<StatusRange> = operation
        .responses
        .iter()
        .filter_map(|(key, _)| status::parse(key))
        .collect();
    let mut all: Vec<Response> = Vec::with_capacity(operation.responses.len());
    let mut accepted: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (key, located) in &operation.responses {
        let Some(status) = status::parse(key) else {
            continue;
        };
        if all.iter().any(|known| known.status == status) {
            continue;
        }
        let success = is_success(status, &statuses);
        let role = Role::Response {
            stem: stem.to_owned(),
            status,
            success,
        };
        let scene = Scene {
            operation,
            stem,
            wanted,
        };
        let (body, media_type) = scene.body(context, located, &role);
        let accepted = if success {
            &mut accepted.0
        } else {
            &mut accepted.1
        };
        accepted.extend(media_type);
        let headers = header::headers(context, &located.value.headers, stem, false);
        all.push(Response {
            status,
            success,
            documentation: described(&located.value),
            body,
            headers,
        });
    }
    let (mut accept, errors) = accepted;
    accept.extend(errors);
    let mut seen: Vec<String> = Vec::new();
    accept.retain(|media_type| {
        !seen.contains(media_type) && {
            seen.push(media_type.clone());
            true
        }
    });
    Answers {
        success: success(&all),
        errors: errors_of(&all),
        accept: (!accept.is_empty()).then(|| accept.join(", ")),
        all,
    }
}

/// Whether a status counts as success. A documented 3XX that is no redirect is one where no 2XX is documented; `default`
/// is one, for 2XX, where nothing else is.
fn is_success(status: StatusRange, documented: &[StatusRange]) -> bool {
    let any_2xx = documented.iter().any(|status| status::is_class(*status, 2));
    let plain_3xx = |status: StatusRange| {
        matches!(status, StatusRange::Exact(_))
            && status::is_class(status, 3)
            && !status::is_redirect(status)
    };
    match status {
        status if status::is_class(status, 2) => true,
        StatusRange::Default => !any_2xx && !documented.iter().any(|status| plain_3xx(*status)),
        status => !any_2xx && plain_3xx(status),
    }
}

fn described(response: &openapiv3::Response) -> Documentation {
    let description = Some(response.description.clone()).filter(|text| !text.trim().is_empty());
    Documentation {
        description,
        ..Documentation::default()
    }
}

/// What is known of an operation before its responses are looked at.
struct Scene<'a> {
    operation: &'a Operation,
    stem: &'a str,
    wanted: Wanted,
}

impl Scene<'_> {
    /// The body of a response, and the media type that is asked for.
    fn body(
        &self,
        context: &mut Context<'_, '_>,
        located: &Located<openapiv3::Response>,
        role: &Role,
    ) -> (Option<ResponseBody>, Option<String>) {
        // An answer to HEAD never has a body. RFC 9110 §9.3.2.
        if self.operation.method == "HEAD" {
            return (None, None);
        }
        let mut offers = ranked(context, &located.pointer, &located.value.content);
        let success = matches!(role, Role::Response { success: true, .. });
        let streamed = |offer: &Offer<'_>| stream::is_stream(offer.form);
        let chosen = match self.wanted {
            Wanted::Stream if success => offers.iter().position(streamed),
            _ => None,
        };
        let conditional = match self.wanted {
            Wanted::Stream if success && chosen.is_none() => stream::conditional(self.operation),
            _ => None,
        };
        let Some(best) = offers.get_mut(chosen.unwrap_or_default()) else {
            return (None, None);
        };
        // An answer of parts or pairs is the caller's to take apart; an error is not waited for piece by piece.
        best.form = match best.form {
            Form::Multipart => Form::Bytes,
            Form::Urlencoded => Form::Text,
            form if stream::is_stream(form) && !success => Form::Text,
            Form::Json if success => conditional
                .as_ref()
                .map(|conditional| conditional.form)
                .or_else(|| stream::hinted(self.operation))
                .unwrap_or(Form::Json),
            form => form,
        };
        let media_type = best.essence.clone();
        let media_types = located.value.content.keys().cloned().collect();
        if stream::is_stream(best.form) {
            let item = conditional.map(|conditional| conditional.item);
            let body = streamed_body(context, best, item, role, media_types);
            return (Some(body), Some(media_type));
        }
        let value = body::value(context, best, role);
        let Some(r#type) = value.r#type.clone() else {
            return (None, Some(media_type));
        };
        let encoding = body::encoding(context, &value, best.media, self.stem);
        let documentation = value.documentation;
        let body = ResponseBody {
            media_type: media_type.clone(),
            media_types,
            r#type: match r#type {
                Type::Bytes if success => Type::ByteStream,
                r#type => r#type,
            },
            encoding,
            sentinel: None,
            documentation,
        };
        (Some(body), Some(media_type))
    }
}

/// A body that comes item by item; `item` is the schema of one, where the media type does not say it.
fn streamed_body(
    context: &mut Context<'_, '_>,
    offer: &Offer<'_>,
    item: Option<Pointer>,
    role: &Role,
    media_types: Vec<String>,
) -> ResponseBody {
    let items = match item {
        Some(item) => stream::items_of(context, offer, Some(item), role),
        None => stream::items(context, offer, role),
    };
    ResponseBody {
        media_type: offer.essence.clone(),
        media_types,
        r#type: items.streamed(),
        encoding: items.encoding,
        sentinel: stream::sentinel(offer),
        documentation: items.documentation,
    }
}

/// What a successful call gives.
fn success(all: &[Response]) -> Success {
    let successes: Vec<&Response> = all.iter().filter(|response| response.success).collect();
    let type_of = |response: &Response| {
        response
            .body
            .as_ref()
            .map_or(Type::Unit, |body| body.r#type.clone())
    };
    let Some((first, rest)) = successes.split_first() else {
        return Success::Single(SuccessType::Single(Type::Unit));
    };
    if rest.iter().all(|other| type_of(other) == type_of(first)) {
        return Success::Single(SuccessType::Single(type_of(first)));
    }
    let mut scope = Scope::new();
    let variants = successes.iter().map(|response| SuccessVariant {
        name: scope.variant(&status::variant(response.status)),
        status: response.status,
        body: response.body.clone(),
        documentation: response.documentation.clone(),
    });
    Success::Several(variants.collect())
}

/// The documented errors: all that is neither success nor redirect nor informational.
fn errors_of(all: &[Response]) -> Vec<ErrorVariant> {
    let mut scope = Scope::new();
    scope.reserve(["Unexpected"]);
    let is_error = |response: &&Response| {
        let other = status::is_class(response.status, 1)
            || status::is_class(response.status, 2)
            || status::is_redirect(response.status);
        !response.success && !other && response.status != StatusRange::Range(3)
    };
    let variant = |response: &Response| ErrorVariant {
        name: scope.variant(&status::variant(response.status)),
        status: response.status,
        body: response.body.clone(),
        documentation: response.documentation.clone(),
    };
    let mut variants: Vec<ErrorVariant> = all.iter().filter(is_error).map(variant).collect();
    variants.shrink_to_fit();
    variants
}

/// The headers that a successful answer has.
pub(super) fn success_headers(all: &[Response]) -> impl Iterator<Item = &Header> {
    all.iter()
        .filter(|response| response.success)
        .flat_map(|response| &response.headers)
}
