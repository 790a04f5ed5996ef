{# takes: CodecEnumView #}
{{ writer }}!({{ name }} { {% for value in values %}{{ value }}, {% endfor %} });
