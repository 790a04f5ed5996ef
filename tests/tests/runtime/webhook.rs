//! Signatures of webhooks, by examples that others published.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use tests::runtime::{WebhookError, WebhookSecrets, WebhookSignature};

const STANDARD: WebhookSignature = WebhookSignature::Standard {
    id: "webhook-id",
    timestamp: "webhook-timestamp",
    signature: "webhook-signature",
};

/// The example of Standard Webhooks.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIME: u64 = 1_614_265_330;
const BODY: &[u8] = b"{\"test\": 2432232314}";
const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn headers(entries: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in entries {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn standard(signature: &str) -> HeaderMap {
    let time = TIME.to_string();
    headers(&[
        ("webhook-id", ID),
        ("webhook-timestamp", &time),
        ("webhook-signature", signature),
    ])
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn said(result: Result<(), WebhookError>) -> String {
    result.map_or_else(|error| error.to_string(), |()| "taken".to_owned())
}

#[test]
fn the_example_of_standard_webhooks() {
    let verify = |secrets: WebhookSecrets, signature: &str, body: &[u8]| {
        said(secrets.verify_at(at(TIME), &STANDARD, &standard(signature), body))
    };
    let refused = "none of the secrets signed the message";
    let secrets = WebhookSecrets::new(SECRET);
    assert_eq!(verify(secrets.clone(), SIGNED, BODY), "taken");
    // Without the mark before the secret, and without padding.
    let bare = SECRET.trim_start_matches("whsec_");
    let unpadded = SIGNED.trim_end_matches('=');
    assert_eq!(verify(WebhookSecrets::new(bare), unpadded, BODY), "taken");
    // Several signatures, of several versions.
    let several = format!("v1a,AAAA v1,AAAA {SIGNED}");
    assert_eq!(verify(secrets.clone(), &several, BODY), "taken");
    // Several secrets.
    let rotated = WebhookSecrets::new("whsec_AAAA").or(SECRET);
    assert_eq!(verify(rotated, SIGNED, BODY), "taken");
    assert_eq!(
        verify(WebhookSecrets::new("whsec_AAAA"), SIGNED, BODY),
        refused
    );
    assert_eq!(verify(secrets.clone(), SIGNED, b"{\"test\": 1}"), refused);
    assert_eq!(verify(secrets.clone(), "v1,AAAA", BODY), refused);
    let malformed = "the header `webhook-signature` is malformed";
    for signature in [
        "",
        "v1,",
        "v1,!",
        "v2,AAAA",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ] {
        let told = verify(secrets.clone(), signature, BODY);
        assert!(
            told == malformed || (signature == "v1," && told == refused),
            "{signature}: {told}"
        );
    }
    for secret in ["", "whsec_", "whsec_!"] {
        let told = verify(WebhookSecrets::new(secret), SIGNED, BODY);
        assert_eq!(told, "a secret is not of the form that signatures need");
    }
}

#[test]
fn a_message_has_its_time() {
    let secrets = WebhookSecrets::new(SECRET);
    let verify = |secrets: &WebhookSecrets, now: u64| {
        said(secrets.verify_at(at(now), &STANDARD, &standard(SIGNED), BODY))
    };
    let refused = "the message is too old, or from the future";
    for (now, expected) in [
        (TIME + 300, "taken"),
        (TIME - 300, "taken"),
        (TIME + 301, refused),
        (TIME - 301, refused),
    ] {
        assert_eq!(verify(&secrets, now), expected, "{now}");
    }
    let patient = secrets.clone().tolerance(Duration::from_secs(3600));
    assert_eq!(verify(&patient, TIME + 3600), "taken");
    let now = said(secrets.verify(&STANDARD, &standard(SIGNED), BODY));
    assert_eq!(now, refused);
    for time in [
        "",
        "-1",
        "now",
        "1614265330.0",
        "18446744073709551616",
        "18446744073709551615",
    ] {
        let headers = headers(&[
            ("webhook-id", ID),
            ("webhook-timestamp", time),
            ("webhook-signature", SIGNED),
        ]);
        let told = said(secrets.verify_at(at(TIME), &STANDARD, &headers, BODY));
        assert!(
            told == "the header `webhook-timestamp` is malformed" || told == refused,
            "{told}"
        );
    }
}

#[test]
fn each_header_comes_once() {
    let secrets = WebhookSecrets::new(SECRET);
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = standard(SIGNED);
        headers.append(name, HeaderValue::from_static("1"));
        let told = said(secrets.verify_at(at(TIME), &STANDARD, &headers, BODY));
        assert_eq!(told, format!("the header `{name}` is malformed"));
        headers.remove(name);
        let told = said(secrets.verify_at(at(TIME), &STANDARD, &headers, BODY));
        assert_eq!(told, format!("the header `{name}` is missing"));
    }
}

#[test]
fn the_example_of_github() {
    const HEX: WebhookSignature = WebhookSignature::Hex {
        header: "x-hub-signature-256",
        prefix: "sha256=",
    };
    let secrets = WebhookSecrets::new("It's a Secret to Everybody");
    let digits = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    let verify = |signature: &str, body: &[u8]| {
        let headers = headers(&[("x-hub-signature-256", signature)]);
        said(secrets.verify(&HEX, &headers, body))
    };
    let signed = format!("sha256={digits}");
    assert_eq!(verify(&signed, b"Hello, World!"), "taken");
    let upper = format!("sha256={}", digits.to_uppercase());
    assert_eq!(verify(&upper, b"Hello, World!"), "taken");
    assert_eq!(
        verify(&signed, b"Hello, World"),
        "none of the secrets signed the message"
    );
    assert_eq!(
        verify("sha256=75", b"Hello, World!"),
        "none of the secrets signed the message"
    );
    for malformed in [digits, "sha256=7", "sha256=7g", "sha1=75"] {
        let told = verify(malformed, b"Hello, World!");
        assert_eq!(
            told, "the header `x-hub-signature-256` is malformed",
            "{malformed}"
        );
    }
}

/// `{"name":"Rex"}`, signed at 1492774577 with two secrets, by Python's `hmac`.
const TIMESTAMPED: WebhookSignature = WebhookSignature::Timestamped {
    header: "stripe-signature",
    timestamp: "t=",
    prefix: "v1=",
};
const PAID: &[u8] = b"{\"name\":\"Rex\"}";
const PAID_AT: u64 = 1_492_774_577;
const PAID_BY_NEW: &str = "7a8d8f40dd453ee08dd1b4e0272aac440d2c650988df96c060543828eb0cecc7";
const PAID_BY_OLD: &str = "155737aa1883714739821c01ad78ab9316e9de2f2d78a681f8df11fc61acc132";

#[test]
fn a_time_stands_beside_its_signatures() {
    let verify = |secret: &str, now: u64, signature: &str, body: &[u8]| {
        let headers = headers(&[("stripe-signature", signature)]);
        said(WebhookSecrets::new(secret).verify_at(at(now), &TIMESTAMPED, &headers, body))
    };
    let signed = format!("t={PAID_AT},v1={PAID_BY_NEW}");
    let refused = "none of the secrets signed the message";
    assert_eq!(verify("whsec_test_secret", PAID_AT, &signed, PAID), "taken");
    assert_eq!(verify("whsec_old", PAID_AT, &signed, PAID), refused);
    assert_eq!(
        verify("whsec_test_secret", PAID_AT, &signed, b"{}"),
        refused
    );
    // Two secrets at once, a signature of another version, in any order.
    let both = format!("v0=00, v1={PAID_BY_OLD}, t={PAID_AT}, v1={PAID_BY_NEW}");
    for secret in ["whsec_test_secret", "whsec_old"] {
        assert_eq!(verify(secret, PAID_AT, &both, PAID), "taken");
    }
    // The time is signed too.
    let moved = format!("t={},v1={PAID_BY_NEW}", PAID_AT + 1);
    assert_eq!(verify("whsec_test_secret", PAID_AT, &moved, PAID), refused);
    let late = "the message is too old, or from the future";
    for (now, expected) in [
        (PAID_AT + 300, "taken"),
        (PAID_AT - 300, "taken"),
        (PAID_AT + 301, late),
        (PAID_AT - 301, late),
    ] {
        assert_eq!(verify("whsec_test_secret", now, &signed, PAID), expected);
    }
}

#[test]
fn a_time_and_signatures_that_are_not_there_are_told() {
    let secrets = WebhookSecrets::new("whsec_test_secret");
    for signature in [
        "",
        PAID_BY_NEW,
        &format!("v1={PAID_BY_NEW}"),
        &format!("t=,v1={PAID_BY_NEW}"),
        &format!("t=now,v1={PAID_BY_NEW}"),
        &format!("t={PAID_AT}"),
        &format!("t={PAID_AT},v0={PAID_BY_NEW}"),
        &format!("t={PAID_AT},v1=no"),
        &format!("t={PAID_AT} v1={PAID_BY_NEW}"),
        &format!("t={PAID_AT},t={PAID_AT},v1={PAID_BY_NEW}"),
    ] {
        let headers = headers(&[("stripe-signature", signature)]);
        let told = said(secrets.verify_at(at(PAID_AT), &TIMESTAMPED, &headers, PAID));
        let expected = "the header `stripe-signature` is malformed";
        assert_eq!(told, expected, "{signature}");
    }
    let missing = said(secrets.verify(&TIMESTAMPED, &HeaderMap::new(), PAID));
    assert_eq!(missing, "the header `stripe-signature` is missing");
}

#[test]
fn one_secret_signs_in_hexadecimal_and_in_base64() {
    let secrets = WebhookSecrets::new("hush");
    let hex = WebhookSignature::Hex {
        header: "x-signature",
        prefix: "",
    };
    let base64 = WebhookSignature::Base64 {
        header: "x-shopify-hmac-sha256",
        prefix: "",
    };
    let headers = headers(&[
        (
            "x-signature",
            "1d9f7cb04d15aef49806acdd4d43a70d3ceed036b171b53c3d45ac56f482c426",
        ),
        (
            "x-shopify-hmac-sha256",
            "HZ98sE0VrvSYBqzdTUOnDTzu0DaxcbU8PUWsVvSCxCY=",
        ),
    ]);
    for signature in [hex, base64] {
        assert_eq!(said(secrets.verify(&signature, &headers, PAID)), "taken");
        let told = said(secrets.verify(&signature, &headers, b"{}"));
        assert_eq!(told, "none of the secrets signed the message");
    }
}

#[test]
fn base64_by_rfc_4231() {
    const BASE64: WebhookSignature = WebhookSignature::Base64 {
        header: "signature",
        prefix: "",
    };
    let secrets = WebhookSecrets::new("Jefe");
    let headers = headers(&[("signature", "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=")]);
    let body = b"what do ya want for nothing?";
    assert_eq!(said(secrets.verify(&BASE64, &headers, body)), "taken");
    assert!(!format!("{secrets:?}").contains("Jefe"));
    let read = secrets.read::<u8>(&BASE64, &headers, body).unwrap_err();
    assert!(matches!(read, WebhookError::Body(_)), "{read}");
}
