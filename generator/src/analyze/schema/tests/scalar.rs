use super::types_of;

#[test]
fn bounds_that_64_bits_do_not_hold_need_more() {
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
        "type A = I128"
    );
    assert_eq!(
        types_of("A: {type: integer, format: int64, maximum: 18446744073709551615}"),
        "type A = I64"
    );
    assert_eq!(
        types_of("A: {type: integer, format: int128}"),
        "type A = I128"
    );
}
