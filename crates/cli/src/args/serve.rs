//! What may be typed behind `yaddash serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// `yaddash serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// A memory to serve; may be given more than once, the first is written where a client names none [default:
    /// yaddash.memory, unless --folder is given]
    #[arg(long, short, value_name = "DIR")]
    pub(crate) memory: Vec<PathBuf>,
    /// Serve all memories in this folder; clients that may write may make, copy and remove memories in it
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Address and port; other machines reach addresses that are not of the loopback network, which need tokens
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7411")]
    pub(crate) listen: SocketAddr,
    /// Tokens, one a line: `read TOKEN` or `write TOKEN`; also YADDASH_READ_TOKEN and YADDASH_WRITE_TOKEN in the environment
    #[arg(long, value_name = "FILE")]
    pub(crate) tokens: Option<PathBuf>,
    /// A name by which the server may be called, beside localhost and addresses; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Vec<String>,
    /// An origin, such as `https://editor.example`, whose pages may call the server, or `*`; may be given more than once
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) allow_origin: Vec<String>,
    /// Only read the memories
    #[arg(long)]
    pub(crate) read_only: bool,
    /// Make the memories that do not exist
    #[arg(long, conflicts_with = "read_only")]
    pub(crate) create: bool,
    /// Most megabytes of a file that is uploaded
    #[arg(long, value_name = "MB", default_value_t = 2048, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_upload: u32,
    /// Most requests at a time; more are told to come again
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_requests: u16,
    /// Most seconds that a request may take, but for files
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) timeout: u16,
}
