//! Connections: accepted, bounded, and ended in order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use yaddash_memory::store::Access;

use crate::app::App;
use crate::memories::Memories;
use crate::{Error, ErrorKind, Options, routes};

/// How long a client may take to send the head of a request, also on a connection that waits for its next one.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// Bytes of the head of a request.
const HEAD_LIMIT: usize = 256 << 10;

/// A server of memories, ready to run.
#[derive(Debug)]
pub struct Server {
    app: App,
    router: Router,
}

impl Server {
    /// Opens the memories in `directories`, in the order in which they count: the first is written where a request does
    /// not say which. With [`Access::Read`] nothing is written.
    ///
    /// # Errors
    /// Where a memory cannot be opened, where two have the same name, or where `options` would open the memories to
    /// anyone in the network.
    pub fn open(directories: &[PathBuf], access: Access, options: Options) -> Result<Self, Error> {
        options.check()?;
        let memories = Memories::open(directories, options.folder.as_deref(), access)?;
        let all = routes::all();
        let app = App::new(memories, options, all.len());
        let router = routes::router(all, &app);
        Ok(Self { app, router })
    }

    /// Serves until the process is told to stop (SIGTERM, SIGINT); tells `is_ready` the address when it listens. Requests
    /// under way are answered before this returns, those that take longer than [`crate::Limits::grace`] are cut off.
    ///
    /// # Errors
    /// Where nothing can listen on the address, or threads cannot be started.
    pub fn run(self, is_ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let result = runtime.block_on(async {
            let mut stop = Signals::new()?;
            let listen = self.app.options.listen;
            let listener = TcpListener::bind(listen)
                .await
                .map_err(|error| ErrorKind::Listen(listen, error))?;
            is_ready(listener.local_addr()?);
            self.accept(listener, stop.wait()).await;
            Ok(())
        });
        self.app.jobs.stop();
        // What still computes has no one to answer; what writes is in a batch that is whole or not at all.
        runtime.shutdown_timeout(self.app.options.limits.grace);
        result
    }

    /// The routes, to be called without a socket.
    #[cfg(test)]
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    async fn accept(&self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let limits = self.app.options.limits;
        let places = Arc::new(Semaphore::new(limits.connections));
        let graceful = GracefulShutdown::new();
        tokio::pin!(stop);
        loop {
            let accepted = async {
                let place = Arc::clone(&places).acquire_owned().await;
                (place, listener.accept().await)
            };
            let (place, accepted) = tokio::select! {
                accepted = accepted => accepted,
                () = &mut stop => break,
            };
            let Ok((stream, _)) = accepted else {
                // Too many open files, or a client that went away: others are still served.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            let connection = connection(stream, self.router.clone());
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                // A client that breaks the connection off or speaks no HTTP has been answered as far as it can be.
                let _ = connection.await;
                drop(place);
            });
        }
        drop(listener);
        let _ = tokio::time::timeout(limits.grace, graceful.shutdown()).await;
    }
}

fn connection(
    stream: TcpStream,
    router: Router,
) -> http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Router>> {
    // Answers are written in one piece: waiting for more only delays them.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
}

/// The signals that end the server.
#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 2]);

#[cfg(unix)]
impl Signals {
    fn new() -> Result<Self, Error> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
        ]))
    }

    async fn wait(&mut self) {
        let [interrupt, terminate] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

/// What ends the server.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "other systems can refuse")]
    fn new() -> Result<Self, Error> {
        Ok(Self)
    }

    async fn wait(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
