use super::*;

const SMALL: &str = "[crate]\nname = \"sdk\"\noutput = \"out\"\n";

fn parse(text: &str) -> Result<Config, Error> {
    Config::parse(text, "sdksmith.toml", PathBuf::from("folder"))
}

fn message(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

const EVERY_KEY: &str = r#"
[crate]
name = "api-families"
output = "generated"
version = "1.2.3"
description = "d"
license = "MIT"
repository = "https://example.com/r"
keywords = ["sdk"]
workspace = "member"

[rename.types]
Client = "OAuthClient"

[types]
uri = "url::Url"
integer = "i128"

[retry]
max-elapsed = 30000

[webhook-signature]
header = "X-Signature"
encoding = "base64"
prefix = "v0="

[[api]]
spec = "specs/clients/formance.yaml"
module = "clients::formance"
strict = true
idempotency-header = "X-Idempotency-Key"
webhook-signature = "standard"

[api.retry]
initial-interval = 100
max-interval = 1000
exponent = 1.5
statuses = [429, "5XX"]
connection-errors = false

[api.types]
uri = "String"
number = "rust_decimal::Decimal"

[api.pagination]
listClients = false
"GET /a" = { items = "/data", cursor = "after", next-cursor = "/meta/next" }
"GET /b" = { link-header = true }

[api.rename.operations]
"GET /clients" = "list"
createClient = "clients.create"

[api.rename.types]
"/components/schemas/Secret" = "ClientSecret"

[api.rename.groups]
"Platform / Managed Users" = "managed_users"
"#;

#[test]
fn every_key_is_read() {
    let config = parse(EVERY_KEY).unwrap();
    assert_eq!(config.package.name, "api-families");
    assert_eq!(config.package.version, "1.2.3");
    assert_eq!(config.package.workspace, Workspace::Member);
    assert_eq!(config.output(), PathBuf::from("folder/generated"));
    let api = &config.apis[0];
    assert_eq!(api.module.parts(), ["clients", "formance"]);
    assert!(api.settings.strict && !config.settings.strict);
    let renames = &api.settings.rename;
    let list = Call {
        groups: vec![],
        method: "list".to_owned(),
    };
    let create = Call {
        groups: vec!["clients".to_owned()],
        method: "create".to_owned(),
    };
    assert_eq!(renames.operation(None, "GET", "/clients"), Some(&list));
    assert_eq!(
        renames.operation(Some("createClient"), "POST", "/clients"),
        Some(&create)
    );
    assert_eq!(renames.operation(Some("other"), "POST", "/clients"), None);
    assert_eq!(renames.types["Client"], "OAuthClient");
    assert_eq!(renames.types["/components/schemas/Secret"], "ClientSecret");
    assert_eq!(renames.groups["Platform / Managed Users"], "managed_users");
    assert_eq!(config.settings.rename.types.len(), 1);
}

#[test]
fn types_of_scalars_are_of_all_documents_or_of_one() {
    let config = parse(EVERY_KEY).unwrap();
    let common = Scalars {
        integer: IntegerType::I128,
        uri: UriType::Url,
        ..Scalars::default()
    };
    assert_eq!(config.settings.scalars, common);
    assert!(!common.exact_numbers());
    let own = Scalars {
        uri: UriType::String,
        number: NumberType::Decimal,
        ..common
    };
    assert_eq!(config.apis[0].settings.scalars, own);
    let json = Scalars {
        decimal: Some(NumberType::Json),
        ..own
    };
    assert!(!own.exact_numbers() && json.exact_numbers());
    assert_eq!(
        message(&format!("{SMALL}[types]\nnumber = \"f32\"\n")),
        "sdksmith.toml:5:10: unknown variant `f32`, expected one of `f64`, `serde_json::Number`, `rust_decimal::Decimal`"
    );
}

#[test]
fn pages_are_declared_by_operation() {
    let config = parse(EVERY_KEY).unwrap();
    let pagination = &config.apis[0].settings.pagination;
    assert_eq!(pagination["listClients"], None);
    let cursor = DeclaredPages {
        items: Some("/data".to_owned()),
        next: NextPlace::Cursor {
            parameter: "after".to_owned(),
            cursor: "/meta/next".to_owned(),
        },
    };
    assert_eq!(pagination["GET /a"], Some(cursor));
    let link = pagination["GET /b"].as_ref().unwrap();
    assert_eq!((&link.items, &link.next), (&None, &NextPlace::LinkHeader));
    for (entry, fault) in [
        (
            "true",
            "`true` says nothing; `false` means that it does not page",
        ),
        (
            "{ items = \"data\", page = \"p\" }",
            "places in the body are JSON pointers such as `/data/items`",
        ),
        (
            "{ page = \"p\", link = \"/next\" }",
            "one of `page`, `offset`, `cursor` with `next-cursor`, `link` and `link-header` leads to the next page",
        ),
        (
            "{ page = \"p\", limit = \"n\" }",
            "`limit` belongs to `offset`",
        ),
        (
            "{ pages = 1 }",
            "neither `false` nor a table with `items` and one of `page`, `offset`, `cursor`, `link` and `link-header`",
        ),
    ] {
        let text = format!("{SMALL}[pagination]\nlist = {entry}\n");
        assert_eq!(message(&text), format!("sdksmith.toml:5:8: {fault}"));
    }
}

#[test]
fn retries_and_keys_are_of_all_documents_or_of_one() {
    let config = parse(EVERY_KEY).unwrap();
    let api = &config.apis[0];
    let own = Retry {
        initial_interval: 100,
        max_interval: 1000,
        max_elapsed: 120_000,
        exponent: 1.5,
        statuses: vec![(429, 429), (500, 599)],
        connection_errors: false,
    };
    assert_eq!(api.settings.retry, Some(own));
    assert_eq!(config.settings.retry.as_ref().unwrap().max_elapsed, 30_000);
    let header = api.settings.idempotency_header.as_deref();
    assert_eq!(header, Some("X-Idempotency-Key"));
    assert_eq!(config.settings.idempotency_header, None);
    let signature = api.settings.webhook_signature.as_ref();
    assert_eq!(signature, Some(&Signature::Standard));
    let common = Signature::Base64 {
        header: "x-signature".to_owned(),
        prefix: "v0=".to_owned(),
    };
    assert_eq!(config.settings.webhook_signature, Some(common));
}

#[test]
fn the_time_of_a_signature_stands_behind_a_mark_of_its_own() {
    for (members, marks) in [
        ("timestamp = \"t=\"", ["t=", "v1="]),
        ("timestamp = \"ts:\", prefix = \"h1:\"", ["ts:", "h1:"]),
    ] {
        let text = format!(
            "webhook-signature = {{ header = \"Acme-Signature\", {members} }}\n[crate]\nname = \"a\"\noutput = \"o\""
        );
        let [timestamp, prefix] = marks.map(str::to_owned);
        let expected = Signature::Timestamped {
            header: "acme-signature".to_owned(),
            timestamp,
            prefix,
        };
        let signature = parse(&text).unwrap().settings.webhook_signature;
        assert_eq!(signature, Some(expected));
    }
}

#[test]
fn what_is_left_out_has_a_default() {
    let config = parse(SMALL).unwrap();
    assert_eq!(config.package.version, "0.1.0");
    assert_eq!(config.package.workspace, Workspace::Own);
    assert!(config.apis.is_empty());
}

#[test]
fn settings_of_a_listed_document_are_found_by_its_path() {
    let text = format!(
        "{SMALL}[[api]]\nspec = \"a.yaml\"\nmodule = \"a\"\n[api.rename.types]\nX = \"Y\"\n"
    );
    let config = parse(&text).unwrap();
    assert_eq!(
        config.settings_for(Path::new("folder/a.yaml")).rename.types["X"],
        "Y"
    );
    assert_eq!(
        config.settings_for(Path::new("folder/b.yaml")),
        Settings::default()
    );
}

#[test]
fn f14_an_unknown_key_is_an_error_with_its_place() {
    let text = message("[crate]\nname = \"sdk\"\noutput = \"out\"\ncolour = 1\n");
    assert!(
        text.starts_with("sdksmith.toml:4:1: unknown field `colour`"),
        "{text}"
    );
}

#[test]
fn f14_modules_that_overlap_are_an_error() {
    let text = format!(
        "{SMALL}[[api]]\nspec = \"a.yaml\"\nmodule = \"clients\"\n[[api]]\nspec = \"b.yaml\"\nmodule = \"clients::b\"\n"
    );
    assert_eq!(
        message(&text),
        "sdksmith.toml:9:10: module `clients::b` overlaps with `clients`, which is given above"
    );
}

#[test]
fn f14_an_address_is_no_file() {
    let text = format!("{SMALL}[[api]]\nspec = \"https://example.com/a.yaml\"\nmodule = \"a\"\n");
    assert_eq!(
        message(&text),
        "sdksmith.toml:5:8: `https://example.com/a.yaml` is an address; only files can be listed"
    );
}

#[test]
fn broken_toml_is_an_error_with_its_place() {
    let text = message("[crate]\nname = \n");
    assert!(text.starts_with("sdksmith.toml:2:"), "{text}");
}

#[test]
fn values_that_cannot_be_are_refused() {
    for (text, expected) in [
        (
            "[crate]\nname = \"core\"\noutput = \"o\"",
            "2:8: `core` can't be the name of a crate",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"/etc\"",
            "3:10: `/etc` is not a path relative to this file",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\nversion = \"v1\"",
            "4:11: `v1` is no version such as `1.2.3`",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\nrepository = \"javascript:x\"",
            "4:14: `repository` is no https address",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\n[rename.operations]\nx = \"a-b\"",
            "5:5: `a-b` is no call such as `list` or `clients.list`",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\n[rename.types]\nx = \"\"",
            "5:5: `` can't be the name of a type",
        ),
        (
            "idempotency-header = \"Host\"\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:22: `Host` is no header such as `Idempotency-Key`",
        ),
        (
            "webhook-signature = \"md5\"\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:21: `md5` is not `standard`, nor a table with a `header`",
        ),
        (
            "webhook-signature = { header = \"a b\" }\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:21: `a b` is no header such as `X-Signature`",
        ),
        (
            "webhook-signature = { header = \"a\", encoding = \"b\" }\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:21: `b` is neither `hex` nor `base64`",
        ),
        (
            "webhook-signature = { header = \"a\", encoding = \"base64\", timestamp = \"t=\" }\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:21: a signature beside its `timestamp` is `hex`, not `base64`",
        ),
        (
            "webhook-signature = { header = \"a\", timestamp = \"v1=\" }\n[crate]\nname = \"a\"\noutput = \"o\"",
            "1:21: `timestamp` and `prefix` don't tell the time from signatures",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\n[retry]\nstatuses = [99]",
            "5:13: `99` is no status",
        ),
        (
            "[crate]\nname = \"a\"\noutput = \"o\"\n[retry]\nexponent = 0.5",
            "5:12: `exponent` is not between 1 and 10",
        ),
    ] {
        assert_eq!(message(text), format!("sdksmith.toml:{expected}"));
    }
}

#[test]
fn module_paths_are_plain_names() {
    for good in ["clients", "clients::formance", "a1_b"] {
        assert!(ModulePath::parse(good).is_some(), "{good}");
    }
    for bad in [
        "", "A", "a::b::c", "a::", "runtime", "fn", "../x", "1a", "a-b", "é",
    ] {
        assert!(ModulePath::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn crate_names_are_those_of_cargo_that_shadow_nothing() {
    for good in ["logto-sdk", "f", "api_families2"] {
        assert!(is_crate_name(good), "{good}");
    }
    for bad in [
        "",
        "Logto",
        "1a",
        "fn",
        "std",
        "core",
        "test",
        "a b",
        "a/b",
        "a\"\nbuild = \"x",
        "crate",
        "self",
    ] {
        assert!(!is_crate_name(bad), "{bad}");
    }
}
