//! Operations. OpenAPI 3.1.1 §4.8.10.

#[cfg(test)]
mod tests;

use super::call::{self, Call};
use super::context::{Context, Fault};
use super::documentation::external;
use super::error_enum::{OperationErrors, error_enums};
use super::pagination::Declaration;
use super::path::Template;
use super::response::{self, Answers, Success};
use super::schema::Types;
use super::stream::{self, Wanted};
use super::{
    argument, encoding, global_parameter, group, pagination, parameter, request_body, retry, route,
    security, server,
};
use crate::config::Settings;
use crate::diagnostic::{Code, Sink};
use crate::ir::{
    Api, Documentation, ErrorVariant, GlobalParameter, Method, Operation, Pagination, Parameter,
    ParameterLocation, Responses, RetryPolicy, SecurityScheme, SuccessEnum, SuccessType, TypeName,
};
use crate::model::{self, Model};
use crate::naming::Scope;

/// Fills everything of the API but what is said about it and its types: servers, security, groups, operations, errors.
///
/// An operation whose path can't be sent is left out with an error.
pub(super) fn analyze_operations<'m>(
    model: &'m Model,
    settings: &Settings,
    types: &mut Types<'m>,
    api: &mut Api,
    sink: &mut Sink,
) {
    let mut context = Context { model, types, sink };
    let mut setters = Scope::new();
    setters.reserve(security::BUILDER_METHODS);
    api.security_schemes = security::security_schemes(&mut context, &mut setters);
    api.globals = global_parameter::global_parameters(&mut context, &mut setters);
    api.servers = server::servers(&mut context, &model.servers);
    route::report_doubles(&mut context);
    let mut names = Scope::new();
    let mut calls = call::calls(model, settings, &mut names);
    let mut positions = vec![Vec::new(); model.operations.len()];
    let mut errors: Vec<Vec<ErrorVariant>> = Vec::new();
    api.operations.reserve_exact(model.operations.len());
    let mut groups = Vec::new();
    for (index, (operation, call)) in model.operations.iter().zip(&calls.calls).enumerate() {
        let Some(template) = route::template(&mut context, operation) else {
            continue;
        };
        let streaming = call.streaming.as_deref().map(|call| (call, Wanted::Stream));
        for (call, wanted) in [(call, Wanted::Any)].into_iter().chain(streaming) {
            let scene = Scene {
                call,
                wanted,
                template: &template,
                schemes: &api.security_schemes,
                globals: &api.globals,
                settings,
            };
            let (analyzed, own, several) = scene.operation(&mut context, operation, &mut names);
            if let Some(positions) = positions.get_mut(index) {
                positions.push(api.operations.len());
            }
            api.operations.push(analyzed);
            api.successes.extend(several);
            errors.push(own);
            groups.push(call.group);
        }
    }
    for node in &mut calls.groups {
        let kept = node
            .operations
            .iter()
            .filter_map(|index| positions.get(*index))
            .flatten()
            .copied();
        node.operations = kept.collect();
    }
    share_errors(
        api,
        &errors,
        &groups,
        &calls.groups,
        &model.info.title,
        &mut names,
    );
    api.groups = group::nested(&calls.groups, None);
}

/// Gives the operations their error enums, `errors` being those of each and `groups` its group.
fn share_errors(
    api: &mut Api,
    errors: &[Vec<ErrorVariant>],
    groups: &[usize],
    nodes: &[group::Node],
    title: &str,
    names: &mut Scope,
) {
    let sets: Vec<OperationErrors<'_>> = api
        .operations
        .iter()
        .zip(errors)
        .zip(groups)
        .map(|((operation, variants), group)| OperationErrors {
            stem: operation.name.plain(),
            group: (
                nodes.get(*group).map_or("", |node| node.name.plain()),
                *group,
            ),
            variants,
        })
        .collect();
    let (enums, own) = error_enums(&sets, title, names);
    for (operation, set) in api.operations.iter_mut().zip(own) {
        if let Some(found) = enums.get(set) {
            operation.responses.error = found.name.clone();
        }
    }
    api.errors = enums;
}

/// What is known before an operation is looked at.
struct Scene<'a> {
    call: &'a Call,
    wanted: Wanted,
    template: &'a Template,
    schemes: &'a [SecurityScheme],
    globals: &'a [GlobalParameter],
    settings: &'a Settings,
}

impl Scene<'_> {
    /// The operation, its documented errors, and the enum over its successes if it has one.
    fn operation(
        &self,
        context: &mut Context<'_, '_>,
        operation: &model::Operation,
        names: &mut Scope,
    ) -> (Operation, Vec<ErrorVariant>, Option<SuccessEnum>) {
        let stem = self.call.name.plain();
        let mut parameters =
            parameter::parameters(context, operation, stem, self.template, self.globals);
        let idempotency_header = idempotency_header(&mut parameters)
            .or_else(|| self.configured_header(&operation.method));
        let mut body = request_body::request_body(context, operation, stem);
        if let Some(body) = &mut body {
            encoding::name_part_headers(body, &parameters);
        }
        let answers = response::answers(context, operation, stem, self.wanted);
        let mut documentation = documentation(operation);
        if self.wanted == Wanted::Stream {
            if let Some(body) = &mut body {
                stream::ask(context, operation, body);
            }
            documentation.description = Some(streamed(documentation.description.as_deref()));
        }
        let pagination = self.pagination(context, operation, &parameters, &answers);
        let Answers {
            all,
            success,
            errors,
            accept,
        } = answers;
        let (success, several) = self::success(success, stem, names);
        let path = self.template.path(&operation.path, &parameters);
        let arguments = argument::arguments(&path, &parameters, body.as_ref());
        let model = context.model;
        let analyzed = Operation {
            id: call::id(operation).map_or_else(
                || format!("{} {}", operation.method, operation.path),
                str::to_owned,
            ),
            pointer: context.model.place(&operation.pointer).pointer,
            tag: self.call.tag.clone(),
            call: self.call.text.clone(),
            method_name: self.call.method.clone(),
            name: self.call.name.clone(),
            method: method(&operation.method),
            path,
            documentation,
            parameters,
            body,
            arguments,
            // The error enum is filled in when those of all operations are known.
            responses: Responses {
                all,
                success,
                error: self.call.name.clone(),
                accept,
            },
            security: security::requirements(context, operation, self.schemes),
            servers: server::servers(context, &operation.servers),
            retry: self.retry(operation, model),
            pagination,
            idempotency_header,
        };
        (analyzed, errors, several)
    }

    /// How it pages: as somebody declares it, else by the rules.
    fn pagination(
        &self,
        context: &mut Context<'_, '_>,
        operation: &model::Operation,
        parameters: &[Parameter],
        answers: &Answers,
    ) -> Option<Pagination> {
        let (place, why) =
            match pagination::declaration(self.settings, call::id(operation), operation) {
                None => {
                    let method = &operation.method;
                    return pagination::pagination(context.types, method, parameters, answers);
                }
                Some(Declaration::Never) => return None,
                Some(Declaration::Pages(pages)) => {
                    match pagination::declared(context.types, &pages, parameters, answers) {
                        Ok(pagination) => return Some(pagination),
                        Err(why) => (operation.pointer.clone(), why),
                    }
                }
                Some(Declaration::Unusable { place, why }) => (place, why),
            };
        context.report_key(
            &place,
            Fault {
                code: Code::UnsupportedFeature,
                message: format!("the pages that are declared can't be walked: {why}"),
                label: "called page by page, by hand",
                help: "declare what leads to the next page, in the document or in `[api.pagination]` of sdksmith.toml",
            },
        );
        None
    }

    fn retry(&self, operation: &model::Operation, model: &Model) -> Option<RetryPolicy> {
        if let Some(configured) = &self.settings.retry {
            return Some(retry::configured(configured));
        }
        retry::policy(&[
            &operation.value.extensions,
            &operation.path_extensions,
            &model.extensions,
        ])
    }

    /// The header that the configuration names, for a method that is not safe to repeat by itself. RFC 9110 §9.2.2.
    fn configured_header(&self, method: &str) -> Option<String> {
        matches!(method, "POST" | "PATCH")
            .then(|| self.settings.idempotency_header.clone())
            .flatten()
    }
}

/// What a successful call gives, and the enum for it if it takes one.
fn success(success: Success, stem: &str, names: &mut Scope) -> (SuccessType, Option<SuccessEnum>) {
    match success {
        Success::Single(single) => (single, None),
        Success::Several(variants) => {
            let name: TypeName = names.type_name(&format!("{stem} success"));
            (
                SuccessType::Enum(name.clone()),
                Some(SuccessEnum { name, variants }),
            )
        }
    }
}

/// The header that makes a repeated call safe. Where it is optional every call has a setter for it, and it is no parameter.
fn idempotency_header(parameters: &mut Vec<Parameter>) -> Option<String> {
    let is_key = |parameter: &Parameter| {
        let name = parameter.wire_name.to_ascii_lowercase();
        parameter.location == ParameterLocation::Header
            && (name.contains("idempotency-key") || name.contains("idempotency_key"))
    };
    let at = parameters.iter().position(is_key)?;
    let found = parameters.get(at)?;
    let name = found.wire_name.clone();
    if !found.required && !found.global {
        parameters.remove(at);
    }
    Some(name)
}

/// What is said of an operation that is asked for a stream.
fn streamed(description: Option<&str>) -> String {
    let before = description.map(|text| format!("{text}\n\n"));
    format!(
        "{}Gives the answer as it comes, item by item.",
        before.unwrap_or_default()
    )
}

fn method(method: &str) -> Method {
    match method {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        "POST" => Method::Post,
        "DELETE" => Method::Delete,
        "OPTIONS" => Method::Options,
        "HEAD" => Method::Head,
        "PATCH" => Method::Patch,
        "TRACE" => Method::Trace,
        "QUERY" => Method::Query,
        other => Method::Other(other.to_owned()),
    }
}

/// What is said about an operation, else about its path.
fn documentation(operation: &model::Operation) -> Documentation {
    let value = &operation.value;
    let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    Documentation {
        summary: told(&value.summary).or_else(|| told(&operation.path_summary)),
        description: told(&value.description).or_else(|| told(&operation.path_description)),
        deprecated: value.deprecated,
        external: value.external_docs.as_ref().map(external),
        ..Documentation::default()
    }
}
