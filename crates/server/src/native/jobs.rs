//! Imports under way.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use crate::app::App;
use crate::failure::{self, Failure};
use crate::jobs::Progress;
use crate::parameters::PathVariables;

#[derive(Serialize)]
struct List {
    jobs: Vec<Progress>,
}

pub(super) async fn list(State(app): State<App>) -> Response {
    failure::json(&List {
        jobs: app.jobs.all(),
    })
}

pub(super) async fn show(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let job = app.jobs.get(variables.number("id")?)?;
    Ok(failure::json(&job.progress()))
}

/// Lets an import end after the batch that it writes; what was written stays.
pub(super) async fn cancel(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let job = app.jobs.get(variables.number("id")?)?;
    job.cancel();
    Ok(failure::json(&job.progress()))
}
