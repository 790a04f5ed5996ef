//! The table of [`super::shape`]: every object of OpenAPI 3.0, 3.1 and 3.2.

use super::shape::Missing::{Fatal, Object as Empty, Silent, SilentObject, Text as Filled};
use super::shape::Shape::{
    Any, Boolean, BooleanOrSchema, Count, List, Map, Number, Object, OneOf, Patterned, Text,
};
use super::shape::{Kind, ObjectShape, Shape};

/// A whole document.
pub(crate) static DOCUMENT_SHAPE: Shape = Object(&DOCUMENT);
/// A schema.
pub(crate) static SCHEMA_SHAPE: Shape = Object(&SCHEMA);

static DOCUMENT: ObjectShape = ObjectShape {
    kind: Kind::Document,
    fields: &[
        ("openapi", Text),
        ("info", Object(&INFO)),
        ("servers", List(&Object(&SERVER))),
        ("paths", Patterned(&Object(&PATH_ITEM))),
        ("webhooks", Map(&Object(&PATH_ITEM))),
        ("components", Object(&COMPONENTS)),
        ("security", List(&SECURITY_REQUIREMENT)),
        ("tags", List(&Object(&TAG))),
        ("externalDocs", Object(&EXTERNAL_DOCS)),
    ],
    required: &[("info", Empty), ("paths", SilentObject)],
};

static INFO: ObjectShape = ObjectShape {
    kind: Kind::Info,
    fields: &[
        ("title", Text),
        ("summary", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Object(&CONTACT)),
        ("license", Object(&LICENSE)),
        ("version", Text),
    ],
    required: &[("title", Filled("API")), ("version", Filled("0.1.0"))],
};

static CONTACT: ObjectShape = ObjectShape {
    kind: Kind::Other,
    fields: &[("name", Text), ("url", Text), ("email", Text)],
    required: &[],
};

static LICENSE: ObjectShape = ObjectShape {
    kind: Kind::Other,
    fields: &[("name", Text), ("url", Text), ("identifier", Text)],
    required: &[("name", Silent(""))],
};

static EXTERNAL_DOCS: ObjectShape = ObjectShape {
    kind: Kind::Other,
    fields: &[("description", Text), ("url", Text)],
    required: &[("url", Fatal)],
};

static SERVER: ObjectShape = ObjectShape {
    kind: Kind::Server,
    fields: &[
        ("url", Text),
        ("name", Text),
        ("description", Text),
        ("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
    required: &[("url", Fatal)],
};

static SERVER_VARIABLE: ObjectShape = ObjectShape {
    kind: Kind::Other,
    fields: &[
        ("enum", List(&Text)),
        ("default", Text),
        ("description", Text),
    ],
    required: &[("default", Filled(""))],
};

static TAG: ObjectShape = ObjectShape {
    kind: Kind::Tag,
    fields: &[
        ("name", Text),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Object(&EXTERNAL_DOCS)),
        ("parent", Text),
        ("kind", Text),
    ],
    required: &[("name", Fatal)],
};

static SECURITY_REQUIREMENT: Shape = Map(&List(&Text));

static COMPONENTS: ObjectShape = ObjectShape {
    kind: Kind::Components,
    fields: &[
        ("schemas", Map(&SCHEMA_SHAPE)),
        ("responses", Map(&Object(&RESPONSE))),
        ("parameters", Map(&Object(&PARAMETER))),
        ("examples", Map(&Object(&EXAMPLE))),
        ("requestBodies", Map(&Object(&REQUEST_BODY))),
        ("headers", Map(&Object(&HEADER))),
        ("securitySchemes", Map(&Object(&SECURITY_SCHEME))),
        ("links", Map(&Object(&LINK))),
        ("callbacks", Map(&CALLBACK)),
        ("pathItems", Map(&Object(&PATH_ITEM))),
        ("mediaTypes", Map(&Object(&MEDIA_TYPE))),
    ],
    required: &[],
};

static PATH_ITEM: ObjectShape = ObjectShape {
    kind: Kind::PathItem,
    fields: &[
        ("summary", Text),
        ("description", Text),
        ("get", Object(&OPERATION)),
        ("put", Object(&OPERATION)),
        ("post", Object(&OPERATION)),
        ("delete", Object(&OPERATION)),
        ("options", Object(&OPERATION)),
        ("head", Object(&OPERATION)),
        ("patch", Object(&OPERATION)),
        ("trace", Object(&OPERATION)),
        ("query", Object(&OPERATION)),
        ("additionalOperations", Map(&Object(&OPERATION))),
        ("servers", List(&Object(&SERVER))),
        ("parameters", List(&Object(&PARAMETER))),
    ],
    required: &[],
};

static OPERATION: ObjectShape = ObjectShape {
    kind: Kind::Operation,
    fields: &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Object(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&Object(&PARAMETER))),
        ("requestBody", Object(&REQUEST_BODY)),
        ("responses", Patterned(&Object(&RESPONSE))),
        ("callbacks", Map(&CALLBACK)),
        ("deprecated", Boolean),
        ("security", List(&SECURITY_REQUIREMENT)),
        ("servers", List(&Object(&SERVER))),
    ],
    required: &[("responses", Empty)],
};

static CALLBACK: Shape = Patterned(&Object(&PATH_ITEM));

static PARAMETER: ObjectShape = ObjectShape {
    kind: Kind::Parameter,
    fields: &[
        ("name", Text),
        (
            "in",
            OneOf(&["query", "header", "path", "cookie", "querystring"]),
        ),
        ("description", Text),
        ("required", Boolean),
        ("deprecated", Boolean),
        ("allowEmptyValue", Boolean),
        ("style", Text),
        ("explode", Boolean),
        ("allowReserved", Boolean),
        ("schema", Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Object(&EXAMPLE))),
        ("content", Map(&Object(&MEDIA_TYPE))),
    ],
    required: &[("name", Fatal), ("in", Fatal)],
};

static HEADER: ObjectShape = ObjectShape {
    kind: Kind::Header,
    fields: &[
        ("description", Text),
        ("required", Boolean),
        ("deprecated", Boolean),
        ("style", Text),
        ("explode", Boolean),
        ("schema", Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Object(&EXAMPLE))),
        ("content", Map(&Object(&MEDIA_TYPE))),
    ],
    required: &[],
};

static REQUEST_BODY: ObjectShape = ObjectShape {
    kind: Kind::RequestBody,
    fields: &[
        ("description", Text),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("required", Boolean),
    ],
    required: &[],
};

static MEDIA_TYPE: ObjectShape = ObjectShape {
    kind: Kind::MediaType,
    fields: &[
        ("schema", Object(&SCHEMA)),
        ("itemSchema", Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Object(&EXAMPLE))),
        ("encoding", Map(&Object(&ENCODING))),
    ],
    required: &[],
};

static ENCODING: ObjectShape = ObjectShape {
    kind: Kind::Encoding,
    fields: &[
        ("contentType", Text),
        ("headers", Map(&Object(&HEADER))),
        (
            "style",
            OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        ("explode", Boolean),
        ("allowReserved", Boolean),
    ],
    required: &[],
};

static RESPONSE: ObjectShape = ObjectShape {
    kind: Kind::Response,
    fields: &[
        ("summary", Text),
        ("description", Text),
        ("headers", Map(&Object(&HEADER))),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("links", Map(&Object(&LINK))),
    ],
    required: &[("description", Silent(""))],
};

static EXAMPLE: ObjectShape = ObjectShape {
    kind: Kind::Example,
    fields: &[
        ("summary", Text),
        ("description", Text),
        ("value", Any),
        ("dataValue", Any),
        ("serializedValue", Text),
        ("externalValue", Text),
    ],
    required: &[],
};

static LINK: ObjectShape = ObjectShape {
    kind: Kind::Link,
    fields: &[],
    required: &[],
};

/// A schema, with every keyword that some version knows. OpenAPI 3.1.1 §4.8.24.
pub(crate) static SCHEMA: ObjectShape = ObjectShape {
    kind: Kind::Schema,
    fields: &[
        ("title", Text),
        ("description", Text),
        (
            "type",
            OneOf(&["string", "number", "integer", "boolean", "array", "object"]),
        ),
        ("format", Text),
        ("multipleOf", Number),
        ("minimum", Number),
        ("maximum", Number),
        ("exclusiveMinimum", Boolean),
        ("exclusiveMaximum", Boolean),
        ("minLength", Count),
        ("maxLength", Count),
        ("pattern", Text),
        ("minItems", Count),
        ("maxItems", Count),
        ("uniqueItems", Boolean),
        ("minProperties", Count),
        ("maxProperties", Count),
        ("required", List(&Text)),
        ("enum", List(&Any)),
        ("nullable", Boolean),
        ("readOnly", Boolean),
        ("writeOnly", Boolean),
        ("deprecated", Boolean),
        ("example", Any),
        ("default", Any),
        ("externalDocs", Object(&EXTERNAL_DOCS)),
        ("discriminator", Object(&DISCRIMINATOR)),
        ("allOf", List(&SCHEMA_SHAPE)),
        ("oneOf", List(&SCHEMA_SHAPE)),
        ("anyOf", List(&SCHEMA_SHAPE)),
        ("not", Object(&SCHEMA)),
        ("items", Object(&SCHEMA)),
        ("properties", Map(&SCHEMA_SHAPE)),
        ("additionalProperties", BooleanOrSchema),
        ("prefixItems", List(&SCHEMA_SHAPE)),
        ("patternProperties", Map(&SCHEMA_SHAPE)),
        ("propertyNames", Object(&SCHEMA)),
        ("$defs", Map(&SCHEMA_SHAPE)),
        ("definitions", Map(&SCHEMA_SHAPE)),
    ],
    required: &[],
};

static DISCRIMINATOR: ObjectShape = ObjectShape {
    kind: Kind::Discriminator,
    fields: &[
        ("propertyName", Text),
        ("mapping", Map(&Text)),
        ("defaultMapping", Text),
    ],
    required: &[("propertyName", Fatal)],
};

static SECURITY_SCHEME: ObjectShape = ObjectShape {
    kind: Kind::SecurityScheme,
    fields: &[
        (
            "type",
            OneOf(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
        ),
        ("description", Text),
        ("name", Text),
        ("in", OneOf(&["query", "header", "cookie"])),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Object(&FLOWS)),
        ("openIdConnectUrl", Text),
        ("oauth2MetadataUrl", Text),
        ("deprecated", Boolean),
    ],
    required: &[("type", Fatal)],
};

static FLOWS: ObjectShape = ObjectShape {
    kind: Kind::Flows,
    fields: &[
        ("implicit", Object(&FLOW)),
        ("password", Object(&FLOW)),
        ("clientCredentials", Object(&FLOW)),
        ("authorizationCode", Object(&FLOW)),
        ("deviceAuthorization", Object(&FLOW)),
    ],
    required: &[],
};

static FLOW: ObjectShape = ObjectShape {
    kind: Kind::Flow,
    fields: &[
        ("authorizationUrl", Text),
        ("deviceAuthorizationUrl", Text),
        ("tokenUrl", Text),
        ("refreshUrl", Text),
        ("scopes", Map(&Text)),
    ],
    required: &[("scopes", SilentObject)],
};

/// The shape of what a reference at a place of this kind points to.
pub(crate) fn shape_of(kind: Kind) -> &'static Shape {
    static SHAPES: [(Kind, Shape); 10] = [
        (Kind::Schema, Object(&SCHEMA)),
        (Kind::Parameter, Object(&PARAMETER)),
        (Kind::RequestBody, Object(&REQUEST_BODY)),
        (Kind::Response, Object(&RESPONSE)),
        (Kind::Header, Object(&HEADER)),
        (Kind::Example, Object(&EXAMPLE)),
        (Kind::Link, Object(&LINK)),
        (Kind::SecurityScheme, Object(&SECURITY_SCHEME)),
        (Kind::PathItem, Object(&PATH_ITEM)),
        (Kind::MediaType, Object(&MEDIA_TYPE)),
    ];
    SHAPES
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or(&Any, |(_, shape)| shape)
}
