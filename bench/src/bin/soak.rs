//! `cargo xtask soak`: thousands of calls at a time against a server that fails in every way it can, for a while.
//!
//! A fault is a call that did not end or ended without a name, a POST without a key that was carried out twice, a key
//! that changed, and tasks, sockets or memory that stay.

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bench::measure::{COUNTER, Counting, live_bytes};
use bench::soak::{Caller, Faulty, Tally, sockets};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

#[global_allocator]
static ALLOCATOR: &Counting = COUNTER;

/// In how many rounds the time is divided.
const ROUNDS: u32 = 6;

/// How many more bytes may be in use at the end than at the start: what is made once, such as the tables of threads.
const ROOM: usize = 2 << 20;

/// How long what is to go may take to go.
const PATIENCE: Duration = Duration::from_secs(8);

/// What was seen.
#[derive(Debug, Default)]
struct Seen {
    tally: Tally,
    twice: usize,
    changed_keys: u64,
    /// Bytes in use: before the first round, after each, and when the client is gone.
    memory: Vec<usize>,
    tasks_left: usize,
    sockets_left: Option<usize>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let seconds: u64 = arguments.next().ok_or("how many seconds?")?.parse()?;
    let callers: u64 = arguments.next().ok_or("how many callers?")?.parse()?;
    // The server has a runtime of its own, so that the tasks of the calls can be counted.
    let (started, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || serve(&started));
    let server = address.recv()??;
    let listening = sockets();
    let runtime: Runtime = Builder::new_multi_thread().enable_all().build()?;
    let seen = runtime.block_on(soak(
        &server,
        callers,
        Duration::from_secs(seconds),
        listening,
    ))?;
    drop(runtime);
    report(&server, &seen)
}

/// Runs the server until the process ends.
fn serve(started: &std::sync::mpsc::Sender<std::io::Result<Arc<Faulty>>>) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(started.send(Err(error))),
    };
    runtime.block_on(async {
        let server = Faulty::start().await.map(Arc::new);
        let runs = server.is_ok();
        if started.send(server).is_ok() && runs {
            std::future::pending::<()>().await;
        }
    });
}

async fn soak(
    server: &Faulty,
    callers: u64,
    time: Duration,
    listening: Option<usize>,
) -> Result<Seen, Box<dyn Error>> {
    let mut seen = Seen::default();
    let start = live_bytes();
    seen.memory.push(start);
    let client = Caller::client(&format!("http://{}", server.address))?;
    for round in 0..ROUNDS {
        let until = Instant::now() + time / ROUNDS;
        let mut running = JoinSet::new();
        for number in 0..callers {
            let number = u64::from(round) * callers + number;
            running.spawn(Caller::new(client.clone(), number).run(until));
        }
        while let Some(tally) = running.join_next().await {
            seen.tally.add(&tally?);
        }
        let (twice, changed) = server.ledger.settle();
        seen.twice += twice;
        seen.changed_keys = changed;
        seen.memory.push(live_bytes());
    }
    drop(client);
    let deadline = Instant::now() + PATIENCE;
    loop {
        seen.tasks_left = Handle::current().metrics().num_alive_tasks();
        seen.sockets_left = sockets()
            .zip(listening)
            .map(|(now, then)| now.saturating_sub(then));
        let gone = seen.tasks_left == 0 && seen.sockets_left.unwrap_or(0) <= RUNTIME_SOCKETS;
        let small = live_bytes() <= start + ROOM;
        if (gone && small) || Instant::now() > deadline {
            seen.memory.push(live_bytes());
            return Ok(seen);
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// Sockets that the runtime of the calls has for itself, for signals.
const RUNTIME_SOCKETS: usize = 2;

fn report(server: &Faulty, seen: &Seen) -> Result<ExitCode, Box<dyn Error>> {
    let mut output = std::io::stdout().lock();
    let ledger = &server.ledger;
    let tally = &seen.tally;
    writeln!(output, "{:>10}  outcome", "calls")?;
    for (name, count) in &tally.outcomes {
        writeln!(output, "{count:>10}  {name}")?;
    }
    writeln!(output, "{:>10}  in all", tally.calls)?;
    let connections = ledger.connections.load(Ordering::Relaxed);
    let requests = ledger.requests.load(Ordering::Relaxed);
    writeln!(output, "{requests} requests on {connections} connections")?;
    let kib = |bytes: &usize| (bytes >> 10).to_string();
    let memory: Vec<String> = seen.memory.iter().map(kib).collect();
    writeln!(
        output,
        "KiB in use before the first round, after each, and without the client: {}",
        memory.join(", ")
    )?;
    let grown = match (seen.memory.first(), seen.memory.last()) {
        (Some(first), Some(last)) => last.saturating_sub(*first),
        _ => 0,
    };
    let faults = [
        (!tally.is_whole(), "calls without an outcome".to_owned()),
        (
            seen.twice > 0,
            format!("{} POSTs carried out twice", seen.twice),
        ),
        (
            seen.changed_keys > 0,
            format!("{} keys that changed", seen.changed_keys),
        ),
        (
            seen.tasks_left > 0,
            format!("{} tasks left", seen.tasks_left),
        ),
        (
            seen.sockets_left.unwrap_or(0) > RUNTIME_SOCKETS,
            format!("{} sockets left", seen.sockets_left.unwrap_or(0)),
        ),
        (grown > ROOM, format!("{grown} bytes left")),
    ];
    let mut code = ExitCode::SUCCESS;
    for (_, fault) in faults.iter().filter(|(found, _)| *found) {
        writeln!(output, "fault: {fault}")?;
        code = ExitCode::FAILURE;
    }
    if code == ExitCode::SUCCESS {
        writeln!(
            output,
            "every call ended with a name; none was carried out twice; no task, socket or memory stays"
        )?;
    }
    Ok(code)
}
