//! The memories: listed, made and removed.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::app::App;
use crate::failure::{self, Failure};
use crate::memories::Named;
use crate::parameters::PathVariables;

#[derive(Serialize)]
struct Shown<'a> {
    name: &'a str,
    units: u64,
    /// Texts of each language.
    languages: BTreeMap<String, u64>,
    changes: u64,
}

#[derive(Serialize)]
struct List<'a> {
    memories: Vec<Shown<'a>>,
}

fn shown(memory: &Named) -> Result<Shown<'_>, Failure> {
    let store = memory.memory().store();
    Ok(Shown {
        name: memory.name(),
        units: store.len()?,
        languages: store.languages()?,
        changes: store.counter()?.0,
    })
}

pub(super) async fn list(State(app): State<App>) -> Result<Response, Failure> {
    app.aside(|app| {
        let all = app.memories.all();
        let memories = all
            .iter()
            .map(|memory| shown(memory))
            .collect::<Result<_, _>>()?;
        Ok(failure::json(&List { memories }))
    })
    .await
}

pub(super) async fn show(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.aside(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        Ok(failure::json(&shown(&memory)?))
    })
    .await
}

pub(super) async fn create(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.write(move |app| {
        let memory = app.memories.create(variables.text("memory"))?;
        let mut response = failure::json(&shown(&memory)?);
        *response.status_mut() = StatusCode::CREATED;
        Ok(response)
    })
    .await
}

pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.write(move |app| {
        app.memories.delete(variables.text("memory"))?;
        Ok(failure::nothing())
    })
    .await
}
