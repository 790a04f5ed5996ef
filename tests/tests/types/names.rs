//! How types are named, and that equal ones are one.

use type_chapters::names::models::{
    BadRequestResponse, CreateOrderAddress, CreateOrderBilling, CreateOrderBody, Holder,
    ListOrdersResponse, Order, OrderItem, OrderSize, OrderState, PageOrder, StringModel, User,
    User2, V2faCode,
};

/// The last part of a type's path.
fn name<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit("::").next().unwrap_or(path)
}

#[test]
fn types_are_named_by_component_title_or_role() {
    let names = [
        name::<Order>(),
        name::<PageOrder>(),
        name::<V2faCode>(),
        name::<StringModel>(),
        name::<OrderSize>(),
        name::<CreateOrderBody>(),
        name::<CreateOrderAddress>(),
        name::<CreateOrderBilling>(),
        name::<ListOrdersResponse>(),
        name::<OrderItem>(),
        name::<OrderState>(),
        name::<BadRequestResponse>(),
    ];
    assert_eq!(
        names,
        [
            "Order",
            "PageOrder",
            "V2faCode",
            "StringModel",
            "OrderSize",
            "CreateOrderBody",
            "CreateOrderAddress",
            "CreateOrderBilling",
            "ListOrdersResponse",
            "OrderItem",
            "OrderState",
            "BadRequestResponse",
        ]
    );
}

#[test]
fn of_names_that_differ_in_case_alone_the_one_of_rust_keeps_it() {
    let holder: Holder = serde_json::from_str(r#"{"low":{"a":"1"},"high":{"b":"2"}}"#).unwrap();
    let (low, high): (Option<User2>, Option<User>) = (holder.low, holder.high);
    assert_eq!(low.unwrap().a.as_deref(), Some("1"));
    assert_eq!(high.unwrap().b.as_deref(), Some("2"));
}
