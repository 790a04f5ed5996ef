//! The value of a media type: its form, its type, its examples. OpenAPI 3.1.1 §4.8.14.

use openapiv3::MediaType;

use super::context::{Context, Fault};
use super::media_type::{self, Form};
use super::schema::Role;
use super::style::pointer;
use super::xml::{self, Undescribed};
use super::{encoding, example};
use crate::diagnostic::Code;
use crate::ir::{BodyEncoding, Documentation, JsonKind, Type, Xml};
use crate::model::{Pointer, SchemaKind};

/// One media type of a body.
pub(super) struct Value {
    /// Type and subtype in lower case, as they are sent.
    pub(super) essence: String,
    /// How its bytes are read and written.
    pub(super) form: Form,
    /// The type; `None` for JSON without a schema.
    pub(super) r#type: Option<Type>,
    /// What is said of the first element, in XML.
    pub(super) xml: Option<Box<Xml>>,
    /// The place of the media type.
    pub(super) place: Pointer,
    /// Its own examples, else those of its schema.
    pub(super) documentation: Documentation,
}

/// The form of a media type, before its type is asked for; `None`, with a diagnostic, for what is no media type.
fn form(
    context: &mut Context<'_, '_>,
    place: &Pointer,
    name: &str,
    media: &MediaType,
) -> Option<(String, Form)> {
    let Some(essence) = media_type::essence(name) else {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
        context.report_key(
            &place.child("content").child(name),
            Fault {
                code: Code::InvalidMediaType,
                message: format!("not a media type: `{shown}`"),
                label: "left out",
                help: "write a type and a subtype, such as `application/json`",
            },
        );
        return None;
    };
    let schema = media.schema.as_ref().and_then(pointer);
    let (binary, kinds) = schema
        .map(|schema| look(context, &schema))
        .unwrap_or_default();
    let form = media_type::form(&essence, binary, &kinds);
    Some((essence, form))
}

/// A media type that can be used, as the document has it.
pub(super) struct Offer<'a> {
    /// Type and subtype in lower case.
    pub(super) essence: String,
    /// How its bytes are read and written.
    pub(super) form: Form,
    /// Its place.
    pub(super) place: Pointer,
    /// What the document says of it.
    pub(super) media: &'a MediaType,
    /// Whether no other media type of the body was taken before it.
    pub(super) first: bool,
}

/// The media types at `place`, the preferred first; in the order of the document among equals.
pub(super) fn ranked<'a>(
    context: &mut Context<'_, '_>,
    place: &Pointer,
    offered: &'a openapiv3::Content,
) -> Vec<Offer<'a>> {
    let mut all: Vec<Offer<'_>> = Vec::new();
    for (name, media) in offered {
        if let Some((essence, form)) = form(context, place, name, media) {
            all.push(Offer {
                essence,
                form,
                place: place.child("content").child(name),
                media,
                first: true,
            });
        }
    }
    all.sort_by_key(|offer| media_type::rank(&offer.essence, offer.form));
    all
}

/// The value of one media type; `role` says what it is for.
pub(super) fn value(context: &mut Context<'_, '_>, offer: &Offer<'_>, role: &Role) -> Value {
    let Offer { form, media, .. } = *offer;
    let schema = media.schema.as_ref().and_then(pointer);
    if let (Form::Xml, Some(schema)) = (form, &schema) {
        return xml_value(context, offer, schema, role);
    }
    let r#type = match (form, &schema) {
        (Form::Xml | Form::Text | Form::Events, _) => Some(Type::String),
        (Form::Bytes, _) => Some(Type::Bytes),
        (Form::Json | Form::Lines | Form::Sequence, None) => None,
        (Form::Multipart | Form::Urlencoded, None) => Some(Type::JsonObject),
        (_, Some(schema)) => Some(context.types.resolve(schema, role)),
    };
    let mut documentation = schema
        .as_ref()
        .map(|schema| context.types.documentation(schema))
        .unwrap_or_default();
    let own = example::examples(media.example.as_ref(), &media.examples);
    if !own.is_empty() {
        documentation.examples = own;
    }
    Value {
        essence: offer.essence.clone(),
        form,
        r#type,
        xml: None,
        place: offer.place.clone(),
        documentation,
    }
}

/// The value of XML: of its type where that can be described, else text. An example of XML is none of its value.
fn xml_value(
    context: &mut Context<'_, '_>,
    offer: &Offer<'_>,
    schema: &Pointer,
    role: &Role,
) -> Value {
    let root = context.types.xml_root(schema, role);
    let response = matches!(role, Role::Response { .. });
    let named = response || xml::is_named(&root);
    let mut reason = None;
    let found = context.types.resolve_if(schema, role, |types, found| {
        let nameless =
            Undescribed::Because("its first element has no name, or one that it can't have");
        let described = xml::described(types, found);
        reason = described
            .and(if named { Ok(()) } else { Err(nameless) })
            .err();
        reason.is_none()
    });
    if let (Some(Undescribed::Because(reason)), true) = (reason, offer.first) {
        context.report(
            &offer.place,
            Fault {
                code: Code::UnsupportedFeature,
                message: format!("this body of XML is text: {reason}"),
                label: "is not read into a type",
                help: "describe an object, a list or a union of objects, and name it with `xml: { name: … }`",
            },
        );
    }
    let (form, r#type, xml) = match found {
        Some(found) => (Form::Xml, found, Some(Box::new(root))),
        None => (Form::Text, Type::String, None),
    };
    Value {
        essence: offer.essence.clone(),
        form,
        r#type: Some(r#type),
        xml,
        place: offer.place.clone(),
        documentation: context.types.documentation(schema),
    }
}

/// How the value of a media type becomes bytes.
pub(super) fn encoding(
    context: &mut Context<'_, '_>,
    value: &Value,
    media: &MediaType,
    stem: &str,
) -> BodyEncoding {
    match value.form {
        Form::Json => BodyEncoding::Json,
        Form::Xml => BodyEncoding::Xml(value.xml.clone().unwrap_or_default()),
        Form::Text | Form::Events => BodyEncoding::Text,
        Form::Lines => BodyEncoding::Lines,
        Form::Sequence => BodyEncoding::Sequence,
        Form::Bytes => BodyEncoding::Bytes,
        Form::Urlencoded => BodyEncoding::Form(encoding::form_parts(context, value, media)),
        Form::Multipart => {
            BodyEncoding::Multipart(encoding::multipart_parts(context, value, media, stem))
        }
    }
}

/// Whether a schema is of bytes, and which JSON types it names; none where it names none.
fn look(context: &Context<'_, '_>, place: &Pointer) -> (bool, Vec<JsonKind>) {
    use openapiv3::{StringFormat, Type, VariantOrUnknownOrEmpty};
    let Some((_, schema)) = context.model.resolve(place) else {
        return (false, Vec::new());
    };
    let kind = match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            let binary = string.format == VariantOrUnknownOrEmpty::Item(StringFormat::Binary);
            return (binary, vec![JsonKind::String]);
        }
        SchemaKind::Type(Type::Number(_)) => JsonKind::Number,
        SchemaKind::Type(Type::Integer(_)) => JsonKind::Integer,
        SchemaKind::Type(Type::Boolean(_)) => JsonKind::Boolean,
        SchemaKind::Type(Type::Array(_)) => JsonKind::Array,
        SchemaKind::Type(Type::Object(_)) | SchemaKind::AllOf(_) => JsonKind::Object,
        SchemaKind::OneOf(parts) | SchemaKind::AnyOf(parts) => {
            // References between parts may go in a circle, so only one level is looked at.
            return (
                false,
                parts
                    .iter()
                    .filter_map(|part| part_kind(context, part))
                    .collect(),
            );
        }
        SchemaKind::Any(any) if !any.rest.properties.is_empty() => JsonKind::Object,
        SchemaKind::Any(_) | SchemaKind::Not => return (false, Vec::new()),
    };
    (false, vec![kind])
}

fn part_kind(context: &Context<'_, '_>, part: &Pointer) -> Option<JsonKind> {
    let (_, schema) = context.model.resolve(part)?;
    match &schema.schema_kind {
        SchemaKind::Type(openapiv3::Type::String(_)) => Some(JsonKind::String),
        SchemaKind::Any(_) | SchemaKind::Not => None,
        _ => Some(JsonKind::Object),
    }
}
