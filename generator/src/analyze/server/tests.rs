use super::{check, name_text};

fn server(url: &str) -> openapiv3::Server {
    openapiv3::Server {
        url: url.to_owned(),
        ..openapiv3::Server::default()
    }
}

#[test]
fn h15_addresses_that_lead_elsewhere_are_refused() {
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://u:p@h",
        "https://h/?q",
        "https://h/#f",
        "https://",
        "https://h\r\nx",
        "/v1",
        "",
        "v1/x",
        "https://{",
        "ftp://h",
    ] {
        assert!(check(&server(url)).is_err(), "{url:?}");
    }
    let mut host = server("https://{x}.example.com");
    let variable = openapiv3::ServerVariable {
        default: "@evil".to_owned(),
        ..openapiv3::ServerVariable::default()
    };
    host.variables = Some([("x".to_owned(), variable)].into_iter().collect());
    assert!(check(&host).is_err());
}

#[test]
fn an_empty_default_asks_for_a_value() {
    assert!(check(&server("https://{organization}.sandbox.formance.cloud")).is_ok());
}

#[test]
fn a_server_is_named_by_its_description_or_its_host() {
    let named = |url: &str, description: &str| {
        name_text(
            &openapiv3::Server {
                description: Some(description.to_owned()),
                ..server(url)
            },
            url,
        )
    };
    assert_eq!(
        named("https://unify.apideck.com", "Production server"),
        "production"
    );
    assert_eq!(
        named("https://api.smooch.io", "United States"),
        "united states"
    );
    assert_eq!(
        named(
            "https://api.acme.com/v1",
            "The place to send every single request to"
        ),
        "acme"
    );
    assert_eq!(
        name_text(&server("http://localhost:8080"), "http://localhost:8080"),
        "localhost"
    );
    assert_eq!(
        name_text(&server("http://127.0.0.1"), "http://127.0.0.1"),
        "default"
    );
}
