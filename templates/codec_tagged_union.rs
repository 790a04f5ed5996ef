{# takes: CodecTaggedUnionView #}
impl TaggedUnion for {{ name }} {
    const NAME: &'static str = {{ name_text }};
    const TAG: &'static str = {{ tag }};

    fn decode<'de, A: MapAccess<'de>>(tag: &str, fields: &mut Fields<'de, A>) -> Result<Self, A::Error> {
        match tag {
            {% for reader in readers %}{{ reader }}
            {% endfor %}
            {% match fallback %}{% when Some(read) %}_ => {{ read }},{% when None %}_ => fields.rest().map(Self::Unknown),{% endmatch %}
        }
    }

    fn encode<S: SerializeMap>(&self, members: &mut Members<'_, S>) -> Result<(), S::Error> {
        match self {
            {% for writer in writers %}{{ writer }}
            {% endfor %}
            Self::Unknown(value) => members.rest(value),
        }
    }
}
