//! From the document to [`ir::Api`](crate::ir::Api): every decision about the output is taken here.
//!
//! In goes a [`Model`], openapiv3 values node by node; out comes the API with all names and types resolved, and what
//! there is to say about the document. Nothing here fails: what cannot be served is said, left out, and the rest goes on.

mod argument;
mod body;
mod call;
mod context;
mod documentation;
mod encoding;
mod error_enum;
mod example;
#[cfg(test)]
mod fixture;
mod global_parameter;
mod group;
mod header;
mod media_type;
mod operation;
mod pagination;
mod parameter;
mod path;
mod placement;
mod reachability;
mod request_body;
mod response;
mod retry;
mod route;
pub mod schema;
mod security;
mod server;
mod status;
mod stream;
mod style;
mod webhook;
mod xml;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Sink};
use crate::ir::{Api, Type};
use crate::model::{Model, Pointer};

/// Decides everything about the output for one document.
pub fn analyze(model: &Model, settings: &Settings) -> (Api, Vec<Diagnostic>) {
    let (api, _, diagnostics) = decide(model, settings, false);
    (api, diagnostics)
}

/// The same API, and which type each of the document's schemas became, by its place in the normalised document. Schemas
/// that no type was made of are not among them.
pub fn survey(model: &Model, settings: &Settings) -> (Api, Vec<(Pointer, Type)>) {
    let (api, surveyed, _) = decide(model, settings, true);
    (api, surveyed)
}

fn decide(
    model: &Model,
    settings: &Settings,
    survey: bool,
) -> (Api, Vec<(Pointer, Type)>, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let mut types = schema::Types::new(model, settings);
    let mut api = Api {
        title: model.info.title.clone(),
        version: model.info.version.clone(),
        openapi: model.version.clone(),
        documentation: documentation::of_api(model),
        contact: documentation::contact(&model.info),
        license: model
            .info
            .license
            .as_ref()
            .map(|license| license.name.clone()),
        servers: Vec::new(),
        security_schemes: Vec::new(),
        globals: Vec::new(),
        groups: Vec::new(),
        operations: Vec::new(),
        types: Vec::new(),
        errors: Vec::new(),
        successes: Vec::new(),
        exact_numbers: settings.scalars.exact_numbers(),
        webhooks: Vec::new(),
        untyped: Vec::new(),
    };
    // operations
    operation::analyze_operations(model, settings, &mut types, &mut api, &mut sink);
    api.webhooks = webhook::webhooks(model, settings, &types.resolve_payloads());
    if model.operations.is_empty() {
        types.resolve_components();
    }
    if survey {
        types.survey();
    }
    let surveyed = types.finish(&mut api, &mut sink);
    (api, surveyed, sink.into_sorted())
}
