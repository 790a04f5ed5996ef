{# takes: EnumView #}
{{ docs }}
{{ derives }}
pub enum {{ name }} {
    {% for variant in variants %}{{ variant }},
    {% endfor %}/// A value that the document does not name.
    Unknown({{ unknown }}),
}
