//! The example of a build script does what it says.

#[path = "../examples/build_script.rs"]
#[allow(dead_code, reason = "cargo calls `main` of a build script")]
mod build_script;

use std::path::Path;

#[test]
fn a_build_script_writes_a_crate_beside_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("openapi.yaml");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/clients/formance.yaml");
    std::fs::copy(document, &spec).unwrap();

    let sdk = folder.path().join("my-sdk");
    build_script::write_sdk(&spec, &sdk).unwrap();

    let manifest = std::fs::read_to_string(sdk.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-sdk\""));
    let client = std::fs::read_to_string(sdk.join("src/client.rs")).unwrap();
    assert!(client.contains("pub fn clients(&self) -> operations::Clients"));
}

#[test]
fn a_build_script_fails_on_a_document_with_errors() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("openapi.yaml");
    std::fs::write(
        &spec,
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: 5\n",
    )
    .unwrap();

    let error = build_script::write_sdk(&spec, &folder.path().join("my-sdk")).unwrap_err();

    assert!(error.to_string().contains("openapi.yaml"), "{error}");
    assert!(!folder.path().join("my-sdk").exists());
}
