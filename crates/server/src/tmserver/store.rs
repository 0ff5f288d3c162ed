//! Stores: the units of a file, which clients send, ask for and remove together. A store is the origin of its units.

use std::io::Write;
use std::ops::ControlFlow;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use yaddash_formats::units::Languages;
use yaddash_memory::store::{Context, NewUnit, Origin, Policy};
use yaddash_model::LanguageTag;

use super::check_differ;
use super::style::mark;
use super::unit::Sent;
use crate::app::App;
use crate::body::{Json, Upload};
use crate::failure::{self, Failure};
use crate::files::FileFormat;
use crate::import::{self, Import, Summary};
use crate::parameters::{Parameters, PathVariables};
use crate::{pairs, stream};

/// A unit as clients read and send it.
#[derive(Serialize)]
struct Shown<'a> {
    source: &'a str,
    target: &'a str,
    context: String,
}

/// What a store is.
#[derive(Serialize)]
struct Counted<'a> {
    name: &'a str,
    units: u64,
}

fn pair(variables: &PathVariables) -> Result<(LanguageTag, LanguageTag), Failure> {
    let pair = (variables.language("source")?, variables.language("target")?);
    check_differ(&pair.0, &pair.1)?;
    Ok(pair)
}

/// The units of a store in a pair of languages.
pub(super) async fn show(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let pair = pair(&variables)?;
    let memories = app.memories.all();
    let body = stream::answer(move |out| {
        let name = variables.text("name");
        let mut separator = b"[";
        for memory in memories {
            let mut result = Ok(());
            let shown =
                pairs::each_of_origin(memory.memory(), Some((&pair.0, &pair.1)), name, |stored| {
                    let variant = |language| stored.unit.variant(language);
                    let (Some(source), Some(target)) = (variant(&pair.0), variant(&pair.1)) else {
                        return ControlFlow::Continue(());
                    };
                    let shown = Shown {
                        source: source.segment.text(),
                        target: target.segment.text(),
                        context: Context::of(&stored.unit, &source.language)
                            .id
                            .unwrap_or_default(),
                    };
                    result = out.write_all(separator).and_then(|()| {
                        serde_json::to_writer(&mut *out, &shown).map_err(Into::into)
                    });
                    separator = b",";
                    match result {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    }
                });
            result?;
            shown.map_err(|failure| std::io::Error::other(failure.message().to_owned()))?;
        }
        out.write_all(if separator == b"[" { b"[]" } else { b"]" })
    });
    Ok(failure::typed("application/json", body))
}

/// Takes a file in.
pub(super) async fn upload(
    State(app): State<App>,
    variables: PathVariables,
    Upload(file): Upload,
) -> Result<Response, Failure> {
    let (source, target) = pair(&variables)?;
    let name = variables.text("name").to_owned();
    let import = Import {
        file,
        format: FileFormat::of(&name)?,
        languages: Languages {
            source: Some(source),
            target: Some(target),
        },
        policy: Policy::NewestWins,
        origin: Some(Origin::from(name.as_str())),
    };
    let (summary, result) = app
        .write(move |app| {
            let memory = app.memories.first()?;
            Ok(import::run(memory.memory(), import, |_| true))
        })
        .await?;
    result?;
    Ok(added(&summary, &name))
}

/// Takes units in that were sent as JSON.
pub(super) async fn write(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
    Json(sent): Json<Vec<Sent>>,
) -> Result<Response, Failure> {
    let languages = pair(&variables)?;
    let name = variables.text("name").to_owned();
    let origin = Origin::from(name.as_str());
    let limit = app.options.limits.text;
    let mark = mark(&parameters);
    let units: Vec<NewUnit> = sent
        .into_iter()
        // Files on which someone works have units without a translation yet.
        .filter(|sent| !sent.source.is_empty() && !sent.target.is_empty())
        .map(|sent| sent.into_unit(&languages, mark, limit, Some(origin.clone())))
        .collect::<Result<_, Failure>>()?;
    let summary = app
        .write(move |app| {
            let mut summary = Summary::default();
            if !units.is_empty() {
                let memory = app.memories.first()?;
                let outcomes = memory.memory().store().write(&units, Policy::NewestWins)?;
                summary.count(&outcomes);
            }
            Ok(summary)
        })
        .await?;
    Ok(added(&summary, &name))
}

/// What tmserver says, as JSON.
fn added(summary: &Summary, name: &str) -> Response {
    let added = summary.created + summary.updated;
    failure::json(&format!("added {added} units from {name}"))
}

/// Removes the units of a store in a pair of languages.
pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let pair = pair(&variables)?;
    remove(app, Some(pair), variables.text("name").to_owned()).await
}

/// Removes the units of a store.
pub(super) async fn delete_all(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    remove(app, None, variables.text("name").to_owned()).await
}

async fn remove(
    app: App,
    pair: Option<(LanguageTag, LanguageTag)>,
    name: String,
) -> Result<Response, Failure> {
    let removed = app
        .write(move |app| {
            let pair = pair.as_ref().map(|(source, target)| (source, target));
            let mut removed = 0;
            for memory in app.memories.all() {
                removed += pairs::remove_origin(memory.memory(), pair, &name)?;
            }
            if removed == 0 {
                return Err(Failure::not_found(format!(
                    "there are no units from `{name}`"
                )));
            }
            Ok(format!("removed {removed} units from {name}"))
        })
        .await?;
    Ok(failure::json(&removed))
}

/// How many units a store has.
pub(super) async fn count(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.aside(move |app| {
        let name = variables.text("name");
        let mut units = 0;
        for memory in app.memories.all() {
            pairs::each_of_origin(memory.memory(), None, name, |_| {
                units += 1;
                ControlFlow::Continue(())
            })?;
        }
        if units == 0 {
            return Err(Failure::not_found(format!(
                "there are no units from `{name}`"
            )));
        }
        Ok(failure::json(&Counted { name, units }))
    })
    .await
}
