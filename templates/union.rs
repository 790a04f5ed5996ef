{# takes: UnionView #}
{{ docs }}
{{ attributes }}
pub enum {{ name }} {
    {% for variant in variants %}{{ variant }},
    {% endfor %}/// A value that fits none of the others.
    Unknown(Value),
}
{% if !accessors.is_empty() %}
impl {{ name }} {
    {% for accessor in accessors %}{{ accessor }}
    {% endfor %}
}
{% endif %}
{% for conversion in conversions %}{{ conversion }}
{% endfor %}
