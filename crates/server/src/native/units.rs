//! Units: listed, read, written, changed and removed.

use std::ops::ControlFlow;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use yaddash_memory::store::{NewUnit, Outcome, StoredUnit, UnitId};

use crate::app::App;
use crate::body::Json;
use crate::failure::{self, Failure};
use crate::import::policy;
use crate::parameters::{Parameters, PathVariables};
use crate::units::{check_text, of_json, to_json};

/// Units of a page where the client does not say, and at most.
const PAGE: (usize, usize) = (100, 1000);

#[derive(Serialize)]
struct Page {
    units: Vec<Value>,
    /// The `after` of the next page; null where this is the last.
    next: Option<u64>,
}

/// Units to be written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sent {
    units: Vec<Value>,
    policy: Option<String>,
}

#[derive(Serialize)]
struct Written {
    outcomes: Vec<WrittenUnit>,
}

#[derive(Serialize)]
struct WrittenUnit {
    id: u64,
    outcome: &'static str,
}

impl From<&Outcome> for WrittenUnit {
    fn from(outcome: &Outcome) -> Self {
        let (id, outcome) = match outcome {
            Outcome::Created(id) => (id, "created"),
            Outcome::Updated(id) => (id, "updated"),
            Outcome::Unchanged(id) => (id, "unchanged"),
        };
        Self { id: id.0, outcome }
    }
}

/// A page of units in the order of their numbers.
pub(super) async fn list(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
) -> Result<Response, Failure> {
    app.aside(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let after = parameters.number("after", 0..=u64::MAX)?.map(UnitId);
        let limit = parameters.number("limit", 1..=PAGE.1)?.unwrap_or(PAGE.0);
        let mut units: Vec<StoredUnit> = Vec::new();
        let mut is_last = true;
        memory.memory().store().scan(after, &mut |unit| {
            if units.len() == limit {
                is_last = false;
                return ControlFlow::Break(());
            }
            units.push(unit);
            ControlFlow::Continue(())
        })?;
        let next = units.last().filter(|_| !is_last).map(|unit| unit.id.0);
        let units = units.iter().map(to_json).collect::<Result<_, _>>()?;
        Ok(failure::json(&Page { units, next }))
    })
    .await
}

pub(super) async fn show(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.read(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let id = UnitId(variables.number("id")?);
        let found = memory.memory().store().units(&[id])?;
        match found.first() {
            Some(Some(unit)) => Ok(failure::json(&to_json(unit)?)),
            _ => Err(no_unit(id)),
        }
    })
    .await
}

/// Writes units in one batch, and tells what became of each.
pub(super) async fn write(
    State(app): State<App>,
    variables: PathVariables,
    Json(sent): Json<Sent>,
) -> Result<Response, Failure> {
    let policy = policy(sent.policy.as_deref())?;
    let mut units = Vec::with_capacity(sent.units.len());
    for unit in sent.units {
        units.push(checked(&app, unit)?);
    }
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let outcomes = memory.memory().store().write(&units, policy)?;
        let outcomes = outcomes.iter().map(WrittenUnit::from).collect();
        Ok(failure::json(&Written { outcomes }))
    })
    .await
}

/// Puts a unit in the place of another.
pub(super) async fn replace(
    State(app): State<App>,
    variables: PathVariables,
    Json(unit): Json<Value>,
) -> Result<Response, Failure> {
    let unit = checked(&app, unit)?;
    let id = UnitId(variables.number("id")?);
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let store = memory.memory().store();
        // What is the same already counts as not replaced.
        if !store.replace(id, &unit)? && !matches!(store.units(&[id])?.first(), Some(Some(_))) {
            return Err(no_unit(id));
        }
        Ok(failure::nothing())
    })
    .await
}

pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let id = UnitId(variables.number("id")?);
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        if memory.memory().store().remove(&[id])? == 0 {
            return Err(no_unit(id));
        }
        Ok(failure::nothing())
    })
    .await
}

fn checked(app: &App, unit: Value) -> Result<NewUnit, Failure> {
    let unit = of_json(unit)?;
    let mut texts = unit.unit.variants.iter();
    texts.try_for_each(|variant| check_text(variant.segment.text(), app.options.limits.text))?;
    Ok(unit)
}

fn no_unit(id: UnitId) -> Failure {
    Failure::new(StatusCode::NOT_FOUND, format!("there is no unit {id}"))
}
