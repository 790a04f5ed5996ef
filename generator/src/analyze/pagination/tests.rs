use crate::analyze::fixture::{items, operation};
use crate::ir::{NextPage, Pagination};

fn pages(parameters: &str, response: &str) -> Option<Pagination> {
    let parameters = items(parameters, "  - ");
    let members = format!(
        "parameters:{parameters}\nresponses:\n  '200':\n    description: Ok\n    headers: {{ Total-Number: {{ schema: {{ type: integer }} }} }}\n    content: {{ application/json: {{ schema: {response} }} }}"
    );
    operation("get", "/pets", &members).0.pagination
}

const ARRAY: &str = "{ type: array, items: { type: string } }";

#[test]
fn a_page_number_counts_from_one_or_from_its_minimum() {
    let next = |first, size| NextPage::Page {
        parameter: 0,
        first,
        size,
        total_header: Some("Total-Number".to_owned()),
    };
    let found = pages(
        "{ name: page, in: query, schema: { type: integer, default: 1 } }
         { name: page_size, in: query, schema: { type: integer } }",
        ARRAY,
    );
    assert_eq!(
        found,
        Some(Pagination {
            items: String::new(),
            next: next(1, Some(1))
        })
    );
    let found = pages(
        "{ name: Page, in: query, schema: { type: integer, minimum: 0 } }",
        ARRAY,
    );
    assert_eq!(
        found,
        Some(Pagination {
            items: String::new(),
            next: next(0, None)
        })
    );
}

#[test]
fn an_offset_needs_a_limit() {
    let both = "{ name: offset, in: query, schema: { type: integer } }\n{ name: limit, in: query, schema: { type: integer } }";
    let response = "{ type: object, properties: { total: { type: integer }, items: { type: array, items: { type: string } } } }";
    let expected = Pagination {
        items: "/items".to_owned(),
        next: NextPage::Offset {
            parameter: 0,
            limit: Some(1),
        },
    };
    assert_eq!(pages(both, response), Some(expected));
    assert_eq!(
        pages(
            "{ name: limit, in: query, schema: { type: integer } }",
            ARRAY
        ),
        None
    );
}

#[test]
fn a_cursor_in_a_deep_object_meets_its_field() {
    let found = pages(
        "{ name: page, in: query, style: deepObject, schema: { type: object, properties: { after: { type: string }, size: { type: integer } } } }",
        "{ type: object, properties: { clients: { type: array, items: { type: string } }, meta: { type: object, properties: { hasMore: { type: boolean }, afterCursor: { type: string } } }, links: { type: object, properties: { next: { type: string } } } } }",
    );
    let next = NextPage::Cursor {
        parameter: 0,
        member: Some("after".to_owned()),
        cursor: "/meta/afterCursor".to_owned(),
    };
    assert_eq!(
        found,
        Some(Pagination {
            items: "/clients".to_owned(),
            next
        })
    );
}

#[test]
fn a_cursor_needs_its_field() {
    let cursor = "{ name: cursor, in: query, schema: { type: string } }";
    assert_eq!(pages(cursor, ARRAY), None);
    let found = pages(
        cursor,
        "{ type: object, properties: { data: { type: array, items: { type: string } }, meta: { type: object, properties: { cursors: { type: object, properties: { next: { type: string, nullable: true } } } } } } }",
    );
    let next = NextPage::Cursor {
        parameter: 0,
        member: None,
        cursor: "/meta/cursors/next".to_owned(),
    };
    assert_eq!(
        found,
        Some(Pagination {
            items: "/data".to_owned(),
            next
        })
    );
}

#[test]
fn a_link_leads_on_where_no_parameter_does() {
    let found = pages(
        "{ name: q, in: query, schema: { type: string } }",
        "{ type: object, properties: { value: { type: array, items: { type: string } }, 'next~link': { type: string }, '@odata.nextLink': { type: string } } }",
    );
    let link = found.map(|found| found.next);
    assert!(
        matches!(link, Some(NextPage::Link { ref link }) if link == "/next~0link"),
        "{link:?}"
    );
}

#[test]
fn several_arrays_without_a_usual_name_do_not_page() {
    let page = "{ name: page, in: query, schema: { type: integer } }";
    let two = "{ type: object, properties: { cats: { type: array, items: { type: string } }, dogs: { type: array, items: { type: string } } } }";
    assert_eq!(pages(page, two), None);
}
