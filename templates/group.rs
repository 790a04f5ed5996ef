{# takes: GroupView #}
{{ docs }}
#[derive(Debug, Clone)]
pub struct {{ name }} {
    handle: Handle,
}

impl {{ name }} {
    pub(crate) fn new(handle: Handle) -> Self {
        Self { handle }
    }
    {% for group in groups %}{{ group }}
    {% endfor %}
    {% for method in methods %}{{ method }}
    {% endfor %}
}
