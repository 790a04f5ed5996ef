{# takes: StructView #}
{{ docs }}
{{ attributes }}
pub struct {{ name }} {
    {% for field in fields %}{{ field }},
    {% endfor %}
}
{% if !methods.is_empty() %}
impl {{ name }} {
    {% for method in methods %}{{ method }}
    {% endfor %}
}
{% endif %}
{{ debug }}
