//! The runtime, carried within the generator and copied into every crate; pieces that nothing uses are left out.

use std::collections::BTreeSet;

use super::context::with_files;
use super::index::Index;
use super::validate::Checks;
use super::{Error, Target, xml};
use crate::ir::{Api, BodyEncoding, CredentialMethod, Type, TypeKind};
use crate::output::OutputTree;

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../templates/runtime/", $path)))),*]
    };
}

/// Every file of the runtime.
const FILES: &[(&str, &str)] = embedded![
    "api.rs",
    "auth/credential.rs",
    "auth/discovery.rs",
    "auth/endpoint.rs",
    "auth/mod.rs",
    "auth/oauth2.rs",
    "auth/source.rs",
    "auth/token_cache.rs",
    "auth/token_set.rs",
    "authorization_code.rs",
    "base64_text.rs",
    "blocking.rs",
    "body.rs",
    "byte_stream.rs",
    "call.rs",
    "charset.rs",
    "client/build_error.rs",
    "client/builder.rs",
    "client/environment.rs",
    "client/handle.rs",
    "client/mod.rs",
    "clock.rs",
    "codec/enumeration.rs",
    "codec/flattened.rs",
    "codec/maybe.rs",
    "codec/members.rs",
    "codec/mod.rs",
    "codec/shaped.rs",
    "codec/structure.rs",
    "codec/tagged.rs",
    "codec/undeclared.rs",
    "content_encoding.rs",
    "date.rs",
    "date_time.rs",
    "decimal.rs",
    "decode_error.rs",
    "device_authorization.rs",
    "disk.rs",
    "error.rs",
    "error_kind.rs",
    "event.rs",
    "event_stream.rs",
    "exact_number.rs",
    "exchange.rs",
    "fault.rs",
    "fetch_transport.rs",
    "file_chunks.rs",
    "file_part.rs",
    "form.rs",
    "hook.rs",
    "http_transport.rs",
    "json_lines.rs",
    "json_path.rs",
    "limits.rs",
    "login.rs",
    "mod.rs",
    "multipart.rs",
    "operation.rs",
    "page.rs",
    "parameters.rs",
    "pattern.rs",
    "percent.rs",
    "plain.rs",
    "polled.rs",
    "prepare.rs",
    "random.rs",
    "redirect.rs",
    "repeat.rs",
    "request.rs",
    "request_body.rs",
    "response.rs",
    "retry.rs",
    "retry_budget.rs",
    "save.rs",
    "secret.rs",
    "sending.rs",
    "server.rs",
    "stream.rs",
    "stream_items.rs",
    "style.rs",
    "testing.rs",
    "throttle.rs",
    "tls.rs",
    "trace.rs",
    "transport.rs",
    "upload_body.rs",
    "uuid_text.rs",
    "validate.rs",
    "webhook.rs",
    "xml.rs",
    "xml_choice.rs",
    "xml_list.rs",
    "xml_reader.rs",
    "xml_text.rs",
    "xml_writer.rs",
];

/// The mark of a line in `mod.rs` that belongs to a piece.
const MARK: &str = " // piece: ";

/// What the APIs of a crate use of the runtime and of other crates.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Used {
    pieces: BTreeSet<&'static str>,
}

impl Used {
    /// Looks through the types and operations of all APIs.
    pub(crate) fn of(targets: &[Target<'_>]) -> Self {
        let mut used = Self::default();
        for api in targets.iter().map(|target| target.api) {
            for definition in &api.types {
                used.add_kind(&definition.kind);
            }
            used.add_checks(api);
            if api.exact_numbers {
                used.pieces.insert("exact");
            }
            if !api.webhooks.is_empty() {
                used.pieces.insert("webhook");
            }
            if !xml::documents(api).is_empty() {
                used.pieces.insert("xml");
            }
            used.add_all(api.globals.iter().map(|global| &global.r#type));
            let methods = api
                .security_schemes
                .iter()
                .flat_map(|scheme| &scheme.methods);
            for (method, _) in methods {
                let piece = match method {
                    CredentialMethod::AuthorizationCode => "authorization_code",
                    CredentialMethod::DeviceAuthorization => "device_authorization",
                    CredentialMethod::Tokens | CredentialMethod::Source => continue,
                };
                used.pieces.extend([piece, "login"]);
            }
            for operation in &api.operations {
                used.add_all(
                    operation
                        .parameters
                        .iter()
                        .map(|parameter| &parameter.r#type),
                );
                used.add_all(operation.arguments.iter().map(|argument| &argument.r#type));
                let bodies = operation.body.iter().flat_map(|body| &body.bodies);
                for body in bodies {
                    used.add(&body.r#type);
                    if let BodyEncoding::Multipart(parts) = &body.encoding {
                        used.pieces.extend(["multipart", "upload"]);
                        let headers = parts.iter().flat_map(|part| &part.headers);
                        used.add_all(headers.map(|part| &part.header.r#type));
                    }
                }
                let bodies = operation
                    .responses
                    .all
                    .iter()
                    .flat_map(|response| &response.body);
                used.add_all(bodies.map(|body| &body.r#type));
                if operation.pagination.is_some() {
                    used.pieces.insert("page");
                }
            }
        }
        if used.piece("byte_stream") || used.piece("upload") {
            used.pieces.insert("files");
        }
        used
    }

    /// Whether dates are used, which chrono knows as well.
    pub(crate) fn dates(&self) -> bool {
        self.piece("date") || self.piece("date_time")
    }

    /// Whether some numbers keep every digit.
    pub(crate) fn exact_numbers(&self) -> bool {
        self.piece("exact") && self.piece("number")
    }

    /// Whether a piece of the runtime is used.
    pub(crate) fn piece(&self, name: &str) -> bool {
        self.pieces.contains(name)
    }

    fn add_checks(&mut self, api: &Api) {
        let index = Index::new(api);
        let checks = Checks::of(api, &index, &with_files(api));
        if !checks.is_empty() {
            self.pieces.insert("validate");
        }
        if checks.has_patterns() {
            self.pieces.insert("pattern");
        }
    }

    fn add_kind(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Structure(structure) => {
                self.add_all(structure.fields.iter().map(|field| &field.r#type));
                self.add_all(structure.flattened.iter().map(|field| &field.r#type));
                self.add_all(structure.additional.iter().map(|field| &field.r#type));
            }
            TypeKind::Union(union) => self.add_all(union.variants.iter().map(|v| &v.r#type)),
            TypeKind::Alias(target) => self.add(target),
            TypeKind::Enumeration(_) => {}
        }
    }

    fn add_all<'a>(&mut self, types: impl Iterator<Item = &'a Type>) {
        types.for_each(|r#type| self.add(r#type));
    }

    fn add(&mut self, r#type: &Type) {
        let mut waiting = vec![r#type];
        while let Some(r#type) = waiting.pop() {
            match r#type {
                Type::Secret => _ = self.pieces.insert("secret"),
                Type::DateTime => _ = self.pieces.insert("date_time"),
                Type::Date => _ = self.pieces.insert("date"),
                Type::Base64 => _ = self.pieces.insert("base64"),
                Type::Uuid => _ = self.pieces.insert("uuid"),
                Type::Number => _ = self.pieces.insert("number"),
                Type::Decimal => _ = self.pieces.insert("decimal"),
                Type::Url => _ = self.pieces.insert("url"),
                Type::File => self.pieces.extend(["multipart", "upload"]),
                Type::UploadBody => _ = self.pieces.insert("upload"),
                Type::ByteStream => self.pieces.extend(["stream", "byte_stream"]),
                Type::EventStream(inner) => {
                    self.pieces
                        .extend(["stream", "stream_items", "event_stream"]);
                    waiting.push(inner);
                }
                Type::JsonLines(inner) => {
                    self.pieces.extend(["stream", "stream_items", "json_lines"]);
                    waiting.push(inner);
                }
                Type::Array(inner)
                | Type::Map(inner)
                | Type::Nullable(inner)
                | Type::Boxed(inner) => {
                    waiting.push(inner);
                }
                Type::Tuple(parts) => waiting.extend(parts),
                _ => {}
            }
        }
    }
}

/// Adds the files of the runtime.
pub(crate) fn files(used: &Used, tree: &mut OutputTree) -> Result<(), Error> {
    let mut left_out = BTreeSet::new();
    let mut root = String::new();
    for line in root_text().lines() {
        let (code, piece) = line.split_once(MARK).unwrap_or((line, ""));
        if piece.is_empty() || used.piece(piece.trim()) {
            root.push_str(code.trim_end());
            root.push('\n');
        } else if let Some(module) = code.trim_start_matches("pub ").strip_prefix("mod ") {
            left_out.insert(format!("{}.rs", module.trim_end_matches(';')));
        }
    }
    for (path, text) in FILES.iter().filter(|(path, _)| !left_out.contains(*path)) {
        let text = if *path == "mod.rs" {
            root.as_str()
        } else {
            text
        };
        tree.insert(format!("src/runtime/{path}"), text)?;
    }
    Ok(())
}

fn root_text() -> &'static str {
    FILES
        .iter()
        .find(|(path, _)| *path == "mod.rs")
        .map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::FILES;

    fn listed(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                listed(&path, root, found);
            } else {
                let path = path.strip_prefix(root).unwrap();
                found.push(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/runtime");
        let mut found = Vec::new();
        listed(&root, &root, &mut found);
        found.sort();
        let mut embedded: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        embedded.sort_unstable();
        assert_eq!(found, embedded);
    }
}
