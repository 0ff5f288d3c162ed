//! Why a server does not start or run.

use std::net::SocketAddr;

use thiserror::Error;

/// Why a server does not start or run.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The address is reached from other machines, and there are no tokens.
    #[error(
        "{0} is reached from other machines, so tokens are needed that say who may read and write: \
         listen on 127.0.0.1, or give tokens"
    )]
    OpenToAll(SocketAddr),
    /// Nothing can listen there.
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// A file of tokens is not in order.
    #[error("line {line} of the tokens: {reason}")]
    Tokens {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two memories have the same name.
    #[error("two memories are called `{0}`: the name of a memory is that of its folder")]
    SameName(String),
    /// There is nothing to serve.
    #[error("there is no memory to serve")]
    NoMemory,
    /// A memory cannot be opened.
    #[error(transparent)]
    Memory(#[from] yaddash_memory::Error),
    /// The system refused something else.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl<K: Into<ErrorKind>> From<K> for Error {
    fn from(kind: K) -> Self {
        Self { kind: kind.into() }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.kind.source()
    }
}
