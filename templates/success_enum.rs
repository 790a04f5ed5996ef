{# takes: SuccessEnumView #}
{{ docs }}
{{ attributes }}
pub enum {{ name }} {
    {% for variant in variants %}{{ variant }},
    {% endfor %}
}
