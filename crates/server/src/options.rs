//! What a server is told when it starts.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::guard::Tokens;
use crate::{Error, ErrorKind};

/// How a server is to run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Who may read and write. Without tokens everyone may who reaches the server, which then must listen on a loopback
    /// address.
    pub tokens: Tokens,
    /// The names, beside `localhost` and addresses, by which the server may be called (`Host`).
    pub hosts: Vec<String>,
    /// The origins (`https://editor.example`) whose pages may call the server; `*` stands for all.
    pub origins: Vec<String>,
    /// A folder in which clients may create, clone and delete memories.
    pub folder: Option<PathBuf>,
    /// How many look-ups are computed at a time.
    pub jobs: usize,
    /// What requests may cost.
    pub limits: Limits,
}

/// What requests may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a body of JSON.
    pub body: usize,
    /// Bytes of a file that is uploaded.
    pub upload: u64,
    /// Bytes of one text to be looked up or written.
    pub text: usize,
    /// Texts in one request of a bulk look-up.
    pub queries: usize,
    /// How long a request may take, and how long the next bytes of a file may keep the server waiting.
    pub time: Duration,
    /// Requests that are served at a time; more are answered by 503.
    pub requests: usize,
    /// Connections that are open at a time; more wait.
    pub connections: usize,
    /// How long requests under way have when the server is stopped.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 16 << 20,
            upload: 2 << 30,
            text: 1 << 20,
            queries: 1000,
            time: Duration::from_secs(30),
            requests: 256,
            connections: 1024,
            grace: Duration::from_secs(10),
        }
    }
}

impl Options {
    /// A server on `listen` that anyone may use who reaches it, and so only processes of the same machine.
    #[must_use]
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            tokens: Tokens::default(),
            hosts: Vec::new(),
            origins: Vec::new(),
            folder: None,
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            limits: Limits::default(),
        }
    }

    /// Refuses what would open the memories to anyone in the network.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.tokens.is_empty() && !is_loopback(self.listen.ip()) {
            return Err(ErrorKind::OpenToAll(self.listen).into());
        }
        Ok(())
    }
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}
