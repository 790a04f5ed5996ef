//! Bodies of XML, as they are generated: exact bytes out, typed values back.

use type_chapters::runtime::{Date, DecodeReason, Error, ErrorKind, Maybe};
use type_chapters::xml_bodies::Client;
use type_chapters::xml_bodies::models::{CreateNoteBody, Line, Note, Order, OrderState, Price};
use type_chapters::xml_bodies::operations::CreateOrderError;

use super::bodies::Always;

const XML: &str = "application/xml";

fn client(server: &Always) -> Client {
    let builder = Client::builder().base_url("https://api.example");
    builder.transport(server.clone()).build().unwrap()
}

/// An order with a value in each kind of place.
fn order() -> Order {
    let line = Line::new("A&\"1\"", 2).price(Price::new("EUR", 2.5));
    let mut order = Order::new(7, "Ann <ann@example.org> & sons", true, vec![line])
        .state(OrderState::Sent)
        .total(5.0)
        .due("2026-11-21".parse::<Date>().unwrap())
        .tags(["new", ""])
        .aliases(["x"])
        .remark(Maybe::Null)
        .sizes([("small", 1)])
        .parent(Order::new(6, "Bob", false, Vec::<Line>::new()));
    order.undeclared.insert("extra", "kept");
    order.undeclared.insert("@mark", "a\tb");
    order
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

const ORDER: &str = concat!(
    "<o:order xmlns:o=\"urn:example:orders\" id=\"7\" status=\"sent\" mark=\"a&#9;b\">",
    "<customer>Ann &lt;ann@example.org&gt; &amp; sons</customer>",
    "<paid>true</paid>",
    "<o:total>5.0</o:total>",
    "<due>2026-11-21</due>",
    "<lines><line sku=\"A&amp;&quot;1&quot;\"><amount>2</amount>",
    "<price currency=\"EUR\">2.5</price></line></lines>",
    "<tag>new</tag><tag/>",
    "<names><names>x</names></names>",
    "<remark xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>",
    "<sizes><small>1</small></sizes>",
    "<o:order id=\"6\"><customer>Bob</customer><paid>false</paid><lines/></o:order>",
    "<extra>kept</extra>",
    "</o:order>",
);

#[tokio::test]
async fn each_member_has_its_place() {
    let server = Always::new(201, XML, ORDER);
    let created = client(&server).orders().create_order(order()).await;
    let sent = [DECLARATION, ORDER].concat();
    assert_eq!(server.last(), (XML.to_owned(), sent));
    assert_eq!(created.unwrap(), order());
}

#[tokio::test]
async fn what_a_server_may_write_otherwise() {
    let body = concat!(
        "\u{feff}<?xml version='1.0'?><!-- a comment --><order xmlns=\"urn:example:orders\" id=' 7 '>\n",
        "  <?target instruction?>\n",
        "  <tag>a</tag>\n",
        "  <customer><![CDATA[<Ann>]]> &#x26; &lt;sons&gt;</customer>\n",
        "  <lines>\n <line sku=\"1\"><amount> +3 </amount></line>\n </lines>\n",
        "  <total/>\n",
        "  <p:total xmlns:p=\"urn:other\">not ours</p:total>\n",
        "  <paid>0</paid>\n",
        "  <tag>b</tag>\n",
        "  <deep a=\"1\"><x/><x>2</x>text</deep>\n",
        "</order>\n",
    );
    let server = Always::new(201, "text/xml; charset=utf-8", body);
    let created = client(&server)
        .orders()
        .create_order(order())
        .await
        .unwrap();
    let mut expected = Order::new(7, "<Ann> & <sons>", false, vec![Line::new("1", 3)]);
    expected.tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    let deep = serde_json::json!({ "@a": "1", "x": ["", "2"], "#text": "text" });
    expected.undeclared.insert("deep", deep);
    assert_eq!(created, expected);
}

#[tokio::test]
async fn a_list_as_a_whole() {
    let answer =
        "<ArrayOfOrder><order id=\"1\"><customer/><paid>true</paid><lines/></order></ArrayOfOrder>";
    let server = Always::new(200, "text/xml", answer);
    let orders = client(&server).orders().list_orders().await.unwrap();
    let expected = vec![Order::new(1, "", true, Vec::<Line>::new())];
    assert_eq!(orders, expected);

    let server = Always::new(204, "text/xml", "");
    client(&server)
        .orders()
        .replace_orders(expected)
        .await
        .unwrap();
    let sent = concat!(
        "<orders><o:order xmlns:o=\"urn:example:orders\" id=\"1\">",
        "<customer/><paid>true</paid><lines/></o:order></orders>",
    );
    let sent = [DECLARATION, sent].concat();
    assert_eq!(server.last(), ("text/xml".to_owned(), sent));

    client(&server).orders().replace_orders(None).await.unwrap();
    assert_eq!(server.last(), (String::new(), String::new()));
}

#[tokio::test]
async fn json_is_preferred_where_there_is_both() {
    let server = Always::new(204, XML, "");
    let order = Order::new(1, "Ann", true, Vec::<Line>::new());
    client(&server)
        .orders()
        .replace_order(1, order)
        .await
        .unwrap();
    assert_eq!(server.last().0, "application/json");
}

#[tokio::test]
async fn the_type_of_a_body_chooses_xml() {
    let server = Always::new(204, XML, "");
    let note = Note::new("a ]]> b").lang("en");
    client(&server).notes().create_note(note).await.unwrap();
    let sent = "<Note xml:lang=\"en\"><![CDATA[a ]]]]><![CDATA[> b]]></Note>";
    let sent = [DECLARATION, sent].concat();
    assert_eq!(server.last(), (XML.to_owned(), sent));

    let lines = CreateNoteBody::Json(vec!["a".to_owned()]);
    client(&server).notes().create_note(lines).await.unwrap();
    assert_eq!(server.last().0, "application/json");
}

#[tokio::test]
async fn what_no_type_describes_is_text() {
    let server = Always::new(204, XML, "");
    let note = "<Note><body>a</body></Note>";
    client(&server)
        .notes()
        .replace_note(note.to_owned())
        .await
        .unwrap();
    assert_eq!(server.last(), (XML.to_owned(), note.to_owned()));
}

#[tokio::test]
async fn documented_errors_are_read_too() {
    let body = "<fault><code>17</code><detail>no</detail></fault>";
    let server = Always::new(400, "application/problem+xml", body);
    let error = client(&server).orders().create_order(order()).await;
    match error.unwrap_err().api().map(|error| &error.error) {
        Some(CreateOrderError::BadRequest(fault)) => {
            assert_eq!((fault.code, fault.detail.as_deref()), (17, Some("no")));
        }
        other => panic!("{other:?}"),
    }
}

/// The reason, the place and the message of what is wrong with a response.
async fn fault(content_type: &'static str, body: &'static str) -> (DecodeReason, String, String) {
    let server = Always::new(201, content_type, body);
    let error = client(&server).orders().create_order(order()).await;
    let error: Error<CreateOrderError> = error.unwrap_err();
    match error.kind() {
        Some(ErrorKind::Decode(fault)) => {
            let place = fault.path().unwrap_or_default().to_owned();
            (fault.reason(), place, fault.to_string())
        }
        other => panic!("{other:?}"),
    }
}

/// Asserts what each body is refused for: the reason, the place, and a part of the message.
async fn refused(cases: &[(&str, DecodeReason, &str, &str)]) {
    for (body, reason, place, message) in cases {
        let body: &'static str = body.replace("{start}", "<order id=\"1\">").leak();
        let found = fault(XML, body).await;
        let told = (found.0, found.1.as_str());
        assert_eq!(told, (*reason, *place), "{body}: {}", found.2);
        assert!(found.2.contains(message), "{body}: {}", found.2);
    }
}

#[tokio::test]
async fn what_is_no_xml_is_told_with_its_place() {
    use DecodeReason::{ContentType, Syntax};
    refused(&[
        (
            "{start}<lines>\n<line></lines>",
            Syntax,
            "/order/lines/line",
            "(line 2)",
        ),
        ("{start}", Syntax, "/order", "ends within an element"),
        ("", Syntax, "$", "empty"),
        ("text", Syntax, "/", "text stands before"),
        ("<order/><order/>", Syntax, "/", "behind the last element"),
        (
            "{start}<customer>&who;</customer></order>",
            Syntax,
            "/order/customer",
            "entity",
        ),
        (
            "<!DOCTYPE order [<!ENTITY a \"aa\">]><order/>",
            Syntax,
            "/",
            "document type",
        ),
    ])
    .await;
    let (reason, _, message) = fault("text/html", "<html/>").await;
    assert_eq!(reason, ContentType);
    assert!(message.contains("`text/html`, not XML"), "{message}");
}

#[tokio::test]
async fn what_is_not_of_its_type_is_told_with_its_place() {
    use DecodeReason::Data;
    let line = "{start}<customer/><paid>1</paid><lines><line sku=\"1\"><amount>x</amount></line></lines></order>";
    refused(&[
        ("<other/>", Data, "/", "not `order`"),
        (
            "{start}<customer><b/></customer></order>",
            Data,
            "/order/customer",
            "where text should",
        ),
        (
            "{start}<paid>1</paid><paid>1</paid></order>",
            Data,
            "/order/paid",
            "more than once",
        ),
        (
            "{start}<lines>text</lines></order>",
            Data,
            "/order/lines",
            "where elements should",
        ),
        (
            "{start}<customer/><paid>maybe</paid><lines/></order>",
            Data,
            "paid",
            "expected a boolean",
        ),
        (line, Data, "lines[0].amount", "expected i32"),
        (
            "{start}<customer/><paid>1</paid></order>",
            Data,
            "$",
            "missing field `lines`",
        ),
    ])
    .await;
}

#[tokio::test]
async fn what_xml_cannot_have_is_not_sent() {
    let server = Always::new(201, XML, ORDER);
    for key in ["a b", "", "1", "a><b", "@a=\"1\" b", "x:y"] {
        let mut order = order();
        order.undeclared.insert(key, "value");
        let error = client(&server)
            .orders()
            .create_order(order)
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("name no element can have"),
            "{key}: {error}"
        );
    }
    let order = Order::new(1, "bell \u{7}", true, Vec::<Line>::new());
    let error = client(&server)
        .orders()
        .create_order(order)
        .await
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a character that XML cannot have"),
        "{error}"
    );
}
