{# takes: CodecStructView #}
impl Structure for {{ name }} {
    const NAME: &'static str = {{ name_text }};
    const FIELDS: &'static [&'static str] = {{ wire_names }};

    fn decode<'de, A: MapAccess<'de>>({{ fields }}: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        {% for slot in slots %}{{ slot }}
        {% endfor %}
        {{ reading }}
        Ok(Self { {% for field in result %}{{ field }}, {% endfor %} })
    }

    fn encode<S: SerializeMap>(&self, {{ members }}: &mut Members<'_, S>) -> Result<(), S::Error> {
        {% for write in writing %}{{ write }}
        {% endfor %}
        Ok(())
    }
}
