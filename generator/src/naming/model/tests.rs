use super::{Claim, Element, TypeNames, of_component, of_place, of_places};
use crate::naming::{camel, words};

fn claim(elements: &[&str], weight: usize) -> Claim {
    let elements: Vec<Element> = elements
        .iter()
        .map(|text| Element {
            words: words(text),
            titled: text.ends_with('!'),
        })
        .collect();
    Claim {
        candidates: of_place(&elements),
        weight,
    }
}

fn settled(claims: &[Claim]) -> Vec<String> {
    TypeNames::default()
        .settle(claims)
        .iter()
        .map(|name| name.as_str().to_owned())
        .collect()
}

#[test]
fn a_name_says_at_least_two_things() {
    let path = [
        "Application",
        "protectedAppMetadata",
        "customDomain",
        "cloudflareData",
        "ssl",
        "validationError",
    ];
    assert_eq!(settled(&[claim(&path, 0)]), ["SslValidationError"]);
    assert_eq!(settled(&[claim(&path[..5], 0)]), ["CloudflareSsl"]);
    assert_eq!(
        settled(&[claim(&path[..4], 0)]),
        ["CustomDomainCloudflareData"]
    );
    assert_eq!(
        settled(&[claim(&["Application", "type"], 0)]),
        ["ApplicationType"]
    );
    assert_eq!(
        settled(&[claim(&["Domain", "domainStatus"], 0)]),
        ["DomainStatus"]
    );
}

#[test]
fn a_title_needs_nothing_in_front() {
    assert_eq!(
        settled(&[claim(&["ClientCreate", "Confirmation!", "type"], 0)]),
        ["ConfirmationType"]
    );
}

#[test]
fn a_type_in_many_places_is_named_by_what_they_share() {
    let texts = |list: &[&str]| list.iter().map(|text| words(text)).collect::<Vec<_>>();
    let names = |own: &[&str], around: &[&str]| {
        of_places(&texts(own), &texts(around))
            .iter()
            .map(|words| camel(words))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&["locale", "locale"], &["UserOutput", "CreateUserInput"]),
        ["Locale"]
    );
    assert_eq!(
        names(&["type", "type"], &["Application", "CreateApplication"]),
        ["ApplicationType"]
    );
    assert_eq!(
        names(&["billingAddress", "shippingAddress"], &["Order", "Order"]),
        ["OrderAddress"]
    );
    assert_eq!(
        names(&["status", "status", "status"], &["Keys", "Users", "User"]),
        ["Status"]
    );
    assert!(names(&["type", "type"], &["Keys", "Users"]).is_empty());
}

#[test]
fn h10_names_do_not_depend_on_order() {
    let one = claim(&["Application", "protectedAppMetadata"], 0);
    let other = claim(&["CreateApplication", "protectedAppMetadata"], 0);
    let names = [
        "ApplicationProtectedAppMetadata",
        "CreateApplicationProtectedAppMetadata",
    ];
    assert_eq!(settled(&[one.clone(), other.clone()]), names);
    assert_eq!(settled(&[other, one]), [names[1], names[0]]);
}

#[test]
fn the_more_important_type_keeps_the_name() {
    assert_eq!(
        settled(&[claim(&["a", "homePage"], 0), claim(&["b", "homePage"], 1)]),
        ["AHomePage", "HomePage"]
    );
}

#[test]
fn dotted_names_are_as_short_as_they_can_be() {
    let names = |name: &str| {
        of_component(name)
            .iter()
            .map(|words| camel(words))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names("io.example.v1.Pod"),
        ["Pod", "V1Pod", "ExampleV1Pod", "IoExampleV1Pod"]
    );
    assert_eq!(names("Client"), ["Client"]);
    assert_eq!(
        names("com.example.Response"),
        ["ExampleResponse", "ComExampleResponse"]
    );
}

#[test]
fn the_same_to_the_end_is_numbered() {
    assert_eq!(
        settled(&[claim(&["page", "item"], 0), claim(&["page", "item"], 0)]),
        ["PageItem", "PageItem2"]
    );
}

#[test]
fn a_long_name_says_no_word_twice() {
    let path = [
        "ShieldInformationBarrierSegmentMember",
        "shield_information_barrier_segment",
    ];
    let component = ["ShieldInformationBarrierSegment"];
    assert_eq!(
        settled(&[claim(&component, 1), claim(&path, 0)]),
        [
            "ShieldInformationBarrierSegment",
            "ShieldInformationBarrierSegmentMemberSegment"
        ]
    );
}

#[test]
fn a_component_spelled_as_a_type_of_rust_keeps_its_name() {
    let named = |names: &[&str]| {
        let claims: Vec<Claim> = names
            .iter()
            .map(|name| Claim {
                candidates: of_component(name),
                weight: usize::from(super::is_type_name(name)),
            })
            .collect();
        settled(&claims)
    };
    assert_eq!(named(&["pet", "Pet"]), ["Pet2", "Pet"]);
    assert_eq!(
        named(&["pet_owner", "PetOwner", "pet-owner"]),
        ["PetOwner2", "PetOwner", "PetOwner3"]
    );
    assert_eq!(named(&["pet", "PET"]), ["Pet", "Pet2"]);
}
