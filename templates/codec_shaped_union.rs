{# takes: CodecShapedUnionView #}
impl ShapedUnion for {{ name }} {
    const NAME: &'static str = {{ name_text }};
    const SHAPES: &'static [Shape] = &[{% for shape in shapes %}{{ shape }}, {% endfor %}];

    fn decode(variant: usize, value: &Value) -> Result<Self, serde_json::Error> {
        match variant {
            {% for reader in readers %}{{ reader }}
            {% endfor %}
            _ => Ok(Self::Unknown(value.clone())),
        }
    }

    fn unknown(value: Value) -> Self {
        Self::Unknown(value)
    }

    fn encode<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            {% for writer in writers %}{{ writer }}
            {% endfor %}
            Self::Unknown(value) => Serialize::serialize(value, serializer),
        }
    }
}
