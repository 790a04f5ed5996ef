//! Prism, a server that answers by an OpenAPI document and checks what it is sent.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fleet::Fingerprint;
use crate::{Error, shell};

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a starting server is asked.
const PERIOD: Duration = Duration::from_millis(30);

/// Prism as npm installed it.
#[derive(Debug)]
pub(super) struct Prism {
    script: PathBuf,
}

impl Prism {
    /// Installs what `tests/contract/package-lock.json` says, unless it is there.
    ///
    /// # Errors
    ///
    /// When npm can't be started, or fails.
    pub(super) fn install() -> Result<Self, Error> {
        let folder = shell::root().join("tests").join("contract");
        let modules = folder.join("node_modules");
        let stamp = modules.join(".sdksmith");
        let lock = folder.join("package-lock.json");
        let wanted = Fingerprint::default().add_file(&lock)?.finish();
        if fs::read_to_string(&stamp).is_ok_and(|now| now == wanted) {
            return Ok(Self::of(&modules));
        }
        let command = "npm ci --no-audit --no-fund";
        shell::say(&format!("$ {command}"));
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let status = Command::new(npm)
            .args(command.split(' ').skip(1))
            .current_dir(&folder)
            .status()
            .map_err(|source| Error::Start {
                command: command.to_owned(),
                source,
            })?;
        if !status.success() {
            return Err(Error::Failed(command.to_owned()));
        }
        fs::write(&stamp, wanted).map_err(Error::at(&stamp))?;
        Ok(Self::of(&modules))
    }

    fn of(modules: &Path) -> Self {
        let package = modules.join("@stoplight").join("prism-cli");
        Self {
            script: package.join("dist").join("index.js"),
        }
    }

    /// Starts a server of a document. It ends with the value that is returned.
    ///
    /// # Errors
    ///
    /// When it ends before it listens, or does not listen in time.
    pub(super) fn serve(&self, document: &Path) -> Result<Server, Error> {
        let port = free_port().map_err(|source| self.failed(source))?;
        let child = Command::new("node")
            .arg(&self.script)
            .args(["mock", "--errors", "--verboseLevel", "error"])
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| self.failed(source))?;
        let mut server = Server {
            child,
            address: format!("http://127.0.0.1:{port}"),
        };
        let started = Instant::now();
        let socket = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        while TcpStream::connect_timeout(&socket, PERIOD).is_err() {
            let ended = server.child.try_wait().is_ok_and(|status| status.is_some());
            if ended || started.elapsed() > PATIENCE {
                let what = format!("Prism does not serve {}", document.display());
                return Err(Error::Refused(what));
            }
            thread::sleep(PERIOD);
        }
        Ok(server)
    }

    fn failed(&self, source: std::io::Error) -> Error {
        Error::Start {
            command: format!("node {}", self.script.display()),
            source,
        }
    }
}

/// A server that runs.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// Where it is.
    pub(super) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which comes to the same.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
fn free_port() -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}
