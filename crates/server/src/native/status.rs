//! That the server is there, what it counts, and what it serves.

use std::fmt::Write as _;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::OPENAPI;
use crate::app::App;
use crate::failure::{self, Failure};
use crate::metrics::{head, label};
use crate::routes::{self, Route};

#[derive(Serialize)]
struct Health {
    status: &'static str,
    version: &'static str,
    uptime_seconds: u64,
}

/// Answers where every memory can be read.
pub(super) async fn health(State(app): State<App>) -> Result<Response, Failure> {
    app.aside(|app| {
        for memory in app.memories.all() {
            memory.memory().store().counter()?;
        }
        Ok(failure::json(&Health {
            status: "ok",
            version: env!("CARGO_PKG_VERSION"),
            uptime_seconds: app.started.elapsed().as_secs(),
        }))
    })
    .await
}

pub(super) async fn openapi() -> Response {
    failure::typed("application/json", OPENAPI)
}

/// What is counted, in the text format of Prometheus.
pub(super) async fn metrics(State(app): State<App>) -> Result<Response, Failure> {
    app.aside(|app| {
        let mut out = String::new();
        let names: Vec<String> = routes::all().iter().map(Route::labels).collect();
        app.metrics.write(&names, &mut out);
        head(
            &mut out,
            "yaddash_memory_units",
            "gauge",
            "Units of a memory.",
        );
        for memory in app.memories.all() {
            let units = memory.memory().store().len()?;
            let name = label(memory.name());
            let _ = writeln!(out, "yaddash_memory_units{{memory=\"{name}\"}} {units}");
        }
        let imports = app.jobs.all();
        head(
            &mut out,
            "yaddash_imports_open",
            "gauge",
            "Imports that wait or run.",
        );
        let open = imports.iter().filter(|job| !job.state.is_over()).count();
        let _ = writeln!(out, "yaddash_imports_open {open}");
        head(
            &mut out,
            "yaddash_uptime_seconds",
            "counter",
            "Time since the start.",
        );
        let _ = writeln!(
            out,
            "yaddash_uptime_seconds {}",
            app.started.elapsed().as_secs()
        );
        Ok(failure::typed(
            "text/plain; version=0.0.4; charset=utf-8",
            out,
        ))
    })
    .await
}
