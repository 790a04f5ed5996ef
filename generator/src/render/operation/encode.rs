//! The statements that write the inputs of a call into a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::code::{ident, option, text};
use super::super::context::Context;
use super::super::xml;
use crate::ir::{
    Body, BodyEncoding, Explode, Operation, Parameter, ParameterEncoding, ParameterLocation,
    ParameterStyle, Part, PartContent, PathPiece, Presence, RequestBody, Reserved, Type, TypeKind,
};

/// The statements of `encode`: path, then the other parameters in document order, then the body.
pub(super) fn statements(operation: &Operation, context: &Context<'_>) -> Vec<TokenStream> {
    let path = operation
        .path
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            PathPiece::Literal(literal) => {
                let literal = text(literal);
                Some(quote!(request.literal(#literal);))
            }
            PathPiece::Parameter(index) => operation.parameters.get(*index).map(parameter),
        });
    let in_path = |parameter: &&Parameter| parameter.location == ParameterLocation::Path;
    let others = operation
        .parameters
        .iter()
        .filter(|parameter| !in_path(parameter));
    let fixed = operation.path.query.iter().map(|(name, value)| {
        let (name, value) = (text(name), text(value));
        quote!(request.query(#name, &#value, QueryStyle::Form, Explode::Yes, Reserved::Encoded)?;)
    });
    let mut statements: Vec<TokenStream> = path.chain(fixed).chain(others.map(parameter)).collect();
    if let Some(body) = &operation.body {
        statements.push(request_body(body, context));
        statements.extend(body.switches.iter().map(|name| {
            let name = text(name);
            quote!(request.json_member(#name, true)?;)
        }));
    }
    statements
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let field = ident(parameter.name.as_str());
    if !parameter.global {
        return written(parameter, &quote!(&self.#field));
    }
    let place = place(parameter.location);
    let name = text(&parameter.wire_name);
    let required = if parameter.required {
        quote!(Required::Yes)
    } else {
        quote!(Required::No)
    };
    let write = written(parameter, &quote!(&value));
    quote! {
        let value = request.global(#place, #name, &self.#field, #required)?;
        #write
    }
}

/// The runtime's name of a place.
pub(crate) fn place(location: ParameterLocation) -> TokenStream {
    match location {
        ParameterLocation::Path => quote!(Place::Path),
        ParameterLocation::Query | ParameterLocation::QueryString => quote!(Place::Query),
        ParameterLocation::Header => quote!(Place::Header),
        ParameterLocation::Cookie => quote!(Place::Cookie),
    }
}

fn written(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = text(&parameter.wire_name);
    let ParameterEncoding::Style {
        style,
        explode,
        reserved,
    } = &parameter.encoding
    else {
        return match parameter.location {
            ParameterLocation::Path => quote!(request.path_content(#name, #value)?;),
            ParameterLocation::Query => quote!(request.query_content(#name, #value)?;),
            ParameterLocation::Header => quote!(request.header_content(#name, #value)?;),
            ParameterLocation::Cookie => quote!(request.cookie_content(#name, #value)?;),
            ParameterLocation::QueryString => query_string(&parameter.encoding, value),
        };
    };
    let explode = self::explode(*explode);
    match parameter.location {
        ParameterLocation::Path => {
            let style = match style {
                ParameterStyle::Label => quote!(PathStyle::Label),
                ParameterStyle::Matrix => quote!(PathStyle::Matrix),
                _ => quote!(PathStyle::Simple),
            };
            quote!(request.path(#name, #value, #style, #explode)?;)
        }
        ParameterLocation::Query => {
            let (style, reserved) = (query_style(*style), self::reserved(*reserved));
            quote!(request.query(#name, #value, #style, #explode, #reserved)?;)
        }
        ParameterLocation::Header => quote!(request.header(#name, #value, #explode)?;),
        ParameterLocation::Cookie => quote!(request.cookie(#name, #value, #explode)?;),
        ParameterLocation::QueryString => query_string(&parameter.encoding, value),
    }
}

fn query_string(encoding: &ParameterEncoding, value: &TokenStream) -> TokenStream {
    match encoding {
        ParameterEncoding::Content { media_type } if media_type.ends_with("json") => {
            quote!(request.query_string_json(#value)?;)
        }
        _ => quote!(request.query_string(#value)?;),
    }
}

fn query_style(style: ParameterStyle) -> TokenStream {
    match style {
        ParameterStyle::SpaceDelimited => quote!(QueryStyle::SpaceDelimited),
        ParameterStyle::PipeDelimited => quote!(QueryStyle::PipeDelimited),
        ParameterStyle::TabDelimited => quote!(QueryStyle::TabDelimited),
        ParameterStyle::DeepObject => quote!(QueryStyle::DeepObject),
        ParameterStyle::Form
        | ParameterStyle::Simple
        | ParameterStyle::Label
        | ParameterStyle::Matrix => quote!(QueryStyle::Form),
    }
}

fn explode(explode: Explode) -> TokenStream {
    match explode {
        Explode::Yes => quote!(Explode::Yes),
        Explode::No => quote!(Explode::No),
    }
}

fn reserved(reserved: Reserved) -> TokenStream {
    match reserved {
        Reserved::Encoded => quote!(Reserved::Encoded),
        Reserved::Allowed => quote!(Reserved::Allowed),
    }
}

fn request_body(body: &RequestBody, context: &Context<'_>) -> TokenStream {
    let field = ident(body.name.as_str());
    let definition = context.index.defined(&body.r#type);
    let union = match definition.map(|definition| (definition, &definition.kind)) {
        Some((definition, TypeKind::Union(union))) if body.bodies.len() > 1 => {
            // A union of its own over the bodies has a variant for each; else they are of one type.
            let each = union.variants.len() == body.bodies.len();
            let same = body.bodies.iter().all(|one| one.r#type == body.r#type);
            (each && !same).then_some((definition, union))
        }
        _ => None,
    };
    let Some((definition, union)) = union else {
        let given = Given::Field {
            name: field,
            optional: !body.required,
        };
        let preferred = body.bodies.first();
        return preferred.map_or_else(TokenStream::new, |one| encoded(one, &given, context));
    };
    let name = ident(definition.name.as_str());
    let arms = union
        .variants
        .iter()
        .zip(&body.bodies)
        .map(|(variant, form)| {
            let variant = ident(variant.name.as_str());
            let write = encoded(form, &Given::Reference, context);
            quote!(models::#name::#variant(body) => { #write })
        });
    let preferred = text(
        body.bodies
            .first()
            .map_or("application/json", |body| &body.media_type),
    );
    let matched = quote! {
        #(#arms)*
        models::#name::Unknown(body) => { request.json(#preferred, body)?; }
    };
    if body.required {
        quote!(match &self.#field { #matched })
    } else {
        quote!(if let Some(body) = &self.#field { match body { #matched } })
    }
}

/// Where the value of a body is found.
enum Given {
    /// In a field of the inputs' struct.
    Field { name: TokenStream, optional: bool },
    /// In the variable `body`, a reference.
    Reference,
}

impl Given {
    fn reference(&self) -> TokenStream {
        match self {
            Self::Field { name, .. } => quote!(&self.#name),
            Self::Reference => quote!(body),
        }
    }
}

fn encoded(body: &Body, given: &Given, context: &Context<'_>) -> TokenStream {
    let media_type = text(&body.media_type);
    let value = given.reference();
    match &body.encoding {
        BodyEncoding::Json => quote!(request.json(#media_type, #value)?;),
        BodyEncoding::Text | BodyEncoding::Events(_) => quote!(request.text(#media_type, #value)?;),
        BodyEncoding::Xml(xml) => {
            let root = xml::root(&body.r#type, xml, &context.index);
            quote!(request.xml(#media_type, #root, #value)?;)
        }
        BodyEncoding::Lines => quote!(request.json_lines(#media_type, #value)?;),
        BodyEncoding::Sequence => quote!(request.json_sequence(#media_type, #value)?;),
        BodyEncoding::Bytes => {
            if let Given::Field {
                name,
                optional: true,
            } = given
            {
                quote!(request.upload(#media_type, self.#name.as_ref())?;)
            } else {
                quote!(request.upload(#media_type, #value)?;)
            }
        }
        BodyEncoding::Form(parts) => {
            let rules = parts.iter().filter_map(form_rule);
            quote!(request.form(#media_type, #value, &[#(#rules),*])?;)
        }
        BodyEncoding::Multipart(parts) => {
            let declared = parts
                .iter()
                .map(|part| multipart_part(part, &body.r#type, context));
            let form = if parts.is_empty() {
                // No part is declared: each member is one.
                quote!(let form = Multipart::of_members(body)?;)
            } else {
                quote!(let mut form = Multipart::new(); #(#declared)*)
            };
            let form = quote!(#form request.multipart(#media_type, &form)?;);
            match given {
                Given::Field {
                    name,
                    optional: true,
                } => {
                    quote!(if let Some(body) = &self.#name { #form })
                }
                Given::Field {
                    name,
                    optional: false,
                } => quote!(let body = &self.#name; #form),
                Given::Reference => form,
            }
        }
    }
}

/// The rule of a property that is not written as `form`, exploded.
fn form_rule(part: &Part) -> Option<TokenStream> {
    let name = text(&part.wire_name);
    let encoding = match part.content {
        PartContent::Style {
            style: ParameterStyle::Form,
            explode: Explode::Yes,
            reserved: Reserved::Encoded,
        }
        | PartContent::Text
        | PartContent::File
        | PartContent::Files => return None,
        PartContent::Json => quote!(FormEncoding::Json),
        PartContent::Style {
            style,
            explode,
            reserved,
        } => {
            let (style, explode) = (query_style(style), self::explode(explode));
            let reserved = self::reserved(reserved);
            quote!(FormEncoding::Style { style: #style, explode: #explode, reserved: #reserved })
        }
    };
    Some(quote!(FormRule { name: #name, encoding: #encoding }))
}

fn multipart_part(part: &Part, body: &Type, context: &Context<'_>) -> TokenStream {
    let (name, field) = (text(&part.wire_name), ident(part.field.as_str()));
    let content_type = option(part.content_type.as_deref().map(text));
    let required = is_required(part, body, context);
    let headers = part.headers.iter().map(|part_header| {
        let (header, value) = (
            text(&part_header.header.wire_name),
            ident(part_header.field.as_str()),
        );
        quote!(form.part_header(#name, #header, &self.#value)?;)
    });
    let content = match part.content {
        PartContent::Json => quote!(form.json(#name, &body.#field, #content_type)?;),
        PartContent::Text | PartContent::Style { .. } => {
            quote!(form.text(#name, &body.#field, #content_type)?;)
        }
        PartContent::File if required => quote!(form.file(#name, &body.#field, #content_type)?;),
        PartContent::File => quote!(form.file(#name, body.#field.as_ref(), #content_type)?;),
        PartContent::Files if required => quote!(form.files(#name, &body.#field, #content_type)?;),
        PartContent::Files => {
            quote!(form.files(#name, body.#field.iter().flatten(), #content_type)?;)
        }
    };
    quote!(#content #(#headers)*)
}

fn is_required(part: &Part, body: &Type, context: &Context<'_>) -> bool {
    let Some(definition) = context.index.defined(body) else {
        return true;
    };
    let TypeKind::Structure(structure) = &definition.kind else {
        return true;
    };
    let field = structure
        .fields
        .iter()
        .find(|field| field.name == part.field);
    field.is_none_or(|field| field.presence == Presence::Required)
}
