//! What the pages of other generators show, feature by feature; ours show all of it, for every API.

use super::page;

/// The parts of a page that tell of one operation each.
fn operations(page: &str) -> Vec<&str> {
    page.split("\n## ")
        .skip(1)
        .filter(|part| !part.starts_with("Overview"))
        .collect()
}

/// The lines of a part under one heading, up to the next.
fn under<'p>(part: &'p str, heading: &str) -> &'p str {
    let start = format!("\n### {heading}\n");
    let rest = part
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {heading:?} in\n{part}"))
        .1;
    rest.split("\n### ").next().unwrap_or(rest)
}

/// Calls `check` with the path and the text of each page of operations.
fn each_page(check: impl Fn(&str, &str)) {
    let pages = page::all();
    let mut count = 0;
    for (path, text) in page::of_operations(&pages) {
        check(path, text);
        count += 1;
    }
    assert_eq!(count, 5, "a page for each API");
}

/// Calls `check` with each operation of each page.
fn each_operation(check: impl Fn(&str, &str)) {
    let pages = page::all();
    let mut count = 0;
    for (path, text) in page::of_operations(&pages) {
        for part in operations(text) {
            check(path, part);
            count += 1;
        }
    }
    assert_eq!(count, 42, "every operation of the five APIs");
}

#[test]
fn rows_1_to_8_the_page_opens_with_title_module_overview_server_and_index() {
    each_page(|path, text| {
        let mut lines = text.lines().filter(|line| !line.is_empty());
        assert!(
            lines.next().is_some_and(|line| line.starts_with("# ")),
            "{path}: a title"
        );
        let module = lines.next().unwrap_or_default();
        assert!(
            module.starts_with("*`api_families::") && module.contains("client."),
            "{path}: {module}"
        );
        let overview = text.split_once("## Overview\n").expect("an overview").1;
        let overview = overview.split("### Operations").next().unwrap_or_default();
        assert!(
            overview.split_whitespace().count() > 12,
            "{path}: a text in the overview"
        );
        assert!(
            overview.contains("All paths are relative to `http"),
            "{path}: the server"
        );
        let index = text.split_once("### Operations\n").expect("an index").1;
        for part in operations(text) {
            let name = part.lines().next().unwrap_or_default().trim_matches('`');
            let name = name
                .strip_suffix(" call")
                .unwrap_or(name)
                .replace("\\_", "_");
            let row = index
                .lines()
                .find(|line| line.starts_with(&format!("| [`{name}`](#")));
            let row = row.unwrap_or_else(|| panic!("{path}: {name} in the index"));
            assert!(
                ["GET", "POST", "PUT", "PATCH", "DELETE"]
                    .iter()
                    .any(|verb| row.contains(&format!("`{verb} /"))),
                "{row}"
            );
            assert!(!row.ends_with("| - |"), "{path}: a summary of {name}");
        }
    });
}

#[test]
fn rows_9_to_11_an_operation_opens_with_signature_request_and_summary() {
    each_operation(|path, part| {
        let mut lines = part.lines().skip(1).filter(|line| !line.is_empty());
        let signature = lines.next().unwrap_or_default();
        assert!(
            signature.starts_with("> `client.") && signature.contains('('),
            "{path}: {signature}"
        );
        let request = lines.next().unwrap_or_default();
        assert!(
            request.starts_with('`') && request.contains(" /"),
            "{path}: {request}"
        );
        assert!(
            lines.next().is_some_and(|line| !line.starts_with('#')),
            "{path}: a summary"
        );
    });
}

#[test]
fn rows_12_to_20_and_36_the_sample_is_a_whole_program() {
    each_operation(|path, part| {
        let samples = page::fences(under(part, "Example usage"), "rust");
        let sample = samples.first().expect("a sample");
        for needed in [
            "use api_families::",
            "#[tokio::main]",
            "Client::builder()",
            "// Optional: this server is the default.",
            ".base_url(\"http",
            ".build()?;",
            ".await;",
            "match result {",
            "Err(Error::Api(answer))",
            "Err(error) => return Err(error.into()),",
        ] {
            assert!(sample.contains(needed), "{path}: {needed:?} in\n{sample}");
        }
        let authorization = under(part, "Authorization").trim();
        let credential = authorization.starts_with("None") || sample.contains("std::env::var(");
        assert!(credential, "{path}: a credential in\n{sample}");
        let alternatives = authorization.matches("; or ").count();
        assert!(
            samples.len() > alternatives || alternatives == 0,
            "{path}: a sample of each alternative"
        );
        assert!(
            !part.contains("_example\""),
            "{path}: a placeholder that says nothing"
        );
    });
}

#[test]
fn rows_21_to_27_the_parameters_have_all_columns() {
    each_operation(|path, part| {
        let table = under(part, "Parameters");
        assert!(
            table
                .contains("| Parameter | Type | In | Required | Default | Description | Example |"),
            "{path}: {table}"
        );
        assert!(
            table.contains("client-settings.md#retries"),
            "{path}: retries"
        );
        assert!(
            table.contains("client-settings.md#time-limits"),
            "{path}: time limits"
        );
    });
    let pages = page::all();
    let apideck = &pages["docs/consumers/apideck/consumers.md"];
    assert!(
        apideck.contains("Taken from the client, unless the call sets its own."),
        "a global parameter"
    );
    assert!(
        apideck.contains(".app_id(\"dSBdXd2H6Mqwfg0atXHXYcysLJE9qyn1VwBtXHX\")"),
        "set on the client"
    );
    assert!(
        apideck.contains("`test_user_id`"),
        "an example of a parameter"
    );
    let logto = &pages["docs/applications/logto/applications.md"];
    assert!(
        logto.contains("One of `Native`, `SPA`, `Traditional`, `MachineToMachine`, `Protected`."),
        "values of an enum"
    );
    assert!(
        logto.contains("| `page_size` | `i64` | query | no | `20` |"),
        "a default"
    );
}

#[test]
fn rows_28_to_30_result_authorization_and_headers_are_named() {
    each_operation(|path, part| {
        let result = under(part, "Return type");
        assert!(
            result.contains("`()`") || result.contains("](models/") || result.contains("**`"),
            "{path}: {result}"
        );
        let authorization = under(part, "Authorization");
        assert!(
            authorization.contains("README.md#") || authorization.contains("None required."),
            "{path}"
        );
        let headers = under(part, "HTTP request headers");
        assert!(
            headers.contains("- **Content-Type**: ") && headers.contains("- **Accept**: "),
            "{path}"
        );
    });
}

#[test]
fn rows_31_to_32_every_status_and_error_is_listed() {
    each_operation(|path, part| {
        let statuses = under(part, "Responses");
        assert!(
            statuses.contains("| Status | Description | Type | Response headers |"),
            "{path}"
        );
        assert!(statuses.contains("| `2"), "{path}: a success in {statuses}");
        let errors = under(part, "Errors");
        assert!(
            errors.contains("| Error | Status | Content type | Type |"),
            "{path}"
        );
        assert!(
            errors.contains("::Unexpected` | any other | any |"),
            "{path}"
        );
        for status in statuses
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .filter(|rest| rest.starts_with(['4', '5']))
        {
            let status = status.split('`').next().unwrap_or_default();
            assert!(
                errors.contains(&format!("| `{status}` |")),
                "{path}: {status} among the errors"
            );
        }
    });
    let pages = page::all();
    let logto = &pages["docs/applications/logto/applications.md"];
    assert!(
        logto.contains("`Total-Number`") && logto.contains("`Link`"),
        "response headers"
    );
    let apideck = &pages["docs/consumers/apideck/consumers.md"];
    for status in ["400", "401", "402", "404", "422"] {
        assert!(
            apideck.contains(&format!("| `{status}` | `application/json` | [`")),
            "a typed error for {status}"
        );
    }
}

#[test]
fn rows_33_to_35_an_operation_ends_with_pages_and_ways_on() {
    each_operation(|path, part| {
        for link in [
            "[Back to top](#",
            "[All operations](",
            "[All models](",
            "[README](",
        ] {
            assert!(part.contains(link), "{path}: {link}");
        }
        assert!(
            !part.contains("&#39;") && !part.contains("&quot;"),
            "{path}: entities in text"
        );
    });
    let pages = page::all();
    for (page, call) in [
        ("docs/applications/logto/applications.md", "list"),
        ("docs/clients/sunshine/clients.md", "list_clients"),
    ] {
        let part = operations(&pages[page])
            .into_iter()
            .find(|part| part.starts_with(call))
            .expect("a call that pages");
        assert!(under(part, "All pages").contains(".stream()"), "{page}");
    }
}

#[test]
fn model_pages_have_fields_values_variants_and_json() {
    let pages = page::all();
    let models = pages.iter().filter(|(path, _)| path.contains("/models/"));
    let mut headings = std::collections::BTreeSet::new();
    for (path, text) in models {
        let heading = ["Fields", "Values", "Variants", "Type"]
            .iter()
            .find(|heading| text.contains(&format!("\n## {heading}\n")));
        headings.insert(*heading.unwrap_or_else(|| panic!("{path}: what is in it")));
        let json = page::fences(text, "json");
        let value: Result<serde_json::Value, _> =
            serde_json::from_str(json.first().expect("a sample"));
        assert!(value.is_ok(), "{path}: {value:?}");
        assert!(
            text.contains("serde_json::from_str(json)?"),
            "{path}: from JSON"
        );
    }
    assert!(
        headings.contains("Fields") && headings.contains("Values") && headings.contains("Variants")
    );
    let request = &pages["docs/clients/formance/models/CreateClientRequest.md"];
    assert!(request.contains("::new("), "made in Rust");
    assert!(request.contains("#create_client"), "where it is used");
}

#[test]
fn the_readme_has_installation_schemes_operations_and_models() {
    let pages = page::all();
    let readme = &pages["README.md"];
    for needed in [
        "## Installation",
        "### Authentication",
        "### Servers",
        "### Operations",
        "### Models",
        "## Errors",
        "## Features",
    ] {
        assert!(readme.contains(needed), "{needed}");
    }
    let anchors = super::anchor::of(readme);
    for scheme in ["authorization", "basicauth", "bearerauth"] {
        assert!(
            anchors.contains(scheme),
            "an anchor for {scheme} among {anchors:?}"
        );
    }
    assert_eq!(readme.matches("| [`client.").count(), 42, "every operation");
}
