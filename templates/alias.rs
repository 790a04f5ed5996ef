{# takes: AliasView #}
{{ docs }}
pub type {{ name }} = {{ target }};
