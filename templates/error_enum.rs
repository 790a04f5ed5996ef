{# takes: ErrorEnumView #}
{{ docs }}
{{ attributes }}
pub enum {{ name }} {
    {% for variant in variants %}{{ variant }},
    {% endfor %}/// A status that the document does not name, or a body that is not as it says.
    Unexpected(Unexpected),
}

error_enum!({{ name }} { {% for status in statuses %}{{ status }}, {% endfor %} });

{% for alias in aliases %}{{ alias }}
{% endfor %}
