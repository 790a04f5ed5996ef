//! An API made by hand that has one of everything that render writes down.

#![allow(clippy::too_many_lines, reason = "data, read from top to bottom")]

use serde_json::json;

use self::operation::{create_client, error_enum, json_body, list_clients, operation, read_client};
use crate::ir::*;

mod operation;

pub(crate) fn docs(description: &str) -> Documentation {
    Documentation {
        description: Some(description.to_owned()),
        ..Documentation::default()
    }
}

pub(crate) fn field(name: &str, wire_name: &str, r#type: Type, presence: Presence) -> Field {
    Field {
        name: FieldName::new(name),
        wire_name: wire_name.to_owned(),
        r#type,
        presence,
        asked: false,
        access: Access::ReadWrite,
        sensitive: false,
        rules: Rules::default(),
        xml: None,
        documentation: Documentation::default(),
    }
}

pub(crate) fn definition(name: &str, kind: TypeKind) -> TypeDefinition {
    TypeDefinition {
        name: TypeName::new(name),
        module: ModuleName::new("client"),
        pointer: format!("/components/schemas/{name}"),
        documentation: Documentation::default(),
        usage: Usage {
            request: true,
            response: true,
        },
        eq: false,
        default: false,
        kind,
    }
}

pub(crate) fn named(name: &str) -> Type {
    Type::Named(TypeName::new(name))
}

fn variant(name: &str, r#type: Type, tag: Option<&str>) -> Variant {
    Variant {
        name: VariantName::new(name),
        r#type,
        rules: Rules::default(),
        tags: tag.map(str::to_owned).into_iter().collect(),
        fallback: false,
        shape: Shape {
            kinds: vec![JsonKind::Object],
            required: vec!["id".into()],
            ..Shape::default()
        },
        documentation: Documentation::default(),
    }
}

fn client() -> TypeDefinition {
    let mut old = field("r#type", "type", Type::String, Presence::Optional);
    old.documentation.deprecated = true;
    let mut secret = field("clear", "clear", Type::Secret, Presence::Optional);
    secret.sensitive = true;
    let mut id = field("id", "id", Type::Uuid, Presence::Optional);
    id.access = Access::ReadOnly;
    let mut name = field("name", "name", Type::String, Presence::Required);
    name.documentation = Documentation {
        constraints: vec![
            Constraint::MaxLength(50),
            Constraint::Pattern("^[a-z`]+$".into()),
        ],
        default: Some(json!("billing")),
        ..docs("Name of the client,\nas people see it.\n\n    let x = 1;\n")
    };
    definition(
        "Client",
        TypeKind::Structure(Structure {
            fields: vec![
                name,
                field(
                    "redirect_uris",
                    "redirectUris",
                    Type::Array(Box::new(Type::String)),
                    Presence::Optional,
                ),
                field("kind", "kind", named("Kind"), Presence::Nullable),
                field(
                    "parent",
                    "parent",
                    Type::Boxed(Box::new(named("Client"))),
                    Presence::Optional,
                ),
                field(
                    "metadata",
                    "metadata",
                    named("Metadata"),
                    Presence::Optional,
                ),
                field(
                    "display_name",
                    "displayName",
                    Type::String,
                    Presence::OptionalNullable,
                ),
                field("size", "size", Type::I64, Presence::Required),
                id,
                secret,
                old,
            ],
            constants: vec![Constant {
                wire_name: "object".into(),
                value: json!("client"),
                xml: None,
                documentation: Documentation::default(),
            }],
            flattened: Vec::new(),
            additional: Some(Additional {
                name: FieldName::new("additional"),
                r#type: Type::Json,
                rules: Rules::default(),
                documentation: Documentation::default(),
            }),
            undeclared: None,
            limits: Vec::new(),
        }),
    )
}

fn enumeration(
    name: &str,
    representation: EnumerationRepresentation,
    values: &[(&str, serde_json::Value)],
) -> TypeDefinition {
    let values = values.iter().map(|(name, value)| EnumerationValue {
        name: VariantName::new(*name),
        value: value.clone(),
        documentation: Documentation::default(),
    });
    definition(
        name,
        TypeKind::Enumeration(Enumeration {
            representation,
            values: values.collect(),
        }),
    )
}

fn types() -> Vec<TypeDefinition> {
    let mut page = definition(
        "ClientPage",
        TypeKind::Structure(Structure {
            fields: vec![field(
                "data",
                "data",
                Type::Array(Box::new(named("Client"))),
                Presence::Optional,
            )],
            ..Structure::default()
        }),
    );
    page.usage.request = false;
    page.default = true;
    let mut page_options = definition(
        "PageOptions",
        TypeKind::Structure(Structure {
            fields: vec![field("after", "after", Type::String, Presence::Optional)],
            ..Structure::default()
        }),
    );
    page_options.eq = true;
    let criteria = Union {
        selection: Selection::Tag {
            wire_name: "type".into(),
        },
        variants: vec![
            variant("Client", named("Client"), Some("client")),
            variant(
                "Nested",
                Type::Boxed(Box::new(named("Criteria"))),
                Some("nested"),
            ),
            variant("Page", named("PageOptions"), Some("page")),
        ],
    };
    let shaped = Union {
        selection: Selection::Shape,
        variants: vec![
            variant("One", Type::String, None),
            variant("Many", Type::Array(Box::new(Type::String)), None),
        ],
    };
    vec![
        client(),
        page,
        page_options,
        enumeration(
            "Kind",
            EnumerationRepresentation::String,
            &[("Line", json!("line")), ("Empty", json!(""))],
        ),
        enumeration(
            "TimeFormat",
            EnumerationRepresentation::Integer,
            &[("V12", json!(12)), ("Minus1", json!(-1))],
        ),
        enumeration(
            "Level",
            EnumerationRepresentation::Json,
            &[("Half", json!(0.5)), ("Yes", json!(true))],
        ),
        definition("Metadata", TypeKind::Alias(Type::JsonObject)),
        definition("Criteria", TypeKind::Union(criteria)),
        definition("OneOrMany", TypeKind::Union(shaped)),
        definition("Nothing", TypeKind::Structure(Structure::default())),
    ]
}

pub(crate) fn api() -> Api {
    let group = |method: &str, name: &str, operations, groups| Group {
        method: MethodName::new(method),
        name: TypeName::new(name),
        module: ModuleName::new(method),
        title: name.into(),
        documentation: Documentation::default(),
        operations,
        groups,
    };
    let server = |name: &str, url: &str, variables| Server {
        name: VariantName::new(name),
        constant: ConstantName::new(name.to_uppercase()),
        url: url.into(),
        documentation: Documentation::default(),
        variables,
    };
    let success = |name: &str, status, body| SuccessVariant {
        name: VariantName::new(name),
        status: StatusRange::Exact(status),
        body,
        documentation: Documentation::default(),
    };
    Api {
        exact_numbers: false,
        title: "Sample \"API\"\n[evil]".into(),
        version: "1.0".into(),
        openapi: "3.0.3".into(),
        documentation: docs("An API."),
        contact: Vec::new(),
        license: None,
        servers: vec![
            server("Local", "http://localhost", Vec::new()),
            server(
                "Cloud",
                "https://{organization}.{region}.example",
                vec![
                    ServerVariable {
                        name: FieldName::new("organization"),
                        wire_name: "organization".into(),
                        default: String::new(),
                        values: None,
                        documentation: Documentation::default(),
                    },
                    ServerVariable {
                        name: FieldName::new("region"),
                        wire_name: "region".into(),
                        default: "eu".into(),
                        values: Some((
                            TypeName::new("Region"),
                            vec![
                                (VariantName::new("Eu"), "eu".into()),
                                (VariantName::new("Us"), "us".into()),
                            ],
                        )),
                        documentation: Documentation::default(),
                    },
                ],
            ),
        ],
        security_schemes: vec![SecurityScheme {
            key: "Authorization".into(),
            setter: MethodName::new("client_credentials"),
            token_setter: Some(MethodName::new("access_token")),
            methods: vec![(
                CredentialMethod::Source,
                MethodName::new("access_token_from"),
            )],
            kind: CredentialKind::OAuth2 {
                flows: vec![OAuth2Flow::ClientCredentials {
                    token_url: "/token".into(),
                    refresh_url: None,
                    scopes: vec![("read".into(), "Reads.".into())],
                }],
            },
            documentation: Documentation::default(),
        }],
        globals: vec![GlobalParameter {
            setter: MethodName::new("app_id"),
            argument: ArgumentName::new("app_id"),
            location: ParameterLocation::Header,
            wire_name: "x-app-id".into(),
            r#type: Type::String,
            documentation: docs("Your application."),
        }],
        groups: vec![group(
            "vault",
            "Vault",
            Vec::new(),
            vec![group("clients", "Clients", vec![0, 1, 2, 3], Vec::new())],
        )],
        operations: vec![
            read_client(),
            list_clients(),
            create_client(),
            operation("ping", "ping", "Ping"),
        ],
        types: types(),
        errors: vec![error_enum()],
        successes: vec![SuccessEnum {
            name: TypeName::new("CreateClientSuccess"),
            variants: vec![
                success("Created", 201, Some(json_body(named("Client")))),
                success("Accepted", 202, None),
            ],
        }],
        webhooks: Vec::new(),
        untyped: Vec::new(),
    }
}
