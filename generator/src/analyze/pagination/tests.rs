use crate::analyze::fixture::{api_with, document, items, operation};
use crate::config::{DeclaredPages, NextPlace, Settings};
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
    for from_zero in [
        "{ name: Page, in: query, schema: { type: integer, minimum: 0 } }",
        "{ name: page, in: query, schema: { type: number, default: 0.0 } }",
    ] {
        let expected = Pagination {
            items: String::new(),
            next: next(0, None),
        };
        assert_eq!(pages(from_zero, ARRAY), Some(expected), "{from_zero}");
    }
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

const LIST: &str = "{ type: object, properties: { total: { type: integer }, data: { type: object, properties: { rows: { type: array, items: { type: string } }, other: { type: array, items: { type: string } }, more: { type: string } } } } }";

/// What is found with an extension of the operation, and what there is to say about it.
fn extended(extension: &str, method: &str) -> (Option<Pagination>, Vec<String>) {
    let members = format!(
        "{extension}\nparameters:\n  - {{ name: p, in: query, schema: {{ type: integer, default: 0 }} }}\n  - {{ name: n, in: query, schema: {{ type: integer }} }}\n  - {{ name: c, in: query, schema: {{ type: string }} }}\n  - {{ name: f, in: query, schema: {{ type: boolean }} }}\nresponses:\n  '200':\n    description: Ok\n    content: {{ application/json: {{ schema: {LIST} }} }}"
    );
    let (operation, told) = operation(method, "/pets", &members);
    (operation.pagination, told)
}

#[test]
fn extensions_declare_pages() {
    let cursor = NextPage::Cursor {
        parameter: 2,
        member: None,
        cursor: "/data/more".to_owned(),
    };
    let offset = NextPage::Offset {
        parameter: 0,
        limit: Some(1),
    };
    let page = NextPage::Page {
        parameter: 0,
        first: 0,
        size: None,
        total_header: None,
    };
    let link = NextPage::Link {
        link: "/data/more".to_owned(),
    };
    let cases = [
        (
            "x-speakeasy-pagination: { type: cursor, inputs: [{ name: c, in: parameters, type: cursor }], outputs: { results: $.data.rows, nextCursor: $.data.more } }",
            &cursor,
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: p, in: parameters, type: offset }, { name: n, in: parameters, type: limit }], outputs: { results: $.data.rows } }",
            &offset,
        ),
        (
            "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: p, in: parameters, type: page }], outputs: { results: $.data.rows } }",
            &page,
        ),
        (
            "x-speakeasy-pagination: { type: url, outputs: { results: $.data.rows, nextUrl: $.data.more } }",
            &link,
        ),
        (
            "x-fern-pagination: { cursor: $request.c, next_cursor: $response.data.more, results: $response.data.rows }",
            &cursor,
        ),
        (
            "x-fern-pagination: { offset: $request.p, step: $request.n, results: $response.data.rows }",
            &offset,
        ),
        (
            "x-fern-pagination: { next_uri: $response.data.more, results: $response.data.rows }",
            &link,
        ),
    ];
    for (extension, next) in cases {
        let (found, told) = extended(extension, "post");
        let expected = Pagination {
            items: "/data/rows".to_owned(),
            next: next.clone(),
        };
        assert_eq!((found, told.len()), (Some(expected), 0), "{extension}");
    }
}

#[test]
fn microsofts_extension_names_the_next_link() {
    let odata = "{ type: object, properties: { value: { type: array, items: { type: string } }, '@odata.nextLink': { type: string } } }";
    let members = format!(
        "x-ms-pageable: {{ nextLinkName: '@odata.nextLink' }}\nresponses: {{ '200': {{ description: Ok, content: {{ application/json: {{ schema: {odata} }} }} }} }}"
    );
    let expected = Pagination {
        items: "/value".to_owned(),
        next: NextPage::Link {
            link: "/@odata.nextLink".to_owned(),
        },
    };
    assert_eq!(
        operation("get", "/pets", &members).0.pagination,
        Some(expected)
    );
}

#[test]
fn declared_pages_that_cannot_be_walked_are_told() {
    let told = |extension: &str| {
        let (found, told) = extended(extension, "get");
        assert_eq!(found, None, "{extension}");
        told.join("\n")
    };
    assert_eq!(told("x-fern-pagination: false"), "");
    assert_eq!(told("x-ms-pageable: { nextLinkName: null }"), "");
    assert_eq!(
        told(
            "x-speakeasy-pagination: { type: cursor, inputs: [{ name: c, in: requestBody, type: cursor }], outputs: { results: $.data.rows, nextCursor: $.data.more } }"
        ),
        "unsupported-feature: the pages that are declared can't be walked: its input is no parameter"
    );
    assert_eq!(
        told("x-fern-pagination: { next_uri: $response.data.lost, results: $response.data.rows }"),
        "unsupported-feature: the pages that are declared can't be walked: there is no text where the next page should be"
    );
    for parameter in ["c", "f", "absent"] {
        assert_eq!(
            told(&format!(
                "x-fern-pagination: {{ offset: $request.{parameter}, results: $response.data.rows }}"
            )),
            "unsupported-feature: the pages that are declared can't be walked: it names a query parameter that does not exist, or of another type"
        );
    }
    assert_eq!(
        told(
            "x-speakeasy-pagination: { type: url, outputs: { results: '$.data[0]', nextUrl: $.data.more } }"
        ),
        "unsupported-feature: the pages that are declared can't be walked: a path in it chooses by more than names"
    );
}

#[test]
fn a_documented_header_with_links_leads_on() {
    let members = format!(
        "responses: {{ '200': {{ description: Ok, headers: {{ Link: {{ schema: {{ type: string }} }} }}, content: {{ application/json: {{ schema: {ARRAY} }} }} }} }}"
    );
    let expected = Pagination {
        items: String::new(),
        next: NextPage::LinkHeader,
    };
    assert_eq!(
        operation("get", "/pets", &members).0.pagination,
        Some(expected)
    );
}

#[test]
fn the_configuration_wins() {
    let pages = DeclaredPages {
        items: Some("/data/other".to_owned()),
        next: NextPlace::LinkHeader,
    };
    let mut settings = Settings::default();
    settings.pagination.insert("GET /a".to_owned(), Some(pages));
    settings.pagination.insert("b".to_owned(), None);
    let answer = format!(
        "responses: {{ '200': {{ description: Ok, content: {{ application/json: {{ schema: {LIST} }} }} }} }}"
    );
    let declared =
        "x-fern-pagination: { next_uri: $response.data.more, results: $response.data.rows }";
    let paths = format!(
        "  /a: {{ get: {{ {answer} }} }}\n  /b: {{ get: {{ operationId: b, {declared}, {answer} }} }}"
    );
    let (api, told) = api_with(&document(&paths, ""), &settings);
    let expected = Pagination {
        items: "/data/other".to_owned(),
        next: NextPage::LinkHeader,
    };
    assert_eq!(api.operations[0].pagination, Some(expected));
    assert_eq!((&api.operations[1].pagination, told.len()), (&None, 0));
}
