//! Where each operation is found and what it is called, before anything else about it is known.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::group::{self, Node};
use super::placement::{grouping_tag, placements};
use super::stream;
use super::style::pointer;
use crate::config::Settings;
use crate::ir::{MethodName, TypeName};
use crate::model::{Model, Operation, Schema, SchemaKind};
use crate::naming::operation::{OperationFacts, candidates, settle};
use crate::naming::{Scope, camel, snake};

/// Names that generated code of operations has already.
#[rustfmt::skip] // one name a line would be a list of its own
const TAKEN: &[&str] = &[
    "Api", "ApiDescription", "ApiError", "ApiResponse", "BuildError", "Builder", "ByteStream",
    "Call", "CallError", "CallFuture", "Client", "ClientBuilder", "Credential", "DecodeError",
    "DecodeReason", "DocumentedRetry", "Duration", "ErrorBody", "ErrorKind", "EventStream", "Explode",
    "FormEncoding", "FormRule", "Handle", "HttpTransport", "InvalidArgument", "ItemStream",
    "JsonLines",    "Metadata", "MissingCredential", "Multipart", "Operation", "PageInfo", "PageStream", "Paged",
    "PathStyle", "Place", "QueryStyle", "RedirectPolicy", "RequestWriter", "Required",
    "Requirement", "Reserved", "Response", "RetryPolicy", "SchemeKind", "Secret", "SecretString",
    "SecurityScheme", "Server", "ServerSentEvent", "ServerUrl", "UploadBody", "TimeoutPhase", "TokenError", "Unexpected",
];

/// Methods that every group has.
const GROUP_METHODS: &[&str] = &["new", "clone", "fmt", "into", "from", "default"];

/// The names of all operations and of the groups around them.
pub(super) struct Calls {
    /// All groups.
    pub(super) groups: Vec<Node>,
    /// For each operation: its group, its method, its struct, and how the call is written.
    pub(super) calls: Vec<Call>,
}

/// The names of one operation.
pub(super) struct Call {
    /// Its group.
    pub(super) group: usize,
    /// Its first tag.
    pub(super) tag: Option<String>,
    /// The method of the group.
    pub(super) method: MethodName,
    /// The struct of its inputs, and the stem of what belongs to it.
    pub(super) name: TypeName,
    /// How a user writes it, from the client on.
    pub(super) text: String,
    /// The same operation, asked for a stream, where the document offers one beside another answer.
    pub(super) streaming: Option<Box<Self>>,
}

/// Names all operations; `names` is the scope of the types beside them.
pub(super) fn calls(model: &Model, settings: &Settings, names: &mut Scope) -> Calls {
    names.reserve(TAKEN);
    let chosen: Vec<Chosen> = model
        .operations
        .iter()
        .map(|operation| Chosen::of(model, operation, settings))
        .collect();
    let placements = placements(model, chosen.iter().map(|chosen| chosen.groups.as_slice()));
    let (groups, own) = group::groups(model, &placements, names);
    let paths: BTreeSet<&str> = model
        .operations
        .iter()
        .filter_map(|operation| item_of(&operation.path))
        .collect();
    let facts: Vec<OperationFacts<'_>> = model
        .operations
        .iter()
        .zip(&placements)
        .zip(&chosen)
        .map(|((operation, placement), chosen)| OperationFacts {
            id: id(operation),
            method: &operation.method,
            path: &operation.path,
            group: &placement.path,
            chosen: chosen.method.as_deref(),
            lists: gives_array(model, operation),
            collection: is_collection(&paths, &operation.path),
            adds: takes_arrays_only(model, operation),
        })
        .collect();
    let (methods, stems) = named(&facts, &groups, &own, names);
    let mut scopes: Vec<Scope> = (0..groups.len())
        .map(|at| group_scope(&groups, at))
        .collect();
    let mut calls = Vec::new();
    for (((method, stem), at), placement) in methods.iter().zip(&stems).zip(&own).zip(placements) {
        let mut spare = Scope::new();
        let method = scopes
            .get_mut(*at)
            .unwrap_or(&mut spare)
            .method(&snake(method));
        let text = format!("{}.{method}", group::call(&groups, *at));
        calls.push(Call {
            group: *at,
            tag: placement.tag,
            method,
            name: names.type_name(&snake(stem)),
            text,
            streaming: None,
        });
    }
    add_streaming(model, &groups, &mut scopes, &mut calls, names);
    Calls { groups, calls }
}

/// Names the calls for streams that operations offer beside another answer; every other call has its name by then.
fn add_streaming(
    model: &Model,
    groups: &[Node],
    scopes: &mut [Scope],
    calls: &mut [Call],
    names: &mut Scope,
) {
    for (call, operation) in calls.iter_mut().zip(&model.operations) {
        if stream::is_offered(operation)
            && let Some(scope) = scopes.get_mut(call.group)
        {
            let method = scope.method(&format!("{}_stream", call.method.plain()));
            call.streaming = Some(Box::new(Call {
                group: call.group,
                tag: call.tag.clone(),
                name: names.type_name(&format!("{}Stream", call.name.plain())),
                text: format!("{}.{method}", group::call(groups, call.group)),
                method,
                streaming: None,
            }));
        }
    }
}

/// The words of each operation's method and stem, as different as the rules make them.
fn named(
    facts: &[OperationFacts<'_>],
    groups: &[Node],
    own: &[usize],
    names: &Scope,
) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let all = candidates(facts);
    let lists: Vec<_> = all.iter().map(|one| one.names.clone()).collect();
    let reserved: BTreeMap<usize, BTreeSet<String>> = (0..groups.len())
        .map(|at| {
            let inner = group::inner_methods(groups, at).chain(GROUP_METHODS.iter().copied());
            (at, inner.map(str::to_owned).collect())
        })
        .collect();
    let methods = settle(&lists, own, &reserved);
    let stems: Vec<_> = all
        .iter()
        .zip(&methods)
        .zip(facts)
        .map(|((one, name), facts)| one.stems(name, facts))
        .collect();
    // A clone gives the name that the scope would, without taking it.
    let is_taken =
        |stem: &&Vec<String>| names.clone().type_name(&snake(stem)).plain() != camel(stem);
    let clashing: BTreeSet<String> = stems
        .iter()
        .flatten()
        .filter(is_taken)
        .map(|stem| snake(stem))
        .collect();
    let stems = settle(
        &stems,
        &vec![0; facts.len()],
        &BTreeMap::from([(0, clashing)]),
    );
    (methods, stems)
}

fn group_scope(groups: &[Node], at: usize) -> Scope {
    let mut scope = Scope::new();
    scope.reserve(GROUP_METHODS);
    scope.reserve(group::inner_methods(groups, at));
    scope
}

/// What was asked for, by the user or by the document.
struct Chosen {
    groups: Vec<String>,
    method: Option<String>,
}

impl Chosen {
    fn of(model: &Model, operation: &Operation, settings: &Settings) -> Self {
        let renamed = settings
            .rename
            .operation(id(operation), &operation.method, &operation.path);
        let extension = |key: &str| {
            let own = operation
                .value
                .extensions
                .get(key)
                .or_else(|| operation.path_extensions.get(key))?;
            own.as_str()
                .filter(|text| text.contains(char::is_alphanumeric))
        };
        let dotted = |text: &str| -> Vec<String> { text.split('.').map(str::to_owned).collect() };
        let tag = grouping_tag(model, operation);
        let groups = match renamed {
            Some(call) if !call.groups.is_empty() => call.groups.clone(),
            _ => extension("x-speakeasy-group")
                .or_else(|| settings.rename.groups.get(tag?).map(String::as_str))
                .map(dotted)
                .unwrap_or_default(),
        };
        let method = renamed.map(|call| call.method.clone());
        let method = method.or_else(|| extension("x-speakeasy-name-override").map(str::to_owned));
        Self { groups, method }
    }
}

/// The `operationId`, if there is one.
pub(super) fn id(operation: &Operation) -> Option<&str> {
    operation
        .value
        .operation_id
        .as_deref()
        .map(str::trim)
        .filter(|id| !id.is_empty())
}

/// The path without the parameter that ends it; `None` where none does.
fn item_of(path: &str) -> Option<&str> {
    let (collection, last) = path.trim_end_matches('/').rsplit_once('/')?;
    (last.starts_with('{') && last.ends_with('}')).then_some(collection)
}

/// Whether a path stands for a collection, `paths` being those that a parameter goes on from.
fn is_collection(paths: &BTreeSet<&str>, path: &str) -> bool {
    paths.contains(path.trim_end_matches('/'))
}

/// Whether a success gives an array.
fn gives_array(model: &Model, operation: &Operation) -> bool {
    let success = operation
        .responses
        .iter()
        .find(|(status, _)| status.starts_with('2'));
    let schema = success.and_then(|(_, response)| {
        response
            .value
            .content
            .values()
            .find_map(|media| media.schema.as_ref())
    });
    schema
        .and_then(pointer)
        .and_then(|place| model.resolve(&place).map(|(_, schema)| is_array(schema)))
        .unwrap_or_default()
}

/// Whether the body is an object of nothing but arrays.
fn takes_arrays_only(model: &Model, operation: &Operation) -> bool {
    let body = operation.request_body.as_ref();
    let schema = body.and_then(|body| {
        body.value
            .content
            .values()
            .find_map(|media| media.schema.as_ref())
    });
    let Some(place) = schema.and_then(pointer) else {
        return false;
    };
    let Some((_, schema)) = model.resolve(&place) else {
        return false;
    };
    let SchemaKind::Type(openapiv3::Type::Object(object)) = &schema.schema_kind else {
        return false;
    };
    let array = |property: &openapiv3::ReferenceOr<Box<openapiv3::Schema>>| {
        pointer(property).is_some_and(|place| {
            model
                .resolve(&place)
                .is_some_and(|(_, schema)| is_array(schema))
        })
    };
    !object.properties.is_empty() && object.properties.values().all(array)
}

fn is_array(schema: &Schema) -> bool {
    matches!(
        schema.schema_kind,
        SchemaKind::Type(openapiv3::Type::Array(_))
    )
}
