{# takes: ClientView #}
{{ docs }}
#[derive(Debug, Clone)]
pub struct Client {
    {{ unused }}
    handle: Handle,
}

/// Builds a [`Client`].
pub type ClientBuilder = Builder<Client>;

impl Client {
    /// What a client is built with: credentials, server, limits.
    pub fn builder() -> ClientBuilder {
        Builder::new()
    }
    {% for group in groups %}{{ group }}
    {% endfor %}
}

impl Api for Client {
    const DESCRIPTION: &'static ApiDescription = &ApiDescription {
        name: {{ product }},
        version: env!("CARGO_PKG_VERSION"),
        default_server: {{ default_server }},
        schemes: &[{% for scheme in schemes %}{{ scheme }}, {% endfor %}],
    };

    fn from_handle(handle: Handle) -> Self {
        Self { handle }
    }
}

impl Builder<Client> {
    {% for setter in setters %}{{ setter }}
    {% endfor %}
}

