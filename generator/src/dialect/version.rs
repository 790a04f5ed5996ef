//! Which version a document is written in.

use crate::diagnostic::{Code, Diagnostic, Edition};
use crate::source::{Files, Value, ValueKind};

/// The versions that differ for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    Swagger2,
    V30,
    V31,
    V32,
}

impl Version {
    /// The edition of the specification.
    pub(crate) fn edition(self) -> Edition {
        match self {
            Self::Swagger2 => Edition::V20,
            Self::V30 => Edition::V30,
            Self::V31 => Edition::V31,
            Self::V32 => Edition::V32,
        }
    }
}

/// The version that a document declares, and the text that declares it.
pub(crate) fn version(root: &Value, files: &Files) -> Result<(Version, String), Diagnostic> {
    let (key, declared) = match (root.get("openapi"), root.get("swagger")) {
        (Some(openapi), _) => ("openapi", openapi),
        (None, Some(swagger)) => ("swagger", swagger),
        (None, None) => return Err(no_version(root, files)),
    };
    let text = match &declared.kind {
        ValueKind::String(text) => text.trim().to_owned(),
        ValueKind::Number(_) => files.text(declared.origin).trim().to_owned(),
        _ => String::new(),
    };
    let mut parts = text.split('.');
    let version = match (key, parts.next(), parts.next()) {
        ("swagger", Some("2"), _) => Some(Version::Swagger2),
        ("openapi", Some("3"), Some("0")) => Some(Version::V30),
        ("openapi", Some("3"), Some("1")) => Some(Version::V31),
        ("openapi", Some("3"), Some("2")) => Some(Version::V32),
        _ => None,
    };
    version
        .map(|version| (version, text.clone()))
        .ok_or_else(|| {
            let message = format!("not an OpenAPI document that can be read: {key} `{text}`");
            let label = "neither 2.0, 3.0, 3.1 nor 3.2";
            Diagnostic::new(
                Code::NotOpenapi,
                message,
                files.place(declared.origin),
                label,
            )
        })
}

fn no_version(root: &Value, files: &Files) -> Diagnostic {
    let message = match root.as_object() {
        Some(members) if members.contains_key("swaggerVersion") => {
            "not an OpenAPI document that can be read: Swagger 1"
        }
        Some(_) => "not an OpenAPI document: it has no `openapi` key",
        None => "not an OpenAPI document: it is no object",
    };
    let place = files.place(root.origin);
    Diagnostic::new(
        Code::NotOpenapi,
        message,
        place,
        "expected `openapi: 3.x.y` or `swagger: \"2.0\"`",
    )
}
