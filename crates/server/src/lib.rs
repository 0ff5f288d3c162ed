//! The server of Yaddash: translation memories over HTTP.
//!
//! | module | what is served | where |
//! |---|---|---|
//! | `tmserver` | the protocol of tmserver and amaGama, which Weblate and Virtaal speak | `/tmserver`, `/api/v1` |
//! | `t5memory` | the protocol of t5memory, which translate5 speaks | `/t5memory` |
//! | `native` | our own, described by `OpenAPI` | `/api/yaddash/v1` |
//!
//! [`Server::open`] opens memories, [`Server::run`] serves them until the process is told to stop. A server without
//! [`Tokens`] listens on a loopback address alone. Look-ups are computed on threads of their own and wait neither for
//! imports nor for one another's reading; what every request may cost is bounded by [`Limits`].
//!
//! ```no_run
//! use yaddash_memory::store::Access;
//! use yaddash_server::{Options, Server};
//! let options = Options::new(([127, 0, 0, 1], 7411).into());
//! let server = Server::open(&["yaddash.memory".into()], Access::Write, options)?;
//! server.run(|address| eprintln!("http://{address}"))?;
//! # Ok::<(), yaddash_server::Error>(())
//! ```

mod app;
mod body;
mod dates;
mod error;
mod failure;
mod files;
mod guard;
mod import;
mod jobs;
mod memories;
mod metrics;
mod native;
mod options;
mod pairs;
mod parameters;
mod percent;
mod routes;
mod serve;
mod stream;
mod t5memory;
#[cfg(test)]
mod testing;
mod tmserver;
mod units;

pub use error::{Error, ErrorKind};
pub use guard::{Right, Tokens};
pub use options::{Limits, Options};
pub use serve::Server;
