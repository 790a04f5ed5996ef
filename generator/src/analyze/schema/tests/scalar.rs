use super::types_of;

#[test]
fn bounds_beyond_the_signed_numbers_need_unsigned_ones() {
    assert_eq!(
        types_of("A: {type: integer, minimum: 0, maximum: 18446744073709551615}"),
        "type A = U64"
    );
    assert_eq!(
        types_of("A: {type: integer, minimum: 0, maximum: 9223372036854775807}"),
        "type A = I64"
    );
    assert_eq!(
        types_of("A: {type: integer, minimum: -1, maximum: 18446744073709551615}"),
        "type A = I64"
    );
}
