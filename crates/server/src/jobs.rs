//! Imports that go on after their request was answered.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use serde::Serialize;

use crate::failure::Failure;
use crate::import::{self, Import, Summary};
use crate::memories::Named;

/// Finished jobs that are remembered.
const REMEMBERED: usize = 1000;
/// Jobs that wait or run at a time; each holds a file on disk.
const WAITING: usize = 64;

/// All jobs by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    last: AtomicU64,
    list: Mutex<BTreeMap<u64, Arc<Job>>>,
    /// Whether a job runs: one at a time, in the order in which they came or nearly so.
    is_running: Arc<(Mutex<bool>, Condvar)>,
    is_stopped: Arc<AtomicBool>,
}

/// One import.
#[derive(Debug)]
pub(crate) struct Job {
    id: u64,
    memory: String,
    name: String,
    is_cancelled: AtomicBool,
    progress: Mutex<(State, Summary)>,
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Waiting,
    Running,
    Done,
    Cancelled,
    Failed,
}

impl State {
    /// Whether nothing more comes.
    pub(crate) fn is_over(&self) -> bool {
        !matches!(self, Self::Waiting | Self::Running)
    }
}

/// A job as it is shown.
#[derive(Debug, Serialize)]
pub(crate) struct Progress {
    pub(crate) id: u64,
    pub(crate) memory: String,
    pub(crate) name: String,
    pub(crate) state: State,
    #[serde(flatten)]
    pub(crate) summary: Summary,
}

impl Jobs {
    /// Starts an import, and tells how to ask for it.
    pub(crate) fn start(&self, memory: Arc<Named>, import: Import) -> Result<Arc<Job>, Failure> {
        let job = Arc::new(Job {
            id: self.last.fetch_add(1, Relaxed) + 1,
            memory: memory.name().to_owned(),
            name: import.origin.as_deref().unwrap_or_default().to_owned(),
            is_cancelled: AtomicBool::new(false),
            progress: Mutex::new((State::Waiting, Summary::default())),
        });
        {
            let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
            if list.values().filter(|job| !job.is_over()).count() >= WAITING {
                return Err(Failure::busy("too many imports wait already"));
            }
            let over = list.values().filter(|job| job.is_over()).map(|job| job.id);
            let over: Vec<u64> = over.collect();
            for id in over.iter().take(over.len().saturating_sub(REMEMBERED)) {
                list.remove(id);
            }
            list.insert(job.id, Arc::clone(&job));
        }
        let (turn, stopped) = (Arc::clone(&self.is_running), Arc::clone(&self.is_stopped));
        let running = Arc::clone(&job);
        let started = std::thread::Builder::new()
            .name("import".to_owned())
            .spawn(move || {
                let _turn = Turn::wait(turn);
                running.run(&memory, import, &stopped);
            });
        started.map_err(|error| Failure::busy(format!("no thread for the import: {error}")))?;
        Ok(job)
    }

    /// The job of this number.
    pub(crate) fn get(&self, id: u64) -> Result<Arc<Job>, Failure> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.get(&id)
            .cloned()
            .ok_or_else(|| Failure::not_found(format!("there is no job {id}")))
    }

    /// All jobs that are remembered.
    pub(crate) fn all(&self) -> Vec<Progress> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.values().map(|job| job.progress()).collect()
    }

    /// The last job of a memory.
    pub(crate) fn last_of(&self, memory: &str) -> Option<Progress> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let mut jobs = list.values().rev();
        jobs.find(|job| job.memory == memory)
            .map(|job| job.progress())
    }

    /// Lets jobs end after their batch.
    pub(crate) fn stop(&self) {
        self.is_stopped.store(true, Relaxed);
    }
}

impl Job {
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Lets the job end after its batch; what was written stays.
    pub(crate) fn cancel(&self) {
        self.is_cancelled.store(true, Relaxed);
    }

    pub(crate) fn progress(&self) -> Progress {
        let (state, summary) = self.lock().clone();
        Progress {
            id: self.id,
            memory: self.memory.clone(),
            name: self.name.clone(),
            state,
            summary,
        }
    }

    fn is_over(&self) -> bool {
        self.lock().0.is_over()
    }

    fn run(&self, memory: &Named, import: Import, is_stopped: &AtomicBool) {
        let goes_on = || !self.is_cancelled.load(Relaxed) && !is_stopped.load(Relaxed);
        if !goes_on() {
            self.lock().0 = State::Cancelled;
            return;
        }
        self.lock().0 = State::Running;
        let mut was_cut = false;
        let (mut summary, result) = import::run(memory.memory(), import, |summary| {
            self.lock().1.clone_from(summary);
            was_cut = !goes_on();
            !was_cut
        });
        let state = match result {
            Ok(()) if was_cut => State::Cancelled,
            Ok(()) => State::Done,
            Err(failure) => {
                summary.messages.push(failure.message().to_owned());
                State::Failed
            }
        };
        *self.lock() = (state, summary);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (State, Summary)> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn of a job, which ends when this is dropped.
struct Turn(Arc<(Mutex<bool>, Condvar)>);

impl Turn {
    fn wait(turn: Arc<(Mutex<bool>, Condvar)>) -> Self {
        let (is_running, ended) = &*turn;
        let guard = is_running.lock().unwrap_or_else(PoisonError::into_inner);
        let guard = ended.wait_while(guard, |is_running| *is_running);
        *guard.unwrap_or_else(PoisonError::into_inner) = true;
        Self(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (is_running, ended) = &*self.0;
        *is_running.lock().unwrap_or_else(PoisonError::into_inner) = false;
        ended.notify_one();
    }
}
