//! Operations of the API made by hand.

use super::{docs, named};
use crate::ir::pagination::NextPage;
use crate::ir::*;

fn parameter(name: &str, wire_name: &str, location: ParameterLocation, r#type: Type) -> Parameter {
    let style = match location {
        ParameterLocation::Path | ParameterLocation::Header => ParameterStyle::Simple,
        _ => ParameterStyle::Form,
    };
    Parameter {
        name: FieldName::new(name),
        wire_name: wire_name.into(),
        location,
        required: location == ParameterLocation::Path,
        global: false,
        r#type,
        encoding: ParameterEncoding::Style {
            style,
            explode: Explode::No,
            reserved: Reserved::Encoded,
        },
        documentation: docs("Which one."),
        sensitive: false,
    }
}

pub(super) fn json_body(r#type: Type) -> ResponseBody {
    ResponseBody {
        media_type: "application/json".into(),
        media_types: vec!["application/json".into()],
        r#type,
        encoding: BodyEncoding::Json,
        sentinel: None,
        documentation: Documentation::default(),
    }
}

fn response(status: StatusRange, success: bool, body: Option<ResponseBody>) -> Response {
    Response {
        status,
        success,
        documentation: docs("Said \"so\"."),
        body,
        headers: Vec::new(),
    }
}

pub(super) fn operation(id: &str, method: &str, name: &str) -> Operation {
    Operation {
        id: id.into(),
        pointer: format!("/paths/{id}"),
        tag: Some("Clients".into()),
        call: format!("clients().{method}"),
        method_name: MethodName::new(method),
        name: TypeName::new(name),
        method: Method::Get,
        path: Path {
            template: "/clients".into(),
            pieces: vec![PathPiece::Literal("/clients".into())],
            query: Vec::new(),
        },
        documentation: docs("Does it."),
        parameters: Vec::new(),
        body: None,
        arguments: Vec::new(),
        responses: Responses {
            all: vec![response(StatusRange::Exact(204), true, None)],
            success: SuccessType::Single(Type::Unit),
            error: TypeName::new("ReadClientError"),
            accept: None,
        },
        security: vec![
            SecurityRequirement {
                schemes: vec![(0, vec!["read".into()])],
            },
            SecurityRequirement::default(),
        ],
        servers: Vec::new(),
        retry: None,
        pagination: None,
        idempotency_header: None,
    }
}

pub(super) fn read_client() -> Operation {
    let mut app = parameter(
        "app_id",
        "x-app-id",
        ParameterLocation::Header,
        Type::String,
    );
    app.global = true;
    app.required = true;
    Operation {
        path: Path {
            template: "/clients/{clientId}".into(),
            pieces: vec![
                PathPiece::Literal("/clients/".into()),
                PathPiece::Parameter(0),
            ],
            query: Vec::new(),
        },
        parameters: vec![
            parameter(
                "client_id",
                "clientId",
                ParameterLocation::Path,
                Type::String,
            ),
            app,
        ],
        arguments: vec![Argument {
            name: ArgumentName::new("client_id"),
            r#type: Type::String,
            source: ArgumentSource::Parameter(0),
        }],
        responses: Responses {
            all: vec![
                response(
                    StatusRange::Exact(200),
                    true,
                    Some(json_body(named("Client"))),
                ),
                response(StatusRange::Exact(404), false, None),
            ],
            success: SuccessType::Single(named("Client")),
            error: TypeName::new("ReadClientError"),
            accept: Some("application/json".into()),
        },
        retry: Some(RetryPolicy {
            initial_interval: 500,
            max_interval: 60_000,
            max_elapsed_time: 3_600_000,
            exponent: 1.5,
            statuses: vec![(500, 599)],
            connection_errors: true,
        }),
        ..operation("readClient", "read", "ReadClient")
    }
}

pub(super) fn list_clients() -> Operation {
    let mut page = parameter(
        "page",
        "page",
        ParameterLocation::Query,
        named("PageOptions"),
    );
    page.encoding = ParameterEncoding::Style {
        style: ParameterStyle::DeepObject,
        explode: Explode::Yes,
        reserved: Reserved::Encoded,
    };
    Operation {
        parameters: vec![
            page,
            parameter(
                "types",
                "types",
                ParameterLocation::Query,
                Type::Array(Box::new(named("Kind"))),
            ),
        ],
        responses: Responses {
            all: vec![response(
                StatusRange::Exact(200),
                true,
                Some(json_body(named("ClientPage"))),
            )],
            success: SuccessType::Single(named("ClientPage")),
            error: TypeName::new("ReadClientError"),
            accept: Some("application/json".into()),
        },
        pagination: Some(Pagination {
            items: "/data".into(),
            next: NextPage::Cursor {
                parameter: 0,
                member: Some("after".into()),
                cursor: "/meta/after".into(),
            },
        }),
        ..operation("listClients", "list", "ListClients")
    }
}

pub(super) fn create_client() -> Operation {
    let body = |required, r#type: Type| RequestBody {
        name: FieldName::new("body"),
        required,
        documentation: docs("The client."),
        bodies: vec![Body {
            media_type: "application/json".into(),
            r#type: r#type.clone(),
            encoding: BodyEncoding::Json,
            documentation: Documentation::default(),
        }],
        r#type,
        switches: Vec::new(),
    };
    Operation {
        method: Method::Post,
        body: Some(body(false, named("Client"))),
        arguments: vec![Argument {
            name: ArgumentName::new("body"),
            r#type: Type::Nullable(Box::new(named("Client"))),
            source: ArgumentSource::Body,
        }],
        responses: Responses {
            all: Vec::new(),
            success: SuccessType::Enum(TypeName::new("CreateClientSuccess")),
            error: TypeName::new("ReadClientError"),
            accept: Some("application/json".into()),
        },
        ..operation("createClient", "create", "CreateClient")
    }
}

pub(super) fn error_enum() -> ErrorEnum {
    let variant = |name: &str, status, body| ErrorVariant {
        name: VariantName::new(name),
        status,
        body,
        documentation: docs("Said \"so\"."),
    };
    ErrorEnum {
        name: TypeName::new("ReadClientError"),
        variants: vec![
            variant(
                "Client",
                StatusRange::Range(4),
                Some(json_body(named("Client"))),
            ),
            variant("NotFound", StatusRange::Exact(404), None),
        ],
        aliases: vec![TypeName::new("CreateClientError")],
        operation: 0,
    }
}
