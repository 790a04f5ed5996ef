//! Bodies that come item by item: server-sent events, and values of JSON one behind the other. OpenAPI 3.2.0 §4.14.3.

#[cfg(test)]
mod tests;

use super::body::Offer;
use super::context::Context;
use super::media_type::{self, Form};
use super::schema::Role;
use super::style::pointer;
use crate::ir::{BodyEncoding, Documentation, EventItem, Field, RequestBody, Type, TypeKind};
use crate::model::{Operation, Pointer};

/// Where the model keeps `itemSchema`, which OpenAPI 3.0 does not have.
const ITEM_SCHEMA: &str = "x-sdksmith-item-schema";

/// The member of a request that asks for a stream.
const MEMBER: &str = "stream";

/// The fields of a server-sent event, as an `itemSchema` names them.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// The items of a body, and how each is read.
pub(super) struct Items {
    /// The type of one.
    pub(super) r#type: Type,
    /// How one is read.
    pub(super) encoding: BodyEncoding,
    /// What the document says of one.
    pub(super) documentation: Documentation,
}

impl Items {
    /// The type of the body as it is read.
    pub(super) fn streamed(&self) -> Type {
        let item = Box::new(self.r#type.clone());
        match self.encoding {
            BodyEncoding::Events(_) => Type::EventStream(item),
            _ => Type::JsonLines(item),
        }
    }
}

/// Whether a media type says what its items are.
pub(super) fn has_items(offer: &Offer<'_>) -> bool {
    offer.media.extensions.contains_key(ITEM_SCHEMA)
}

/// The data of the event that ends a stream of events, where the document names it.
pub(super) fn sentinel(offer: &Offer<'_>) -> Option<String> {
    let named = offer.media.extensions.get("x-speakeasy-sse-sentinel");
    let named = named.and_then(serde_json::Value::as_str);
    let named = named.filter(|text| offer.form == Form::Events && !text.is_empty());
    named.map(str::to_owned)
}

/// Which of several media types of an answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The preferred one.
    Any,
    /// One that comes item by item.
    Stream,
}

/// Whether an operation offers a stream beside another answer for the same status, so that the caller has to choose.
pub(super) fn is_offered(operation: &Operation) -> bool {
    if conditional(operation).is_some() {
        return true;
    }
    let form = |name: &String| {
        let essence = media_type::essence(name)?;
        Some(media_type::form(&essence, false, &[]))
    };
    operation.responses.iter().any(|(status, response)| {
        let forms: Vec<Form> = response.value.content.keys().filter_map(form).collect();
        let success = status.starts_with('2');
        success && forms.contains(&Form::Json) && forms.iter().any(|form| is_stream(*form))
    })
}

/// Where an operation says how its JSON comes item by item.
const HINT: &str = "x-fern-streaming";

/// An operation whose JSON comes item by item where a member of the request asks for it.
pub(super) struct Conditional {
    /// The form of the stream.
    pub(super) form: Form,
    /// The member of the request.
    pub(super) member: String,
    /// The schema of an item.
    pub(super) item: Pointer,
}

/// What an operation says of a stream that its caller has to ask for: by which member (`stream-condition`), and what comes
/// then (`response-stream`, a component).
pub(super) fn conditional(operation: &Operation) -> Option<Conditional> {
    let hint = operation.value.extensions.get(HINT)?;
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let member = text(hint.get("stream-condition")?)?;
    let member = member.strip_prefix("$request.")?;
    let item = text(hint.get("response-stream")?.get("$ref")?)?;
    let item = Pointer::from_own_reference(&item)?;
    let of_component = item.as_str().starts_with("/components/schemas/");
    (of_component && !member.contains('.')).then(|| Conditional {
        form: match hint.get("format").and_then(serde_json::Value::as_str) {
            Some("sse") => Form::Events,
            _ => Form::Lines,
        },
        member: member.to_owned(),
        item,
    })
}

/// The form that an operation says its JSON comes in (`x-fern-streaming`), where that does not depend on its inputs.
pub(super) fn hinted(operation: &Operation) -> Option<Form> {
    let hint = operation.value.extensions.get(HINT)?;
    if hint.get("stream-condition").is_some() || hint.as_bool() == Some(false) {
        return None;
    }
    match hint.get("format").and_then(serde_json::Value::as_str) {
        Some("sse") => Some(Form::Events),
        Some("json") | None => Some(Form::Lines),
        Some(_) => None,
    }
}

/// Says in a JSON body that a stream is wanted, where the document has a member for it: the usual one, or one that it names.
pub(super) fn ask(context: &Context<'_, '_>, operation: &Operation, body: &mut RequestBody) {
    let named = conditional(operation).map(|conditional| conditional.member);
    let member = named.as_deref().unwrap_or(MEMBER);
    let json = body
        .bodies
        .first()
        .is_some_and(|body| body.encoding == BodyEncoding::Json);
    let field = context.types.field(&body.r#type, member);
    let found = field.is_some_and(|field| context.types.bare(&field.r#type) == Type::Boolean);
    if json && found {
        body.switches.push(member.to_owned());
    }
}

/// Whether bodies of a form come item by item.
pub(super) fn is_stream(form: Form) -> bool {
    matches!(form, Form::Events | Form::Lines | Form::Sequence)
}

/// The items of a body of such a form.
///
/// `itemSchema` says what one is; where there is none `schema` does: an array of them, or one.
pub(super) fn items(context: &mut Context<'_, '_>, offer: &Offer<'_>, role: &Role) -> Items {
    let own = offer.media.extensions.get(ITEM_SCHEMA);
    let own = own
        .and_then(|value| value.as_str())
        .and_then(Pointer::from_own_reference);
    items_of(context, offer, own, role)
}

/// The items of a body of such a form, where `own` is the schema of one.
pub(super) fn items_of(
    context: &mut Context<'_, '_>,
    offer: &Offer<'_>,
    own: Option<Pointer>,
    role: &Role,
) -> Items {
    let whole = offer.media.schema.as_ref().and_then(pointer);
    let place = own.as_ref().or(whole.as_ref());
    let found = place.map(|place| context.types.resolve(place, role));
    let documentation = place
        .map(|place| context.types.documentation(place))
        .unwrap_or_default();
    let found = match (found, own) {
        // Text as a whole says nothing of the items in it.
        (Some(found), None) if context.types.bare(&found) == Type::String => None,
        (Some(found), None) => Some(context.types.item(&found).unwrap_or(found)),
        (found, _) => found,
    };
    let (r#type, encoding) = match offer.form {
        Form::Events => {
            let (r#type, item) = event(context, found);
            (r#type, BodyEncoding::Events(item))
        }
        Form::Sequence => (found.unwrap_or(Type::Json), BodyEncoding::Sequence),
        _ => (found.unwrap_or(Type::Json), BodyEncoding::Lines),
    };
    Items {
        r#type,
        encoding,
        documentation,
    }
}

/// What is taken of an event: all of it where its schema names its fields, else its data.
fn event(context: &Context<'_, '_>, found: Option<Type>) -> (Type, EventItem) {
    let Some(found) = found else {
        return (Type::Event, EventItem::Whole);
    };
    if context.types.bare(&found) == Type::String {
        return (Type::String, EventItem::Text);
    }
    match data_of(context, &found) {
        None => (found, EventItem::Data),
        Some(data) if data.iter().all(|data| *data == Type::String) => {
            (found, EventItem::TextObject)
        }
        Some(_) => (found, EventItem::Object),
    }
}

/// The types of `data`, where a type is one of events, or of several kinds of events.
fn data_of(context: &Context<'_, '_>, found: &Type) -> Option<Vec<Type>> {
    let definition = context.types.definition(found)?;
    let parts: Vec<&Type> = match &definition.kind {
        TypeKind::Union(union) => union.variants.iter().map(|v| &v.r#type).collect(),
        _ => vec![found],
    };
    let mut data = Vec::new();
    for part in parts {
        let definition = context.types.definition(part)?;
        let TypeKind::Structure(structure) = &definition.kind else {
            return None;
        };
        let names = structure
            .fields
            .iter()
            .map(|field| field.wire_name.as_str())
            .chain(structure.constants.iter().map(|one| one.wire_name.as_str()));
        let names: Vec<&str> = names.collect();
        let of_events = names.iter().all(|name| FIELDS.contains(name));
        if !of_events || !(names.contains(&"data") || names.contains(&"event")) {
            return None;
        }
        let named = |field: &&Field| field.wire_name == "data";
        let own = structure.fields.iter().find(named);
        data.extend(own.map(|field| context.types.bare(&field.r#type)));
    }
    Some(data)
}
