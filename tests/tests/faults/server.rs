//! A server on raw TCP that plays a script for each connection, and keeps each byte that it reads.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use socket2::SockRef;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What the server does next on a connection. Past the last step it closes.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Reads a request to its end: the head, and the body that it announces.
    Read,
    /// Reads the head of a request, and at most what came along with it.
    ReadHead,
    /// Reads until this stands in what was read.
    ReadUntil(&'static [u8]),
    /// Tells the test that the connection has come to this step.
    Tell,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes over and over, until the client is gone.
    Flood(Vec<u8>),
    /// Sends this byte each time that the test asks for one, until the test ends the server.
    Drip(u8),
    /// Reads until the client is gone.
    Hold,
    /// Reads nothing until the test ends the server.
    Ignore,
    /// Ends the connection with a reset.
    Reset,
}

/// Sends a text.
pub(crate) fn send(text: &str) -> Step {
    Step::Send(text.as_bytes().to_vec())
}

/// A response of this status line and headers, with its length.
pub(crate) fn answer(head: &str, body: &str) -> Step {
    let head = head.replace('\n', "\r\n");
    send(&format!(
        "HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

type Heard = Arc<Mutex<Vec<Vec<u8>>>>;

/// The connections that are open, to end them from outside.
type Streams = Arc<Mutex<Vec<Option<TcpStream>>>>;

/// Whether the test has ended the server.
#[derive(Default)]
struct Over(Mutex<bool>, Condvar);

impl Over {
    fn is_set(&self) -> bool {
        *self.0.lock().unwrap()
    }

    fn set(&self) {
        *self.0.lock().unwrap() = true;
        self.1.notify_all();
    }

    fn wait(&self) {
        drop(self.1.wait_while(self.0.lock().unwrap(), |over| !*over));
    }
}

/// The server. It listens while it lives, and plays one script a connection, in the order of the connections.
pub(crate) struct Server {
    address: SocketAddr,
    heard: Heard,
    streams: Streams,
    told: UnboundedReceiver<()>,
    drops: Option<Sender<()>>,
    over: Arc<Over>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Plays a script on each connection; after the last one connections are closed without a word.
    pub(crate) fn play(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, told) = unbounded_channel();
        let (drops, asked) = channel();
        let asked = Arc::new(Mutex::new(asked));
        let heard = Heard::default();
        let streams = Streams::default();
        let over = Arc::<Over>::default();
        let mut scripts: Vec<_> = scripts.into_iter().collect();
        scripts.reverse();
        let accept = {
            let (heard, streams, over) = (heard.clone(), streams.clone(), over.clone());
            move || {
                let mut players = Vec::new();
                while let Ok((stream, _)) = listener.accept() {
                    if over.is_set() {
                        break;
                    }
                    let index = heard.lock().unwrap().len();
                    heard.lock().unwrap().push(Vec::new());
                    streams.lock().unwrap().push(stream.try_clone().ok());
                    let player = Player {
                        stream,
                        heard: heard.clone(),
                        streams: streams.clone(),
                        index,
                        tell: tell.clone(),
                        asked: asked.clone(),
                        over: over.clone(),
                    };
                    let script = scripts.pop().unwrap_or_default();
                    players.push(std::thread::spawn(move || player.play(script)));
                }
                for player in players {
                    player.join().unwrap();
                }
            }
        };
        Self {
            address,
            heard,
            streams,
            told,
            drops: Some(drops),
            over,
            thread: Some(std::thread::spawn(accept)),
        }
    }

    /// Plays one connection.
    pub(crate) fn once(script: impl IntoIterator<Item = Step>) -> Self {
        Self::play([script.into_iter().collect()])
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for the next [`Step::Tell`], on whatever connection.
    pub(crate) async fn has_told(&mut self) {
        self.told.recv().await.unwrap();
    }

    /// Asks for one byte of [`Step::Drip`].
    pub(crate) fn drip(&self) {
        self.drops.as_ref().unwrap().send(()).unwrap();
    }

    /// Waits until the clients have left of themselves, and gives what each connection read.
    pub(crate) async fn left(self) -> Vec<Vec<u8>> {
        // The clients leave on the runtime of the test, which goes on meanwhile.
        tokio::task::spawn_blocking(|| self.end()).await.unwrap()
    }

    /// Ends all connections, and gives what each read, as text.
    pub(crate) fn requests(self) -> Vec<String> {
        for stream in self.streams.lock().unwrap().iter().flatten() {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        self.end().into_iter().map(text).collect()
    }

    fn end(mut self) -> Vec<Vec<u8>> {
        self.over.set();
        self.drops = None;
        // Wakes the thread that accepts; the connection itself says nothing.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
        let heard = self.heard.lock().unwrap();
        heard.clone()
    }
}

/// One connection.
struct Player {
    stream: TcpStream,
    heard: Heard,
    streams: Streams,
    index: usize,
    tell: UnboundedSender<()>,
    asked: Arc<Mutex<Receiver<()>>>,
    over: Arc<Over>,
}

impl Player {
    fn play(mut self, script: Vec<Step>) {
        for step in script {
            match step {
                Step::Read => self.read(is_whole),
                Step::ReadHead => self.read(|heard| find(heard, b"\r\n\r\n").is_some()),
                Step::ReadUntil(mark) => self.read(|heard| find(heard, mark).is_some()),
                Step::Tell => self.tell.send(()).unwrap(),
                Step::Send(bytes) => drop(self.stream.write_all(&bytes)),
                Step::Flood(bytes) => while self.stream.write_all(&bytes).is_ok() {},
                Step::Drip(byte) => {
                    for () in self.asked.lock().unwrap().iter() {
                        // The client may have gone.
                        let _ = self.stream.write_all(&[byte]);
                    }
                }
                Step::Hold => while self.take() > 0 {},
                Step::Ignore => self.over.wait(),
                Step::Reset => {
                    SockRef::from(&self.stream)
                        .set_linger(Some(Duration::ZERO))
                        .unwrap();
                }
            }
        }
        // With its clone gone, dropping the stream closes the connection.
        self.streams.lock().unwrap()[self.index] = None;
    }

    /// Reads once; zero when there is no more to come.
    fn take(&mut self) -> usize {
        let mut buffer = [0; 1 << 13];
        let count = self.stream.read(&mut buffer).unwrap_or(0);
        self.heard.lock().unwrap()[self.index].extend_from_slice(&buffer[..count]);
        count
    }

    fn read(&mut self, enough: impl Fn(&[u8]) -> bool) {
        let start = self.heard.lock().unwrap()[self.index].len();
        while !enough(&self.heard.lock().unwrap()[self.index][start..]) && self.take() > 0 {}
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Whether a request is there to the end of the body that its head announces.
fn is_whole(heard: &[u8]) -> bool {
    let Some(end) = find(heard, b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&heard[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.map_or(0, |length| length.trim().parse::<usize>().unwrap());
    heard.len() >= end + 4 + length
}
