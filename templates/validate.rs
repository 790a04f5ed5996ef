{# takes: ValidateView #}
impl Validate for {{ name }} {
    fn check(&self, at: &mut Checker<'_>) {
        {% for statement in statements %}{{ statement }}
        {% endfor %}
    }
}
