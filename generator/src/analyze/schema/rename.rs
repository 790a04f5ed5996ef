//! Every type that an API mentions.

use crate::ir::{Api, Operation, ResponseBody, SuccessType, Type, TypeKind};

/// Calls `visit` with every type in the definition of a type, the variants' and fields' own ones.
pub(in crate::analyze) fn in_kind(kind: &mut TypeKind, visit: &mut dyn FnMut(&mut Type)) {
    match kind {
        TypeKind::Alias(target) => visit(target),
        TypeKind::Enumeration(_) => {}
        TypeKind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| visit(&mut variant.r#type)),
        TypeKind::Structure(structure) => {
            structure
                .fields
                .iter_mut()
                .for_each(|field| visit(&mut field.r#type));
            structure
                .flattened
                .iter_mut()
                .for_each(|flattened| visit(&mut flattened.r#type));
            structure
                .additional
                .iter_mut()
                .for_each(|additional| visit(&mut additional.r#type));
        }
    }
}

/// Calls `visit` with every type that operations, errors and the client mention.
pub(super) fn in_api(api: &mut Api, visit: &mut dyn FnMut(&mut Type)) {
    api.globals
        .iter_mut()
        .for_each(|global| visit(&mut global.r#type));
    api.operations
        .iter_mut()
        .for_each(|operation| in_operation(operation, visit));
    for error in &mut api.errors {
        error
            .variants
            .iter_mut()
            .for_each(|variant| in_body(variant.body.as_mut(), visit));
    }
    api.webhooks
        .iter_mut()
        .for_each(|webhook| visit(&mut webhook.r#type));
    for success in &mut api.successes {
        success
            .variants
            .iter_mut()
            .for_each(|variant| in_body(variant.body.as_mut(), visit));
    }
}

fn in_operation(operation: &mut Operation, visit: &mut dyn FnMut(&mut Type)) {
    operation
        .parameters
        .iter_mut()
        .for_each(|parameter| visit(&mut parameter.r#type));
    operation
        .arguments
        .iter_mut()
        .for_each(|argument| visit(&mut argument.r#type));
    if let Some(body) = &mut operation.body {
        visit(&mut body.r#type);
        for body in &mut body.bodies {
            visit(&mut body.r#type);
            in_encoding(&mut body.encoding, visit);
        }
    }
    for response in &mut operation.responses.all {
        in_body(response.body.as_mut(), visit);
        response
            .headers
            .iter_mut()
            .for_each(|header| visit(&mut header.r#type));
    }
    if let SuccessType::Single(success) = &mut operation.responses.success {
        visit(success);
    }
}

fn in_body(body: Option<&mut ResponseBody>, visit: &mut dyn FnMut(&mut Type)) {
    if let Some(body) = body {
        visit(&mut body.r#type);
        in_encoding(&mut body.encoding, visit);
    }
}

fn in_encoding(encoding: &mut crate::ir::BodyEncoding, visit: &mut dyn FnMut(&mut Type)) {
    use crate::ir::BodyEncoding::{Form, Multipart};
    match encoding {
        Form(parts) | Multipart(parts) => {
            let headers = parts.iter_mut().flat_map(|part| part.headers.iter_mut());
            headers.for_each(|part| visit(&mut part.header.r#type));
        }
        _ => {}
    }
}

/// Calls `visit` with the names in a type.
pub(in crate::analyze) fn names_in(
    r#type: &mut Type,
    visit: &mut dyn FnMut(&mut crate::ir::TypeName),
) {
    match r#type {
        Type::Named(name) => visit(name),
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::EventStream(inner)
        | Type::JsonLines(inner) => {
            names_in(inner, visit);
        }
        Type::Tuple(types) => types.iter_mut().for_each(|inner| names_in(inner, visit)),
        _ => {}
    }
}
