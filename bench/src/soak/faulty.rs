//! A server that answers about half of all requests as it should, and fails the others in its many ways.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// The body of a good answer.
const LIST: &str = r#"{"data":[{"id":"1","name":"billing"}]}"#;
/// The body of a good answer about one client.
const ONE: &str = r#"{"data":{"id":"1","name":"billing"}}"#;

/// A server that runs as long as its runtime.
#[derive(Debug)]
pub struct Faulty {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it knows of its requests.
    pub ledger: Arc<Ledger>,
}

/// What a server knows of its requests.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Connections that were made.
    pub connections: AtomicU64,
    /// Connections that are open.
    pub open: AtomicU64,
    /// Requests that were read.
    pub requests: AtomicU64,
    /// How often each POST without a key was carried out, by its body.
    posts: Mutex<BTreeMap<Vec<u8>, u32>>,
    /// The key that each POST with one came with, by its body.
    keys: Mutex<BTreeMap<Vec<u8>, String>>,
    /// POSTs whose key changed from try to try.
    changed_keys: AtomicU64,
}

impl Ledger {
    /// POSTs without a key that were carried out twice, and those whose key changed; and forgets all.
    pub fn settle(&self) -> (usize, u64) {
        let mut posts = self.posts.lock().unwrap_or_else(PoisonError::into_inner);
        let twice = posts.values().filter(|count| **count > 1).count();
        posts.clear();
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.clear();
        (twice, self.changed_keys.load(Ordering::Relaxed))
    }

    /// Notes a request that is carried out.
    fn carry_out(&self, request: &Request) {
        if !request.is_post {
            return;
        }
        let body = request.body.clone();
        if let Some(key) = &request.key {
            let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
            let known = keys.entry(body).or_insert_with(|| key.clone());
            if known != key {
                self.changed_keys.fetch_add(1, Ordering::Relaxed);
            }
        } else {
            let mut posts = self.posts.lock().unwrap_or_else(PoisonError::into_inner);
            *posts.entry(body).or_default() += 1;
        }
    }
}

impl Faulty {
    /// Starts a server in the runtime of the caller.
    ///
    /// # Errors
    /// No port can be listened on.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let ledger = Arc::new(Ledger::default());
        let shared = Arc::clone(&ledger);
        tokio::spawn(async move {
            loop {
                // There may be no file left for a connection; those that end make room.
                let Ok((stream, _)) = listener.accept().await else {
                    sleep(Duration::from_millis(5)).await;
                    continue;
                };
                shared.connections.fetch_add(1, Ordering::Relaxed);
                shared.open.fetch_add(1, Ordering::Relaxed);
                let shared = Arc::clone(&shared);
                tokio::spawn(async move {
                    // A connection that broke is closed, as the others are.
                    let _ = serve(stream, &shared).await;
                    shared.open.fetch_sub(1, Ordering::Relaxed);
                });
            }
        });
        Ok(Self { address, ledger })
    }
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Fine,
    Late(u64),
    Status(u16),
    Refused,
    Reset,
    EndInHead,
    EndInBody,
    Nonsense,
    NoJson,
    Silence,
    FineAndClosed,
    FalselyCompressed,
}

impl Fate {
    fn of(number: u64) -> Self {
        let mixed = mixed(number);
        match mixed % 100 {
            0..55 => Self::Fine,
            55..63 => Self::Late(mixed / 100 % 40),
            63..67 => Self::Status(503),
            67..69 => Self::Status(500),
            69..71 => Self::Status(404),
            71..76 => Self::Refused,
            76..81 => Self::Reset,
            81..84 => Self::EndInHead,
            84..88 => Self::EndInBody,
            88..90 => Self::Nonsense,
            90..92 => Self::NoJson,
            92..93 => Self::Silence,
            93..98 => Self::FineAndClosed,
            _ => Self::FalselyCompressed,
        }
    }
}

/// Numbers that follow one another, without an order that shows. `SplitMix64`.
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

async fn serve(mut stream: TcpStream, ledger: &Ledger) -> io::Result<()> {
    let mut buffer = Vec::new();
    while let Some(request) = Request::read(&mut stream, &mut buffer).await? {
        let number = ledger.requests.fetch_add(1, Ordering::Relaxed);
        let fate = Fate::of(number);
        if !matches!(fate, Fate::Refused) {
            ledger.carry_out(&request);
        }
        let (status, body) = request.good;
        let fine = answer(status, "", body);
        match fate {
            Fate::Fine => stream.write_all(&fine).await?,
            Fate::Late(milliseconds) => {
                sleep(Duration::from_millis(milliseconds)).await;
                stream.write_all(&fine).await?;
            }
            Fate::Status(status) => stream.write_all(&answer(status, "", "{}")).await?,
            Fate::Refused => {
                let refused = answer(429, "Retry-After: 0\r\n", "{}");
                stream.write_all(&refused).await?;
            }
            Fate::Reset => return stream.set_zero_linger(),
            Fate::EndInHead => return stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Ty").await,
            Fate::EndInBody => {
                let cut = fine.len() - 7;
                return stream.write_all(fine.get(..cut).unwrap_or_default()).await;
            }
            Fate::Nonsense => return stream.write_all(b"nonsense\r\n\r\n").await,
            Fate::NoJson => stream.write_all(&answer(200, "", "<html>")).await?,
            Fate::Silence => {
                sleep(Duration::from_secs(4)).await;
                return Ok(());
            }
            Fate::FineAndClosed => return stream.write_all(&fine).await,
            Fate::FalselyCompressed => {
                let lie = answer(200, "Content-Encoding: gzip\r\n", body);
                stream.write_all(&lie).await?;
            }
        }
    }
    Ok(())
}

fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// A request, as far as the server looks at it.
#[derive(Debug)]
struct Request {
    is_post: bool,
    /// The status and the body of a good answer.
    good: (u16, &'static str),
    key: Option<String>,
    body: Vec<u8>,
}

impl Request {
    /// The next request of a connection; nothing at its end.
    async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Option<Self>> {
        loop {
            if let Some((request, length)) = Self::parse(buffer) {
                buffer.drain(..length);
                return Ok(Some(request));
            }
            if stream.read_buf(buffer).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// The request at the start of these bytes, if all of it is there, and its length.
    fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
        let text = std::str::from_utf8(bytes.get(..head)?).ok()?;
        let header = |wanted: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once(':'));
            lines.find_map(|(name, value)| {
                name.eq_ignore_ascii_case(wanted)
                    .then(|| value.trim().to_owned())
            })
        };
        let length: usize = header("content-length")
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        let request = Self {
            is_post: text.starts_with("POST "),
            good: match text.split(' ').next() {
                Some("GET") => (200, LIST),
                Some("POST") => (201, ONE),
                Some("DELETE") => (204, ""),
                _ => (200, ONE),
            },
            key: header("idempotency-key"),
            body: bytes.get(head..head + length)?.to_vec(),
        };
        Some((request, head + length))
    }
}
