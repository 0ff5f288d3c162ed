//! How far a long run is, on terminals alone.

use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::messages::Messages;

/// The bar that is shown now; messages must not be written into its line.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// What the bar shows: how many are done, the rate, and the time that remains.
const TEMPLATE: &str = "{msg} {wide_bar} {human_pos}/{human_len}, {rate}, {eta} left";
/// How often the bar is drawn anew, in hertz.
const REDRAWS: u8 = 8;

/// The progress of a run over a known number of documents; shown nowhere but on a terminal.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins to show that `total` documents are being worked on.
    pub(crate) fn start(what: &'static str, total: usize, messages: Messages) -> Self {
        if messages.is_quiet() || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let target = ProgressDrawTarget::stderr_with_hz(REDRAWS);
        let bar = ProgressBar::with_draw_target(Some(total as u64), target).with_message(what);
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(
                style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                    let _ = write!(out, "{:.1}/s", state.per_sec());
                }),
            );
        }
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
        Self(Some(bar))
    }

    /// One more document is done.
    pub(crate) fn advance(&self) {
        if let Self(Some(bar)) = self {
            bar.inc(1);
        }
    }

    /// All is done: the bar goes away.
    pub(crate) fn finish(self) {
        drop(self);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Self(Some(bar)) = self {
            bar.finish_and_clear();
            *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

/// Does something that writes to standard error, without the bar in its way.
pub(crate) fn beside(write: impl FnOnce()) {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match shown {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}
