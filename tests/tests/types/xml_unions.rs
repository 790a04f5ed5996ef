//! Unions in XML, lists in attributes and in text, and tuples, as they are generated: exact bytes out, typed values back.

use serde_json::json;
use type_chapters::runtime::{DecodeReason, ErrorKind};
use type_chapters::xml_bodies::Client;
use type_chapters::xml_bodies::models::{
    Cat, Dog, GetNoteResponse, Mail, Note, Owner, OwnerContact, OwnerRole, Pet, Phone, Price,
};

use super::bodies::Always;

const XML: &str = "application/xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn client(server: &Always) -> Client {
    let builder = Client::builder().base_url("https://api.example");
    builder.transport(server.clone()).build().unwrap()
}

/// What is read where a server answers with a pet.
async fn pet(body: &'static str) -> Pet {
    let server = Always::new(200, XML, body);
    let call = client(&server).owners().create_pet(Cat::new());
    call.await.unwrap()
}

/// What is sent of a pet.
async fn sent(pet: Pet) -> String {
    let server = Always::new(200, XML, "<pet/>");
    client(&server).owners().create_pet(pet).await.unwrap();
    server.last().1.replace(DECLARATION, "")
}

/// Asserts that a document is read into a pet, and written from it.
async fn turns(body: &'static str, expected: Pet) {
    assert_eq!(pet(body).await, expected, "{body}");
    assert_eq!(sent(expected).await, body);
}

#[tokio::test]
async fn a_tag_chooses_in_an_attribute_and_in_an_element() {
    let cat = Cat::new().lives(9);
    turns("<pet kind=\"cat\"><lives>9</lives></pet>", Pet::Cat(cat)).await;
    let dog = Dog::new().friend(Pet::from(Cat::new()));
    turns(
        "<pet><kind>dog</kind><pet kind=\"cat\"/></pet>",
        Pet::Dog(dog),
    )
    .await;
}

#[tokio::test]
async fn a_tag_may_come_last_and_with_spaces() {
    let dog = "<pet>\n<pet kind='cat'><lives>1</lives></pet>\n<kind><!-- ! -->dog</kind></pet>";
    let expected = Dog::new().friend(Pet::from(Cat::new().lives(1)));
    assert_eq!(pet(dog).await, Pet::Dog(expected));
}

#[tokio::test]
async fn what_no_variant_is_comes_back() {
    let bird = Pet::Unknown(json!({ "@kind": "bird", "wings": "2" }));
    turns("<pet kind=\"bird\"><wings>2</wings></pet>", bird).await;
    let nothing = Pet::Unknown(json!({ "lives": "9" }));
    turns("<pet><lives>9</lives></pet>", nothing).await;
}

/// An owner with a contact.
fn owner(contact: impl Into<OwnerContact>) -> Owner {
    Owner::new([1, -2], [Pet::from(Cat::new())])
        .roles([OwnerRole::Vet, OwnerRole::Keeper])
        .contact(contact)
}

#[tokio::test]
async fn what_an_element_holds_chooses() {
    let phone = Phone::new([1, 2]).hours([8.5, 17.0]);
    let cases = [
        (
            OwnerContact::Mail(Mail::new("a@example.org")),
            "<addr>a@example.org</addr>",
        ),
        (
            OwnerContact::Phone(phone),
            "<number>1</number><number>2</number>8.5 17.0",
        ),
    ];
    for (contact, inner) in cases {
        let body = [
            "<owner scores=\"1 -2\" role=\"vet keeper\"><pets><pet kind=\"cat\"/></pets><contact>",
            inner,
            "</contact></owner>",
        ];
        let body: &'static str = body.concat().leak();
        let server = Always::new(201, XML, body);
        let created = client(&server)
            .owners()
            .create_owner(owner(contact.clone()));
        assert_eq!(created.await.unwrap(), owner(contact));
        assert_eq!(server.last().1, [DECLARATION, body].concat());
    }
}

#[tokio::test]
async fn lists_in_attributes_may_be_empty_or_missing() {
    let empty = Owner::new(Vec::new(), Vec::<Pet>::new());
    for answer in [
        "<owner scores=\"\"><pets/><contact/></owner>",
        "<owner><pets/></owner>",
    ] {
        let server = Always::new(201, XML, answer);
        let created = client(&server).owners().create_owner(empty.clone());
        let created = created.await.unwrap();
        // Nothing is what a phone without numbers looks like.
        let contact = answer
            .contains("contact")
            .then(|| OwnerContact::Phone(Phone::new(Vec::new())));
        assert_eq!((created.scores, created.roles), (Vec::new(), None));
        assert_eq!(created.contact, contact);
        let sent = "<owner scores=\"\"><pets/></owner>";
        assert_eq!(server.last().1, [DECLARATION, sent].concat());
    }
}

#[tokio::test]
async fn items_that_spaces_would_split_are_not_sent() {
    for role in ["", "a b", "a\n"] {
        let server = Always::new(201, XML, "<owner/>");
        let owner = Owner::new([1], Vec::<Pet>::new()).roles([OwnerRole::Unknown(role.to_owned())]);
        let error = client(&server).owners().create_owner(owner).await;
        let told = error.unwrap_err().to_string();
        assert!(told.contains("in a list that spaces separate"), "{told}");
    }
}

#[tokio::test]
async fn an_item_of_another_type_is_told_with_its_place() {
    let server = Always::new(201, XML, "<owner scores=\"1 x\"><pets/></owner>");
    let created = client(&server)
        .owners()
        .create_owner(Owner::new([1], Vec::<Pet>::new()));
    match created.await.unwrap_err().kind() {
        Some(ErrorKind::Decode(fault)) => {
            assert_eq!(fault.reason(), DecodeReason::Data);
            assert_eq!(fault.path(), Some("scores[1]"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_whole_of_a_document_may_be_one_of_several() {
    let note = Note::new("text").lang("en");
    for (body, expected) in [
        ("<x lang=\"en\">text</x>", GetNoteResponse::Note(note)),
        ("<x/>", GetNoteResponse::Note(Note::new(""))),
    ] {
        let server = Always::new(200, XML, body);
        let found = client(&server).notes().get_note().await.unwrap();
        assert_eq!(found, expected, "{body}");
    }
    let server = Always::new(200, XML, "<x><code>7</code></x>");
    let found = client(&server).notes().get_note().await.unwrap();
    assert_eq!(found.as_fault().map(|fault| fault.code), Some(7));
}

#[tokio::test]
async fn unions_in_unions_are_read_in_time() {
    let depth = 120;
    let open = "<pet><kind>dog</kind>".repeat(depth);
    let body = format!("{open}<pet kind=\"cat\"/>{}", "</pet>".repeat(depth));
    let mut found = pet(body.leak()).await;
    for _ in 0..depth {
        let Pet::Dog(dog) = found else {
            panic!("{found:?}");
        };
        found = *dog.friend.unwrap();
    }
    assert_eq!(found, Pet::from(Cat::new()));
}

#[tokio::test]
async fn each_place_of_a_tuple_has_its_element() {
    let body = concat!(
        "<measure><one>Some text</one><two currency=\"EUR\">42.5</two>",
        "<three xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></measure>",
    );
    let server = Always::new(200, XML, body);
    let measure = ("Some text".to_owned(), Price::new("EUR", 42.5), None);
    let found = client(&server).measures().measure(measure.clone()).await;
    assert_eq!(found.unwrap(), measure);
    assert_eq!(server.last().1, [DECLARATION, body].concat());
}

#[tokio::test]
async fn a_tuple_whose_places_are_not_in_order_is_told() {
    for (body, place, message) in [
        ("<measure/>", "/measure", "`one` does not follow"),
        (
            "<measure><one/><three/><two/></measure>",
            "/measure",
            "`two` does not follow",
        ),
        (
            "<measure><one/><two currency='EUR'>1</two><three>1</three><four/></measure>",
            "/measure",
            "more elements follow",
        ),
    ] {
        let server = Always::new(200, XML, body);
        let measure = (String::new(), Price::new("EUR", 1.0), Some(true));
        let error = client(&server).measures().measure(measure).await;
        match error.unwrap_err().kind() {
            Some(ErrorKind::Decode(fault)) => {
                assert_eq!(fault.path(), Some(place), "{body}");
                assert!(fault.to_string().contains(message), "{fault}");
            }
            other => panic!("{other:?}"),
        }
    }
}
