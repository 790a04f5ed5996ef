//! What a file is, before it is read.

use std::path::Path;

use super::fault::Fault;
use super::read::Format;
use crate::diagnostic::Code;

/// Takes the bytes of a file as text, without a byte order mark.
///
/// # Errors
///
/// When they are not UTF-8.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Box<(Fault, String)>> {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let encoding = match bytes {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it begins as UTF-16 does; save it as UTF-8",
            _ => "save it as UTF-8",
        };
        let what = signature(bytes);
        let readable = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()).into_owned();
        let fault = match what {
            Some(what) => not_openapi(&format!("it looks like {what}")),
            None => Fault::new(
                Code::NotUtf8,
                format!("the file is not UTF-8: byte {at} begins no character"),
                (at, at),
                "here",
            )
            .help(encoding),
        };
        Box::new((fault, readable))
    })
}

/// Files that are given by mistake.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1F, 0x8B, ..] => Some("a gzip archive"),
        [b'P', b'K', 3, 4, ..] => Some("a zip archive"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        [0x89, b'P', b'N', b'G', ..] => Some("an image"),
        _ => None,
    }
}

/// Whether a text is JSON or YAML, by its name and its first character.
pub(super) fn format(name: &str, text: &str) -> Format {
    let extension = Path::new(name)
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("json") => Format::Json,
        Some("yaml" | "yml") if !text.trim_start().starts_with('{') => Format::Yaml,
        _ if text.trim_start().starts_with('{') => Format::Json,
        _ => Format::Yaml,
    }
}

/// Says that a text is no document at all, when that is plain to see without reading it.
pub(super) fn refuse_other_texts(text: &str) -> Result<(), Fault> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(not_openapi("it is empty"));
    }
    if start.starts_with('<') {
        return Err(not_openapi("it looks like HTML or XML"));
    }
    if start.starts_with("%PDF") {
        return Err(not_openapi("it looks like a PDF"));
    }
    Ok(())
}

/// A syntax error of a text that does not even name `openapi` or `swagger` says that it is no document.
pub(super) fn explain(fault: Fault, text: &str) -> Fault {
    if fault.code == Code::SyntaxError && !text.contains("openapi") && !text.contains("swagger") {
        return Fault {
            code: Code::NotOpenapi,
            message: "not an OpenAPI document".to_owned(),
            label: fault.message.clone(),
            ..fault
        };
    }
    fault
}

fn not_openapi(why: &str) -> Fault {
    Fault::new(
        Code::NotOpenapi,
        format!("not an OpenAPI document: {why}"),
        (0, 0),
        "expected `openapi: 3.x.y`",
    )
}
