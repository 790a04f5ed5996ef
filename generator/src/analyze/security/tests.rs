use crate::analyze::fixture::{api, document, items};
use crate::ir::{Api, CredentialKind, OAuth2Flow};

fn schemes(schemes: &str) -> (Api, Vec<String>) {
    let schemes = items(schemes, "    ");
    api(&document(
        "  /a: { get: { responses: { '204': { description: Done } } } }",
        &format!("components:\n  securitySchemes:{schemes}"),
    ))
}

fn setters(api: &Api) -> Vec<(&str, Option<&str>)> {
    api.security_schemes
        .iter()
        .map(|one| {
            (
                one.setter.as_str(),
                one.token_setter.as_ref().map(crate::ir::MethodName::as_str),
            )
        })
        .collect()
}

#[test]
fn a_scheme_is_set_by_its_kind() {
    let (api, _) = schemes(
        "a: { type: http, scheme: basic }
         b: { type: http, scheme: Bearer, bearerFormat: JWT }
         c: { type: apiKey, in: header, name: X-Key }
         d: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: {} } } }
         e: { type: http, scheme: digest }",
    );
    assert_eq!(
        setters(&api),
        [
            ("basic_auth", None),
            ("bearer_token", None),
            ("api_key", None),
            ("client_credentials", Some("access_token")),
            ("authorization", None)
        ]
    );
    assert_eq!(
        api.security_schemes[1].kind,
        CredentialKind::Bearer {
            format: Some("JWT".to_owned())
        }
    );
}

fn methods(api: &Api) -> Vec<Vec<&str>> {
    let schemes = api.security_schemes.iter();
    schemes
        .map(|scheme| {
            scheme
                .methods
                .iter()
                .map(|(_, name)| name.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn what_else_a_builder_can_do_depends_on_the_flows() {
    let (api, _) = schemes(
        "a: { type: http, scheme: bearer }
         b: { type: oauth2, flows: { authorizationCode: { authorizationUrl: 'https://x/a', tokenUrl: /token, scopes: {} } } }
         c: { type: openIdConnect, openIdConnectUrl: 'https://x' }
         d: { type: oauth2, flows: { implicit: { authorizationUrl: 'https://x/a', scopes: {} } } }",
    );
    assert_eq!(
        methods(&api),
        [
            vec!["bearer_token_from"],
            vec!["b_authorization_code", "b_tokens", "b_from"],
            vec!["c_authorization_code", "c_tokens", "c_from"],
            vec!["d_from"],
        ]
    );
}

#[test]
fn schemes_of_one_kind_are_set_by_their_keys() {
    let (api, _) = schemes(
        "appKey: { type: apiKey, in: header, name: X-App }
         userKey: { type: apiKey, in: query, name: user }
         oidc: { type: openIdConnect, openIdConnectUrl: 'https://x' }",
    );
    assert_eq!(
        setters(&api),
        [
            ("app_key", None),
            ("user_key", None),
            ("access_token", None)
        ]
    );
}

#[test]
fn h37_secrets_are_not_sent_in_the_open() {
    for (url, fit) in [
        ("https://x/token", true),
        ("/token", true),
        ("http://localhost:8080/token", true),
        ("http://127.0.0.1/token", true),
        ("http://x/token", false),
        ("javascript:alert(1)", false),
        ("//evil/token", false),
    ] {
        let (api, told) = schemes(&format!(
            "a: {{ type: oauth2, flows: {{ clientCredentials: {{ tokenUrl: '{url}', scopes: {{}} }} }} }}"
        ));
        let CredentialKind::OAuth2 { flows } = &api.security_schemes[0].kind else {
            panic!("oauth2")
        };
        let kept = matches!(&flows[0], OAuth2Flow::ClientCredentials { token_url, .. } if token_url == url);
        assert_eq!(kept, fit, "{url}");
        assert_eq!(setters(&api)[0].1.is_some(), fit, "{url}");
        assert_eq!(
            told.iter().any(|one| one.starts_with("insecure-token-url")),
            !fit,
            "{url}"
        );
    }
}

#[test]
fn h16_a_key_in_a_header_of_the_client_is_no_scheme() {
    let (api, told) = schemes("a: { type: apiKey, in: header, name: Host }");
    assert_eq!(api.security_schemes, []);
    assert_eq!(
        told,
        ["forbidden-header: header `Host` belongs to the HTTP client"]
    );
}

#[test]
fn requirements_are_inherited_overridden_or_lifted() {
    let paths = "  /a:
    get: { responses: { '204': { description: Done } } }
    put: { security: [], responses: { '204': { description: Done } } }
    post: { security: [{ b: [] }, { a: [read], b: [] }, {}], responses: { '204': { description: Done } } }
    delete: { security: [{ missing: [] }, { b: [] }], responses: { '204': { description: Done } } }";
    let rest = "security: [{ a: [] }]
components:
  securitySchemes:
    a: { type: http, scheme: basic }
    b: { type: http, scheme: bearer }";
    let (api, told) = api(&document(paths, rest));
    let requirement = |operation: &crate::ir::Operation| {
        operation
            .security
            .iter()
            .map(|one| one.schemes.iter().map(|(scheme, _)| *scheme).collect())
            .collect()
    };
    let all: Vec<Vec<Vec<usize>>> = api.operations.iter().map(requirement).collect();
    assert_eq!(
        all,
        [
            vec![vec![0]],
            vec![],
            vec![vec![1], vec![0, 1], vec![]],
            vec![vec![1]]
        ]
    );
    assert_eq!(
        told,
        ["unknown-security-scheme: security scheme does not exist: `missing`"]
    );
}
