{# takes: OperationView #}
{{ docs }}
{{ derives }}
{% if fields.is_empty() %}
pub struct {{ name }};
{% else %}
pub struct {{ name }} {
    {% for field in fields %}{{ field }},
    {% endfor %}
}
{% endif %}
{{ debug }}

impl Operation for {{ name }} {
    type Output = {{ output }};
    type Error = {{ error }};

    const METADATA: &'static Metadata = {{ metadata }};
    {{ streams }}

    fn encode(&self, {{ request }}: &mut RequestWriter<'_>) -> Result<(), InvalidArgument> {
        {% for statement in encoding %}{{ statement }}
        {% endfor %}
        Ok(())
    }

    fn decode({{ response }}: &Response) -> Result<Option<Self::Output>, DecodeError> {
        {{ decoding }}
    }
}
{% if !setters.is_empty() %}
impl Call<{{ name }}> {
    {% for setter in setters %}{{ setter }}
    {% endfor %}
}
{% endif %}
{{ paged }}
