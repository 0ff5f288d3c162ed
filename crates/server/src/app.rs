//! What every request is served with.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Options;
use crate::failure::Failure;
use crate::jobs::Jobs;
use crate::memories::Memories;
use crate::metrics::Metrics;

/// The state of the server; copies share it.
#[derive(Clone, Debug)]
pub(crate) struct App(Arc<State>);

/// What copies share.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) memories: Memories,
    pub(crate) options: Options,
    pub(crate) metrics: Metrics,
    pub(crate) jobs: Jobs,
    pub(crate) started: Instant,
    /// Places for requests.
    requests: Semaphore,
    /// Places for look-ups that are computed.
    reading: Arc<Semaphore>,
    /// Places for what looks at every unit.
    searching: Arc<Semaphore>,
    /// The place of what writes.
    writing: Arc<Semaphore>,
}

impl App {
    pub(crate) fn new(memories: Memories, options: Options, routes: usize) -> Self {
        Self(Arc::new(State {
            memories,
            metrics: Metrics::new(routes),
            jobs: Jobs::default(),
            started: Instant::now(),
            requests: Semaphore::new(options.limits.requests),
            reading: Arc::new(Semaphore::new(options.jobs.max(1))),
            searching: Arc::new(Semaphore::new(options.jobs.div_ceil(2).max(1))),
            writing: Arc::new(Semaphore::new(1)),
            options,
        }))
    }

    /// Holds a place for a request as long as the caller keeps it.
    pub(crate) fn enter(&self) -> Result<SemaphorePermit<'_>, Failure> {
        self.requests
            .try_acquire()
            .map_err(|_| Failure::busy("the server has too many requests at a time"))
    }

    /// Computes an answer on a thread of its own, when one of the places for it is free.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.compute(Arc::clone(&self.reading), work).await
    }

    /// Searches every unit on a thread of its own, when one of the places for it is free: fewer than there are for
    /// look-ups, which must not wait for it.
    pub(crate) async fn search<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.compute(Arc::clone(&self.searching), work).await
    }

    /// Does what writes on a thread of its own, when nothing else writes.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.memories.check_writable()?;
        self.compute(Arc::clone(&self.writing), work).await
    }

    /// Does what neither look-ups nor what writes should wait for.
    pub(crate) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.compute(Arc::new(Semaphore::new(1)), work).await
    }

    async fn compute<T: Send + 'static>(
        &self,
        places: Arc<Semaphore>,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let place = places
            .acquire_owned()
            .await
            .map_err(|_| Failure::busy("the server is being stopped"))?;
        let app = self.clone();
        let computed = tokio::task::spawn_blocking(move || {
            let result = work(&app);
            drop(place);
            result
        });
        computed
            .await
            .unwrap_or_else(|_| Err(Failure::internal("the request could not be computed")))
    }
}

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}
