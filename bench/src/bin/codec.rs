//! `cargo xtask bench codec`: three large values decoded and encoded by generated types, and by types with serde's
//! derives. Those by hand keep no members that they do not know, and refuse enum values that they do not know.

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use api_families::clients::{formance, sunshine};
use api_families::consumers::apideck;
use bench::measure::longer_than;
use bench::types;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// How often the two ways take turns.
const TURNS: usize = 300;

/// How many of each there are in a value.
const COUNT: usize = 300;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    writeln!(
        std::io::stdout().lock(),
        "{:<10} {:>9} {:<7} {:>15} {:>13}",
        "value",
        "bytes",
        "",
        "generated MB/s",
        "by hand MB/s"
    )?;
    row::<formance::models::ListClientsResponse, types::ListClientsResponse>(
        "clients",
        &clients(),
    )?;
    row::<apideck::models::Consumer, types::Consumer>("consumer", &consumer())?;
    row::<Vec<sunshine::models::Content>, Vec<types::Content>>("messages", &messages())?;
    Ok(ExitCode::SUCCESS)
}

/// Structures with lists and maps.
fn clients() -> Value {
    let client = |index: usize| {
        json!({
            "id": format!("8f1c2b7e-52f4-4c59-9d0a-{index:012}"),
            "name": "billing",
            "description": "Nightly invoicing job \"of the house\"",
            "public": false,
            "trusted": true,
            "redirectUris": ["https://billing.example.com/callback", "https://example.com/"],
            "postLogoutRedirectUris": [],
            "metadata": { "team": "finance", "level": index },
            "scopes": ["0b7c4e36-8d6f-4a54-8a1e-0c2d9f5b6e20"],
            "secrets": [{ "id": "c2a4d8f0", "name": "production", "lastDigits": "a91f" }],
        })
    };
    json!({ "data": (0..COUNT).map(client).collect::<Vec<_>>() })
}

/// Structures with many members, enums, and free-form parts.
fn consumer() -> Value {
    let connection = |index: usize| {
        json!({
            "id": format!("crm+service{index}"),
            "name": "Service",
            "icon": "https://res.example.com/icons/service.png",
            "logo": "https://res.example.com/logos/service.png",
            "website": "https://www.example.com",
            "tag_line": "The platform for work",
            "service_id": "service",
            "unified_api": "crm",
            "consumer_id": "test_user_id",
            "auth_type": "oauth2",
            "enabled": true,
            "settings": { "instance_url": "https://eu28.example.com", "api_key": "12345xxxxxx" },
            "metadata": { "account": { "name": "My Company", "id": "c01458a5" }, "plan": "enterprise" },
            "created_at": "2020-10-01T12:00:00.000Z",
            "state": "callable",
        })
    };
    json!({
        "consumer_id": "test_consumer_id",
        "application_id": "1234",
        "metadata": { "account_name": "SpaceX", "user_name": "Elon", "email": "elon@example.com" },
        "connections": (0..COUNT).map(connection).collect::<Vec<_>>(),
        "services": ["crm", "ats"],
        "aggregated_request_count": 1004.5,
        "request_counts": { "unify": 100.5, "proxy": 200.25, "vault": 704.5 },
        "created": "2020-10-01T12:00:00.000Z",
    })
}

/// Unions within unions, by a tag that stands first in one half, and last in the other.
fn messages() -> Value {
    let link = json!({ "type": "link", "uri": "https://example.com/a", "text": "More" });
    let postback = json!({ "text": "Buy", "payload": "buy:17", "type": "postback" });
    let item = json!({
        "title": "A card",
        "description": "What there is to say about it",
        "mediaUrl": "https://example.com/card.jpg",
        "mediaType": "image/jpeg",
        "actions": [link, postback],
        "metadata": { "sku": "17" },
    });
    let message = |index: usize| match index % 3 {
        0 => json!({ "type": "carousel", "items": [item, item, item] }),
        1 => json!({ "text": "Hello, is it me?", "actions": [link, postback], "type": "text" }),
        _ => json!({ "type": "image", "mediaUrl": "https://example.com/a.png", "text": "A" }),
    };
    (0..COUNT).map(message).collect()
}

/// Decodes and encodes a value in both ways, and prints how fast.
fn row<G, H>(name: &str, value: &Value) -> Result<(), Box<dyn Error>>
where
    G: DeserializeOwned + Serialize,
    H: DeserializeOwned + Serialize,
{
    let text = serde_json::to_string(value)?;
    let generated: G = serde_json::from_str(&text)?;
    let by_hand: H = serde_json::from_str(&text)?;
    for written in [
        serde_json::to_value(&generated)?,
        serde_json::to_value(&by_hand)?,
    ] {
        if written != *value {
            return Err(format!("{name} is not written as it was read").into());
        }
    }
    let decoding = compare(
        || serde_json::from_str::<G>(&text).is_ok(),
        || serde_json::from_str::<H>(&text).is_ok(),
    );
    let encoding = compare(
        || serde_json::to_string(&generated).is_ok(),
        || serde_json::to_string(&by_hand).is_ok(),
    );
    let bytes = f64::from(u32::try_from(text.len())?);
    for (what, (ours, theirs)) in [("decode", decoding), ("encode", encoding)] {
        // Bytes in a microsecond are megabytes in a second.
        writeln!(
            std::io::stdout().lock(),
            "{name:<10} {bytes:>9} {what:<7} {:>15.0} {:>13.0}   x {:.2}",
            bytes / ours,
            bytes / theirs,
            theirs / ours
        )?;
    }
    Ok(())
}

/// The times of two ways that take turns, in microseconds.
fn compare(ours: impl Fn() -> bool, theirs: impl Fn() -> bool) -> (f64, f64) {
    let mut times = (Vec::new(), Vec::new());
    let timed = |work: &dyn Fn() -> bool, times: &mut Vec<Duration>| {
        let started = Instant::now();
        if work() {
            times.push(started.elapsed());
        }
    };
    for turn in 0..TURNS {
        for is_ours in [turn % 2 == 0, turn % 2 != 0] {
            if is_ours {
                timed(&ours, &mut times.0);
            } else {
                timed(&theirs, &mut times.1);
            }
        }
    }
    (longer_than(&mut times.0, 1), longer_than(&mut times.1, 1))
}
