{# takes: ServerView #}
/// Servers of the API.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Server {
    {% for variant in variants %}{{ variant }},
    {% endfor %}
}

impl From<Server> for ServerUrl {
    fn from(server: Server) -> Self {
        match server {
            {% for address in addresses %}{{ address }}
            {% endfor %}
        }
    }
}
{% for values in enums %}{{ values }}
{% endfor %}
